import { EMPTY_ROOT, nodeHash, sameHash, splitOf, type Hash } from './hash.js';

/** Leaves `begin` up to, not including, `end`. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** The parts of a tree whose hashes prove that leaf `index` is in it, in the order of the proof (RFC 9162 §2.1.3.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`No leaf ${index} in a tree of ${size}`);
  const path = (begin: number, end: number): Span[] => {
    if (end - begin === 1) return [];
    const middle = begin + splitOf(end - begin);
    return index < middle ? [...path(begin, middle), { begin: middle, end }] : [...path(middle, end), { begin, end: middle }];
  };
  return path(0, size);
}

/** The parts whose hashes prove that the tree of size `from` is the beginning of the one of size `to` (RFC 9162 §2.1.4.1). */
export function consistencySpans(from: number, to: number): Span[] {
  if (!(from >= 0 && from <= to)) throw new RangeError(`A tree of ${from} is no beginning of one of ${to}`);
  const path = (begin: number, end: number, known: boolean): Span[] => {
    if (from === end) return known ? [] : [{ begin, end }];
    const middle = begin + splitOf(end - begin);
    return from <= middle
      ? [...path(begin, middle, known), { begin: middle, end }]
      : [...path(middle, end, false), { begin, end: middle }];
  };
  return from === 0 || from === to ? [] : path(0, to, true);
}

/** Whether a leaf with this hash stands at `index` in the tree (RFC 9162 §2.1.3.2). */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (!(index >= 0 && index < size)) return false;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

/** Whether the tree of size `from` is the beginning of the one of size `to` (RFC 9162 §2.1.4.2). Everything begins with nothing. */
export function verifyConsistency(from: number, to: number, proof: readonly Hash[], fromRoot: Hash, toRoot: Hash): boolean {
  if (!(from >= 0 && from <= to)) return false;
  if (from === to) return proof.length === 0 && sameHash(fromRoot, toRoot);
  if (from === 0) return proof.length === 0 && sameHash(fromRoot, EMPTY_ROOT);
  const [first, ...rest] = isPowerOfTwo(from) ? [fromRoot, ...proof] : proof;
  if (!first) return false;
  let place = from - 1;
  let last = to - 1;
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [older, newer] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, half(last)];
    } else {
      newer = nodeHash(newer, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameHash(older, fromRoot) && sameHash(newer, toRoot);
}

/** Not by shifting, which counts in 32 bits. */
const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n)) && 2 ** Math.log2(n) === n;
