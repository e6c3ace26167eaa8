import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { openRow, type StoredRow } from '../log/read-entries.js';
import { HASH_BYTES } from '../merkle/hash.js';
import { tilePath } from '../merkle/tile-path.js';

export interface ExportOptions {
  /** A folder that does not exist yet, or is empty. */
  readonly folder: string;
  /** Verifier keys of log and witnesses, put beside the export for convenience. */
  readonly keys: readonly string[];
  readonly onProgress?: (done: number, of: number) => void;
}

const PAGE = 5_000;

/** Everything a verifier needs, out of one snapshot of the database (docs/access-log.md). Gives the number of entries. */
export async function exportLog(connection: PoolClient, { folder, keys, onProgress = () => undefined }: ExportOptions): Promise<number> {
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const entries = await beginSnapshot(connection);
  try {
    await write(join(folder, 'entries.ndjson'), entryLines(connection, (done) => onProgress(done, entries)));
    await write(join(folder, 'checkpoints.ndjson'), noteLines(connection, 'log_checkpoint', 'size'));
    await write(join(folder, 'receipts.ndjson'), noteLines(connection, 'deletion_receipt', 'at, id'));
    await writeTiles(connection, join(folder, 'tile'));
    writeFileSync(join(folder, 'keys.txt'), keys.map((key) => `${key}\n`).join(''), { mode: 0o640 });
    return entries;
  } finally {
    await connection.query('rollback');
  }
}

/** Integrated entries get their checkpoint a moment later: a snapshot from in between would look as if checkpoints had been removed. */
async function beginSnapshot(connection: PoolClient): Promise<number> {
  for (let tries = 20; ; tries--) {
    await connection.query('begin isolation level repeatable read read only');
    const { rows: [row] } = await connection.query<{ entries: string; attested: string }>(
      'select (select coalesce(max(seq), 0) from access_log) as entries, (select coalesce(max(size), 0) from log_checkpoint) as attested');
    if (row!.entries === row!.attested || tries === 0) return Number(row!.entries);
    await connection.query('rollback');
    await setTimeout(250);
  }
}

const write = (file: string, lines: AsyncIterable<string>): Promise<void> =>
  pipeline(Readable.from(lines), createWriteStream(file, { flags: 'wx', mode: 0o640 }));

async function* entryLines(connection: PoolClient, onProgress: (done: number) => void): AsyncGenerator<string> {
  for (let last = 0; ;) {
    const { rows } = await connection.query<StoredRow>({
      name: 'export-entries',
      text: `select l.seq, l.at, l.number, l.commitment, l.sealed, k.key from access_log l
        left join log_key k on k.client is not distinct from l.client where l.seq > $1 order by l.seq limit ${PAGE}`,
      values: [last],
    });
    if (rows.length === 0) return;
    yield rows.map((row) => `${JSON.stringify(exported(row))}\n`).join('');
    last = Number(rows.at(-1)!.seq);
    onProgress(last);
  }
}

/** Without salt and text where they were deleted, or the key was. What does not fit its leaf is left out too: the verifier says so. */
function exported(row: StoredRow): object {
  const { seq, at, number, commitment } = row;
  const leaf = { seq: Number(seq), at: Number(at), number: Number(number), commitment: commitment.toString('base64') };
  if (!row.sealed || !row.key) return leaf;
  try {
    const { salt, payload } = openRow(row);
    return { ...leaf, salt: salt.toString('base64'), payload };
  } catch {
    return leaf;
  }
}

async function* noteLines(connection: PoolClient, table: string, order: string): AsyncGenerator<string> {
  const { rows } = await connection.query<{ note: string }>(`select note from ${table} order by ${order}`);
  for (const { note } of rows) yield `${JSON.stringify(note)}\n`;
}

async function writeTiles(connection: PoolClient, folder: string): Promise<void> {
  for (let place: readonly [level: number, index: number] = [-1, 0]; ;) {
    const { rows }: { rows: { level: number; index: string; hashes: Buffer }[] } = await connection.query({
      name: 'export-tiles', text: 'select level, index, hashes from log_tile where (level, index) > ($1, $2) order by level, index limit 1000', values: [...place],
    });
    if (rows.length === 0) return;
    for (const { level, index, hashes } of rows) {
      const file = join(folder, tilePath({ level, index: Number(index) }, hashes.length / HASH_BYTES));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, hashes);
    }
    place = [rows.at(-1)!.level, Number(rows.at(-1)!.index)];
  }
}
