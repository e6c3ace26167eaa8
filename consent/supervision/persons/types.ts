import type { LogEntry } from '../../audit/entry.js';
import type { Instant, Requester, UnitCode } from '../../core/index.js';
import type { Approval } from '../approval.types.js';

/** A name that was asked for on cause; read once, by whoever asked, after a second person has approved. */
export interface PersonResolution {
  readonly id: string;
  readonly pseudonym: string;
  readonly cause: string;
  /** The identity provider's subject. */
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly endsAt: Instant;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  readonly readAt: Instant | null;
}

interface Step {
  readonly unit: UnitCode;
  /** The identity provider's subject. */
  readonly person: string;
  readonly entry: LogEntry;
}

/** Whom pseudonyms stand for, under four eyes. Each step is in the log or has not happened. @throws LogUnavailable */
export interface PersonStore {
  /** Keeps the requester's name, sealed for the log keeper, once; never throws, tries again with their next request, or ten seconds later where no key is published. */
  remember(requester: Requester, pseudonym: string): Promise<void>;
  /** The id of the request; `null` if nobody's name is kept under the pseudonym. */
  request(step: Step & { readonly pseudonym: string; readonly cause: string }): Promise<string | null>;
  /** `UNKNOWN` also for another unit's request and one whose time is over. */
  approve(step: Step & { readonly id: string }): Promise<Approval>;
  /** The name, once; `null`: not approved, not opened yet, read already, over, or somebody else's. */
  read(step: Step & { readonly id: string }): Promise<string | null>;
  /** Requests of a unit, newest first, at most 100. */
  ofUnit(unit: UnitCode): Promise<readonly PersonResolution[]>;
}
