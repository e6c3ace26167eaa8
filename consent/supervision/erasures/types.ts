import type { Instant, UnitCode } from '../../core/index.js';
import type { Approval, OfficersStep } from '../approval.types.js';

/** That a client is to be erased from the access log (Art. 17 GDPR): asked for by one officer, approved by another, done by the keeper. */
export interface ErasureRequest {
  readonly id: string;
  /** Internal id; `null` once it is done. */
  readonly client: string | null;
  readonly reason: string;
  /** The identity provider's subject. */
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly endsAt: Instant;
  readonly approvedBy: string | null;
  readonly doneAt: Instant | null;
}

interface Step extends OfficersStep {
  readonly reason: string;
}

/** Requests to erase, under four eyes. Each step is in the log or has not happened, and is done once per key. @throws KeyReused, LogUnavailable */
export interface ErasureStore {
  /** The id of the request. */
  request(step: Step & { readonly client: string }): Promise<string>;
  /** `UNKNOWN` also for another unit's request and one whose time is over; what is not approved is logged as refused. */
  approve(step: Step & { readonly id: string }): Promise<Approval>;
  /** Requests of a unit, newest first, at most 100. */
  ofUnit(unit: UnitCode): Promise<readonly ErasureRequest[]>;
}
