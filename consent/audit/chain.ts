import { createHash } from 'node:crypto';

/** What the first entry is linked to. */
export const GENESIS: Uint8Array = new Uint8Array(32);

/** A row of the access log as it is stored and exported. */
export interface LogRow {
  readonly seq: number;
  readonly prevHash: Uint8Array;
  readonly hash: Uint8Array;
  /** The entry's exact text (JSON). */
  readonly payload: string;
}

/** `sha256(prev_hash || seq as 8 bytes, big endian || payload)`; the database computes the same in `append_log`. */
export function linkHash(prevHash: Uint8Array, seq: number, payload: string): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(seq));
  return createHash('sha256').update(prevHash).update(number).update(payload).digest();
}
