import { createPublicKey, hash, type KeyObject } from 'node:crypto';

/** How a signature is made (C2SP signed-note); types of other numbers, such as ML-DSA-44 (0x06), are ignored where they are met. */
export const SIGNATURE_TYPES = { ED25519: 0x01, COSIGNATURE_V1: 0x04 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;

/** Somebody whose signatures are believed. */
export interface VerifierKey {
  readonly name: string;
  readonly type: SignatureType;
  /** Names the key in signature lines, together with `name`: 4 bytes, not a secret and not proof of anything. */
  readonly id: Buffer;
  readonly publicKey: KeyObject;
}

/** Names may hold no space, plus or control character. */
const NAME = /^[^\s+\p{Cc}]+$/u;

export function verifierKey(name: string, type: SignatureType, key: KeyObject): VerifierKey {
  if (!NAME.test(name)) throw new Error(`Der Name „${name}“ darf weder Leerzeichen noch Plus enthalten. / The name "${name}" may hold neither space nor plus.`);
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const { x } = publicKey.export({ format: 'jwk' });
  const material = Buffer.concat([Buffer.of(SIGNATURE_TYPES[type]), Buffer.from(x!, 'base64url')]);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), material]), 'buffer').subarray(0, 4);
  return { name, type, id, publicKey };
}

/** The key as text: `name+id+base64(type || public key)`. */
export function vkeyOf({ name, type, id, publicKey }: VerifierKey): string {
  const { x } = publicKey.export({ format: 'jwk' });
  return `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(SIGNATURE_TYPES[type]), Buffer.from(x!, 'base64url')]).toString('base64')}`;
}

/** @throws Error if the text is no key of a type known here, or its id is not its own */
export function parseVkey(text: string): VerifierKey {
  const [, name, id, material] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(material ?? '', 'base64');
  const type = (Object.keys(SIGNATURE_TYPES) as SignatureType[]).find((one) => SIGNATURE_TYPES[one] === bytes[0]);
  if (name === undefined || type === undefined || bytes.length !== 33) {
    throw new Error(`Kein Prüfschlüssel (name+id+base64): ${text} / Not a verifier key (name+id+base64)`);
  }
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') }, format: 'jwk' });
  const key = verifierKey(name, type, publicKey);
  if (key.id.toString('hex') !== id) throw new Error(`Die Kennung ${id} gehört nicht zu diesem Schlüssel: ${text} / The id ${id} is not this key's`);
  return key;
}
