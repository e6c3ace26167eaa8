import type { TilePlace } from './tile-reader.js';
import { TILE_WIDTH } from './tiles.js';

/** Where a tile lies below `tile/` (C2SP tlog-tiles): three digits a folder, all but the last with an `x`; partial ones by their width. */
export function tilePath({ level, index }: TilePlace, width: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  const path = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return `${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}
