import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A log as its writer would export it, made by the published format alone: nothing here is shared with writer or verifier. */
export interface MadeLog {
  rows: MadeRow[];
  checkpoints: string[];
  receipts: string[];
  /** Files below `tile/`. */
  tiles: Map<string, Buffer>;
}

export interface MadeRow {
  seq: number;
  at: number;
  number: number;
  commitment: string;
  salt?: string;
  payload?: string;
}

export interface Signer {
  readonly name: string;
  readonly type: 1 | 4;
  readonly privateKey: KeyObject;
  readonly vkey: string;
}

export const ORIGIN = 'log.example/test';
export const START = 1_772_000_000_000;

export function signer(name: string, type: 1 | 4): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.concat([Buffer.from([type]), publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)]);
  return { name, type, privateKey, vkey: `${name}+${keyId(name, bytes)}+${bytes.toString('base64')}` };
}

const keyId = (name: string, bytes: Buffer): string => createHash('sha256').update(`${name}\n`).update(bytes).digest('hex').slice(0, 8);
const idOf = ({ vkey }: Signer): Buffer => Buffer.from(vkey.split('+')[1]!, 'hex');

/** A signed note; witnesses sign at second 1,772,000,000. */
export function note(text: string, signers: readonly Signer[]): string {
  const lines = signers.map((one) => {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(1_772_000_000n);
    const signature = one.type === 1
      ? sign(null, Buffer.from(text), one.privateKey)
      : Buffer.concat([time, sign(null, Buffer.from(`cosignature/v1\ntime 1772000000\n${text}`), one.privateKey)]);
    return `— ${one.name} ${Buffer.concat([idOf(one), signature]).toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

const sha = (...parts: (Buffer | string)[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** RFC 9162 §2.1.1, by its definition. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha('');
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha(Buffer.from([1]), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** RFC 9162 §2.1.3.1, by its definition. */
export function inclusion(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return index < split
    ? [...inclusion(index, leaves.slice(0, split)), rootOf(leaves.slice(split))]
    : [...inclusion(index - split, leaves.slice(split)), rootOf(leaves.slice(0, split))];
}

export const leafData = ({ seq, at, number, commitment }: MadeRow): string => `freigabe-entry/1\nseq ${seq}\nat ${at}\nnumber ${number}\npayload ${commitment}\n`;
export const leaf = (row: MadeRow): Buffer => sha(Buffer.from([0]), leafData(row));

export function checkpoint(rows: readonly MadeRow[], size: number, signers: readonly Signer[]): string {
  return checkpointOver(rows.slice(0, size).map(leaf), signers);
}

const checkpointOver = (leaves: readonly Buffer[], signers: readonly Signer[]): string =>
  note(`${ORIGIN}\n${leaves.length}\n${rootOf(leaves).toString('base64')}\nat ${START + leaves.length * 1_000}\n`, signers);

export const commit = (salt: string, payload: string): string => sha(Buffer.from(salt, 'base64'), payload).toString('base64');

/** Gives rows commitments anew, as someone does who knows the method. */
export const recommit = (row: MadeRow): MadeRow => ({ ...row, commitment: commit(row.salt!, row.payload!) });

export const tilesOf = (rows: readonly MadeRow[]): Map<string, Buffer> => tilesOver(rows.map(leaf));

function tilesOver(leaves: readonly Buffer[]): Map<string, Buffer> {
  const tiles = new Map<string, Buffer>();
  let hashes = leaves;
  for (let level = 0; hashes.length > 0; level++) {
    const above: Buffer[] = [];
    for (let index = 0; index * 256 < hashes.length; index++) {
      const part = hashes.slice(index * 256, (index + 1) * 256);
      const path = `${level}/${numbered(index)}`;
      tiles.set(part.length === 256 ? path : `${path}.p/${part.length}`, Buffer.concat(part));
      if (part.length === 256) above.push(rootOf(part));
    }
    hashes = above;
  }
  return tiles;
}

/** A tile's number in paths: three digits a folder, `x` before all but the last (C2SP tlog-tiles). */
const numbered = (index: number): string => folders(Math.floor(index / 1_000)) + digits(index % 1_000);
const folders = (index: number): string => (index === 0 ? '' : `${folders(Math.floor(index / 1_000))}x${digits(index % 1_000)}/`);
const digits = (number: number): string => String(number).padStart(3, '0');

export interface LogWish {
  readonly entries: number;
  readonly clients: number;
  /** Sizes under which a checkpoint is signed; the last is the whole log. */
  readonly checkpoints: readonly number[];
  readonly signers: readonly Signer[];
  /** Left out of the numbers of their client, as if an entry had never been integrated: after which seq. */
  readonly skipNumberAt?: number;
}

/** The rows of a log one after the other, so that one can be made that is larger than memory. `fields`: so many that an entry lists. */
function* rowsOf({ entries, clients, skipNumberAt }: Pick<LogWish, 'entries' | 'clients' | 'skipNumberAt'>, fields = 0): Generator<MadeRow> {
  const numbers = new Map<number, number>();
  const listed = fields > 0 && { items: Array.from({ length: fields }, (_, field) => ({ path: `client.field${field}`, category: 'LANGUAGE_LEVEL', owners: ['NWL_CUK'], granted: true, basis: 'OWN_DATA' })) };
  for (let seq = 1; seq <= entries; seq += 1) {
    const who = seq % (clients + 1);
    const number = who === 0 ? 0 : (numbers.get(who) ?? 0) + (seq === skipNumberAt ? 2 : 1);
    numbers.set(who, number);
    const salt = sha(`salt ${seq}`).toString('base64');
    const payload = JSON.stringify({ requestId: `r-${seq}`, kind: 'RELEASE', client: who === 0 ? null : `client-${who}`, occasion: 'Fall ß "1"', ...listed });
    yield { seq, at: START + seq * 1_000, number, commitment: commit(salt, payload), salt, payload };
  }
}

export function makeLog({ checkpoints, signers, ...wish }: LogWish): MadeLog {
  const rows = [...rowsOf(wish)];
  return { rows, checkpoints: checkpoints.map((size) => checkpoint(rows, size, signers)), receipts: [], tiles: tilesOf(rows) };
}

/** Deletes contents and writes the receipt for it. */
export function erase(log: MadeLog, seqs: readonly number[], by: Signer, lines = 'kind ERASURE\n'): void {
  for (const row of log.rows) if (seqs.includes(row.seq)) { delete row.salt; delete row.payload; }
  log.receipts.push(note(`freigabe-deletion/1\nlog ${ORIGIN}\nid r${log.receipts.length}\n${lines}at ${START + 86_400_000}\nrule test\nby one\nby two\nseqs ${seqs.join(',')}\n`, [by]));
}

export async function writeLog(folder: string, { rows, checkpoints, receipts, tiles }: MadeLog): Promise<void> {
  const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  await mkdir(join(folder, 'tile'), { recursive: true });
  await writeFile(join(folder, 'entries.ndjson'), lines(rows));
  await writeFile(join(folder, 'checkpoints.ndjson'), lines(checkpoints));
  await writeFile(join(folder, 'receipts.ndjson'), lines(receipts));
  await writeTiles(folder, tiles);
}

async function writeTiles(folder: string, tiles: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [path, bytes] of tiles) {
    await mkdir(dirname(join(folder, 'tile', path)), { recursive: true });
    await writeFile(join(folder, 'tile', path), bytes);
  }
}

/** Writes an untouched log of any length, under one checkpoint, without holding more of it than its leaves; its size in bytes. */
export async function writeLongLog(folder: string, { entries, clients, fields, signers }: Pick<LogWish, 'entries' | 'clients' | 'signers'> & { readonly fields: number }): Promise<number> {
  const leaves: Buffer[] = [];
  const file = createWriteStream(join(folder, 'entries.ndjson'));
  let bytes = 0;
  for (const row of rowsOf({ entries, clients }, fields)) {
    leaves.push(leaf(row));
    const line = `${JSON.stringify(row)}\n`;
    bytes += Buffer.byteLength(line);
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  await writeFile(join(folder, 'checkpoints.ndjson'), `${JSON.stringify(checkpointOver(leaves, signers))}\n`);
  await writeFile(join(folder, 'receipts.ndjson'), '');
  await writeTiles(folder, tilesOver(leaves));
  return bytes;
}
