import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fromBase64 } from './base64.js';

/** How a key signs: notes (C2SP signed-note) or, as a witness, checkpoints with their time (cosignature/v1). */
export type SignatureType = 0x01 | 0x04;

/** A public key under its name. Name and id together tell which signature line is its. */
export interface VerifyKey {
  readonly name: string;
  /** First four bytes of SHA-256(name, LF, type, key), in hex. */
  readonly id: string;
  readonly type: SignatureType;
  readonly key: KeyObject;
}

/** What is no key, told to whoever gave it. */
export class BadKey extends Error {
  override readonly name = 'BadKey';
  constructor(text: string) {
    super(`Kein öffentlicher Schlüssel „name+kennung+base64“ / No public key "name+id+base64": ${text.slice(0, 80)}`);
  }
}

/** Start of an Ed25519 public key in DER (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A key as C2SP writes it. @throws BadKey where anything about it does not fit, its id included */
export function readKey(text: string): VerifyKey {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(encoded);
  const type = bytes?.[0];
  if (!name || !id || bytes?.length !== 33 || (type !== 0x01 && type !== 0x04)) throw new BadKey(text);
  const expected = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex').slice(0, 8);
  if (id !== expected) throw new BadKey(text);
  return { name, id, type, key: createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(1)]), format: 'der', type: 'spki' }) };
}

/** Keys given as texts or as files of one key a line. @throws BadKey */
export const readKeys = (given: readonly string[]): readonly VerifyKey[] =>
  given.flatMap((text) => (existsSync(text) ? readFileSync(text, 'utf8').split('\n').filter((line) => line.trim() !== '') : [text])).map(readKey);
