import type { Pool } from 'pg';
import { readEntries } from '../log/read-entries.js';
import { comparison, SLACK, type CompareOptions, type ReleaseRecord } from './compare.js';

const PAGE = 1_000;

/** Compares an agency's records with the access log. `pool`: connections of the consent database, any role that reads the log. */
export async function reconcile(pool: Pool, records: Iterable<ReleaseRecord>, options: CompareOptions & { readonly onProgress?: (entries: number) => void }) {
  const compare = comparison(records, options);
  const range = [options.from - SLACK, options.to + SLACK];
  for (let [last, done] = [0, 0]; ;) {
    const { rows } = await pool.query<{ seq: string }>(
      `select seq from (select seq, at from access_log union all select seq, at from log_inbox) one
       where at >= $1 and at < $2 and seq > $3 order by seq limit ${PAGE}`, [...range, last]);
    if (rows.length === 0) return compare.result();
    for (const entry of await readEntries(pool, rows.map(({ seq }) => Number(seq)))) compare.entry(entry);
    last = Number(rows.at(-1)!.seq);
    options.onProgress?.(done += rows.length);
  }
}
