import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { hashFromBase64 } from './base64.js';
import { isPlainFile } from './plain-file.js';
import { leafHash } from './merkle.js';

/** What a leaf says of an entry. */
export interface Leaf {
  /** Place in the log, from 1. */
  readonly seq: number;
  /** ms since the epoch. */
  readonly at: number;
  /** Place among the entries of the same client, from 1; 0 if it is about nobody. */
  readonly number: number;
  /** SHA-256 of salt and payload. */
  readonly commitment: Buffer;
}

/** A line of `entries.ndjson`. */
export interface Row extends Leaf {
  /** `null` where it was deleted. */
  readonly payload: string | null;
  readonly salt: Buffer | null;
}

/** Hash of an entry's leaf, of which the commitment may be another's. */
export const hashOfLeaf = ({ seq, at, number, commitment }: Leaf): Buffer =>
  leafHash(`freigabe-entry/1\nseq ${seq}\nat ${at}\nnumber ${number}\npayload ${commitment.toString('base64')}\n`);

/** What a commitment to this content is. */
export const commitTo = (salt: Buffer, payload: string): Buffer => createHash('sha256').update(salt).update(payload).digest();

/** Characters of the longest line that is read: an entry has some thousand. */
const LONGEST_LINE = 1 << 24;

/** The lines of a file by portions, without holding the file. @throws Error for what is no file, or has lines without end */
export async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  if (!isPlainFile(file)) throw new Error(`keine Datei / not a file: ${file}`);
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE) throw new Error(`Zeile ohne Ende / line without end: ${file}`);
    yield lines;
  }
  if (rest !== '') yield [rest];
}

/** A line as an entry; `null` if it is none. */
export function readRow(line: string): Row | null {
  const fields = parsed(line);
  if (!fields) return null;
  const { seq, at, number, payload = null } = fields;
  const commitment = hashFromBase64(fields.commitment);
  const isBare = fields.salt === undefined || fields.salt === null;
  const salt = hashFromBase64(fields.salt); // of its one length: else the beginning of the content could be called salt
  const whole = isCount(seq) && isCount(at) && isCount(number) && commitment && (isBare || salt) && (payload === null || typeof payload === 'string');
  return whole ? { seq, at, number, commitment, payload: salt ? payload : null, salt } : null;
}

/** The client a payload is about, as the log knows it; `null` if nobody, `undefined` if the payload is not readable. */
export function clientOf(payload: string): string | null | undefined {
  const client = parsed(payload)?.client;
  return client === null || typeof client === 'string' ? client : undefined;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
