import { verify } from 'node:crypto';
import { fromBase64 } from './base64.js';
import type { VerifyKey } from './keys.js';

/** A note whose signatures by known keys have been verified (C2SP signed-note). */
export interface Note {
  /** What is signed, with its last line end. */
  readonly text: string;
  /** Known keys whose signature is right. */
  readonly signers: readonly VerifyKey[];
  /** Known keys whose name and id stand beside a wrong signature. */
  readonly wrong: readonly VerifyKey[];
}

/** Reads a note and verifies what known keys have signed; other signature lines are ignored. `null`: not a note. */
export function readNote(note: string, keys: readonly VerifyKey[]): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || /[\0-\x09\x0b-\x1f]/.test(note)) return null;
  const text = note.slice(0, end + 1);
  const signers: VerifyKey[] = [];
  const wrong: VerifyKey[] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (!name || !bytes || bytes.length < 5) return null;
    const key = keys.find((known) => known.name === name && known.id === bytes.toString('hex', 0, 4));
    if (key) (isSignedBy(key, text, bytes.subarray(4)) ? signers : wrong).push(key);
  }
  return { text, signers: [...new Set(signers)], wrong };
}

function isSignedBy({ type, key }: VerifyKey, text: string, signature: Buffer): boolean {
  if (type === 0x01) return signature.length === 64 && verify(null, Buffer.from(text), key, signature);
  if (signature.length !== 72) return false;
  const message = `cosignature/v1\ntime ${signature.readBigUInt64BE(0)}\n${text}`;
  return verify(null, Buffer.from(message), key, signature.subarray(8));
}
