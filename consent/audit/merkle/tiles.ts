import { EMPTY_ROOT, HASH_BYTES, rootOver, type Hash } from './hash.js';

/** Hashes in a full tile, and the levels of the tree that one tile spans (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
export const TILE_LEVELS = 8;

/** Hashes of the nodes at tree level 8 × `level`, from number 256 × `index` on. The last tile of a level may be partial. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: readonly Hash[];
}

/** The growing edge of a tree: its size, and the hashes in the unfinished tile of each level. Enough to append and to give the root. */
export interface Edge {
  readonly size: number;
  readonly levels: readonly (readonly Hash[])[];
}

export const EMPTY_EDGE: Edge = { size: 0, levels: [] };

/** Appends leaves; gives the new edge and every tile that changed, partial ones included. */
export function grow({ size, levels }: Edge, leaves: readonly Hash[]): { readonly edge: Edge; readonly tiles: readonly Tile[] } {
  const tiles: Tile[] = [];
  const grown: (readonly Hash[])[] = [];
  let added: readonly Hash[] = leaves;
  let before = size;
  for (let level = 0; added.length > 0 || level < levels.length; level += 1) {
    const hashes = [...(levels[level] ?? []), ...added];
    const first = Math.floor(before / TILE_WIDTH);
    const full = Math.floor(hashes.length / TILE_WIDTH);
    if (added.length > 0) {
      for (let place = 0; place * TILE_WIDTH < hashes.length; place += 1) {
        tiles.push({ level, index: first + place, hashes: hashes.slice(place * TILE_WIDTH, (place + 1) * TILE_WIDTH) });
      }
    }
    grown.push(hashes.slice(full * TILE_WIDTH));
    added = Array.from({ length: full }, (_, place) => rootOver(hashes, place * TILE_WIDTH, (place + 1) * TILE_WIDTH));
    before = first;
  }
  return { edge: { size: size + leaves.length, levels: grown }, tiles };
}

/** The tree's root: the unfinished tiles from the lowest up, each with what lies below as its last hash. */
export function rootOfEdge({ levels }: Edge): Hash {
  let below: Hash | null = null;
  for (const hashes of levels) {
    const all: readonly Hash[] = below ? [...hashes, below] : hashes;
    if (all.length > 0) below = rootOver(all);
  }
  return below ?? EMPTY_ROOT;
}

/** The tiles that the edge of a tree of this size lies in, by level; `null` where a level has nothing unfinished. */
export function edgeTiles(size: number): readonly ({ readonly index: number; readonly width: number } | null)[] {
  const found: ({ index: number; width: number } | null)[] = [];
  for (let count = size; count > 0; count = Math.floor(count / TILE_WIDTH)) {
    const width = count % TILE_WIDTH;
    found.push(width > 0 ? { index: Math.floor(count / TILE_WIDTH), width } : null);
  }
  return found;
}

export const packed = (hashes: readonly Hash[]): Buffer => Buffer.concat(hashes);

export const unpacked = (bytes: Uint8Array): Hash[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, place) => bytes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES));
