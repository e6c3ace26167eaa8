import { exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet, type JWTPayload } from 'jose';

export const ISSUER = 'https://anmeldung.kreis.example';
export const AUDIENCE = 'https://freigabe.kreis.example';

/** An invented case manager. */
export const CLAIMS = { unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER', sub: 'b.fall' } as const;

/** The key that the issuer signs with, made once per test file. */
export const keys = generateKeyPair('ES256', { extractable: true });

/** The issuer's published keys. */
export async function keySet(): Promise<JSONWebKeySet> {
  const { publicKey } = await keys;
  return { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
}

/** An access token as the issuer makes it; `at` in seconds since the epoch. */
export async function issuedToken(claims: JWTPayload, at = Math.floor(Date.now() / 1000), header: Record<string, unknown> = {}): Promise<string> {
  const { privateKey } = await keys;
  return new SignJWT({ iss: ISSUER, aud: AUDIENCE, iat: at, exp: at + 300, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...header })
    .sign(privateKey);
}
