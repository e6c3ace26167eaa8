import { ownersIn, type Category, type SubgraphName, type UnitCode } from '../core/index.js';

/** Which subgraph serves a category; the units there are the ones a client could release from confidentiality. */
const SERVED: Readonly<Partial<Record<Category, SubgraphName>>> = {
  IDENTITY_CORE: 'case-management', CONTACT: 'case-management', LANGUAGE_NEEDS: 'case-management', NATIONALITY: 'case-management',
  HOUSEHOLD: 'case-management', CM_PROCESS: 'case-management', CM_GOALS: 'case-management', PSYCHOSOCIAL: 'case-management', HEALTH: 'case-management',
  BENEFIT_REGIME: 'jobcenter', LABOUR_PROFILE: 'jobcenter', JC_PLAN: 'jobcenter',
  LANGUAGE_LEVEL: 'language-courses', LANGUAGE_TEST_DETAIL: 'language-courses', SUPPORT_PLAN_LANG: 'language-courses',
  COURSE_ENTITLEMENT: 'language-courses', COURSE_ENROLMENT: 'language-courses',
  SCHOOL_PLACEMENT: 'school-entry', SCHOOL_BIOGRAPHY: 'school-entry', SCHOOL_HEALTH: 'school-entry', KITA_PLACEMENT: 'school-entry',
  RESIDENCE_TITLE: 'immigration-office', WORK_PERMISSION: 'immigration-office', RESIDENCE_OBLIGATION: 'immigration-office', PERSPECTIVE_CHECK: 'immigration-office',
  CONSENT_META: 'consent',
};

/**
 * The categories that `releaseStatus` speaks of, with the units that could hold them: all of a kind, not those that work
 * with the client, which would tell where the client is known (domain C.10-8).
 */
export const HOLDERS: ReadonlyMap<Category, readonly UnitCode[]> = new Map(
  Object.entries(SERVED).map(([category, subgraph]) => [category as Category, ownersIn(subgraph)]),
);
