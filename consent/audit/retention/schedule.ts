import type { Instant } from '../../core/index.js';
import type { LogSigner } from '../keeper/signed.js';
import { earlierClock, expire } from './expire.js';
import type { Period } from './period.js';
import { openPool } from '../open-pool.js';

export interface RetentionOptions {
  /** Connection of the role `freigabe_consent_keeper`. */
  readonly url: string;
  readonly signer: LogSigner;
  readonly period: Period;
  readonly everyMs?: number;
  /** In place of the earlier one of this machine's clock and the database's. */
  readonly clock?: () => Instant;
  /** Told how many contents a run has deleted. */
  readonly onRun?: (deleted: number) => void;
  readonly onFault?: (fault: unknown) => void;
}

const HOUR = 3_600_000;

/** Deletes what is due once an hour, beside the keeper. Several may run: each content is deleted and receipted once. */
export function startRetention({ url, signer, period, everyMs = HOUR, clock, onRun = () => undefined, onFault = () => undefined }: RetentionOptions): { close(): Promise<void> } {
  const pool = openPool({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000 }, onFault);
  const run = (): Promise<void> => (clock ? Promise.resolve(clock()) : earlierClock(pool)).then((now) => expire({ pool, signer, period, now }))
    .then((receipts) => { if (receipts.length > 0) onRun(receipts.reduce((sum, { seqs }) => sum + seqs.length, 0)); }, onFault);
  let current = run();
  const timer = setInterval(() => { current = current.then(run); }, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await current;
      await pool.end();
    },
  };
}
