import { verify, type KeyObject } from 'node:crypto';
import type { TicketClaims } from './claims.js';

/** Public keys by `kid`; several while a key is being rotated. */
export type TicketKeys = Pick<ReadonlyMap<string, KeyObject>, 'get'>;

export type TicketFault =
  | 'MALFORMED' | 'UNKNOWN_KEY' | 'BAD_SIGNATURE' | 'WRONG_AUDIENCE' | 'EXPIRED' | 'NOT_YET_VALID' | 'REPLAYED';

export class TicketRefused extends Error {
  override readonly name = 'TicketRefused';
  constructor(readonly fault: TicketFault) {
    super(`Release ticket refused: ${fault}`);
  }
}

/** Seconds by which the clocks of gateway and subgraph may differ. */
const SKEW = 5;

export interface TicketVerifier {
  /** @throws TicketRefused on anything but a fresh, genuine ticket for this subgraph. */
  verify(token: string, at: number): TicketClaims;
}

/** Checks tickets for one subgraph. Remembers the ids of unexpired tickets, so that each is accepted once. */
export function ticketVerifier(audience: string, keys: TicketKeys): TicketVerifier {
  const seen = new Map<string, number>();
  return {
    verify(token, at) {
      const claims = open(token, keys);
      const now = Math.floor(at / 1000);
      if (claims.aud !== audience) throw new TicketRefused('WRONG_AUDIENCE');
      if (!(now < claims.exp + SKEW)) throw new TicketRefused('EXPIRED');
      if (!(claims.iat <= now + SKEW)) throw new TicketRefused('NOT_YET_VALID');
      for (const [jti, exp] of seen) {
        if (exp + SKEW > now) break; // insertion order is nearly expiry order; the rest goes with later calls
        seen.delete(jti);
      }
      if (seen.has(claims.jti)) throw new TicketRefused('REPLAYED');
      seen.set(claims.jti, claims.exp);
      return claims;
    },
  };
}

function open(token: string, keys: TicketKeys): TicketClaims {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) throw new TicketRefused('MALFORMED');
  const { alg, typ, kid } = parse<{ alg?: unknown; typ?: unknown; kid?: unknown }>(header);
  if (alg !== 'EdDSA' || typ !== 'release-ticket+jwt' || typeof kid !== 'string') throw new TicketRefused('MALFORMED');
  const key = keys.get(kid);
  if (!key) throw new TicketRefused('UNKNOWN_KEY');
  const genuine = verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  if (!genuine) throw new TicketRefused('BAD_SIGNATURE');
  const claims = parse<TicketClaims>(payload);
  const complete =
    claims.iss === 'freigabe-gateway' && typeof claims.jti === 'string' && typeof claims.aud === 'string' &&
    Number.isInteger(claims.iat) && Number.isInteger(claims.exp) && Array.isArray(claims.grants);
  if (!complete) throw new TicketRefused('MALFORMED');
  return claims;
}

function parse<T>(part: string): T {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (value !== null && typeof value === 'object') return value as T;
  } catch {
    // falls through: not JSON
  }
  throw new TicketRefused('MALFORMED');
}
