import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import type { Requester } from '../../consent/core/index.js';
import type { IdentityOptions } from '../../gateway/index.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ISSUER = 'https://idp.example';
const AUDIENCE = 'freigabe';

/** Tokens as an identity provider issues them, checked on the same path; only the fetching of keys is spared. */
export async function testIdentity(): Promise<IdentityOptions> {
  return { issuer: ISSUER, audience: AUDIENCE, jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA' }] } };
}

/** A bearer token valid for an hour from `at` (ms). */
export const tokenFor = ({ unit, role, person }: Requester, at: number): Promise<string> =>
  new SignJWT({ unit, role })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'test', typ: 'at+jwt' })
    .setSubject(person).setIssuer(ISSUER).setAudience(AUDIENCE)
    .setIssuedAt(Math.floor(at / 1000)).setExpirationTime(Math.floor(at / 1000) + 3600)
    .sign(privateKey);

/** A logout token (OpenID Connect Back-Channel Logout 1.0) for the application `fachanwendung`; claims of `undefined` are left out. */
export const logoutToken = (claims: Readonly<Record<string, unknown>>, at: number, header: { readonly typ?: string } = {}): Promise<string> =>
  new SignJWT({
    iss: ISSUER, aud: 'fachanwendung', iat: Math.floor(at / 1000), events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...claims,
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'test', typ: 'logout+jwt', ...header })
    .sign(privateKey);

/** A token with claims or a header that it should not have; signed with the right key, or with a public one for `HS256`. */
export const forgedToken = (claims: Readonly<Record<string, unknown>>, at: number, header: { readonly typ?: string; readonly alg?: string } = {}): Promise<string> =>
  new SignJWT({
    iss: ISSUER, aud: AUDIENCE, sub: 'cm-sr6-1', unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER', iat: Math.floor(at / 1000), exp: Math.floor(at / 1000) + 3600, ...claims,
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'test', typ: 'at+jwt', ...header })
    .sign(header.alg === 'HS256' ? publicKey.export({ type: 'spki', format: 'der' }) : privateKey);
