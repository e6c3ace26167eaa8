import type { LogEntry } from '../audit/entry.js';
import type { Instant, UnitCode } from '../core/index.js';

/** Somebody at a unit, by the identity provider's subject. */
export interface Actor {
  readonly unit: UnitCode;
  readonly person: string;
}

/** A repeated key with the same fingerprint does nothing; with another one it is refused. */
export interface Once {
  readonly idempotencyKey: string;
  readonly fingerprint: string;
}

export interface CodeCreation extends Once {
  readonly head: { readonly clientId: string; readonly version: number };
  readonly unit: UnitCode;
  readonly by: Actor;
  /** Keyed hash of the code; the code itself is never stored. */
  readonly mac: Uint8Array;
  readonly days: number;
  readonly entry: (codeId: string) => LogEntry;
  /** For the log where this key has made that code before. */
  readonly again: LogEntry;
}

/** `CREATED` with `isNew: false`: this key has made that code before, and nobody can show it again. */
export type CreationResult =
  | { readonly status: 'CREATED'; readonly isNew: boolean; readonly codeId: string; readonly expiresAt: Instant }
  | { readonly status: 'CHANGED' };

/** What a redeemed code has done, for the log. */
export interface Redeemed {
  readonly codeId: string;
  readonly clientId: string;
  readonly creatorUnit: UnitCode;
}

export interface Redemption {
  readonly by: Actor;
  readonly idempotencyKey: string;
  /** Keyed hashes of the code under every key version. */
  readonly macs: readonly Uint8Array[];
  readonly accepted: (redeemed: Redeemed) => LogEntry;
  /** For the log where this key has redeemed that code before. */
  readonly again: (clientId: string) => LogEntry;
  readonly refused: LogEntry;
}

/** `REFUSED` is one answer for wrong, expired, used, revoked, withdrawn and other units' codes. */
export type RedemptionResult =
  | { readonly status: 'DONE'; readonly clientId: string }
  | { readonly status: 'REFUSED' }
  | { readonly status: 'LOCKED'; readonly until: Instant };

export interface CodeRevocation {
  readonly by: Actor;
  readonly codeId: string;
  readonly entry: (clientId: string, isNew: boolean) => LogEntry;
}

export interface LinkingStore {
  /** The client's consents of which an event has found the unit no longer competent, ids as they are stored. */
  endedFor(clientId: string, unit: UnitCode): Promise<ReadonlySet<string>>;
  /** @throws KeyReused, LogUnavailable */
  create(creation: CodeCreation): Promise<CreationResult>;
  /** Counts failures and locks out in the database, whichever replica is asked. @throws KeyReused, LogUnavailable */
  redeem(redemption: Redemption): Promise<RedemptionResult>;
  /** Revoking again does nothing. @throws LogUnavailable */
  revoke(revocation: CodeRevocation): Promise<'REVOKED' | 'REDEEMED' | 'UNKNOWN'>;
}
