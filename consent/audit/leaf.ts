import { createCipheriv, createDecipheriv, hash, randomBytes, type KeyObject } from 'node:crypto';
import type { Instant } from '../core/index.js';

/** What stands in the tree of one entry: no name, no client, nothing that outlives the deletion of its text. */
export interface Leaf {
  readonly seq: number;
  readonly at: Instant;
  /** Among the entries about the same client, from 1; 0: about nobody. */
  readonly number: number;
  /** `commitmentTo` the entry's text. */
  readonly commitment: Uint8Array;
}

export const SALT_BYTES = 32;
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** The bytes that are hashed into the tree; docs/access-log.md has the format. */
export const leafData = ({ seq, at, number, commitment }: Leaf): Buffer =>
  Buffer.from(`freigabe-entry/1\nseq ${seq}\nat ${at}\nnumber ${number}\npayload ${Buffer.from(commitment).toString('base64')}\n`);

/** Binds to a text and tells nothing of it: without the salt even a guessed text cannot be tried. */
export const commitmentTo = (salt: Uint8Array, payload: string): Buffer => hash('sha256', Buffer.concat([salt, Buffer.from(payload)]), 'buffer');

/** Salt and text under the client's key, bound to their leaf. The nonce is random: 2³² entries of one client are far away. */
export function seal(key: KeyObject, salt: Uint8Array, payload: string, leaf: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(leaf);
  return Buffer.concat([nonce, cipher.update(salt), cipher.update(payload, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error if the key is another one, or a bit of leaf or seal was changed */
export function open(key: Uint8Array, sealed: Uint8Array, leaf: Uint8Array): { readonly salt: Buffer; readonly payload: string } {
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES)).setAAD(leaf).setAuthTag(sealed.subarray(end));
  const opened = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]);
  return { salt: opened.subarray(0, SALT_BYTES), payload: opened.toString('utf8', SALT_BYTES) };
}
