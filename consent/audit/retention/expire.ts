import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../core/index.js';
import { inTransaction } from '../in-transaction.js';
import type { LogSigner } from '../keeper/signed.js';
import { cutoff, periodText, type Period } from './period.js';
import { signReceipt, storeReceipt, type Receipt } from './receipt.js';

export interface ExpireOptions {
  /** Connections of the role `freigabe_consent_keeper`. */
  readonly pool: Pool;
  readonly signer: LogSigner;
  readonly period: Period;
  readonly now: Instant;
  readonly onProgress?: (deleted: number, of: number) => void;
}

/** What is due. */
export interface Due {
  /** Contents older than this are due (ms). */
  readonly before: Instant;
  readonly entries: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
}

/** Entries of one transaction and receipt. */
const BATCH = 10_000;

/** The earlier one of this machine's clock and the database's: a clock that has jumped ahead must not delete what is still to be kept. */
export async function earlierClock(pool: Pool, clock: () => Instant = Date.now): Promise<Instant> {
  const { rows: [row] } = await pool.query<{ at: string }>('select clock_ms() as at');
  return Math.min(clock(), Number(row!.at));
}

/** Looks without deleting anything. */
export async function expireDryRun({ pool, period, now }: Pick<ExpireOptions, 'pool' | 'period' | 'now'>): Promise<Due> {
  const before = cutoff(period, now);
  const { rows: [row] } = await pool.query<{ entries: string; first: string | null; last: string | null }>(
    'select count(*) as entries, min(seq) as first, max(seq) as last from access_log where at < $1 and sealed is not null', [before]);
  const number = (text: string | null): number | null => (text === null ? null : Number(text));
  return { before, entries: Number(row!.entries), firstSeq: number(row!.first), lastSeq: number(row!.last) };
}

/**
 * Deletes the contents of all entries whose period is over, what search keeps of them, and names of staff whom no entry needs any more. What stays of an entry is its leaf in the tree,
 * which tells nothing of it; proofs of transmission stay with the case. Each transaction holds the deletion and the receipt for it, so a
 * crash leaves neither alone; a repetition goes on.
 */
export async function expire(options: ExpireOptions): Promise<readonly Receipt[]> {
  const due = await expireDryRun(options);
  const receipts: Receipt[] = [];
  for (let deleted = 0; deleted < due.entries;) {
    const receipt = await inTransaction(options.pool, (connection) => expireBatch(connection, due.before, options));
    if (!receipt) break;
    receipts.push(receipt);
    deleted += receipt.seqs.length;
    options.onProgress?.(deleted, due.entries);
  }
  await options.pool.query('select forget_persons_before($1)', [due.before]);
  return receipts;
}

async function expireBatch(connection: PoolClient, before: Instant, { signer, period, now }: ExpireOptions): Promise<Receipt | null> {
  const { rows } = await connection.query<{ seq: string }>(
    `with due as (select seq from access_log where at < $1 and sealed is not null order by seq limit ${BATCH} for update)
     update access_log l set sealed = null, client = null from due where l.seq = due.seq returning l.seq`, [before]);
  if (rows.length === 0) return null;
  const seqs = rows.map(({ seq }) => Number(seq)).sort((one, other) => one - other);
  await connection.query('select forget_log_before($1)', [seqs.at(-1)! + 1]);
  const receipt = signReceipt({ kind: 'RETENTION', before, rule: `§ 79 Abs. 4 SGB X, ${periodText(period)}` }, seqs, now, signer);
  await storeReceipt(connection, 'RETENTION', receipt);
  return receipt;
}
