import { randomUUID, sign, type KeyObject } from 'node:crypto';
import { TICKET_LIFETIME, type TicketClaims } from './claims.js';

/** An Ed25519 private key with the version (`kid`) under which subgraphs know its public half. */
export interface TicketSigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

export type TicketContent = Omit<TicketClaims, 'iss' | 'jti' | 'iat' | 'exp'>;

/** Signs a ticket as a compact JWS (RFC 7515, EdDSA as RFC 8037). `at` in milliseconds. */
export function signTicket(content: TicketContent, key: TicketSigningKey, at: number): string {
  const iat = Math.floor(at / 1000);
  const claims: TicketClaims = { iss: 'freigabe-gateway', jti: randomUUID(), iat, exp: iat + TICKET_LIFETIME, ...content };
  const signed = `${headerOf(key)}.${encode(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

const headers = new WeakMap<TicketSigningKey, string>();

/** The same for every ticket under a key. */
function headerOf(key: TicketSigningKey): string {
  let header = headers.get(key);
  if (header === undefined) headers.set(key, (header = encode({ alg: 'EdDSA', typ: 'release-ticket+jwt', kid: key.kid })));
  return header;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
