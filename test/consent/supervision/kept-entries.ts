import type pg from 'pg';
import { entryText, type LogEntry } from '../../../consent/audit/entry.js';
import { newRows, parsed } from '../../../consent/audit/keeper/batch.js';
import { insertRows, readKnown } from '../../../consent/audit/keeper/rows.js';

/** Seals entries into the log as its keeper does, with the numbers from `first` on and a second between two of them; neither tree nor what is searched. */
export async function keepEntries(keeper: pg.Client, entries: readonly LogEntry[], first: number): Promise<void> {
  const connection = keeper as unknown as pg.PoolClient;
  const inbox = entries.map((entry, place) => ({ seq: first + place, at: (first + place) * 1_000, payload: entryText(entry) }));
  const read = parsed(inbox);
  await keeper.query('begin');
  await insertRows(connection, newRows(inbox, read, await readKnown(connection, read.map((entry) => entry?.client ?? null))));
  await keeper.query('commit');
}
