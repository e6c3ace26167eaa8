import { rootOver, splitOf, type Hash } from './hash.js';
import { TILE_LEVELS, TILE_WIDTH } from './tiles.js';
import type { Span } from './proofs.js';

export interface TilePlace {
  readonly level: number;
  readonly index: number;
}

/** Reads hashes of tiles; missing tiles and hashes are a fault of the storage. */
export type ReadTiles = (places: readonly TilePlace[]) => Promise<ReadonlyMap<string, readonly Hash[]>>;

export const tileName = ({ level, index }: TilePlace): string => `${level}/${index}`;

/** A complete part of the tree, as hashes side by side in one tile. */
interface Part extends TilePlace {
  readonly offset: number;
  readonly count: number;
}

/** The hashes of parts of a tree, out of its tiles, read all at once. */
export async function hashesOf(spans: readonly Span[], read: ReadTiles): Promise<Hash[]> {
  const parts = spans.map(partsOf);
  const places = new Map(parts.flat().map((part) => [tileName(part), part]));
  const tiles = await read([...places.values()]);
  return parts.map((ofSpan) => ofSpan.map(({ level, index, offset, count }) => {
    const hashes = tiles.get(tileName({ level, index }));
    if (!hashes || hashes.length < offset + count) throw new Error(`Tile ${level}/${index} lacks hashes ${offset} to ${offset + count - 1}`);
    return rootOver(hashes, offset, offset + count);
  })).map(joined);
}

/** Complete parts from the largest, leftmost to the smallest; each lies in one tile, since its place is a multiple of its size. */
function partsOf({ begin, end }: Span): Part[] {
  const parts: Part[] = [];
  for (let at = begin; at < end;) {
    const left = end - at;
    const size = left > 1 ? Math.max(splitOf(left), isComplete(left) ? left : 0) : 1;
    parts.push(part(at, size));
    at += size;
  }
  return parts;
}

const isComplete = (n: number): boolean => splitOf(n) * 2 === n;

function part(begin: number, size: number): Part {
  let level = 0;
  let width = 1; // leaves below one hash of this level's tiles
  while (width * TILE_WIDTH <= size) [level, width] = [level + 1, width * 2 ** TILE_LEVELS];
  const first = begin / width;
  return { level, index: Math.floor(first / TILE_WIDTH), offset: first % TILE_WIDTH, count: size / width };
}

/** What a tree's right side hashes to, from the smallest part up. */
const joined = (hashes: readonly Hash[]): Hash => hashes.reduceRight((right, left) => rootOver([left, right]));
