import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../../core/index.js';
import type { LogSigner } from '../keeper/signed.js';
import { signNote } from '../note/note.js';

/** Why contents of entries were deleted. */
export type Deletion =
  | { readonly kind: 'RETENTION'; readonly rule: string; readonly before: Instant }
  | { readonly kind: 'ERASURE'; readonly rule: string; readonly by: readonly [Approval, Approval] };

/** One of the two who answer for an erasure. */
export interface Approval {
  readonly name: string;
  readonly reason: string;
}

export interface Receipt {
  readonly id: string;
  readonly at: Instant;
  /** Entries, rising. */
  readonly seqs: readonly number[];
  readonly note: string;
}

/** The signed word on a deletion (docs/audit-verification.md has the format). */
export function signReceipt(deletion: Deletion, seqs: readonly number[], at: Instant, { origin, key }: LogSigner): Receipt {
  const id = randomUUID();
  const who = deletion.kind === 'RETENTION' ? ['retention'] : deletion.by.map(({ name, reason }) => `${name}: ${reason}`);
  const lines = [
    'freigabe-deletion/1', `log ${origin}`, `id ${id}`, `kind ${deletion.kind}`, `at ${at}`,
    ...(deletion.kind === 'RETENTION' ? [`before ${deletion.before}`] : []),
    `rule ${deletion.rule}`, ...who.map((text) => `by ${text}`), `seqs ${rangesOf(seqs)}`,
  ];
  return { id, at, seqs, note: signNote(lines.map((line) => `${oneLine(line)}\n`).join(''), [{ name: origin, type: 'ED25519', key }], at) };
}

export async function storeReceipt(connection: PoolClient, kind: Deletion['kind'], { id, at, seqs, note }: Receipt): Promise<void> {
  await connection.query('insert into deletion_receipt (id, at, first_seq, last_seq, kind, note) values ($1, $2, $3, $4, $5, $6)',
    [id, at, seqs[0], seqs.at(-1), kind, note]);
}

/** `1-500,502` */
export function rangesOf(seqs: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const seq of seqs) {
    const last = ranges.at(-1);
    if (last && seq === last[1] + 1) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** What was typed in must not write lines of its own. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
