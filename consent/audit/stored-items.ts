import type { LogItem } from './item.js';

/**
 * An item as it is stored: its path below the common one, its category, and by their numbers in the entry its owners; if it was granted, also
 * the number of its basis and whether anything was delivered.
 */
export type ShortItem =
  | readonly [path: string, category: string, owners: readonly number[]]
  | readonly [path: string, category: string, owners: readonly number[], basis: number, delivered: boolean | null];

/** Items that do not fit are stored as they are, as all were before. */
export type StoredItem = ShortItem | LogItem;

/** What the items of an entry share. */
export interface Shared {
  /** How all paths begin, up to a dot. */
  readonly under?: string;
  readonly bases?: readonly string[];
}

/** The items of an entry with what they share written once, in their order. `owners`: those of the entry. */
export function storedItems(items: readonly LogItem[], owners: readonly string[]): Shared & { readonly items: readonly StoredItem[] } {
  const under = commonStart(items.map(({ path }) => path));
  const bases = [...new Set(items.flatMap(({ basis }) => basis ?? []))];
  return { under, bases, items: items.map((item) => shortItem(item, under, owners, bases)) };
}

function shortItem(item: LogItem, under: string, owners: readonly string[], bases: readonly string[]): StoredItem {
  const { path, category, granted, delivered, basis } = item;
  const numbers = item.owners.map((owner) => owners.indexOf(owner));
  if (numbers.includes(-1)) return item;
  const rest = path.slice(under.length);
  if (granted) return basis === null ? item : [rest, category, numbers, bases.indexOf(basis), delivered];
  return basis === null && delivered === null ? [rest, category, numbers] : item;
}

export function longItem(item: StoredItem, owners: readonly string[], { under = '', bases = [] }: Shared): LogItem {
  if (!('length' in item)) return item;
  const [rest, category, numbers, basis, delivered = null] = item;
  const of = numbers.map((number) => at(owners, number));
  return { path: under + rest, category: category as LogItem['category'], owners: of, granted: basis !== undefined, delivered, basis: basis === undefined ? null : at(bases, basis) };
}

/** @throws Error for a number of nothing: the text was not written here */
function at(values: readonly string[], index: number): string {
  const value = values[index];
  if (typeof value !== 'string') throw new Error('An item of the access log refers to what its entry does not hold.');
  return value;
}

/** What all paths begin with, up to its last dot. */
function commonStart([first = '', ...others]: readonly string[]): string {
  let end = first.length;
  for (const path of others) while (!path.startsWith(first.slice(0, end))) end -= 1;
  return first.slice(0, first.lastIndexOf('.', end - 1) + 1);
}
