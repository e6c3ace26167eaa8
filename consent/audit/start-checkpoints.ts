import { createPublicKey, type KeyObject } from 'node:crypto';
import { appendFile, readFile, truncate } from 'node:fs/promises';
import type { Instant } from '../core/index.js';
import { GENESIS } from './chain.js';
import { checkpointId, NO_CHECKPOINT, readCheckpoint, signCheckpoint, type Checkpoint } from './checkpoints.js';

/** The log was changed under a checkpoint, or its checkpoints were: nothing more is signed until someone has looked. */
export class LogForked extends Error {
  override readonly name = 'LogForked';
  readonly code = 'LOG_FORKED';
  constructor(seq: number, what: string) {
    super(`Das Zugriffsprotokoll passt nicht zu seinem Prüfpunkt bei Eintrag ${seq}: ${what}. Mit „npm run audit:verify“ prüfen. / ` +
      `The access log contradicts its checkpoint at entry ${seq}. Run "npm run audit:verify".`);
  }
}

/** What checkpoints read of the log; a `ConsentStore` is one. */
export interface CheckpointSource {
  logHead(): Promise<{ readonly seq: number; readonly hash: Uint8Array }>;
  logHash(seq: number): Promise<Uint8Array | null>;
}

export interface CheckpointOptions {
  readonly store: CheckpointSource;
  /** Append-only file outside the database, one per writing process; keep a copy where the database's operator cannot write. */
  readonly file: string;
  /** Ed25519 private key. */
  readonly key: KeyObject;
  readonly everyMs?: number;
  readonly clock?: () => Instant;
  readonly onFault?: (fault: unknown) => void;
}

/**
 * Signs the log's head about once a second when it has moved, and on close; the very first checkpoint is that of the empty
 * log. Before signing, the log must still contain what was signed last.
 * @throws LogForked if the file's last checkpoint is not ours
 */
export async function startCheckpoints({
  store, file, key, everyMs = 1_000, clock = Date.now, onFault = () => undefined,
}: CheckpointOptions): Promise<{ close(): Promise<void> }> {
  const lines = await wholeLines(file);
  let last = lastOf(lines, key);
  let previous = lines.length > 0 ? checkpointId(lines.at(-1)!) : NO_CHECKPOINT;
  let forked = false;

  const append = async (checkpoint: Checkpoint): Promise<void> => {
    const line = signCheckpoint(checkpoint, key);
    await appendFile(file, `${line}\n`, { mode: 0o640, flush: true });
    previous = checkpointId(line);
    last = checkpoint;
  };

  const look = async (): Promise<void> => {
    if (forked) return;
    try {
      const at = clock();
      if (!last) await append({ seq: 0, hash: hex(GENESIS), at, previous });
      const head = await store.logHead();
      const signed = await store.logHash(last!.seq);
      if (!signed || hex(signed) !== last!.hash) throw new LogForked(last!.seq, signed ? 'Eintrag ersetzt' : 'Eintrag fehlt');
      if (head.seq > last!.seq) await append({ seq: head.seq, hash: hex(head.hash), at, previous });
    } catch (fault) {
      forked = fault instanceof LogForked;
      onFault(fault);
    }
  };

  await look();
  let current = Promise.resolve();
  const timer = setInterval(() => { current = current.then(look); }, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await current;
      await look();
    },
  };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The file's lines. What a crash left of a half-written one never counted and is cut off. */
async function wholeLines(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(absent);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
  return whole.split('\n').filter(Boolean);
}

const absent = (fault: NodeJS.ErrnoException): string => {
  if (fault.code === 'ENOENT') return '';
  throw fault;
};

function lastOf(lines: readonly string[], key: KeyObject): Checkpoint | null {
  const line = lines.at(-1);
  if (!line) return null;
  const read = readCheckpoint(line, createPublicKey(key));
  if ('fault' in read) throw new LogForked(0, `letzter Prüfpunkt unlesbar (${read.fault})`);
  return read.checkpoint;
}
