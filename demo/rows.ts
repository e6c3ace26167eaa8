import { caseManagementRows } from './rows/case-management.js';
import { immigrationOfficeRows } from './rows/immigration-office.js';
import { jobcenterRows } from './rows/jobcenter.js';
import { languageCourseRows } from './rows/language-courses.js';
import { schoolEntryRows } from './rows/school-entry.js';
import type { AgencyRows } from './rows/tables.js';

/** The rows of every agency by subgraph. */
export const AGENCY_ROWS = {
  'case-management': caseManagementRows,
  jobcenter: jobcenterRows,
  'language-courses': languageCourseRows,
  'school-entry': schoolEntryRows,
  'immigration-office': immigrationOfficeRows,
} as const satisfies Record<string, AgencyRows>;

export type AgencyName = keyof typeof AGENCY_ROWS;
export const AGENCIES = Object.keys(AGENCY_ROWS) as AgencyName[];
