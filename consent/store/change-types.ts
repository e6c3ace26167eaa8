import type { UnitCode } from '../core/index.js';

/** The version of a client's records that something was decided on. */
export interface Head {
  readonly clientId: string;
  readonly version: number;
}

/** Who changes a consent, and the key under which repeating the same change does nothing. */
export interface ChangeAuthor {
  readonly unit: UnitCode;
  /** Keyed pseudonym. */
  readonly person: string;
  readonly idempotencyKey: string;
  /** Hash of the input as it was received: the same key with another input is refused. */
  readonly fingerprint: string;
}

/** The ids of the consents recorded or withdrawn; `CHANGED` if the head had moved: judge again. */
export type ChangeResult = { readonly status: 'DONE'; readonly consentIds: readonly string[] } | { readonly status: 'CHANGED' };
