import type { BasisKind } from './bases.js';
import { CARRIED, type Category } from './categories.js';
import { NONE, setOf, type CategorySet } from './category-set.js';
import type { Purpose } from './purposes.js';
import { isImmigrationAuthority, UNITS, type UnitCode } from './units.js';

/** One transmission between two different units. */
export interface Transmission {
  readonly to: UnitCode;
  readonly category: Category;
  readonly purpose: Purpose;
  readonly basis: BasisKind;
}

interface NeverRule {
  readonly id: string;
  readonly rule: string;
  readonly reason: string;
  readonly forbids: (transmission: Transmission) => boolean;
}

const perspectivePurposes: readonly Purpose[] = ['AUFENTHALTSPERSPEKTIVE_25A_25B', 'EINBUERGERUNG'];
const perspectivePacket: readonly Category[] = ['IDENTITY_CORE', 'LANGUAGE_LEVEL', 'LABOUR_PROFILE', 'SCHOOL_PLACEMENT'];
const isSanctioning = (unit: UnitCode): boolean => ['SGB_II', 'SGB_III', 'SGB_XII_ASYLBLG', 'AUFENTHG_ASYLG'].includes(UNITS.get(unit)!.rechtskreis);
const isSchool = (unit: UnitCode): boolean => UNITS.get(unit)!.rechtskreis === 'SCHULG_NRW';

/** What no basis can open (domain C.10). Configuration cannot switch a rule off. T6 is not even representable. */
export const NEVER_LIST: readonly NeverRule[] = [
  {
    id: 'N1',
    rule: 'Nothing goes to an Ausländer- or Einbürgerungsbehörde but the packet of a perspective check the client consented to.',
    reason: '§ 88 AufenthG, § 71 Abs. 2 SGB X',
    forbids: ({ to, category, purpose, basis }) =>
      isImmigrationAuthority(to) &&
      !(basis === 'CONSENT' && perspectivePurposes.includes(purpose) && perspectivePacket.includes(category)),
  },
  {
    id: 'N2',
    rule: 'Attendance never goes to a unit that can sanction.',
    reason: '§ 8 Abs. 3 IntV: the provider reports itself',
    forbids: ({ to, category }) => category === 'COURSE_ATTENDANCE' && isSanctioning(to),
  },
  {
    id: 'N3',
    rule: 'Benefits never go to schools.',
    reason: '§ 35 Abs. 1 SGB I',
    forbids: ({ to, category }) => (category === 'BENEFIT_REGIME' || category === 'BENEFIT_DETAIL') && isSchool(to),
  },
  {
    id: 'N4',
    rule: 'Free text of case management never leaves its unit.',
    reason: '§ 203 Abs. 1 Nr. 6 StGB; data minimisation',
    forbids: ({ category }) => category === 'CM_NARRATIVE',
  },
];

const forbidden = new Map<string, CategorySet>();

/** The categories that never reach a unit for a purpose on a kind of basis; a unit's own data is no transmission. */
export function neverTo(to: UnitCode, purpose: Purpose, basis: BasisKind): CategorySet {
  if (basis === 'OWN_DATA') return NONE;
  const key = `${to}|${purpose}|${basis}`; // all three from closed tables without '|'
  const known = forbidden.get(key);
  if (known) return known;
  const set = setOf(CARRIED.filter((category) => NEVER_LIST.some((rule) => rule.forbids({ to, category, purpose, basis }))));
  forbidden.set(key, set);
  return set;
}
