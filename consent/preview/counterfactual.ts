import {
  CATEGORIES, compileRelease, explain, HOLDERS,
  type Category, type ClientRecords, type Consent, type DenyReason, type Explanation, type Instant, type Policy, type Purpose, type Requester, type Tier,
  type UnitCode,
} from '../core/index.js';

/** The smallest consent that would release something: one releasing unit, one receiver, one purpose, nothing besides. */
export interface SmallestConsent {
  /** Any one of these, if it works with the client. */
  readonly releasingUnits: readonly [UnitCode, ...UnitCode[]];
  /** The person who leads the case at the releasing unit must be named (T4). */
  readonly namesKeeper: boolean;
  readonly receivingUnits: readonly UnitCode[];
  /** T4 goes to the asking person only. */
  readonly receivingPersons: readonly { readonly unit: UnitCode; readonly person: string }[];
  readonly categories: readonly Category[];
  /** To be ticked one by one (T5), which takes a signature. */
  readonly explicitCategories: readonly Category[];
  readonly purpose: Purpose;
  /** Written or electronic; otherwise every form will do that the law allows. */
  readonly signed: boolean;
}

/** What would release categories together: nothing is missing, a consent, or no consent at all and why not. */
export type Counterfactual =
  | { readonly kind: 'GRANTED' }
  | { readonly kind: 'CONSENT'; readonly reason: DenyReason; readonly consent: SmallestConsent }
  | { readonly kind: 'NONE'; readonly reason: DenyReason };

/**
 * The smallest change of the client's mind that would let `requester` see all of `categories` of one of `owners`. Judged by
 * `explain`, so only by records the requester's unit is a party to: it never tells who works with the client.
 */
export function whatWouldRelease(
  records: ClientRecords, requester: Requester, purpose: Purpose, at: Instant, policy: Policy,
  owners: readonly UnitCode[], categories: readonly [Category, ...Category[]],
): Counterfactual {
  const release = compileRelease(records, requester, purpose, at, policy);
  const missing = (owner: UnitCode): readonly Category[] => categories.filter((category) => !release.grants(owner, category));
  if (owners.some((owner) => missing(owner).length === 0)) return { kind: 'GRANTED' };

  const holders = owners.filter((owner) => owner !== requester.unit && categories.every((category) => HOLDERS.get(category)?.includes(owner) ?? true));
  const why = (owner: UnitCode): readonly Explanation[] => missing(owner).map((category) => explain(records, requester, purpose, at, [owner], category));
  const open = holders.filter((owner) => why(owner).every(({ reason, needed }) => needed !== null && reason !== 'EXPLICITLY_EXCLUDED'));
  const least = Math.min(...open.map((owner) => missing(owner).length));
  const [nearest] = open.filter((owner) => missing(owner).length === least);
  if (nearest === undefined) return { kind: 'NONE', reason: holders[0] ? hardest(why(holders[0])) : explain(records, requester, purpose, at, owners, categories.at(-1)!).reason };

  const needed = missing(nearest);
  const same = open.filter((owner) => owner !== nearest && missing(owner).join() === needed.join());
  const ofTier = (tier: Tier): Category[] => needed.filter((category) => CATEGORIES.get(category)?.tier === tier);
  const secret = ofTier('T4').length > 0;
  return {
    kind: 'CONSENT',
    reason: explain(records, requester, purpose, at, [nearest, ...same], needed.at(-1)!).reason,
    consent: {
      releasingUnits: [nearest, ...same], namesKeeper: secret,
      receivingUnits: secret ? [] : [requester.unit], receivingPersons: secret ? [{ unit: requester.unit, person: requester.person }] : [],
      categories: needed, explicitCategories: ofTier('T5'), purpose, signed: ofTier('T5').length > 0,
    },
  };
}

/** The consent itself, from one of its releasing units and the keeper who leads the case there. */
export const consentOf = (smallest: SmallestConsent, owner: UnitCode, keeper: string | null, span: Pick<Consent, 'id' | 'from' | 'to'>): Consent => ({
  ...span, state: 'ERTEILT', form: 'SCHRIFTLICH', releasingUnits: [owner],
  releasingPersons: smallest.namesKeeper && keeper !== null ? [{ unit: owner, person: keeper }] : [],
  receivingUnits: smallest.receivingUnits, receivingPersons: smallest.receivingPersons, categories: smallest.categories,
  explicitCategories: smallest.explicitCategories, exclusions: [], purposes: [smallest.purpose],
});

/** What no consent overcomes comes before what one has forbidden. */
const hardest = (faults: readonly Explanation[]): DenyReason =>
  (faults.find(({ needed }) => needed === null) ?? faults.find(({ reason }) => reason === 'EXPLICITLY_EXCLUDED') ?? faults[0]!).reason;
