import { CARRIED, type Category } from './categories.js';
import { setOf, type CategorySet } from './category-set.js';
import { UNITS, type UnitCode } from './units.js';

const caseManagement = ['KREIS_SERVICESTELLE', 'DETMOLD_CM', 'NWL_TM'];
const employment = ['JOBCENTER_LIPPE', 'AA_DETMOLD'];

/** Units by code, or by the kind before the colon, that hold data of a category, for the categories which the gateway serves (domain B.1). */
const HELD_BY: Readonly<Partial<Record<Category, readonly string[]>>> = {
  IDENTITY_CORE: caseManagement, CONTACT: caseManagement, LANGUAGE_NEEDS: caseManagement, NATIONALITY: caseManagement, HOUSEHOLD: caseManagement,
  CM_PROCESS: caseManagement, CM_GOALS: caseManagement, PSYCHOSOCIAL: caseManagement, HEALTH: caseManagement,
  BENEFIT_REGIME: employment, LABOUR_PROFILE: [...employment, ...caseManagement], JC_PLAN: ['JOBCENTER_LIPPE'],
  LANGUAGE_LEVEL: ['NWL_CUK'], LANGUAGE_TEST_DETAIL: ['NWL_CUK'], SUPPORT_PLAN_LANG: ['NWL_CUK'],
  COURSE_ENTITLEMENT: ['NWL_CUK', 'KURSTRAEGER'], COURSE_ENROLMENT: ['NWL_CUK', 'KURSTRAEGER'],
  SCHOOL_PLACEMENT: ['KI_SEITENEINSTIEG', 'SCHULAUFSICHT', 'SCHULTRAEGER'], SCHOOL_BIOGRAPHY: ['KI_SEITENEINSTIEG', 'SCHULTRAEGER'],
  SCHOOL_HEALTH: ['GESUNDHEITSAMT'], KITA_PLACEMENT: ['JUGENDAMT'],
  RESIDENCE_TITLE: ['ABH_KREIS', 'ABH_DETMOLD'], WORK_PERMISSION: ['ABH_KREIS', 'ABH_DETMOLD'], RESIDENCE_OBLIGATION: ['ABH_KREIS', 'ABH_DETMOLD'],
  PERSPECTIVE_CHECK: ['ABH_KREIS', 'ABH_DETMOLD', 'EBH_KREIS', 'EBH_DETMOLD'],
  CONSENT_META: ['CONSENT_SERVICE'],
};

/**
 * The categories that the gateway serves, each with the units that could hold it: all of a kind, not those that work with
 * a client, which would tell where the client is known (domain C.10-8).
 */
export const HOLDERS: ReadonlyMap<Category, readonly UnitCode[]> = new Map(
  Object.entries(HELD_BY).map(([category, kinds]) => [
    category as Category,
    [...UNITS.keys()].filter((unit) => kinds.includes(unit) || kinds.includes(unit.split(':')[0]!)),
  ]),
);

/** What a unit can release at all: of the categories that the gateway serves, those it holds. */
export const HELD: ReadonlyMap<UnitCode, CategorySet> = new Map(
  [...UNITS.keys()].map((unit) => [unit, setOf(CARRIED.filter((category) => HOLDERS.get(category)?.includes(unit) ?? true))]),
);
