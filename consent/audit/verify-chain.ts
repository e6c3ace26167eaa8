import type { KeyObject } from 'node:crypto';
import { GENESIS, linkHash, type LogRow } from './chain.js';
import { readCheckpointFile } from './checkpoint-file.js';
import type { Finding, FindingKind } from './findings.js';
import { placed, type PlacedRow } from './origins.js';

export interface VerifyInput {
  /** The log in its order. */
  readonly rows: AsyncIterable<LogRow>;
  /** Text of the checkpoint file. */
  readonly checkpoints: string;
  readonly publicKey: KeyObject;
  readonly onProgress?: (entries: number) => void;
}

export interface Verdict {
  readonly entries: number;
  readonly checkpoints: number;
  /** Entries behind the last checkpoint: linked, but not yet attested. */
  readonly unattested: number;
  /** Empty for an untouched log. At most `MOST_FINDINGS`; the first ones are the ones to look at. */
  readonly findings: readonly Finding[];
}

export const MOST_FINDINGS = 100;

/** By how much, in milliseconds, the clocks of database and checkpoint writer may differ. */
const CLOCK_TOLERANCE = 60_000;

/**
 * Checks a log from nothing but its rows, its checkpoints and the public key (promise P10), in one pass, and names what
 * is wrong with which entry. Whoever can write the database can make the chain consistent again; only the checkpoints,
 * kept elsewhere, then tell (`FORKED`, `TRUNCATED`).
 */
export async function verifyChain({ rows, checkpoints: text, publicKey, onProgress }: VerifyInput): Promise<Verdict> {
  const { checkpoints, findings } = readCheckpointFile(text, publicKey);
  const report = (kind: FindingKind, from: number, to = from): void => { findings.push({ kind, from, to }); };
  let entries = 0;
  /** Number of the entry that should come next. */
  let next = 1;
  /** What that entry should be linked to; `null` where it cannot be known. */
  let link: Uint8Array | null = GENESIS;
  let last: LogRow | null = null;
  let lastAt = -Infinity;
  /** Rows that fit no hash and wait for the next sound one, which tells what they are. */
  let odd: LogRow[] = [];
  const replaced: { row: LogRow; finding: Finding }[] = [];
  let passed = 0;
  let attested = 0;

  const settleOdd = (missing: number): void => {
    odd.forEach((row, index) => {
      const kind = index >= missing ? 'INSERTED' : atOf(row) < lastAt ? 'BACKDATED' : 'CHANGED';
      const place = index >= missing ? row.seq : next + index;
      report(kind, place);
      if (kind !== 'INSERTED') replaced.push({ row, finding: findings.at(-1)! });
    });
    const settled = Math.min(odd.length, missing);
    if (settled > 0) link = null;
    next += settled;
    odd = [];
  };

  const look = ({ row, origin, shift, nextShift }: PlacedRow): void => {
    if (origin === null) {
      odd.push(row);
      if (odd.length >= MOST_FINDINGS) settleOdd(odd.length);
      return;
    }
    const moved = origin !== row.seq && nextShift !== undefined && nextShift !== shift;
    if (odd.length > 0) settleOdd(Math.max(0, moved ? odd.length : origin - next));
    if (origin !== next) {
      if (last && origin === next - 1 && same(row.prevHash, last.prevHash)) {
        report('INSERTED', last.seq); // two claim one number: what follows tells that this one is genuine
        next = origin;
        link = null;
      } else if (moved) {
        report('REORDERED', origin);
        next++;
        link = null;
        return;
      } else if (origin > next) {
        report('REMOVED', next, origin - 1);
        link = null;
      } else {
        const gap = findings.findIndex(({ kind, from, to }) => kind === 'REMOVED' && from === origin && to === origin);
        if (gap >= 0) findings[gap] = { kind: 'REORDERED', from: origin, to: origin };
        else report('INSERTED', row.seq);
        return;
      }
    } else if (link && !same(row.prevHash, link)) {
      report('CHANGED', Math.max(1, origin - 1)); // hashed anew, but its successor still names the old hash
    }
    const at = atOf(row);
    const attestedAt = checkpoints[passed - 1]?.at ?? -Infinity;
    if (at < lastAt || at < attestedAt - CLOCK_TOLERANCE) report('BACKDATED', origin);
    else lastAt = at;
    for (; passed < checkpoints.length && checkpoints[passed]!.seq <= origin; passed++) {
      const { seq, hash } = checkpoints[passed]!;
      if (seq !== origin) continue;
      if (hash !== Buffer.from(row.hash).toString('hex')) {
        if (!findings.some(({ kind }) => kind === 'FORKED')) report('FORKED', attested + 1, seq);
      } else attested = seq;
    }
    next = origin + 1;
    link = row.hash;
    last = row;
  };

  for await (const item of placed(rows)) {
    if (findings.length < MOST_FINDINGS) look(item);
    entries++;
    if (entries % 10_000 === 0) onProgress?.(entries);
  }
  const end = checkpoints.at(-1)?.seq ?? 0;
  if (findings.length < MOST_FINDINGS) {
    settleOdd(odd.length);
    if (next - 1 < end) report('TRUNCATED', next, end);
  }
  const exchanged = findings.map((finding) => (replaced.some((one) => one.finding === finding && isElsewhere(one.row, replaced)) ? { ...finding, kind: 'REORDERED' as const } : finding));
  return { entries, checkpoints: checkpoints.length, unattested: Math.max(0, next - 1 - end), findings: exchanged.slice(0, MOST_FINDINGS) };
}

/** Whether a row's text belongs to another of the replaced rows: the two were exchanged. */
const isElsewhere = (row: LogRow, others: readonly { readonly row: LogRow }[]): boolean =>
  others.some(({ row: other }) => other !== row && linkHash(other.prevHash, other.seq, row.payload).equals(other.hash));

const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** `NaN`, which is before and after nothing, if the text is not readable. */
function atOf({ payload }: LogRow): number {
  return Number(/^\{"at":(\d+)[,}]/.exec(payload)?.[1]);
}
