import {
  compileRelease, createPolicy, HOLDERS, RULES_VERSION,
  type Basis, type Category, type ClientRecords, type Instant, type Policy, type Purpose, type Requester, type UnitCode,
} from '../core/index.js';
import type { PolicyVersion } from './types.js';

/** One thing that could be seen: whose, and why. */
export interface Sight {
  readonly owner: UnitCode;
  readonly category: Category;
  readonly basis: Basis;
}

/** What a requester could see of a client for a purpose at an instant. Pure: with records and rules as known then, what was decided then. */
export function couldSee(records: ClientRecords, requester: Requester, purpose: Purpose, at: Instant, policy: Policy): Sight[] {
  const release = compileRelease(records, requester, purpose, at, policy);
  return [...HOLDERS].flatMap(([category, holders]) => holders.flatMap((owner) => {
    const basis = release.basis(owner, category);
    return basis ? [{ owner, category, basis }] : [];
  }));
}

/** Why a past decision cannot be asked again. */
export type NotReplayed =
  /** The rules are others today; asking them would answer another question (no silent re-evaluation). */
  | 'RULES_CHANGED'
  /** Nothing was recorded yet of what was known then, or it is yet to come. */
  | 'NOT_RECORDED';

/** The rules in force, if they are still the ones that this program has. */
export const policyOf = (version: PolicyVersion | undefined): Policy | NotReplayed =>
  version === undefined ? 'NOT_RECORDED' : version.rulesVersion === RULES_VERSION ? createPolicy(version.flows) : 'RULES_CHANGED';

/** What is told of a decision that is not asked again. */
export const NOTE: Readonly<Record<NotReplayed, string>> = {
  RULES_CHANGED:
    'Damals galten andere Regeln als heute; die Entscheidung wird nicht neu berechnet. Was damals entschieden wurde, steht im Zugriffsprotokoll. / ' +
    'Other rules were in force then than today; the decision is not computed anew. What was decided then stands in the access log.',
  NOT_RECORDED:
    'Zu diesem Zeitpunkt ist nicht aufgezeichnet, was bekannt war. / What was known at that time is not on record.',
};
