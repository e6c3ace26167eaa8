import { decimal } from './base64.js';
import { finding, type Finding } from './findings.js';
import type { VerifyKey } from './keys.js';
import { readNote } from './note.js';
import { holds, readRanges, union, type Range } from './seq-ranges.js';

/** What valid deletion receipts say of entries. */
export interface Receipts {
  /** Whether some receipt names the entry. */
  names(seq: number): boolean;
  /** Whether a receipt allows that an entry of this time has no content any more. */
  allow(seq: number, at: number): boolean;
}

interface Receipt {
  readonly ranges: readonly Range[];
  /** All named entries are older (ms). */
  readonly before: number;
}

/** The receipts among signed notes, and what is wrong with the others. */
export function readReceipts(notes: readonly (string | null)[], keys: readonly VerifyKey[]): { receipts: Receipts; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const valid: Receipt[] = [];
  notes.forEach((note, index) => {
    const read = readReceipt(note, index + 1, keys);
    if ('kind' in read) findings.push(read);
    else valid.push(read);
  });
  const named = union(valid.flatMap(({ ranges }) => ranges));
  return {
    findings,
    receipts: {
      names: (seq) => holds(named, seq),
      allow: (seq, at) => holds(named, seq) && valid.some(({ ranges, before }) => at < before && holds(ranges, seq)),
    },
  };
}

function readReceipt(note: string | null, line: number, keys: readonly VerifyKey[]): Receipt | Finding {
  const read = note === null ? null : readNote(note, keys);
  if (!read) return finding('UNREADABLE', 'RECEIPT', line);
  const [title, ...lines] = read.text.trimEnd().split('\n');
  const of = (name: string): string | undefined => lines.find((text) => text.startsWith(`${name} `))?.slice(name.length + 1);
  const signed = read.wrong.length === 0 && read.signers.some(({ name }) => name === of('log'));
  if (!signed) return finding('BAD_SIGNATURE', 'RECEIPT', line);
  const ranges = readRanges(of('seqs') ?? '');
  const kind = of('kind');
  const at = decimal(of('at'));
  const before = kind === 'ERASURE' ? Infinity : kind === 'RETENTION' ? decimal(of('before')) : null;
  if (title !== 'freigabe-deletion/1' || !ranges || at === null || before === null) return finding('UNREADABLE', 'RECEIPT', line);
  if (kind === 'RETENTION' && before > at) return finding('BACKDATED', 'RECEIPT', line); // no period is over before it began
  return { ranges, before };
}
