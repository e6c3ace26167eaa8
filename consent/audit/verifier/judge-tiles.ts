import { finding, type Finding } from './findings.js';
import { GrowingTree, TILE_WIDTH } from './merkle.js';
import { tilePath, type Tiles } from './tiles.js';
import type { TreeWalk } from './tree-walk.js';

const mismatch = (level: number, index: number): Finding => finding('TILE_MISMATCH', 'TILE', index, index, tilePath(level, index));

/** Tiles of leaf hashes that are not those of the entries; `size` entries are known to be right. */
export function leafTileFindings(entries: TreeWalk, tiles: TreeWalk, size: number): readonly Finding[] {
  const whole = Math.floor(size / TILE_WIDTH);
  const findings: Finding[] = [];
  for (let index = 0; index < Math.min(whole, tiles.tree.tiles.length); index++) {
    if (!entries.tree.tiles[index]!.equals(tiles.tree.tiles[index]!)) findings.push(mismatch(0, index));
  }
  const read = tiles.tree.size;
  if (read < size) findings.push(mismatch(0, Math.floor(read / TILE_WIDTH)));
  else if (findings.length === 0 && !entries.rootAt(size)!.equals(tiles.rootAt(size)!)) findings.push(mismatch(0, whole));
  return findings;
}

/** Tiles of the levels above that are not made of the ones below; `leaves` are the roots of all complete tiles of leaves. */
export function upperTileFindings(leaves: readonly Buffer[], tiles: Tiles): readonly Finding[] {
  const findings: Finding[] = [];
  let hashes = leaves;
  for (let level = 1; hashes.length > 0; level++) {
    const above: Buffer[] = [];
    for (let index = 0; index * TILE_WIDTH < hashes.length; index++) {
      const expected = hashes.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
      const found = tiles.read(level, index);
      if (!found || found.length < expected.length * 32 || !found.subarray(0, expected.length * 32).equals(Buffer.concat(expected))) {
        findings.push(mismatch(level, index));
      }
      if (expected.length === TILE_WIDTH) above.push(rootOf(expected));
    }
    hashes = above;
  }
  return findings;
}

function rootOf(nodes: readonly Buffer[]): Buffer {
  const tree = new GrowingTree();
  for (const node of nodes) tree.add(node);
  return tree.root();
}
