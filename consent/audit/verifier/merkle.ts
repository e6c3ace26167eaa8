import { hash } from 'node:crypto';

const sha256 = (data: Buffer | string): Buffer => hash('sha256', data, 'buffer');

/** RFC 9162 §2.1.1: a leaf's hash. */
export const leafHash = (data: string): Buffer => sha256(`\0${data}`);

const pair = Buffer.alloc(65, 1);

/** RFC 9162 §2.1.1: the hash of an inner node. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1);
  right.copy(pair, 33);
  return sha256(pair);
}

/** Hashes in one tile (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** A tree that only grows: keeps the roots of its complete subtrees, one a level, so its size costs no memory. */
export class GrowingTree {
  size = 0;
  /** Root of every complete tile of leaves, in order. */
  readonly tiles: Buffer[] = [];
  /** Roots of the complete subtrees, smallest last. */
  readonly #peaks: Buffer[] = [];

  add(leaf: Buffer): void {
    let node = leaf;
    let level = 0;
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(this.#peaks.pop()!, node);
      level += 1;
      if (level === TILE_HEIGHT) this.tiles.push(node);
    }
    this.#peaks.push(node);
    this.size += 1;
  }

  root(): Buffer {
    return this.#peaks.reduceRight<Buffer | null>((right, left) => (right ? nodeHash(left, right) : left), null) ?? sha256('');
  }
}

/** Root of a tree of `size` leaves in which the leaf `index` has this inclusion proof (RFC 9162 §2.1.3.2); `null` if it cannot be one. */
export function rootFromInclusion(leaf: Buffer, index: number, size: number, proof: readonly Buffer[]): Buffer | null {
  if (index >= size) return null;
  let node = leaf;
  let [position, last] = [BigInt(index), BigInt(size) - 1n];
  for (const sibling of proof) {
    if (last === 0n) return null;
    if (position % 2n === 1n || position === last) {
      node = nodeHash(sibling, node);
      while (position % 2n === 0n && position !== 0n) [position, last] = [position / 2n, last / 2n];
    } else node = nodeHash(node, sibling);
    [position, last] = [position / 2n, last / 2n];
  }
  return last === 0n ? node : null;
}
