import { GrowingTree, TILE_WIDTH } from './merkle.js';
import type { Tiles } from './tiles.js';

/** A tree that remembers its root at the sizes that checkpoints name. */
export class TreeWalk {
  readonly tree = new GrowingTree();
  readonly #roots = new Map<number, Buffer>();

  constructor(private readonly sizes: ReadonlySet<number>) {
    this.#note();
  }

  add(leaf: Buffer): void {
    this.tree.add(leaf);
    this.#note();
  }

  /** Whether the first `size` leaves have this root. */
  matches({ size, root }: { readonly size: number; readonly root: Buffer }): boolean {
    return this.#roots.get(size)?.equals(root) ?? false;
  }

  rootAt(size: number): Buffer | undefined {
    return this.#roots.get(size);
  }

  #note(): void {
    if (this.sizes.has(this.tree.size)) this.#roots.set(this.tree.size, this.tree.root());
  }
}

/** The tree whose leaves are in the tiles, up to the first that is missing. */
export function walkTiles(tiles: Tiles, sizes: ReadonlySet<number>, onTile: (leaves: number) => void): TreeWalk {
  const walk = new TreeWalk(sizes);
  for (let index = 0; ; index++) {
    const hashes = tiles.read(0, index);
    for (let start = 0; start < (hashes?.length ?? 0); start += 32) walk.add(hashes!.subarray(start, start + 32));
    if (!hashes || hashes.length < TILE_WIDTH * 32) return walk;
    onTile(walk.tree.size);
  }
}
