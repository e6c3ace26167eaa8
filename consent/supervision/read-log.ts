import type { Pool } from 'pg';
import { readEntries } from '../audit/log/read-entries.js';
import { readEntry } from '../audit/read-entry.js';
import { isFound } from './facets.js';
import type { LogPage } from '../store/types.js';
import { searchLog, type LogQuery } from './search-log.js';
import { readersOf } from './visible.js';

/** Entries not yet integrated that are looked through, the newest; more wait after a burst that the log keeper is still busy with. */
const WAITING = 1_000;

/** A page of the access log: what is integrated, and what still waits for the log keeper. */
export async function readLog(pool: Pool, query: LogQuery): Promise<LogPage> {
  // In this order: what is integrated in between is found twice rather than not at all.
  const { waiting, isComplete } = await searchInbox(pool, query);
  const integrated = await searchLog(pool, query);
  const seqs = [...new Set([...waiting, ...integrated])].toSorted((a, b) => b - a);
  return { items: await readEntries(pool, seqs.slice(0, query.first)), hasMore: seqs.length > query.first, isComplete };
}

async function searchInbox(pool: Pool, { unit, filter = {}, before, from, to }: LogQuery): Promise<{ readonly waiting: readonly number[]; readonly isComplete: boolean }> {
  const { rows } = await pool.query<{ seq: string; payload: string }>({
    name: 'log-waiting', values: [before, from, to, WAITING + 1],
    text: `select seq, payload from log_inbox
      where ($1::bigint is null or seq < $1) and ($2::bigint is null or at >= $2) and ($3::bigint is null or at < $3) order by seq desc limit $4`,
  });
  const waiting = rows.slice(0, WAITING).filter(({ payload }) => {
    const entry = readEntry(payload);
    return entry !== null && readersOf(entry).includes(unit) && isFound(filter, unit, entry);
  }).map(({ seq }) => Number(seq));
  return { waiting, isComplete: rows.length <= WAITING };
}
