import type { Reader } from '../kit/reader.js';
import { KitaNeed } from './kita.entity.js';
import { ProcessChainStep, SchoolHoliday } from './school-year.entity.js';
import { HealthExam, SchoolAdvice, SchoolBiography, SchoolPlacement } from './school.entity.js';

/** What a request reads: the rows, the category they are granted under, and the columns. */
export const createLoaders = ({ em, records }: Reader) => ({
  schoolAdvice: records(SchoolAdvice, 'SCHOOL_PLACEMENT', ['state', 'dueOn', 'interpreter', 'recommendation']),
  schoolPlacements: records(SchoolPlacement, 'SCHOOL_PLACEMENT', ['beschult', 'firstDay', 'schoolForm', 'classType']),
  schoolBiographies: records(SchoolBiography, 'SCHOOL_BIOGRAPHY', ['yearsOfSchooling', 'certificates', 'germanLevel']),
  healthExams: records(HealthExam, 'SCHOOL_HEALTH', ['done']),
  kitaNeeds: records(KitaNeed, 'KITA_PLACEMENT', ['state', 'neededFrom', 'hoursPerWeek', 'offeredOn', 'dueOn', 'provider']),
  schoolHolidays: (): Promise<SchoolHoliday[]> => em().find(SchoolHoliday, {}, { orderBy: { beginsOn: 'asc' } }),
  processChain: (): Promise<ProcessChainStep[]> => em().find(ProcessChainStep, {}, { orderBy: { position: 'asc' } }),
});

export type Loaders = ReturnType<typeof createLoaders>;
