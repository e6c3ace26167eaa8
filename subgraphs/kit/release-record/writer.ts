import pg from 'pg';
import type { ReleaseRecord } from './notes.js';

/** Writes an agency's release log. */
export interface ReleaseRecordWriter {
  /** Durable when it resolves. @throws if it could not be written: then nothing may leave */
  write(records: readonly ReleaseRecord[]): Promise<void>;
  /** Deletes what is older than so many days. */
  expire(days: number, now: number): Promise<void>;
  close(): Promise<void>;
}

/** Kept no longer than the access log: six months (§ 79 Abs. 4 SGB X). */
export const LONGEST_DAYS = 180;
/** How often what is past its period is deleted, in ms. */
export const EXPIRE_EVERY = 3_600_000;

const DAY = 86_400_000;

interface Waiting {
  readonly records: readonly ReleaseRecord[];
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}

const INSERT = {
  name: 'release-record',
  text: 'insert into release_record (at, request, client, released) select at, request, client, released from jsonb_to_recordset($1::jsonb) as r(at bigint, request text, client text, released jsonb)',
};

/** Nothing waits long: what cannot be recorded now is not released. */
const SESSION = '-c synchronous_commit=on -c statement_timeout=5s';

/** One statement a request; while one is under way others wait and go together in the next, so that one fsync serves many. */
export function releaseRecordWriter(url: string, onFault: (fault: unknown) => void): ReleaseRecordWriter {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: SESSION, connectionTimeoutMillis: 3_000 });
  pool.on('error', onFault);
  let queue: Waiting[] = [];
  let busy = false;

  const drain = async (): Promise<void> => {
    busy = true;
    while (queue.length > 0) {
      const group = queue;
      queue = [];
      try {
        await pool.query({ ...INSERT, values: [JSON.stringify(group.flatMap(({ records }) => records))] });
        for (const { resolve } of group) resolve();
      } catch (fault) {
        for (const { reject } of group) reject(fault);
      }
    }
    busy = false;
  };

  return {
    async write(records) {
      if (records.length === 0) return;
      await new Promise<void>((resolve, reject) => {
        queue.push({ records, resolve, reject });
        if (!busy) void drain();
      });
    },
    expire: (days, now) => pool.query('select expire_release_records($1)', [now - days * DAY]).then(() => undefined),
    close: () => pool.end(),
  };
}
