import type { PoolClient } from 'pg';
import { leafData } from '../leaf.js';
import { tilesOf } from '../log/tree-reader.js';
import { leafHash, rootOver, sameHash, type Hash } from '../merkle/hash.js';
import { tileName } from '../merkle/tile-reader.js';
import { TILE_WIDTH } from '../merkle/tiles.js';
import { LogForked } from './forked.js';

/** Tiles that are looked through at a time: some milliseconds. With two looks a second a million entries take a quarter of an hour. */
const AT_A_TIME = 2;

/**
 * Looks through the log, a little with each call and from the beginning again after the end: whether its rows still are the
 * leaves of the tree, and each finished tile is what stands for it above, up to the edge that every batch is held against.
 * The call @throws LogForked
 */
export function rowChecker(): (connection: PoolClient, size: number) => Promise<void> {
  let next = 0;
  return async (connection, size) => {
    for (let count = 0; count < AT_A_TIME && size > 0; count += 1) {
      if (next * TILE_WIDTH >= size) next = 0;
      await expectTile(connection, next, size);
      next += 1;
    }
  };
}

async function expectTile(connection: PoolClient, index: number, size: number): Promise<void> {
  const first = index * TILE_WIDTH + 1;
  const { rows } = await connection.query<{ seq: string; at: string; number: string; commitment: Buffer }>({
    name: 'keeper-check', text: 'select seq, at, number, commitment from access_log where seq between $1 and $2 order by seq', values: [first, Math.min(size, first + TILE_WIDTH - 1)],
  });
  const hashes = await tileAt(connection, 0, index);
  const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
  for (let place = 0; place < width; place += 1) {
    const row = rows[place];
    const leaf = row && Number(row.seq) === first + place && leafHash(leafData({ seq: first + place, at: Number(row.at), number: Number(row.number), commitment: row.commitment }));
    const stands = hashes[place];
    if (!leaf || !stands || !sameHash(leaf, stands)) throw new LogForked(first + place, 'die Zeile ist nicht mehr die, die im Baum steht', 'the row is no longer the one in the tree');
  }
  await expectAbove(connection, 0, index, hashes, first);
}

/** An unfinished tile has nothing above it yet: it is the edge. */
async function expectAbove(connection: PoolClient, level: number, index: number, hashes: readonly Hash[], seq: number): Promise<void> {
  if (hashes.length < TILE_WIDTH) return;
  const parent = Math.floor(index / TILE_WIDTH);
  const above = await tileAt(connection, level + 1, parent);
  const stands = above[index % TILE_WIDTH];
  if (!stands || !sameHash(stands, rootOver(hashes))) throw new LogForked(seq, 'der Baum passt nicht zu sich selbst', 'the tree does not fit itself');
  await expectAbove(connection, level + 1, parent, above, seq);
}

const tileAt = async (connection: PoolClient, level: number, index: number): Promise<readonly Hash[]> =>
  (await tilesOf(connection)([{ level, index }])).get(tileName({ level, index })) ?? [];
