import { sign, verify, type KeyObject } from 'node:crypto';
import { verifierKey, type SignatureType, type VerifierKey } from './keys.js';

/** One line of signature: whose it says it is, and the bytes behind the key's id. */
export interface SignatureLine {
  readonly name: string;
  readonly id: Buffer;
  readonly signature: Buffer;
}

export interface Note {
  /** What is signed, with its last line end. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

/** Somebody who signs: under which name, how, and with which Ed25519 key. */
export interface Signer {
  readonly name: string;
  readonly type: SignatureType;
  readonly key: KeyObject;
}

/** Why a note is not believed. */
export class NoteRefused extends Error {
  override readonly name = 'NoteRefused';
  constructor(readonly code: 'MALFORMED' | 'BAD_SIGNATURE' | 'UNSIGNED', what: string) {
    super(what);
  }
}

/** Longer notes are refused unread: signatures after Ed25519 have up to 5 kB each. */
const LONGEST = 200_000;

/** Reads a signed note without believing it (C2SP signed-note). @throws NoteRefused */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2);
  if (end < 0 || note.length > LONGEST || /[\x00-\x09\x0b-\x1f]/.test(note) || !note.isWellFormed() || !lines.endsWith('\n')) throw malformed();
  return { text, signatures: lines.slice(0, -1).split('\n').map(parseLine) };
}

export function parseLine(line: string): SignatureLine {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || bytes.length < 5 || bytes.toString('base64') !== encoded) throw malformed();
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

const malformed = (): NoteRefused => new NoteRefused('MALFORMED', 'Keine signierte Notiz / Not a signed note');

/** A signature line, with its line end. `at`: milliseconds, told by cosignatures in seconds. */
export function signatureLine(text: string, { name, type, key }: Signer, at: number): string {
  const { id } = verifierKey(name, type, key);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(at / 1000)));
  const signature = type === 'ED25519'
    ? sign(null, Buffer.from(text), key)
    : Buffer.concat([time, sign(null, cosigned(text, time), key)]);
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

/** A note with these signatures. The text ends with a line end. */
export const signNote = (text: string, signers: readonly Signer[], at: number): string =>
  `${text}\n${signers.map((signer) => signatureLine(text, signer, at)).join('')}`;

/**
 * The keys of `known` that have signed a note. Lines of other keys do not count, whatever they say.
 * @throws NoteRefused if none has, or the line of a known key is wrong
 */
export function signersOf(note: Note, known: readonly VerifierKey[]): readonly VerifierKey[] {
  const found = new Set<VerifierKey>();
  for (const { name, id, signature } of note.signatures) {
    const key = known.find((one) => one.name === name && one.id.equals(id));
    if (!key) continue;
    if (!isSignedBy(note.text, key, signature)) throw new NoteRefused('BAD_SIGNATURE', `Falsche Unterschrift von ${name} / Wrong signature of ${name}`);
    found.add(key);
  }
  if (found.size === 0) throw new NoteRefused('UNSIGNED', 'Keine Unterschrift eines bekannten Schlüssels / No signature of a known key');
  return [...found];
}

function isSignedBy(text: string, { type, publicKey }: VerifierKey, signature: Buffer): boolean {
  if (type === 'ED25519') return signature.length === 64 && verify(null, Buffer.from(text), publicKey, signature);
  return signature.length === 72 && verify(null, cosigned(text, signature.subarray(0, 8)), publicKey, signature.subarray(8));
}

/** What a cosigner signs: that at this time this was the largest tree it had seen (C2SP tlog-cosignature, v1). */
const cosigned = (text: string, time: Buffer): Buffer => Buffer.from(`cosignature/v1\ntime ${time.readBigUInt64BE()}\n${text}`);
