import type { KeyObject } from 'node:crypto';
import { checkpointId, NO_CHECKPOINT, readCheckpoint, type Checkpoint } from './checkpoints.js';
import type { Finding } from './findings.js';

/** The genuine checkpoints of a file, which begins with the empty log, and what is wrong with the others. */
export function readCheckpointFile(text: string, publicKey: KeyObject): { checkpoints: Checkpoint[]; findings: Finding[] } {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n').slice(0, -1); // a half-written last line does not count
  const checkpoints: Checkpoint[] = [];
  const findings: Finding[] = [];
  if (lines.length === 0) return { checkpoints, findings: [{ kind: 'CHECKPOINTS_MISSING', from: 1, to: 1 }] };
  let previous: string | null = NO_CHECKPOINT;
  lines.forEach((line, index) => {
    const read = readCheckpoint(line, publicKey);
    const genuine = 'checkpoint' in read;
    const linked = genuine && (previous === null || read.checkpoint.previous === previous);
    if (!linked) findings.push({ kind: 'CHECKPOINT_CHANGED', from: index + 1, to: index + 1 });
    if (genuine) checkpoints.push(read.checkpoint);
    previous = genuine ? checkpointId(line) : null; // what follows a broken line cannot name it
  });
  return { checkpoints: checkpoints.toSorted((one, other) => one.seq - other.seq), findings };
}
