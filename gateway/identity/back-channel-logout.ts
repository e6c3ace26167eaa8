import { createLocalJWKSet, createRemoteJWKSet, jwtVerify } from 'jose';
import { Refusal } from '../server/refusal.js';
import type { IdentityOptions } from './identity.js';
import type { Revocations } from './revocations.js';

/** What makes a JWT a logout token (OpenID Connect Back-Channel Logout 1.0 § 2.4). */
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Seconds for which a logout token is taken; it is sent at once. */
const FRESH = 120;

export interface LogoutOptions extends Pick<IdentityOptions, 'issuer' | 'jwks' | 'algorithms' | 'clock'> {
  /** Client ids that the identity provider knows the county's applications by: `aud` of its logout tokens. */
  readonly clients: readonly string[];
  readonly revocations: Pick<Revocations, 'revoke'>;
}

/** Ends what a logout token names. The body is a form, `logout_token=…`. @throws Refusal `BAD_REQUEST` for anything else */
export function backChannelLogout({ issuer, jwks, algorithms = ['ES256', 'EdDSA', 'PS256', 'RS256'], clock = Date.now, clients, revocations }: LogoutOptions) {
  const keys = jwks instanceof URL ? createRemoteJWKSet(jwks) : createLocalJWKSet(jwks);
  return async (body: string): Promise<void> => {
    const { payload } = await jwtVerify(new URLSearchParams(body).get('logout_token') ?? '', keys, {
      issuer, audience: [...clients], algorithms: [...algorithms], typ: 'logout+jwt', maxTokenAge: FRESH, clockTolerance: 5, currentDate: new Date(clock()),
      requiredClaims: ['iat', 'jti', 'events'],
    }).catch((cause: unknown) => { throw invalid(cause); });
    const { events, jti, iat, sid, sub } = payload;
    if (typeof events !== 'object' || events === null || !Object.hasOwn(events, EVENT) || payload['nonce'] !== undefined) throw invalid();
    // A session ends alone where it is named; a person without one, everywhere.
    if (typeof sid === 'string') await revocations.revoke({ kind: 'sid', value: sid, at: iat! }, jti!);
    else if (typeof sub === 'string') await revocations.revoke({ kind: 'sub', value: sub, at: iat! }, jti!);
    else throw invalid();
  };
}

const invalid = (cause?: unknown): Refusal =>
  Object.assign(new Refusal(400, 'BAD_REQUEST', { de: 'Kein gültiges Logout-Token.', en: 'Not a valid logout token.' }), { cause });
