import { decimal, hashFromBase64 } from './base64.js';
import { finding, type Finding } from './findings.js';
import type { VerifyKey } from './keys.js';
import { readNote } from './note.js';

/** The log's signed word on all its first `size` entries (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Line of its file, from 1. */
  readonly line: number;
  readonly size: number;
  readonly root: Buffer;
  /** When it was signed (ms), if it says so. */
  readonly at: number | null;
  /** Names of the witnesses that cosigned it. */
  readonly witnesses: readonly string[];
}

export interface Signers {
  /** Keys of the log. */
  readonly keys: readonly VerifyKey[];
  readonly witnesses: readonly VerifyKey[];
}

/** The genuine checkpoints among signed notes, in the order of their size, and what is wrong with the others. */
export function readCheckpoints(notes: readonly (string | null)[], signers: Signers): { checkpoints: readonly Checkpoint[]; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const checkpoints: Checkpoint[] = [];
  notes.forEach((note, index) => {
    const line = index + 1;
    const read = readCheckpoint(note, line, signers);
    if ('kind' in read) return findings.push(read);
    const previous = checkpoints.at(-1);
    if (previous && read.size < previous.size) findings.push(finding('REORDERED', 'CHECKPOINT', line));
    else if (previous && read.at !== null && read.at < (previous.at ?? 0)) findings.push(finding('BACKDATED', 'CHECKPOINT', line));
    return checkpoints.push(read);
  });
  return { checkpoints: checkpoints.toSorted((one, other) => one.size - other.size), findings };
}

/** One checkpoint, or why it does not count. */
export function readCheckpoint(note: string | null, line: number, { keys, witnesses }: Signers): Checkpoint | Finding {
  const read = note === null ? null : readNote(note, [...keys, ...witnesses]);
  if (!read) return finding('UNREADABLE', 'CHECKPOINT', line);
  if (read.wrong.length > 0) return finding('BAD_SIGNATURE', 'CHECKPOINT', line, line, read.wrong[0]!.name);
  const [origin, size, root, ...extensions] = read.text.split('\n');
  const log = read.signers.find((signer) => keys.includes(signer) && signer.name === origin);
  if (!log) return finding('BAD_SIGNATURE', 'CHECKPOINT', line);
  const [entries, hash] = [decimal(size), hashFromBase64(root)];
  if (entries === null || !hash) return finding('UNREADABLE', 'CHECKPOINT', line);
  const at = extensions.map((text) => /^at (\d+)$/.exec(text)?.[1]).find((time) => time !== undefined);
  return { line, size: entries, root: hash, at: decimal(at), witnesses: read.signers.filter((signer) => witnesses.includes(signer)).map(({ name }) => name) };
}
