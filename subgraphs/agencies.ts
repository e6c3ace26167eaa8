import { caseManagement } from './case-management/agency.js';
import { immigrationOffice } from './immigration-office/agency.js';
import { jobcenter } from './jobcenter/agency.js';
import type { Agency } from './kit/agency.js';
import { languageCourses } from './language-courses/agency.js';
import { schoolEntry } from './school-entry/agency.js';

/** The five agencies, in the order of their ports. */
export const AGENCIES: readonly Agency[] = [caseManagement, jobcenter, languageCourses, schoolEntry, immigrationOffice];
