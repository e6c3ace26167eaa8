import type { Reader } from '../kit/reader.js';
import type { Municipality } from '../kit/enums.js';
import { Case } from './case.entity.js';
import { Contact, Registration } from './contact.entity.js';
import { ContactDirectoryEntry } from './contact-directory.entity.js';
import { DeadlineBasis, DeadlineRule, Milestone } from './deadlines/deadline.types.js';
import { Goal } from './goal.entity.js';
import { ChildLink, Household, LegalRepresentative } from './household.entity.js';
import { LanguageNeeds } from './language-needs.entity.js';
import type { DeadlineKey } from './enums.js';
import { GoalFigure } from './monitoring/monitoring.types.js';
import { HealthNeeds, PsychosocialNeeds } from './needs.entity.js';
import { Origin, Person } from './person.entity.js';

/** What a request reads: the rows, the category they are granted under, the columns, and fields that are worked out from them. */
export const createLoaders = ({ em, records, today }: Reader) => ({
  persons: records(Person, 'IDENTITY_CORE', ['name', 'birthDate', 'gender'], { 'Client.name': ['name'], 'Client.birthDate': ['birthDate'], 'Client.gender': ['gender'] }),
  origins: records(Origin, 'NATIONALITY', ['nationalities', 'targetGroup'], { 'Client.nationalities': ['nationalities'], 'Client.targetGroup': ['targetGroup'] }),
  contacts: records(Contact, 'CONTACT', ['street', 'postalCode', 'municipality', 'phone', 'email', 'safeChannel']),
  registrations: records(Registration, 'CONTACT', ['municipality', 'registeredOn', 'previousMunicipality']),
  languageNeeds: records(LanguageNeeds, 'LANGUAGE_NEEDS', ['languages', 'interpreterLanguage', 'readsLatinScript']),
  households: records(Household, 'HOUSEHOLD', ['adults', 'minors', 'singleParent']),
  childLinks: records(ChildLink, 'HOUSEHOLD', ['child']),
  representatives: records(LegalRepresentative, 'HOUSEHOLD', ['kind', 'scope', 'representative', 'validFrom', 'validTo'], { 'LegalRepresentative.person': ['representative'] }),
  cases: records(Case, 'CM_PROCESS', [
    'variant', 'phase', 'responsibleCaseManager', 'sozialraum', 'openedOn', 'participationConsent', 'bedenkzeitUntil', 'share', 'fieldStates',
  ]),
  deadlineBases: records(DeadlineBasis, 'CM_PROCESS', ['registeredOn', 'enteredOn', 'assignedOn', 'birthDate']),
  milestones: records(Milestone, 'CM_PROCESS', ['goalKey', 'metOn']),
  deadlineRules: once(() => em().find(DeadlineRule, {}, { orderBy: { goalKey: 'asc', validFrom: 'asc' } })),
  today,
  goalFigures: (quarter: string, goalKey: DeadlineKey, municipality: string | null, targetGroup: string | null): Promise<GoalFigure[]> =>
    em().find(GoalFigure, { quarter, goalKey, ...(municipality && { municipality }), ...(targetGroup && { targetGroup }) }, { orderBy: { municipality: 'asc', targetGroup: 'asc' } }),
  monitoringQuarters: async (): Promise<string[]> =>
    (await em().getConnection().execute<{ quarter: string }[]>('select distinct quarter from "monitoring_figure" order by quarter')).map(({ quarter }) => quarter),
  goals: records(Goal, 'CM_GOALS', ['handlungsfeld', 'specific', 'measurable', 'dueOn', 'state', 'responsible']),
  psychosocialNeeds: records(PsychosocialNeeds, 'PSYCHOSOCIAL', ['needs']),
  healthNeeds: records(HealthNeeds, 'HEALTH', ['needs']),
  contactDirectory: (municipality: Municipality | null): Promise<ContactDirectoryEntry[]> =>
    em().find(ContactDirectoryEntry, municipality ? { municipalities: { $contains: [municipality] } } : {}, { orderBy: { unit: 'asc', id: 'asc' } }),
});

/** Read at most once in a request. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= read());
}

export type Loaders = ReturnType<typeof createLoaders>;
