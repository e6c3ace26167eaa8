import { CARRIED, type Category } from './categories.js';

/** A set of categories as two 32-bit words, so that membership is a bit test. Values are never changed in place. */
export interface CategorySet {
  readonly lo: number;
  readonly hi: number;
}

export const NONE: CategorySet = { lo: 0, hi: 0 };

/** Bit positions follow the category table; T6 has none, so no set can hold it. */
const positions: ReadonlyMap<string, number> = new Map(CARRIED.map((code, index) => [code, index]));
if (positions.size > 64) throw new Error('More than 64 categories: widen CategorySet.');

export function setOf(categories: Iterable<Category>): CategorySet {
  let lo = 0;
  let hi = 0;
  for (const category of categories) {
    const position = positions.get(category);
    if (position === undefined) continue;
    if (position < 32) lo |= 1 << position;
    else hi |= 1 << (position - 32);
  }
  return { lo, hi };
}

export function has(set: CategorySet, category: Category): boolean {
  const position = positions.get(category);
  if (position === undefined) return false;
  return position < 32 ? (set.lo & (1 << position)) !== 0 : (set.hi & (1 << (position - 32))) !== 0;
}

export const union = (a: CategorySet, b: CategorySet): CategorySet => ({ lo: a.lo | b.lo, hi: a.hi | b.hi });

export const intersection = (a: CategorySet, b: CategorySet): CategorySet => ({ lo: a.lo & b.lo, hi: a.hi & b.hi });

export const minus = (a: CategorySet, b: CategorySet): CategorySet => ({ lo: a.lo & ~b.lo, hi: a.hi & ~b.hi });

export const isEmpty = (set: CategorySet): boolean => (set.lo | set.hi) === 0;

/** Every category the gateway can carry. */
export const ALL: CategorySet = setOf(CARRIED);
