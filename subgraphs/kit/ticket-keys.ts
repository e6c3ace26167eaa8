import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { TicketKeys } from '../../consent/ticket/index.js';

/** The Ed25519 keys of a JWKS text by their `kid`. @throws Error if there is none */
export function readTicketKeys(jwks: string): ReadonlyMap<string, KeyObject> {
  const { keys } = JSON.parse(jwks) as { keys: { kid?: string; kty?: string; crv?: string }[] };
  const found = keys.filter(({ kid, kty, crv }) => kid && kty === 'OKP' && crv === 'Ed25519');
  if (found.length === 0) throw new Error('kein Ed25519-Schlüssel mit kid / no Ed25519 key with a kid');
  return new Map(found.map((key) => [key.kid!, createPublicKey({ key, format: 'jwk' })]));
}

const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * The keys of a file, read again as soon as it is another one, so that a key is added or taken out while the agency answers. Looking
 * costs a few microseconds a ticket. What cannot be read changes nothing and is told once.
 * @throws Error if the file cannot be read at the start
 */
export function ticketKeyFile(path: string, tell = complain): TicketKeys {
  let keys = readTicketKeys(readFileSync(path, 'utf8'));
  let seen = stamp(path);
  return {
    get(kid) {
      const now = stamp(path);
      if (now !== seen) {
        seen = now;
        try {
          keys = readTicketKeys(readFileSync(path, 'utf8'));
        } catch (fault) {
          tell(`TICKET_PUBLIC_KEYS_FILE: ${(fault as Error).message}; es gelten die bisherigen Schlüssel / the keys known so far still count`);
        }
      }
      return keys.get(kid);
    },
  };
}

/** Which file it is and of when: a secret may be replaced in place, by renaming or by a link. */
function stamp(path: string): string {
  const { ino, size, mtimeNs = 0n } = statSync(path, { bigint: true, throwIfNoEntry: false }) ?? { ino: 0n, size: 0n };
  return `${ino}/${size}/${mtimeNs}`;
}
