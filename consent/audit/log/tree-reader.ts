import type { Pool, PoolClient } from 'pg';
import { EMPTY_ROOT, type Hash } from '../merkle/hash.js';
import { consistencySpans, inclusionSpans } from '../merkle/proofs.js';
import { hashesOf, tileName, type ReadTiles } from '../merkle/tile-reader.js';
import { unpacked } from '../merkle/tiles.js';

export type Connection = Pool | PoolClient;

/** Roots and proofs of the log's tree, out of its stored tiles. Sizes count entries; leaf `index` is entry `index` + 1. */
export interface TreeReader {
  /** Entries that are integrated. */
  size(): Promise<number>;
  root(size: number): Promise<Hash>;
  /** @throws RangeError for a leaf that the tree does not have */
  inclusionProof(index: number, size: number): Promise<Hash[]>;
  /** @throws RangeError if `from` is larger than `to` */
  consistencyProof(from: number, to: number): Promise<Hash[]>;
}

export function treeReader(connection: Connection): TreeReader {
  const read = tilesOf(connection);
  return {
    async size() {
      const { rows } = await connection.query<{ size: string }>('select coalesce(max(seq), 0) as size from access_log');
      return Number(rows[0]!.size);
    },
    root: async (size) => (size === 0 ? EMPTY_ROOT : (await hashesOf([{ begin: 0, end: size }], read))[0]!),
    inclusionProof: async (index, size) => hashesOf(inclusionSpans(index, size), read),
    consistencyProof: async (from, to) => hashesOf(consistencySpans(from, to), read),
  };
}

export const tilesOf = (connection: Connection): ReadTiles => async (places) => {
  if (places.length === 0) return new Map();
  const { rows } = await connection.query<{ level: number; index: string; hashes: Buffer }>(
    'select level, index, hashes from log_tile where (level, index) in (select * from unnest($1::int[], $2::bigint[]))',
    [places.map(({ level }) => level), places.map(({ index }) => index)]);
  return new Map(rows.map(({ level, index, hashes }) => [tileName({ level, index: Number(index) }), unpacked(hashes)]));
};
