import { AGENCIES } from '../../subgraphs/agencies.js';
import type { Agency, AgencyName } from '../../subgraphs/kit/index.js';

/** One protected field of an agency, with a row and two tenants to hold it; the contract is tested on these. */
export interface Sample {
  readonly agency: Agency;
  readonly table: string;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly category: string;
  readonly field: string;
  readonly owner: string;
  readonly otherOwner: string;
  /** What the field answers for one row. */
  readonly shown: unknown;
}

const samples: Record<AgencyName, Omit<Sample, 'agency'>> = {
  'case-management': {
    table: 'goal', columns: { handlungsfeld: 'DEUTSCHFOERDERUNG', specific: 'B1', due_on: '2026-08-01', state: 'OFFEN' }, category: 'CM_GOALS',
    field: 'goals { specific dueOn state }', owner: 'KREIS_SERVICESTELLE', otherOwner: 'DETMOLD_CM',
    shown: { specific: 'B1', dueOn: '2026-08-01', state: 'OFFEN' },
  },
  jobcenter: {
    table: 'benefit', columns: { regime: 'SGB_II', since: '2026-01-01' }, category: 'BENEFIT_REGIME',
    field: 'benefits { regime since }', owner: 'JOBCENTER_LIPPE', otherOwner: 'AA_DETMOLD', shown: { regime: 'SGB_II', since: '2026-01-01' },
  },
  'language-courses': {
    table: 'course_entitlement', columns: { basis: 'KOMMUNAL', issued_by: 'SOZIALAMT:LAGE', issued_on: '2026-03-01', mandatory: true }, category: 'COURSE_ENTITLEMENT',
    field: 'courseEntitlements { basis mandatory expiresOn }', owner: 'NWL_CUK', otherOwner: 'KURSTRAEGER:VHS_LIPPE_OST',
    shown: { basis: 'KOMMUNAL', mandatory: true, expiresOn: null },
  },
  'school-entry': {
    table: 'kita_need', columns: { state: 'PLATZ', hours_per_week: 35 }, category: 'KITA_PLACEMENT',
    field: 'kita { state hoursPerWeek }', owner: 'JUGENDAMT:LAGE', otherOwner: 'JUGENDAMT:DETMOLD', shown: { state: 'PLATZ', hoursPerWeek: 35 },
  },
  'immigration-office': {
    table: 'perspective_check', columns: { kind: 'PARAGRAPH_25B', requested_by: 'KREIS_SERVICESTELLE', missing_documents: ['PASS'], result: 'TEILWEISE' },
    category: 'PERSPECTIVE_CHECK', field: 'perspectiveChecks { kind missingDocuments result }', owner: 'ABH_KREIS', otherOwner: 'EBH_KREIS',
    shown: { kind: 'PARAGRAPH_25B', missingDocuments: ['PASS'], result: 'TEILWEISE' },
  },
};

export const SAMPLES: readonly Sample[] = AGENCIES.map((agency) => ({ agency, ...samples[agency.name] }));
