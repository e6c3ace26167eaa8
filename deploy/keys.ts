import { createHmac, createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { explainSystemError } from './deploy-error.js';

/** What one installation keeps secret. Lost keys cannot be replaced: agencies store clients under pseudonyms made with them. */
export interface Keys {
  /** Master key of the pairwise pseudonyms, 32 bytes. */
  readonly pseudonyms: Uint8Array;
  /** Ed25519; signs release tickets. */
  readonly ticket: KeyObject;
  /** Ed25519; signs the checkpoints of the access log. No gateway has it. */
  readonly log: KeyObject;
  /** P-256; signs the tokens of the embedded identity provider. */
  readonly issuer: KeyObject;
  /** The secret with which `npm run token` proves itself to the embedded identity provider. */
  readonly clientSecret: string;
  /** Password of a database role. */
  readonly password: (role: string) => string;
}

/** Keys as text: PKCS #8 PEM, the rest base64url. */
export interface StoredKeys {
  readonly pseudonyms: string;
  readonly ticket: string;
  readonly audit: string;
  readonly issuer: string;
  readonly clientSecret: string;
  readonly databaseSecret: string;
}

const secret = (): string => randomBytes(32).toString('base64url');
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** New keys as they are stored. */
export const generateKeys = (): StoredKeys => ({
  pseudonyms: secret(),
  ticket: pem(generateKeyPairSync('ed25519').privateKey),
  audit: pem(generateKeyPairSync('ed25519').privateKey),
  issuer: pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  clientSecret: secret(),
  databaseSecret: secret(),
});

/** Reads the development keys of an installation (one file, 0600); makes them once. */
export function loadKeys(file: string): Keys {
  if (!existsSync(file)) store(file, generateKeys());
  const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredKeys;
  return {
    pseudonyms: Buffer.from(stored.pseudonyms, 'base64url'),
    ticket: createPrivateKey(stored.ticket),
    log: createPrivateKey(stored.audit),
    issuer: createPrivateKey(stored.issuer),
    clientSecret: stored.clientSecret,
    password: passwordsFrom(stored.databaseSecret),
  };
}

/** One password per role out of one secret. */
export const passwordsFrom = (databaseSecret: string) => (role: string): string =>
  createHmac('sha256', databaseSecret).update(role).digest('base64url');

/** Writes beside and renames, so that a full disk leaves no half a key file. */
function store(file: string, keys: StoredKeys): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw explainSystemError(error, file);
  }
}
