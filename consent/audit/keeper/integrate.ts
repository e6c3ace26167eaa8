import type { PoolClient } from 'pg';
import type { Checkpoint } from '../note/checkpoint.js';
import { sameHash, type Hash } from '../merkle/hash.js';
import { tileName } from '../merkle/tile-reader.js';
import { edgeTiles, grow, rootOfEdge, type Edge } from '../merkle/tiles.js';
import { tilesOf, treeReader } from '../log/tree-reader.js';
import { newRows, parsed, type InboxEntry, type IntegratedEntry } from './batch.js';
import { LogForked } from './forked.js';
import { insertRows, readInbox, readKnown, storeTiles } from './rows.js';

/** Keeps something derived from the log up to date, in the transaction that integrates. */
export type Projection = (connection: PoolClient, batch: readonly IntegratedEntry[]) => Promise<void>;

/** Entries that one transaction integrates at most: some megabytes. */
export const LARGEST_BATCH = 4_096;

/** Nothing is integrated while a client is erased: it could be sealed with the key that goes. */
export const ERASURE = `hashtext('freigabe log erasure')`;

/** The tree after a batch. */
export interface Integrated {
  readonly size: number;
  readonly root: Hash;
  /** Entries that were integrated; fewer than `LARGEST_BATCH` if nothing more waits. */
  readonly count: number;
  /** Those of them whose text is no entry: somebody other than a sound gateway has written them. */
  readonly unreadable: readonly number[];
}

/**
 * Moves the oldest waiting entries into the log and its tree, inside the caller's transaction. Everything it builds on is
 * read from the database and held against what was signed last, so that a repetition after a crash begins where it was.
 * @throws LogForked if log or inbox are not what they were
 */
export async function integrate(connection: PoolClient, signed: Checkpoint | null, projections: readonly Projection[]): Promise<Integrated> {
  await connection.query(`select pg_advisory_xact_lock_shared(${ERASURE})`);
  const edge = await readEdge(connection);
  if (signed) await expectSigned(connection, edge, signed);
  const { acknowledged, inbox } = await readInbox(connection, LARGEST_BATCH);
  await expectGapless(connection, edge.size, acknowledged, inbox);
  if (inbox.length === 0) return { size: edge.size, root: rootOfEdge(edge), count: 0, unreadable: [] };

  const entries = parsed(inbox);
  const rows = newRows(inbox, entries, await readKnown(connection, entries.map((entry) => entry?.client ?? null)));
  const grown = grow(edge, rows.map(({ leaf }) => leaf));
  await insertRows(connection, rows);
  await storeTiles(connection, grown.tiles);
  const batch = rows.flatMap(({ seq, at, number, entry }): IntegratedEntry[] => (entry ? [{ seq, at, number, entry }] : []));
  for (const project of projections) await project(connection, batch);
  return { size: grown.edge.size, root: rootOfEdge(grown.edge), count: rows.length, unreadable: rows.filter(({ entry }) => !entry).map(({ seq }) => seq) };
}

/** The edge of the stored tree, of the size that the log's rows have. */
async function readEdge(connection: PoolClient): Promise<Edge> {
  const size = await treeReader(connection).size();
  const wanted = edgeTiles(size);
  const tiles = await tilesOf(connection)(wanted.flatMap((tile, level) => (tile ? [{ level, index: tile.index }] : [])));
  const levels = wanted.map((tile, level) => {
    if (!tile) return [];
    const hashes = tiles.get(tileName({ level, index: tile.index })) ?? [];
    if (hashes.length !== tile.width) throw new LogForked(size, 'Zeilen und Baum sind verschieden lang', 'rows and tree differ in length');
    return hashes;
  });
  return { size, levels };
}

async function expectSigned(connection: PoolClient, edge: Edge, signed: Checkpoint): Promise<void> {
  if (edge.size < signed.size) throw new LogForked(edge.size + 1, 'unterschriebene Einträge fehlen', 'entries that were signed are missing');
  const root = edge.size === signed.size ? rootOfEdge(edge) : await treeReader(connection).root(signed.size);
  if (!sameHash(root, signed.root)) throw new LogForked(signed.size, 'der Baum ist ein anderer', 'the tree is another one');
}

/** No number may be missing between log and inbox, in the inbox, or at its end; times do not fall. */
async function expectGapless(connection: PoolClient, size: number, acknowledged: number, inbox: readonly InboxEntry[]): Promise<void> {
  const { rows } = await connection.query<{ at: string }>({ name: 'keeper-last', text: 'select at from access_log where seq = $1', values: [size] });
  let last = { seq: size, at: Number(rows[0]?.at ?? 0) };
  for (const { seq, at } of inbox) {
    if (seq > last.seq + 1) throw new LogForked(last.seq + 1, 'im Eingang fehlt ein bestätigter Eintrag', 'an acknowledged entry is missing in the inbox');
    if (seq <= last.seq) throw new LogForked(seq, 'im Eingang liegt ein Eintrag, den es schon gibt', 'the inbox holds an entry that exists already');
    if (at < last.at) throw new LogForked(seq, 'im Eingang liegt ein rückdatierter Eintrag', 'the inbox holds a backdated entry');
    last = { seq, at };
  }
  if (inbox.length < LARGEST_BATCH && last.seq < acknowledged) {
    throw new LogForked(last.seq + 1, 'am Ende des Eingangs fehlen bestätigte Einträge', 'acknowledged entries are missing at the end of the inbox');
  }
}
