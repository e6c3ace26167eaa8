import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TILE_WIDTH } from './merkle.js';
import { isPlainFile } from './plain-file.js';

/** Path of a tile below `tile/` (C2SP tlog-tiles): three digits a folder, `x` before all but the last. */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g)!.map((group, place, all) => (place < all.length - 1 ? `x${group}` : group));
  return `${level}/${groups.join('/')}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** The hashes that an export holds as tiles. */
export interface Tiles {
  /** The hashes of a tile, as many as there are; `null` if there is none. */
  read(level: number, index: number): Buffer | null;
  /** The hash of a leaf by its index. */
  leaf(index: number): Buffer | null;
}

/** Tiles kept in memory, 8 kB each. */
const KEPT = 64;

export function openTiles(folder: string): Tiles {
  const kept = new Map<number, Buffer | null>();

  const read = (level: number, index: number): Buffer | null => {
    const whole = join(folder, tilePath(level, index));
    const full = contents(whole, TILE_WIDTH);
    if (full) return full;
    const width = Math.max(0, ...names(`${whole}.p`).map(Number).filter((name) => Number.isInteger(name) && name < TILE_WIDTH));
    return width > 0 ? contents(join(`${whole}.p`, String(width)), width) : null;
  };

  return {
    read,
    leaf(index) {
      const tile = Math.floor(index / TILE_WIDTH);
      if (!kept.has(tile)) {
        if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
        kept.set(tile, read(0, tile));
      }
      const start = (index % TILE_WIDTH) * 32;
      const hashes = kept.get(tile);
      return hashes && hashes.length >= start + 32 ? hashes.subarray(start, start + 32) : null;
    },
  };
}

function contents(file: string, width: number): Buffer | null {
  try {
    if (!isPlainFile(file)) return null;
    const bytes = readFileSync(file);
    return bytes.length === width * 32 ? bytes : null;
  } catch {
    return null; // not readable
  }
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
