import type { Basis } from './bases.js';
import type { Category } from './categories.js';
import { UNITS, type UnitCode } from './units.js';

/** What the receiver owes with a release (domain B.7). */
export type Obligation =
  /** Every release is logged in full. */
  | 'LOG_FULL'
  /** Nothing may be kept beyond the answer: withdrawal counts at once. */
  | 'EXPIRE_CACHE'
  /** The receiver may use the data only for the stated purpose. */
  | 'SHOW_PURPOSE_NOTICE'
  /** § 78 SGB X: receivers outside the Sozialgeheimnis keep it as the releasing body would. */
  | 'NO_REDISCLOSURE'
  /** The client is told afterwards. */
  | 'NOTIFY_SUBJECT'
  /** Only whether, never what. */
  | 'BOOLEAN_ONLY';

export function obligationsOf(owner: UnitCode, to: UnitCode, category: Category, basis: Basis): readonly Obligation[] {
  const obligations: Obligation[] = ['LOG_FULL', 'EXPIRE_CACHE'];
  if (basis.kind === 'OWN_DATA') return obligations;
  obligations.push('SHOW_PURPOSE_NOTICE');
  if (UNITS.get(owner)?.socialSecrecy && !UNITS.get(to)?.socialSecrecy) obligations.push('NO_REDISCLOSURE');
  if (basis.kind === 'EMERGENCY') obligations.push('NOTIFY_SUBJECT');
  if (category === 'SCHOOL_HEALTH') obligations.push('BOOLEAN_ONLY');
  return obligations;
}
