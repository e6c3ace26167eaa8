import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { isRole, ROLES, UNITS, type Role } from '../../consent/core/index.js';
import type { PseudonymKeys } from '../../consent/pseudonyms/pseudonyms.js';
import { ALGORITHMS, type Algorithm } from '../identity/index.js';
import { list, url } from './settings.js';

/** A private key that signs with Ed25519 (RFC 8032). */
export function ed25519(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // falls through: no key at all, and nothing of it may be repeated
  }
  throw new Error('kein Ed25519-Schlüssel / not an Ed25519 key');
}

/** One or more certificates (PEM), as they are. */
export function certificate(pem: string): string {
  try {
    new X509Certificate(pem);
    return pem;
  } catch {
    throw new Error('kein Zertifikat (PEM) / not a certificate (PEM)');
  }
}

/** A private key of any kind (PEM), as it is. */
export function privateKey(pem: string): string {
  try {
    createPrivateKey(pem);
    return pem;
  } catch {
    throw new Error('kein privater Schlüssel (PEM) / not a private key (PEM)'); // nothing of it may be repeated
  }
}

/** `key` alone is version 1; several as `version:key,…`, while old pseudonyms are still read. */
export function pseudonymKeys(text: string): PseudonymKeys {
  const pairs = list(text).map((item): [number, Uint8Array] => {
    const [version, key] = item.includes(':') ? item.split(':', 2) : ['1', item];
    return [Number(version), Buffer.from(key!, 'base64')];
  });
  const keys = new Map(pairs);
  const sound = pairs.every(([version, key]) => Number.isInteger(version) && version >= 1 && version <= 255 && key.length === 32);
  if (sound && keys.size > 0 && keys.size === pairs.length) return keys;
  throw new Error('keine Schlüssel zu 32 Bytes mit Versionen von 1 bis 255 / not keys of 32 bytes with versions from 1 to 255');
}

/** One of the versions there are keys for. */
export const versionOf = (keys: PseudonymKeys | undefined) => (text: string): number => {
  if (keys?.has(Number(text))) return Number(text);
  throw new Error(`keine Version aus PSEUDONYM_KEY / no version of PSEUDONYM_KEY: ${[...(keys?.keys() ?? [])].join(', ')}`);
};

/** `jobcenter=2,school-entry=2`: one of the versions there are keys for, by subgraph. */
export const agencyVersions = (keys: PseudonymKeys | undefined) => (text: string): ReadonlyMap<string, number> =>
  new Map(list(text).map((pair) => {
    const [subgraph = '', version = '', ...more] = pair.split('=');
    if (!SUBGRAPHS.has(subgraph) || more.length > 0) throw new Error(`${pair}: kein „Subgraph=Version“ / no "subgraph=version"`);
    return [subgraph, versionOf(keys)(version)];
  }));

const SUBGRAPHS: ReadonlySet<string | null> = new Set([...UNITS.values()].map(({ subgraph }) => subgraph));

/** Names of signature algorithms, none of them with a shared secret. */
export function asymmetric(text: string): Algorithm[] {
  const names = list(text);
  const known = names.filter((name): name is Algorithm => (ALGORITHMS as readonly string[]).includes(name));
  if (known.length > 0 && known.length === names.length) return known;
  throw new Error(`nur / only ${ALGORITHMS.join(', ')}`);
}

/** A role that a person can have. */
export function role(text: string): Role {
  if (isRole(text)) return text;
  throw new Error(`${text}: keins von / none of ${Object.keys(ROLES).join(', ')}`);
}

/** An origin as browsers send it: no path, no slash at the end. */
export function origin(text: string): string {
  const { origin } = url('http:', 'https:')(text);
  if (origin === text) return text;
  throw new Error(`${text} ist keine Herkunft wie https://app.example / is no origin such as https://app.example`);
}
