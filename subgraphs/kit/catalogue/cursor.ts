import { Refusal } from '../errors.js';
import type { CatalogueSort } from './filter.js';

/** Where a page ends: the order, the entry's place in it, and its id among equals. */
export interface Position {
  /** Sorts as text, in every order, also between catalogues. */
  readonly key: string;
  readonly id: string;
}

/** A number from 0 as a text that sorts as the number does. */
export const sortableNumber = (value: number): string => value.toFixed(0).padStart(12, '0');

export const cursorAt = (sort: CatalogueSort, { key, id }: Position): string => Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');

/** @throws Refusal for what is no cursor of this order. */
export function positionOf(cursor: string, sort: CatalogueSort): Position {
  const [ofSort, key, id, ...rest] = listIn(cursor);
  if (ofSort === sort && typeof key === 'string' && typeof id === 'string' && rest.length === 0 && cursorAt(sort, { key, id }) === cursor) return { key, id };
  throw new Refusal('BAD_REQUEST', 'after ist kein Zeiger dieser Liste in dieser Reihenfolge / after is no cursor of this list in this order');
}

function listIn(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
