import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { LogRow } from './chain.js';

const PAGE = 5_000;

/** All rows of the log in one snapshot of the database. */
export async function* rowsOfDatabase(url: string): AsyncGenerator<LogRow> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    for (let after: string | null = null; ;) {
      const { rows }: pg.QueryResult<{ seq: string; prev_hash: Buffer; hash: Buffer; payload: string }> = await client.query(
        'select seq, prev_hash, hash, payload from access_log_chain where $1::bigint is null or seq > $1 order by seq limit $2', [after, PAGE]);
      for (const { seq, prev_hash, hash, payload } of rows) yield { seq: Number(seq), prevHash: prev_hash, hash, payload };
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.seq;
    }
  } finally {
    await client.end();
  }
}

/** The rows of an exported log: one JSON object a line, hashes in hex. */
export async function* rowsOfFile(file: string): AsyncGenerator<LogRow> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const { seq, prevHash, hash, payload } = JSON.parse(line) as { seq: number; prevHash: string; hash: string; payload: string };
    yield { seq, prevHash: Buffer.from(prevHash, 'hex'), hash: Buffer.from(hash, 'hex'), payload };
  }
}

export const exportedRow = ({ seq, prevHash, hash, payload }: LogRow): string =>
  JSON.stringify({ seq, prevHash: Buffer.from(prevHash).toString('hex'), hash: Buffer.from(hash).toString('hex'), payload });
