import { hashOfLeaf, type Leaf, type Row } from './entries.js';

/** The hash of an entry's leaf as a signed checkpoint vouches for it; `null` where none does. */
export type Reference = (seq: number) => Buffer | null;

/** How far from its place an entry is looked for at once; what moved further is found when all is read. */
const REACH = 300;

/** Which entry of the tree a row really is, whatever number it bears: 0 for none. Where nothing vouches, a row is taken by its word. */
export function originFinder(reference: Reference): (row: Row) => number {
  /** By how much the numbers of the last rows were off: after a removal or insertion all that follow are. */
  let usual = 0;
  return (row) => {
    const own = reference(row.seq);
    if (own?.equals(hashOfLeaf(row))) return row.seq;
    if (isEntry(row, row.seq + usual, reference)) return row.seq + usual;
    for (let distance = 1; distance <= REACH; distance++) {
      for (const shift of [distance, -distance]) {
        if (isEntry(row, row.seq + shift, reference)) {
          usual = shift;
          return row.seq + shift;
        }
      }
    }
    return own ? 0 : row.seq;
  };
}

/** Whether the tree has this leaf under another number. */
export const isEntry = (leaf: Leaf, seq: number, reference: Reference): boolean =>
  reference(seq)?.equals(hashOfLeaf({ ...leaf, seq })) ?? false;
