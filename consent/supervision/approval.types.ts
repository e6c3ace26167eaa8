import type { LogEntry } from '../audit/entry.js';
import type { UnitCode } from '../core/index.js';
import type { ChangeAuthor } from '../store/change-types.js';

/** What came of approving somebody else's request. `UNKNOWN` also for another unit's and for one whose time is over. */
export type Approval = 'APPROVED' | 'OWN_REQUEST' | 'ALREADY_APPROVED' | 'UNKNOWN';

/** A step of an officer. */
export interface OfficersStep {
  readonly unit: UnitCode;
  /** The identity provider's subject. */
  readonly person: string;
  /** Under which key, as what. */
  readonly author: ChangeAuthor;
  readonly entry: LogEntry;
  /** For the log where the key has done this before. */
  readonly again: LogEntry;
}
