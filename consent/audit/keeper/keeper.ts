import pg from 'pg';
import type { Instant } from '../../core/index.js';
import type { SignedCheckpoint, LogSigner, SignedCheckpoints } from './signed.js';
import { rowChecker } from './check-rows.js';
import { LogForked } from './forked.js';
import { integrate, LARGEST_BATCH, type Projection } from './integrate.js';
import { openSigned } from './signed.js';
import { openPool } from '../open-pool.js';

export interface KeeperOptions {
  /** Connection of the role `freigabe_consent_keeper`. */
  readonly url: string;
  readonly signer: LogSigner;
  /** File of the checkpoints, outside the database. */
  readonly file: string;
  readonly projections?: readonly Projection[];
  /** Asks witnesses to cosign; gives the checkpoint with what they signed, or `null` if nothing was added. */
  readonly cosign?: (checkpoint: SignedCheckpoint, connection: pg.Pool) => Promise<SignedCheckpoint | null>;
  /** How often the inbox is looked into. */
  readonly everyMs?: number;
  readonly clock?: () => Instant;
  /** Told of whatever keeps the keeper from its work; it goes on trying, except after `LogForked`. */
  readonly onFault?: (fault: unknown) => void;
}

/** `STANDBY`: another keeper is at work. `FORKED`: the log was tampered with, nothing is signed. */
export type KeeperState = 'STARTING' | 'ACTIVE' | 'STANDBY' | 'FORKED' | 'CLOSED';

export interface Keeper {
  readonly state: KeeperState;
  /** Does now what is due: resolves when everything that was in the inbox is integrated, signed and cosigned, or has failed. */
  settle(): Promise<void>;
  /** Finishes what is under way. Entries that wait stay in the inbox. */
  close(): Promise<void>;
}

/** Held for the session by the keeper that is at work: any number may run, one works. */
const LOCK = `hashtext('freigabe log keeper')`;
const SESSION = '-c synchronous_commit=on -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s';

/** That entries were written that are none: kept and proven, but to be looked into, since no sound gateway writes them. */
class UnreadableEntries extends Error {
  override readonly name = 'UnreadableEntries';
  readonly code = 'LOG_ENTRY_UNREADABLE';
  constructor(seqs: readonly number[]) {
    super(`Im Zugriffsprotokoll steht, was kein Eintrag ist (${seqs.join(', ')}): Gateway und Konten prüfen. / The access log holds what is no entry: check gateway and accounts.`);
  }
}

/** Starts a keeper of the access log (docs/access-log.md). It outlives the loss of its database. */
export function startKeeper({ url, signer, file, projections = [], cosign, everyMs = 500, clock = Date.now, onFault = () => undefined }: KeeperOptions): Keeper {
  const pool = openPool({ connectionString: url, max: 3, options: SESSION, connectionTimeoutMillis: 5_000 }, onFault);
  const checkRows = rowChecker();
  let state: KeeperState = 'STARTING';
  let connection: pg.PoolClient | null = null;
  let signed: SignedCheckpoints | null = null;
  let cosigning: Promise<void> | null = null;
  let cosignedSize = -1;

  /** Takes the lock, or stands by. Every takeover reads anew what was signed last. */
  const takeOver = async (): Promise<boolean> => {
    if (connection) return true;
    const candidate = await pool.connect();
    try {
      const { rows } = await candidate.query<{ held: boolean }>(`select pg_try_advisory_lock(${LOCK}) as held`);
      if (rows[0]!.held) {
        signed = await openSigned(candidate, file, signer);
        connection = candidate;
      } else {
        candidate.release();
      }
      state = rows[0]!.held ? 'ACTIVE' : 'STANDBY';
    } catch (fault) {
      candidate.release(true); // and with it the lock
      throw fault;
    }
    return connection !== null;
  };

  /** Gives the lock back, or ends the session and the lock with it. */
  const letGo = async (): Promise<void> => {
    const left = connection;
    connection = null;
    await left?.query('rollback').then(() => left.query('select pg_advisory_unlock_all()')).then(() => left.release(), () => left.release(true));
    await signed?.close();
    signed = null;
  };

  /** One batch, then a checkpoint of what is durable. Whether more may wait. */
  const step = async (on: pg.PoolClient, checkpoints: SignedCheckpoints): Promise<boolean> => {
    await on.query('begin');
    const integrated = await integrate(on, checkpoints.last, projections);
    await on.query('commit');
    if (integrated.unreadable.length > 0) onFault(new UnreadableEntries(integrated.unreadable));
    if (integrated.size !== checkpoints.last?.size) await checkpoints.sign(on, integrated, clock());
    return integrated.count === LARGEST_BATCH;
  };

  const work = async (): Promise<void> => {
    if (state === 'FORKED' || state === 'CLOSED') return;
    try {
      if (!(await takeOver())) return;
      await checkRows(connection!, signed!.last?.size ?? 0);
      while (await step(connection!, signed!));
      void witnessed();
    } catch (fault) {
      // After a commit that was not answered only the database knows what was integrated: begin anew from there.
      await letGo().catch(onFault);
      if (fault instanceof LogForked) state = 'FORKED';
      onFault(fault);
    }
  };

  /** Has the newest checkpoint cosigned, one at a time and beside the work: a slow witness holds nothing up. */
  const witnessed = (): Promise<void> => {
    if (!cosign || !signed?.last || signed.last.size === cosignedSize) return Promise.resolve();
    return (cosigning ??= askWitnesses(cosign, signed, signed.last).catch(onFault).finally(() => { cosigning = null; }));
  };
  const askWitnesses = async (ask: NonNullable<typeof cosign>, checkpoints: SignedCheckpoints, checkpoint: SignedCheckpoint): Promise<void> => {
    const cosigned = await ask(checkpoint, pool);
    if (!cosigned) return;
    await checkpoints.cosigned(pool, cosigned);
    cosignedSize = cosigned.size;
  };

  const close = async (): Promise<void> => {
    clearInterval(timer);
    await current;
    await cosigning;
    state = state === 'FORKED' ? state : 'CLOSED';
    await letGo();
    await pool.end();
  };

  let closing: Promise<void> | null = null;
  let current = Promise.resolve();
  let due = 0;
  const next = (): Promise<void> => {
    due += 1;
    return (current = current.then(work).finally(() => { due -= 1; }));
  };
  void next();
  const timer = setInterval(() => { if (due === 0) void next(); }, everyMs);
  return {
    get state() { return state; },
    async settle() {
      await next();
      await cosigning; // perhaps of an older checkpoint
      await witnessed();
    },
    close: () => (closing ??= close()),
  };
}
