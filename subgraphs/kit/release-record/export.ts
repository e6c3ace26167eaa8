import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import pg from 'pg';
import type { ReleaseRecord } from './notes.js';

export interface ExportOptions {
  /** The agency's database, any role that reads it. */
  readonly url: string;
  /** ms since the epoch; `to` is not included. */
  readonly from: number;
  readonly to: number;
  /** A new file. */
  readonly out: string;
  readonly onProgress?: (records: number) => void;
}

const PAGE = 5_000;

/** Writes an agency's release log to a file, one JSON object a line. Gives the number of lines. */
export async function exportReleaseRecords({ url, from, to, out, onProgress = () => undefined }: ExportOptions): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  const file = createWriteStream(out, { flags: 'wx', mode: 0o640 });
  const opened = once(file, 'open');
  try {
    await opened;
    let count = 0;
    for (let last = '0'; ;) {
      const { rows }: pg.QueryResult<{ id: string; at: string } & Omit<ReleaseRecord, 'at'>> = await client.query(
        `select id, at, request, client, released from release_record where at >= $1 and at < $2 and id > $3 order by id limit ${PAGE}`, [from, to, last]);
      if (rows.length === 0) break;
      const lines = rows.map(({ at, request, client: about, released }) => `${JSON.stringify({ at: Number(at), request, client: about, released })}\n`);
      if (!file.write(lines.join(''))) await once(file, 'drain');
      last = rows.at(-1)!.id;
      onProgress(count += rows.length);
    }
    file.end();
    await once(file, 'finish');
    return count;
  } finally {
    file.destroy();
    await client.end();
  }
}
