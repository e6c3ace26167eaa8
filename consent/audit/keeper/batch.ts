import { randomBytes, type KeyObject } from 'node:crypto';
import type { Instant } from '../../core/index.js';
import type { LogEntry } from '../entry.js';
import { commitmentTo, leafData, SALT_BYTES, seal } from '../leaf.js';
import { leafHash, type Hash } from '../merkle/hash.js';
import { readEntry } from '../read-entry.js';

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
export interface NewRow extends Omit<IntegratedEntry, 'entry'> {
  /** `null`: its text is no entry. */
  readonly entry: LogEntry | null;
  readonly client: string | null;
  readonly commitment: Buffer;
  readonly sealed: Buffer;
  readonly leaf: Hash;
}

/** What is known of those whom a batch is about: the last number of each, and the key. `null`: entries about nobody. */
export interface Known {
  readonly numbers: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string | null, KeyObject>;
}

export const parsed = (inbox: readonly InboxEntry[]): (LogEntry | null)[] => inbox.map(({ payload }) => readEntry(payload));

/** Numbers, salts, commits to and seals the entries of a batch, in their order. */
export function newRows(inbox: readonly InboxEntry[], entries: readonly (LogEntry | null)[], { numbers, keys }: Known): NewRow[] {
  const last = new Map(numbers);
  const salts = randomBytes(SALT_BYTES * inbox.length);
  return inbox.map(({ seq, at, payload }, place) => {
    const entry = entries[place] ?? null;
    const client = entry?.client ?? null;
    const number = client === null ? 0 : (last.get(client) ?? 0) + 1;
    if (client !== null) last.set(client, number);
    const salt = salts.subarray(place * SALT_BYTES, (place + 1) * SALT_BYTES);
    const commitment = commitmentTo(salt, payload);
    const data = leafData({ seq, at, number, commitment });
    return { seq, at, number, entry, client, commitment, sealed: seal(keys.get(client)!, salt, payload, data), leaf: leafHash(data) };
  });
}
