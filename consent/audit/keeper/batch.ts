import { randomBytes, type KeyObject } from 'node:crypto';
import type { Instant } from '../../core/index.js';
import type { LogEntry } from '../entry.js';
import { commitmentTo, leafData, SALT_BYTES, seal } from '../leaf.js';
import { leafHash, type Hash } from '../merkle/hash.js';

/** An entry as it lies in the inbox. */
export interface InboxEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly payload: string;
}

/** An entry that now stands in the log, `number` among those of its client. */
export interface IntegratedEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly number: number;
  readonly entry: LogEntry;
}

/** A row of the log to be, with its place in the tree. */
export interface NewRow extends IntegratedEntry {
  readonly commitment: Buffer;
  readonly sealed: Buffer;
  readonly leaf: Hash;
}

/** What is known of those whom a batch is about: the last number of each, and the key. `null`: entries about nobody. */
export interface Known {
  readonly numbers: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string | null, KeyObject>;
}

export const parsed = (inbox: readonly InboxEntry[]): LogEntry[] => inbox.map(({ payload }) => JSON.parse(payload) as LogEntry);

/** Numbers, salts, commits to and seals the entries of a batch, in their order. */
export function newRows(inbox: readonly InboxEntry[], entries: readonly LogEntry[], { numbers, keys }: Known): NewRow[] {
  const last = new Map(numbers);
  const salts = randomBytes(SALT_BYTES * inbox.length);
  return inbox.map(({ seq, at, payload }, place) => {
    const entry = entries[place]!;
    const number = entry.client === null ? 0 : (last.get(entry.client) ?? 0) + 1;
    if (entry.client !== null) last.set(entry.client, number);
    const salt = salts.subarray(place * SALT_BYTES, (place + 1) * SALT_BYTES);
    const commitment = commitmentTo(salt, payload);
    const data = leafData({ seq, at, number, commitment });
    return { seq, at, number, entry, commitment, sealed: seal(keys.get(entry.client)!, salt, payload, data), leaf: leafHash(data) };
  });
}
