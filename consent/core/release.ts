import type { Basis } from './bases.js';
import type { Category } from './categories.js';
import type { Instant } from './records.js';
import type { UnitCode } from './units.js';

/** What one requester may see of one client for one purpose; compiled once, asked per field. */
export interface Release {
  /** Whether the requester's unit works with the client at all; otherwise the client does not exist for the caller. */
  readonly related: boolean;
  /** Whether the requester is the case manager who leads the client's case at their unit: only they are told reasons. */
  readonly responsible: boolean;
  /** From this instant on the release must be compiled anew (something begins or ends); `Infinity` if nothing is due. */
  readonly until: Instant;
  /** Version of the client's head that this was compiled from. */
  readonly version: number;
  /** Whether `owner` lets `category` out: a bit test. */
  grants(owner: UnitCode, category: Category): boolean;
  /** The basis of a granted category, `null` for a withheld one. */
  basis(owner: UnitCode, category: Category): Basis | null;
}
