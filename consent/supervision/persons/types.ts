import type { Instant, Requester, UnitCode } from '../../core/index.js';
import type { Approval, OfficersStep } from '../approval.types.js';

/** A name that was asked for on cause; read once, by whoever asked, after a second person has approved. `readAt`: first. */
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

/** Whom pseudonyms stand for, under four eyes. Each step is in the log or has not happened, and is done once per key. @throws KeyReused, LogUnavailable */
export interface PersonStore {
  /** Keeps the requester's name, sealed for the log keeper, once; never throws, tries again with their next request, or ten seconds later where no key is published. */
  remember(requester: Requester, pseudonym: string): Promise<void>;
  /** The id of the request; `null` if nobody's name is kept under the pseudonym. */
  request(step: OfficersStep & { readonly pseudonym: string; readonly cause: string }): Promise<string | null>;
  /** `UNKNOWN` also for another unit's request and one whose time is over. */
  approve(step: OfficersStep & { readonly id: string }): Promise<Approval>;
  /** The name, once, and for ten minutes again under the same key; `null`: not approved, not opened yet, read already, over, or somebody else's. */
  read(step: Omit<OfficersStep, 'again'> & { readonly id: string }): Promise<string | null>;
  /** Requests of a unit, newest first, at most 100. */
  ofUnit(unit: UnitCode): Promise<readonly PersonResolution[]>;
}
