import { CATEGORIES, type Category, type Tier } from './categories.js';
import { has } from './category-set.js';
import { covers, excludedBetween, holdsFunction, mayReadPersonalData, relationOf, releasedBy } from './compile.js';
import { HOLDERS } from './holders.js';
import { neverTo } from './never-list.js';
import type { Purpose } from './purposes.js';
import type { ClientRecords, Consent, Instant, Relation, Requester } from './records.js';
import { isUnderstood } from './understood.js';
import type { UnitCode } from './units.js';

/** Why something is withheld (domain B.7); told only to the person who leads the case. */
export type DenyReason =
  | 'NO_BASIS' | 'CONSENT_MISSING' | 'CONSENT_EXPIRED' | 'CONSENT_WITHDRAWN' | 'OUT_OF_SCOPE_CATEGORY' | 'OUT_OF_SCOPE_RECIPIENT'
  | 'OUT_OF_SCOPE_PERSON' | 'OUT_OF_SCOPE_PURPOSE' | 'EXPLICITLY_EXCLUDED' | 'SPECIAL_CATEGORY_NOT_EXPLICIT'
  | 'SECRECY_NOT_RELEASED' | 'AGE_REVIEW_DUE' | 'NEVER_VIA_GATEWAY' | 'UNKNOWN_SUBJECT';

/** What a consent would have to contain for the category to be released. */
export interface NeededConsent {
  /** Any of these units would have to release. */
  readonly releasingUnits: readonly UnitCode[];
  readonly receivingUnit: UnitCode;
  readonly category: Category;
  readonly purpose: Purpose;
  /** T4: releasing and receiving persons must be named. */
  readonly namesPersons: boolean;
  /** T5: an own tick, and written or electronic form. */
  readonly explicitAndSigned: boolean;
}

export interface Explanation {
  readonly reason: DenyReason;
  /** `null` where no consent could help. */
  readonly needed: NeededConsent | null;
}

/**
 * Why `category` is withheld from `requester` by all of `owners`, judged only by records the requester's unit is itself
 * a party to. Meaningful for categories that `compileRelease` withholds.
 */
export function explain(
  records: ClientRecords, requester: Requester, purpose: Purpose, at: Instant, owners: readonly UnitCode[], category: Category,
): Explanation {
  const relation = relationOf(records, requester.unit, at);
  if (!relation) return { reason: 'UNKNOWN_SUBJECT', needed: null };
  if (!mayReadPersonalData(requester)) return { reason: 'NO_BASIS', needed: null };
  const tier: Tier | undefined = CATEGORIES.get(category)?.tier;
  if (tier === undefined || tier === 'T6') return { reason: 'NEVER_VIA_GATEWAY', needed: null };
  const others = owners.filter((owner) => owner !== requester.unit);
  if (others.length === 0) return { reason: tier === 'T4' || tier === 'T5' ? 'OUT_OF_SCOPE_PERSON' : 'NO_BASIS', needed: null };
  if (has(neverTo(requester.unit, purpose, 'CONSENT'), category)) return { reason: 'NEVER_VIA_GATEWAY', needed: null };
  const needed: NeededConsent = {
    releasingUnits: others.filter((owner) => HOLDERS.get(category)?.includes(owner) ?? true), receivingUnit: requester.unit, category, purpose,
    namesPersons: tier === 'T4', explicitAndSigned: tier === 'T5',
  };
  if (others.some((owner) => has(excludedBetween(records, owner, requester, at), category))) return { reason: 'EXPLICITLY_EXCLUDED', needed };
  const own = records.consents.filter((consent) => isUnderstood(consent) && receives(consent, requester));
  if (own.length === 0) return { reason: 'CONSENT_MISSING', needed };
  return { reason: closest(own.flatMap((consent) => others.map((owner) => failure(consent, owner)))), needed };

  /** The first thing that stands between one consent and one owner, and how far the check came. */
  function failure(consent: Consent, owner: UnitCode): Failure {
    const owning = relationOf(records, owner, at);
    const checks: readonly (readonly [boolean, DenyReason])[] = [
      [consent.releasingUnits.includes(owner), 'OUT_OF_SCOPE_RECIPIENT'],
      [consent.categories.includes(category), 'OUT_OF_SCOPE_CATEGORY'],
      [consent.state !== 'WIDERRUFEN', 'CONSENT_WITHDRAWN'],
      [consent.ofAgeAt === undefined || at < consent.ofAgeAt, 'AGE_REVIEW_DUE'],
      [consent.state !== 'ABGELAUFEN' && covers(consent, at), 'CONSENT_EXPIRED'],
      [consent.state === 'ERTEILT' || consent.state === 'TEILWIDERRUFEN', 'CONSENT_MISSING'],
      [consent.purposes.includes(purpose), 'OUT_OF_SCOPE_PURPOSE'],
      [owning !== undefined, 'OUT_OF_SCOPE_RECIPIENT'],
      [consent.receivingUnits.includes(requester.unit) || isNamed(consent, requester) || holdsFunction(consent, requester), 'OUT_OF_SCOPE_PERSON'],
      [tier !== 'T5' || has(releasedBy(consent, owning ?? nobody(owner), requester), category), 'SPECIAL_CATEGORY_NOT_EXPLICIT'],
      [tier !== 'T4' || isNamed(consent, requester), 'OUT_OF_SCOPE_PERSON'],
      [tier !== 'T4' || has(releasedBy(consent, owning ?? nobody(owner), requester), category), 'SECRECY_NOT_RELEASED'],
    ];
    const passed = checks.findIndex(([met]) => !met);
    return passed === -1 ? { passed: checks.length, reason: 'NO_BASIS' } : { passed, reason: checks[passed]![1] };
  }
}

interface Failure {
  readonly passed: number;
  readonly reason: DenyReason;
}

const nobody = (unit: UnitCode): Relation => ({ unit, from: 0, to: null, persons: [], responsible: null });

const receives = ({ receivingUnits, receivingPersons, receivingFunctions = [] }: Consent, { unit }: Requester): boolean =>
  receivingUnits.includes(unit) || [...receivingPersons, ...receivingFunctions].some((named) => named.unit === unit);

const isNamed = (consent: Consent, { unit, person }: Requester): boolean =>
  consent.receivingPersons.some((named) => named.unit === unit && named.person === person);

/** The consent that came nearest to covering the request gives the reason. */
const closest = (failures: readonly Failure[]): DenyReason =>
  failures.reduce((best, next) => (next.passed > best.passed ? next : best)).reason;
