import { createHash } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { Requester } from '../../consent/core/index.js';
import type { Self } from '../release/caller.js';
import { Refusal } from '../server/refusal.js';
import { requesterFrom } from './requester.js';
import type { Revocations } from './revocations.js';
import { isStrong, needsStepUp, stepUpRequired, type StepUpOptions } from './step-up.js';
import { tokenCache, type Verified } from './token-cache.js';

/** Asymmetric signatures only (RFC 8725 § 3.1): a public key must never be usable as a shared secret. */
export const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

export interface ClaimNames {
  readonly unit: string;
  readonly role: string;
  readonly person: string;
}

export interface IdentityOptions {
  readonly issuer: string;
  /** What `aud` must contain: this gateway. */
  readonly audience: string;
  /** Where the issuer publishes its public keys, or the keys themselves. */
  readonly jwks: URL | JSONWebKeySet;
  /** Names of the claims; default `unit`, `role`, `sub`. */
  readonly claims?: Partial<ClaimNames>;
  /** Default ES256, EdDSA, PS256 and RS256. */
  readonly algorithms?: readonly Algorithm[];
  /** The header `typ`; default `at+jwt` (RFC 9068), so that an id token is no access token. */
  readonly tokenType?: string;
  /** What some roles and acts need besides; default: nothing. */
  readonly stepUp?: StepUpOptions | null;
  /** Sessions ended before their time; default: none are heard of. */
  readonly revocations?: Pick<Revocations, 'isRevoked'> | null;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
}

/** Who has signed in. */
export interface Identified {
  readonly requester: Requester;
  /** Whether they did so strongly and lately enough for acts that need it; absent where nothing is asked of it. */
  readonly strong?: boolean;
  /** Absent where the token says nothing of it. */
  readonly self?: Self;
}

export interface Identity {
  /** Who is behind an `Authorization` header. @throws Refusal `UNAUTHENTICATED`, `STEP_UP_REQUIRED`, `FORBIDDEN` or `IDENTITY_UNAVAILABLE`. */
  identify(authorization: string | null): Promise<Identified>;
}

/** Seconds by which the clocks of identity provider and gateway may differ. */
const SKEW = 5;

/** Checks bearer tokens (RFC 6750) that are JWT access tokens (RFC 9068). */
export function createIdentity(options: IdentityOptions): Identity {
  const { issuer, audience, jwks, clock = Date.now, tokenType = 'at+jwt', stepUp = null, revocations = null } = options;
  const claims = { unit: 'unit', role: 'role', person: 'sub', ...options.claims };
  const algorithms = [...(options.algorithms ?? ['ES256', 'EdDSA', 'PS256', 'RS256'])];
  const unsafe = algorithms.filter((name) => !(ALGORITHMS as readonly string[]).includes(name));
  if (unsafe.length > 0 || algorithms.length === 0) throw new Error(`Only asymmetric signature algorithms are admitted, not: ${unsafe.join(', ') || 'none at all'}`);

  const keys = jwks instanceof URL ? createRemoteJWKSet(jwks) : createLocalJWKSet(jwks);
  const cache = tokenCache(clock);

  const verify = async (token: string): Promise<JWTPayload> => {
    try {
      const expected = { issuer, audience, algorithms, typ: tokenType, clockTolerance: SKEW, currentDate: new Date(clock()), requiredClaims: ['exp', 'iat'] };
      return (await jwtVerify(token, keys, expected)).payload;
    } catch (error) {
      throw isTokenFault(error) ? invalidToken(error) : unavailable();
    }
  };

  const verified = async (token: string): Promise<Verified> => {
    const digest = createHash('sha256').update(token).digest('base64url');
    const known = cache.get(digest);
    if (known) return known;
    const payload = await verify(token);
    const own = (name: string): unknown => (Object.hasOwn(payload, name) ? payload[name] : undefined);
    const requester = requesterFrom({ unit: own(claims.unit), role: own(claims.role), person: own(claims.person) });
    const sid = own('sid');
    const session = { sub: payload.sub ?? requester.person, sid: typeof sid === 'string' ? sid : null, iat: payload.iat! };
    const self = selfFrom(own('family_name'), own('locality'));
    const found = { requester, session, claims: { acr: own('acr'), auth_time: own('auth_time') }, ...(self && { self }) };
    cache.set(digest, found, payload.exp! * 1000);
    return found;
  };

  return {
    async identify(authorization) {
      const { requester, session, claims: said, self } = await verified(bearerToken(authorization));
      if (revocations?.isRevoked(session)) throw ended();
      const identified = { requester, ...(self && { self }) };
      if (!stepUp) return identified;
      const strong = isStrong(said, stepUp, clock());
      if (!strong && needsStepUp(requester.role)) throw stepUpRequired(stepUp);
      return { ...identified, strong };
    },
  };
}

/** A person’s own name and place, where the identity provider tells them. */
function selfFrom(familyName: unknown, locality: unknown): Self | null {
  const text = (value: unknown): string | null => (typeof value === 'string' && value.trim().length > 2 && value.length <= 100 ? value : null);
  const self = { familyName: text(familyName), locality: text(locality) };
  return self.familyName === null && self.locality === null ? null : self;
}

function bearerToken(authorization: string | null): string {
  if (authorization === null) {
    const text = { de: 'Anmeldung fehlt: bitte ein Bearer-Token im Header Authorization senden.', en: 'Not signed in: send a bearer token in the Authorization header.' };
    throw new Refusal(401, 'UNAUTHENTICATED', text, { 'www-authenticate': 'Bearer realm="freigabe"' });
  }
  const token = /^Bearer +([\w.~+/-]{1,8192}=*)$/i.exec(authorization)?.[1];
  if (!token) throw invalidToken(new errors.JWSInvalid('Not a bearer token'));
  return token;
}

/** Whether the token is at fault, and not the way to the issuer's keys. */
const isTokenFault = (error: unknown): error is errors.JOSEError =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC');

function invalidToken(error: errors.JOSEError): Refusal {
  const expired = error instanceof errors.JWTExpired;
  const text = expired
    ? { de: 'Die Anmeldung ist abgelaufen. Bitte neu anmelden.', en: 'The token has expired. Sign in again.' }
    : { de: 'Die Anmeldung ist ungültig. Bitte neu anmelden.', en: 'The token is not valid. Sign in again.' };
  const description = expired ? 'The token has expired' : 'The token is not valid';
  const challenge = `Bearer realm="freigabe", error="invalid_token", error_description="${description}"`;
  return new Refusal(401, 'UNAUTHENTICATED', text, { 'www-authenticate': challenge });
}

const ended = (): Refusal =>
  new Refusal(401, 'UNAUTHENTICATED', { de: 'Die Sitzung ist beendet. Bitte neu anmelden.', en: 'The session has ended. Sign in again.' }, {
    'www-authenticate': 'Bearer realm="freigabe", error="invalid_token", error_description="The session has ended"',
  });

const unavailable = (): Refusal =>
  new Refusal(
    503,
    'IDENTITY_UNAVAILABLE',
    {
      de: 'Der Anmeldedienst ist nicht erreichbar; die Anmeldung konnte nicht geprüft werden. Bitte später erneut versuchen.',
      en: 'The identity provider cannot be reached, so the token could not be checked. Try again later.',
    },
    { 'retry-after': '5' },
  );
