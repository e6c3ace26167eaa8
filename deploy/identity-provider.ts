import { createPublicKey, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK } from 'jose';
import Provider, { errors, type Context } from 'oidc-provider';
import { isRole, UNITS } from '../consent/core/index.js';
import { DeployError, portTaken } from './deploy-error.js';

/** Grant by which a developer takes the place of a staff member; exists in the embedded provider only. */
export const STAFF_GRANT = 'urn:freigabe:params:oauth:grant-type:demo-staff';
export const CLIENT_ID = 'freigabe-demo';
/** `aud` of the access tokens: the gateway. */
export const AUDIENCE = 'freigabe';
/** Life of a token in seconds: a working day, so that copied commands keep working. */
const LIFETIME = 8 * 3600;

export interface IdentityProviderOptions {
  /** Port on `host`; 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** Address under which others reach the provider; default the one it listens on. */
  readonly issuer?: string;
  readonly key: KeyObject;
  readonly clientSecret: string;
  readonly production: boolean;
}

export interface IdentityProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

/**
 * An OpenID provider for development: discovery, JWKS and JWT access tokens (RFC 9068) with `unit`, `role` and the
 * person as `sub`. It signs in anybody who knows the client secret, so it refuses to run in production.
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  if (options.production) {
    throw new DeployError('PRODUCTION',
      'Der eingebaute Anmeldedienst ist nur für die Entwicklung. Im Betrieb OIDC_ISSUER auf den eigenen OIDC-Dienst setzen.',
      'The embedded identity provider is for development only. In production set OIDC_ISSUER to your own OIDC provider.');
  }
  const { port, host = '127.0.0.1' } = options;
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(error.code === 'EADDRINUSE' ? portTaken(port, 'IDP_PORT', error) : error));
    server.listen(port, host, done);
  });
  const issuer = options.issuer ?? `http://${host}:${(server.address() as AddressInfo).port}`;
  server.on('request', (await provider(issuer, options)).callback());
  return { issuer, stop: () => stop(server) };
}

async function provider(issuer: string, { key, clientSecret }: IdentityProviderOptions): Promise<Provider> {
  const { kty, crv, x, y } = await exportJWK(createPublicKey(key));
  const { d } = await exportJWK(key);
  const provider = new Provider(issuer, {
    jwks: { keys: [{ kty, crv, x, y, d, use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [clientSecret] },
    // Tokens carry everything themselves: there is nothing to store.
    adapter: () => ({ upsert: async () => undefined, find: async () => undefined, destroy: async () => undefined }),
    clients: [{
      client_id: CLIENT_ID, client_secret: clientSecret, grant_types: [STAFF_GRANT], redirect_uris: [], response_types: [],
      id_token_signed_response_alg: 'ES256',
    }],
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: LIFETIME },
    extraTokenClaims: ({ oidc: { params } }: Context) => ({ unit: params['unit'], role: params['role'] }),
  });
  provider.registerGrantType(STAFF_GRANT, issueStaffToken(provider), ['unit', 'role', 'person']);
  provider.on('server_error', (_context, error) => { process.stderr.write(`${error.stack ?? error.message}\n`); });
  return provider;
}

const issueStaffToken = (provider: Provider) => async (context: Context): Promise<void> => {
  const { client, params: { unit, role, person } } = context.oidc;
  if (!unit || !UNITS.has(unit)) throw new errors.InvalidRequest('unknown unit');
  if (!role || !isRole(role)) throw new errors.InvalidRequest('unknown role');
  if (!person) throw new errors.InvalidRequest('person is missing');
  const token = new provider.AccessToken({ client, accountId: person, gty: STAFF_GRANT });
  token.resourceServer = new provider.ResourceServer(AUDIENCE, {
    scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt', accessTokenTTL: LIFETIME, jwt: { sign: { alg: 'ES256' } },
  });
  context.oidc.entity('AccessToken', token);
  context.body = { access_token: await token.save(), token_type: token.tokenType, expires_in: token.expiration };
};

function stop(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
  });
}
