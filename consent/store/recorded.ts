import type { Pool, PoolClient } from 'pg';
import { entryText, type LogEntry } from '../audit/entry.js';
import type { Instant } from '../core/index.js';
import { KeyReused, LogUnavailable } from './types.js';

/** Where changes are made, and with which clock instead of the database's. */
export interface Recorder {
  readonly pool: Pool;
  readonly clock: (() => Instant) | undefined;
}

/** What a change has come to, and the entries without which it has not happened. */
export interface Recorded<Result> {
  readonly result: Result;
  readonly entries: readonly LogEntry[];
}

/**
 * Makes a change in one transaction: it and its entries in the access log stand or fall together. The log is locked last,
 * after whatever `work` locks. @throws KeyReused (also where two transactions use one key at once), LogUnavailable
 */
export async function recorded<Result>({ pool, clock }: Recorder, work: (connection: PoolClient) => Promise<Recorded<Result>>): Promise<Result> {
  let connection: PoolClient | undefined;
  let isBroken = true;
  try {
    connection = await pool.connect();
    await connection.query('begin');
    const { result, entries } = await work(connection);
    if (entries.length > 0) {
      await connection.query('select lock_log()');
      await connection.query('select append_log($1::text[], coalesce($2::bigint, clock_ms()))', [entries.map(entryText), clock?.() ?? null]);
    }
    await connection.query('commit');
    isBroken = false;
    return result;
  } catch (fault) {
    if (fault instanceof KeyReused) throw fault;
    if ((fault as { code?: unknown }).code === UNIQUE_VIOLATION) throw new KeyReused();
    throw new LogUnavailable(fault);
  } finally {
    if (isBroken) await connection?.query('rollback').catch(() => undefined); // it may be gone already
    connection?.release(isBroken);
  }
}

const UNIQUE_VIOLATION = '23505';

/** Now, read after the last wait: what ended while waiting has ended. */
export async function moment(connection: PoolClient, clock: (() => Instant) | undefined): Promise<Instant> {
  if (clock) return clock();
  const { rows } = await connection.query<{ now: string }>('select clock_ms() as now');
  return Number(rows[0]!.now);
}
