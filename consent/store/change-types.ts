import type { ConsentState, UnitCode } from '../core/index.js';

/** The version of a client's records that something was decided on. */
export interface Head {
  readonly clientId: string;
  readonly version: number;
}

/** Who does something, and the key under which repeating the same does nothing. */
export interface ChangeAuthor {
  readonly unit: UnitCode;
  /** Keyed pseudonym. */
  readonly person: string;
  readonly idempotencyKey: string;
  /** Hash of the input as it was received: the same key with another input is refused. */
  readonly fingerprint: string;
}

/** What a change has done to which consents; `state` is the one that the first of them was brought into. */
export interface ChangeDone {
  readonly consentIds: readonly string[];
  readonly state: ConsentState | null;
}

/** `repeated`: the key had done it before, and nothing was done or logged now. `CHANGED`: the head had moved, judge again. */
export type ChangeResult = ({ readonly status: 'DONE'; readonly repeated: boolean } & ChangeDone) | { readonly status: 'CHANGED' };
