import type { Pool } from 'pg';
import { leafData } from '../audit/leaf.js';
import { tilesOf } from '../audit/log/tree-reader.js';
import { leafHash } from '../audit/merkle/hash.js';
import { inclusionSpans } from '../audit/merkle/proofs.js';
import { hashesOf, tileName, type ReadTiles } from '../audit/merkle/tile-reader.js';
import { parseCheckpoint } from '../audit/note/checkpoint.js';
import { parseNote } from '../audit/note/note.js';

/** The way from an entry's leaf to the root (RFC 9162 § 2.1.3); hashes in base64. */
export interface InclusionProof {
  readonly index: number;
  readonly leafHash: string;
  readonly path: readonly string[];
}

/** Proofs that entries are in the signed tree, by number. */
export interface Proofs {
  /** The signed note that they lead to; `null`: nothing is signed yet. */
  readonly checkpoint: string | null;
  readonly entries: ReadonlyMap<number, InclusionProof>;
}

/**
 * Proofs of the entries that the newest checkpoint covers. Only the leaf's hash is told: the leaf counts the entries about its client,
 * which would say how often others have asked for them. Whoever keeps the log can open it (`npm run audit:proof`).
 */
export async function proofsOf(pool: Pool, seqs: readonly number[]): Promise<Proofs> {
  const { rows: [newest] } = await pool.query<{ note: string }>('select note from log_checkpoint order by size desc limit 1');
  if (!newest) return { checkpoint: null, entries: new Map() };
  const { size } = parseCheckpoint(parseNote(newest.note).text);
  const { rows } = await pool.query<{ seq: string; at: string; number: string; commitment: Buffer }>(
    'select seq, at, number, commitment from access_log where seq = any($1::bigint[]) and seq <= $2 order by seq', [seqs, size]);
  const read = remembering(tilesOf(pool));
  const entries = new Map<number, InclusionProof>();
  for (const row of rows) {
    const seq = Number(row.seq);
    const leaf = leafHash(leafData({ seq, at: Number(row.at), number: Number(row.number), commitment: row.commitment }));
    const path = await hashesOf(inclusionSpans(seq - 1, size), read);
    entries.set(seq, { index: seq - 1, leafHash: base64(leaf), path: path.map(base64) });
  }
  return { checkpoint: newest.note, entries };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Neighbouring entries have most of their way in common. */
function remembering(read: ReadTiles): ReadTiles {
  let known: Awaited<ReturnType<ReadTiles>> = new Map();
  return async (places) => {
    const missing = places.filter((place) => !known.has(tileName(place)));
    if (missing.length > 0) known = new Map([...known, ...(await read(missing))]);
    return known;
  };
}
