import type { LoggedEntry } from '../entry.js';
import { leafData, open } from '../leaf.js';
import { readEntry } from '../read-entry.js';
import type { Connection } from './tree-reader.js';

/** An integrated entry as it is stored, with its client's key; `null` where content or key was deleted. */
export interface StoredRow {
  readonly seq: string;
  readonly at: string;
  readonly number: string;
  readonly commitment: Buffer;
  readonly sealed: Buffer | null;
  readonly key: Buffer | null;
}

/**
 * Entries by number, in the order given, integrated or still in the inbox. What was deleted after its period, or erased with
 * its client's key, and what is no entry, is left out.
 * @throws Error if what is sealed does not fit its leaf: somebody has changed one of them
 */
export async function readEntries(connection: Connection, seqs: readonly number[]): Promise<LoggedEntry[]> {
  if (seqs.length === 0) return [];
  const waiting = await connection.query<{ seq: string; at: string; payload: string }>('select seq, at, payload from log_inbox where seq = any($1::bigint[])', [seqs]);
  // Read second: what the keeper moved in between stands here.
  const kept = await connection.query<StoredRow>(
    `select l.seq, l.at, l.number, l.commitment, l.sealed, k.key from access_log l join log_key k on k.client is not distinct from l.client
     where l.seq = any($1::bigint[]) and l.sealed is not null`, [seqs]);
  const found = new Map<number, LoggedEntry | null>();
  for (const { seq, at, payload } of waiting.rows) found.set(Number(seq), logged(seq, at, payload));
  for (const row of kept.rows) found.set(Number(row.seq), logged(row.seq, row.at, openRow(row).payload));
  return seqs.flatMap((seq) => found.get(seq) ?? []);
}

function logged(seq: string, at: string, payload: string): LoggedEntry | null {
  const entry = readEntry(payload);
  return entry && { ...entry, seq: Number(seq), at: Number(at) };
}

/** @throws Error if the seal is not of this key and leaf */
export const openRow = ({ seq, at, number, commitment, sealed, key }: StoredRow): { readonly salt: Buffer; readonly payload: string } =>
  open(key!, sealed!, leafData({ seq: Number(seq), at: Number(at), number: Number(number), commitment }));
