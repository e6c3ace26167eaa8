import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import { ASKING } from './county/county.js';

const AUDIENCE = 'freigabe';
const ISSUER = 'https://issuer.bench.example';

export interface Issuer {
  /** Of the one who asks, for two hours. */
  readonly token: string;
  readonly identity: { readonly issuer: string; readonly audience: string; readonly jwks: string };
  close(): void;
}

/** An identity provider as far as gateways see one: published keys, and a token signed with them. */
export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' }] });
  const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(keys));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const token = await new SignJWT({ unit: ASKING.unit, role: ASKING.role })
    .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
    .setSubject(ASKING.person).setIssuer(ISSUER).setAudience(AUDIENCE).setIssuedAt().setExpirationTime('2h').sign(privateKey);
  const jwks = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  return { token, identity: { issuer: ISSUER, audience: AUDIENCE, jwks }, close: () => server.close() };
}
