import { hash } from 'node:crypto';

/** A SHA-256 hash, 32 bytes. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

/** Leaves and nodes are told apart by a prefix, so that neither can pass for the other (RFC 9162 §2.1.1). */
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer');

/** Root of a tree without entries: the hash of nothing. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array());

export const leafHash = (data: Uint8Array): Hash => sha256(Buffer.concat([LEAF, data]));
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(Buffer.concat([NODE, left, right]));

export const sameHash = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** The largest power of two below `n` (`n` > 1): where a tree of `n` leaves divides. */
export function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

/** The Merkle Tree Hash over hashes of equally large complete parts, of which the last may be smaller (RFC 9162 §2.1.1). */
export function rootOver(hashes: readonly Hash[], begin = 0, end = hashes.length): Hash {
  const count = end - begin;
  if (count === 0) return EMPTY_ROOT;
  if (count === 1) return hashes[begin]!;
  const middle = begin + splitOf(count);
  return nodeHash(rootOver(hashes, begin, middle), rootOver(hashes, middle, end));
}
