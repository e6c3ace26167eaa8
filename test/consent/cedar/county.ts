import type { Category, Tier, UnitCode } from '../../../consent/core/index.js';

/** Written again from the domain text (B.0, B.1), on purpose not taken from `consent/core`: two readings of one law. */

const municipalities = [
  'AUGUSTDORF', 'BAD_SALZUFLEN', 'BARNTRUP', 'BLOMBERG', 'DETMOLD', 'DOERENTRUP', 'EXTERTAL', 'HORN_BAD_MEINBERG', 'KALLETAL', 'LAGE', 'LEMGO',
  'LEOPOLDSHOEHE', 'LUEGDE', 'OERLINGHAUSEN', 'SCHIEDER_SCHWALENBERG', 'SCHLANGEN',
];

const groups = {
  CASE_MANAGEMENT: ['KREIS_SERVICESTELLE', 'DETMOLD_CM', 'NWL_TM'],
  JOBCENTER: ['JOBCENTER_LIPPE'],
  EMPLOYMENT: ['JOBCENTER_LIPPE', 'AA_DETMOLD'],
  CUK: ['NWL_CUK'],
  COURSES: ['NWL_CUK', 'KURSTRAEGER:VHS_LIPPE_OST', 'KURSTRAEGER:VHS_LIPPE_WEST', 'KURSTRAEGER:VHS_DETMOLD_LEMGO'],
  SCHOOL: ['KI_SEITENEINSTIEG', 'SCHULAUFSICHT', ...municipalities.map((place) => `SCHULTRAEGER:${place}`)],
  SCHOOL_FILES: ['KI_SEITENEINSTIEG', ...municipalities.map((place) => `SCHULTRAEGER:${place}`)],
  YOUTH: ['KREIS', 'DETMOLD', 'BAD_SALZUFLEN', 'LAGE', 'LEMGO'].map((place) => `JUGENDAMT:${place}`),
  HEALTH_OFFICE: ['GESUNDHEITSAMT'],
  RESIDENCE: ['ABH_KREIS', 'ABH_DETMOLD'],
  IMMIGRATION: ['ABH_KREIS', 'ABH_DETMOLD', 'EBH_KREIS', 'EBH_DETMOLD'],
  WELFARE: municipalities.map((place) => `SOZIALAMT:${place}`),
  CONSENTS: ['CONSENT_SERVICE'],
} as const satisfies Record<string, readonly UnitCode[]>;

type Group = keyof typeof groups | 'SANCTIONING' | 'COUNTY';

/** Who can cut benefits or draw consequences for residence (C.10-3). */
const sanctioning: readonly Group[] = ['EMPLOYMENT', 'WELFARE', 'RESIDENCE'];

/** The groups a unit belongs to; none for a unit that nobody knows. */
export function groupsOf(unit: UnitCode): readonly Group[] {
  const named = (Object.keys(groups) as (keyof typeof groups)[]).filter((group) => (groups[group] as readonly string[]).includes(unit));
  if (named.length === 0) return [];
  return [...named, 'COUNTY', ...(named.some((group) => sanctioning.includes(group)) ? (['SANCTIONING'] as const) : [])];
}

/** Tier of each category (B.1), and the groups whose data of it the gateway serves; `COUNTY` where it serves none yet, so that nobody is singled out. */
export const CATEGORIES: Readonly<Record<Category, readonly [Tier, ...Group[]]>> = {
  IDENTITY_CORE: ['T2', 'CASE_MANAGEMENT'], CONTACT: ['T2', 'CASE_MANAGEMENT'], LANGUAGE_NEEDS: ['T2', 'CASE_MANAGEMENT'],
  NATIONALITY: ['T3', 'CASE_MANAGEMENT'], HOUSEHOLD: ['T3', 'CASE_MANAGEMENT'],
  RESIDENCE_TITLE: ['T3', 'RESIDENCE'], WORK_PERMISSION: ['T3', 'RESIDENCE'], RESIDENCE_OBLIGATION: ['T3', 'RESIDENCE'], PERSPECTIVE_CHECK: ['T4', 'IMMIGRATION'],
  BENEFIT_REGIME: ['T3', 'EMPLOYMENT'], BENEFIT_DETAIL: ['T4', 'COUNTY'], LABOUR_PROFILE: ['T3', 'EMPLOYMENT', 'CASE_MANAGEMENT'], JC_PLAN: ['T4', 'JOBCENTER'],
  MEASURE_PARTICIPATION: ['T3', 'COUNTY'],
  LANGUAGE_LEVEL: ['T3', 'CUK'], LANGUAGE_TEST_DETAIL: ['T5', 'CUK'], SUPPORT_PLAN_LANG: ['T3', 'CUK'],
  COURSE_ENTITLEMENT: ['T3', 'COURSES'], COURSE_ENROLMENT: ['T3', 'COURSES'], COURSE_ATTENDANCE: ['T4', 'COUNTY'],
  SCHOOL_PLACEMENT: ['T3', 'SCHOOL'], SCHOOL_BIOGRAPHY: ['T3', 'SCHOOL_FILES'], SCHOOL_HEALTH: ['T5', 'HEALTH_OFFICE'], KITA_PLACEMENT: ['T3', 'YOUTH'],
  CM_PROCESS: ['T3', 'CASE_MANAGEMENT'], CM_GOALS: ['T4', 'CASE_MANAGEMENT'], CM_NARRATIVE: ['T4', 'COUNTY'], CASE_CONFERENCE: ['T4', 'COUNTY'],
  PSYCHOSOCIAL: ['T5', 'CASE_MANAGEMENT'], HEALTH: ['T5', 'CASE_MANAGEMENT'],
  CONSENT_META: ['T3', 'CONSENTS'], ACCESS_LOG: ['T3', 'COUNTY'], STAFF_DIRECTORY: ['T1', 'COUNTY'], OFFER_CATALOGUE: ['T0', 'COUNTY'],
  RESIDENCE_PROCEDURE: ['T6'], CHILD_PROTECTION: ['T6'], VICTIM_STATUS: ['T6'], CRIMINAL: ['T6'], BELIEF_ORIENTATION: ['T6'],
};

/** The tier of a category, `null` for one that nobody knows. */
export const tierOf = (category: string): Tier | null => (Object.hasOwn(CATEGORIES, category) ? CATEGORIES[category as Category][0] : null);
export const holdersOf = (category: string): readonly Group[] => (Object.hasOwn(CATEGORIES, category) ? (CATEGORIES[category as Category].slice(1) as Group[]) : []);
export const isKnownUnit = (unit: unknown): boolean => typeof unit === 'string' && groupsOf(unit).length > 0;
