import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

/** Bytes of an X25519 public key as SPKI, of a nonce, of a tag. */
const KEY = 44;
const NONCE = 12;
const TAG = 16;

/**
 * Seals a name for the holder of an X25519 key, as HPKE does (RFC 9180, base mode): a key for this one name from an ephemeral pair,
 * AES-256-GCM, bound to the pseudonym that it stands for. Whoever seals cannot open again.
 */
export function sealName(recipient: Uint8Array, name: string, pseudonym: string): Uint8Array {
  const ephemeral = generateKeyPairSync('x25519');
  const shown = ephemeral.publicKey.export({ format: 'der', type: 'spki' });
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(ephemeral.privateKey, publicKey(recipient), shown, recipient), nonce).setAAD(Buffer.from(pseudonym));
  return new Uint8Array(Buffer.concat([shown, nonce, cipher.update(name, 'utf8'), cipher.final(), cipher.getAuthTag()]));
}

/** @throws Error if it was sealed for another key or another pseudonym, or changed */
export function openName(own: KeyObject, sealed: Uint8Array, pseudonym: string): string {
  const shown = sealed.subarray(0, KEY);
  const nonce = sealed.subarray(KEY, KEY + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(own, publicKey(shown), shown, publicBytes(own)), nonce)
    .setAAD(Buffer.from(pseudonym)).setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(KEY + NONCE, sealed.length - TAG)), decipher.final()]).toString('utf8');
}

/** The keeper's key for names: derived from its signing key, so that there is one secret to keep, and no gateway has it. */
export function escrowKey(signingKey: KeyObject): KeyObject {
  const seed = Buffer.from(signingKey.export({ format: 'jwk' }).d!, 'base64url');
  const scalar = Buffer.from(hkdfSync('sha256', seed, new Uint8Array(0), 'freigabe/person-escrow', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8_X25519, scalar]), format: 'der', type: 'pkcs8' });
}

/** The DER frame of a private X25519 key (RFC 8410 § 7). */
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

export const publicBytes = (key: KeyObject): Uint8Array => new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));

const publicKey = (bytes: Uint8Array): KeyObject => createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' });

function keyOf(own: KeyObject, other: KeyObject, ephemeral: Uint8Array, recipient: Uint8Array): Buffer {
  const shared = diffieHellman({ privateKey: own, publicKey: other });
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), 'freigabe/sealed-name', 32));
}
