import { leadsTheCase, relationOf, type ClientRecords, type Consent } from '../core/index.js';
import { isParty, problem, type FiledConsent, type Problem } from '../lifecycle/index.js';
import type { ConsentApiContext } from './context.js';
import { idOf } from './ids.js';

type Parties = Pick<Consent, 'releasingUnits' | 'receivingUnits' | 'receivingPersons' | 'receivingFunctions'>;

/** Who releases may always write it down; who only receives could release to itself, so that is for the case manager in charge. */
export const mayRecord = (consents: readonly Parties[], records: ClientRecords, { caller: { requester }, now }: ConsentApiContext): boolean =>
  consents.every(({ releasingUnits }) => releasingUnits.includes(requester.unit)) ||
  (leadsTheCase(records, requester, now) && consents.some((consent) => isParty(consent, requester.unit)));

/**
 * Each transmitting body answers for what it discloses (§ 67d Abs. 1 SGB X) and needs evidence of its own: a unit puts papers into
 * force for itself only, the case manager in charge, who has them signed for all, also for others.
 */
export function problemsOfOtherReleasers(consents: readonly Parties[], records: ClientRecords, { caller: { requester }, now }: ConsentApiContext): Problem[] {
  const others = new Set(consents.flatMap(({ releasingUnits }) => releasingUnits).filter((unit) => unit !== requester.unit));
  return others.size === 0 || leadsTheCase(records, requester, now) ? [] : [problem('OTHER_RELEASING_UNIT', 'releasingUnits',
    'Nur die eigene Stelle als offenbarende nennen: jede andere erfasst ihr Blatt selbst, oder die Fallführung erfasst es für alle',
    'name only the own unit as releasing: every other one records its own paper, or the case manager in charge records it for all')];
}

/** Both directions of the paper that a consent (the caller's id of it) is on, as far as the caller's unit is a party; `null` if there is none for it. */
export function directionsOf(consentId: string, filed: readonly FiledConsent[], context: ConsentApiContext): readonly [FiledConsent, ...FiledConsent[]] | null {
  const paper = filed.find(({ id }) => id === idOf(context, consentId))?.paper;
  const [first, ...others] = filed.filter((consent) => consent.paper === paper && isParty(consent, context.caller.requester.unit));
  return first ? [first, ...others] : null;
}

/** Whether the caller is entrusted with the client at their unit. */
export const isEntrusted = (records: ClientRecords, { caller: { requester }, now }: ConsentApiContext): boolean =>
  relationOf(records, requester.unit, now)?.persons.includes(requester.person) ?? false;

/** The case manager in charge may say who is no longer competent; everybody else entrusted only that the own unit is not. */
export const mayEnd = (formerUnits: readonly string[], records: ClientRecords, context: ConsentApiContext): boolean =>
  leadsTheCase(records, context.caller.requester, context.now) ||
  (isEntrusted(records, context) && formerUnits.every((unit) => unit === context.caller.requester.unit));

/** Handing a client over gives somebody the keys to the unit's own secrets: for who leads the case, or a case manager entrusted with it. */
export function mayHandOver(records: ClientRecords, context: ConsentApiContext): boolean {
  const { caller: { requester: { unit, person, role } }, now } = context;
  return isEntrusted(records, context) && (role === 'CASE_MANAGER' || relationOf(records, unit, now)?.responsible === person);
}
