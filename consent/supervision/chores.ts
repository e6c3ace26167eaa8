import type { KeyObject } from 'node:crypto';
import { inTransaction } from '../audit/in-transaction.js';
import type { Instant } from '../core/index.js';
import { findAnomalies } from './anomalies/find-anomalies.js';
import { escrowKey } from './persons/sealed-name.js';
import { closeUnread, openApproved, publishEscrowKey } from './persons/open-approved.js';
import { openPool } from '../audit/open-pool.js';

export interface ChoresOptions {
  /** Connection of the role `freigabe_consent_keeper`. */
  readonly url: string;
  /** The keeper's signing key, from which the key for names is derived. */
  readonly key: KeyObject;
  /** Signing keys of before: names sealed in their time are still opened, new ones are sealed for `key`. */
  readonly previousKeys?: readonly KeyObject[];
  readonly everyMs?: number;
  /** How often the rules run, over the last two days. */
  readonly rulesEveryMs?: number;
  readonly clock?: () => Instant;
  readonly onFault?: (fault: unknown) => void;
}

/** What supervision needs done beside the log: names opened that two persons have asked for, rules run. */
export interface Chores {
  /** Does now what is due. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const DAY = 86_400_000;

/** Runs in the log keeper's program. Several may run: the work is the same, and done once. */
export function startChores({ url, key, previousKeys = [], everyMs = 1_000, rulesEveryMs = 3_600_000, clock = Date.now, onFault = () => undefined }: ChoresOptions): Chores {
  const pool = openPool({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000 }, onFault);
  const names = escrowKey(key);
  const allNames = [names, ...previousKeys.map(escrowKey)];
  let published = false;
  let lastRules = -Infinity;

  const work = async (): Promise<void> => {
    if (!published) await publishEscrowKey(pool, names);
    published = true;
    await inTransaction(pool, async (connection) => {
      for (const one of allNames) await openApproved(connection, one, clock());
      await closeUnread(connection, clock());
    });
    if (clock() - lastRules < rulesEveryMs) return;
    await inTransaction(pool, (connection) => findAnomalies(connection, { from: clock() - DAY, to: clock() }));
    lastRules = clock();
  };

  let current = Promise.resolve();
  let waiting = false;
  const next = (): Promise<void> => {
    waiting = true;
    return (current = current.then(work).catch(onFault).finally(() => { waiting = false; }));
  };
  void next();
  const timer = setInterval(() => { if (!waiting) void next(); }, everyMs);
  return {
    settle: next,
    async close() {
      clearInterval(timer);
      await current;
      await pool.end();
    },
  };
}
