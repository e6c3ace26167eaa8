import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import type { Instant } from '../core/index.js';
import { GENESIS } from './chain.js';

/** Signed word that at `at` the log's entry `seq` had `hash` (both hex). Checkpoints form a chain of their own by `previous`. */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
  readonly at: Instant;
  /** SHA-256 of the previous checkpoint's line; of nothing (zeros) for the first. */
  readonly previous: string;
}

export const NO_CHECKPOINT = Buffer.from(GENESIS).toString('hex');

/** What a line says, or why it does not count. */
export type CheckpointLine = { readonly checkpoint: Checkpoint } | { readonly fault: 'MALFORMED' | 'BAD_SIGNATURE' };

/** One line of the file: the checkpoint's JSON, a space, its Ed25519 signature (RFC 8032) in base64url. */
export function signCheckpoint(checkpoint: Checkpoint, key: KeyObject): string {
  const text = JSON.stringify(checkpoint);
  return `${text} ${sign(null, Buffer.from(text), key).toString('base64url')}`;
}

export function readCheckpoint(line: string, publicKey: KeyObject): CheckpointLine {
  const split = line.lastIndexOf(' ');
  const text = line.slice(0, split);
  try {
    if (!verify(null, Buffer.from(text), publicKey, Buffer.from(line.slice(split + 1), 'base64url'))) return { fault: 'BAD_SIGNATURE' };
    return { checkpoint: JSON.parse(text) as Checkpoint };
  } catch {
    return { fault: 'MALFORMED' };
  }
}

export const checkpointId = (line: string): string => createHash('sha256').update(line).digest('hex');
