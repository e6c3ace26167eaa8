import { generateKeyPairSync } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { AUDIENCE, CLIENT_ID, STAFF_GRANT, startIdentityProvider, type IdentityProvider } from '../../deploy/identity-provider.js';

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const options = { port: 0, key, clientSecret: 'secret-of-the-test', production: false };

describe('the embedded identity provider', () => {
  let provider: IdentityProvider;
  beforeAll(async () => { provider = await startIdentityProvider(options); });
  afterAll(() => provider.stop());

  const discovery = async () => (await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>;
  async function ask(parameters: Record<string, string>, secret = options.clientSecret) {
    const { token_endpoint: endpoint } = await discovery();
    const response = await fetch(endpoint!, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: STAFF_GRANT, ...parameters }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  it('issues an access token that its published keys verify, with unit, role and person', async () => {
    const { status, body } = await ask({ unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER', person: 'jc-1' });
    expect(status).toBe(200);
    const keys = createRemoteJWKSet(new URL((await discovery())['jwks_uri']!));
    const verified = await jwtVerify(body['access_token']!, keys, { issuer: provider.issuer, audience: AUDIENCE, typ: 'at+jwt' });
    expect(verified.payload).toMatchObject({ unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER', sub: 'jc-1' });
  });

  it('publishes no private key', async () => {
    const text = await (await fetch((await discovery())['jwks_uri']!)).text();
    expect(JSON.parse(text).keys[0]).not.toHaveProperty('d');
  });

  it.each([
    [{ unit: 'FINANZAMT', role: 'CASE_WORKER', person: 'x' }, 'unknown unit'],
    [{ unit: 'JOBCENTER_LIPPE', role: 'ADMIN', person: 'x' }, 'unknown role'],
    [{ unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER' }, 'person is missing'],
  ])('refuses %j', async (parameters, why) => {
    expect(await ask(parameters)).toEqual({ status: 400, body: { error: 'invalid_request', error_description: why } });
  });

  it('gives nothing to who does not know the client secret', async () => {
    const { status, body } = await ask({ unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER', person: 'x' }, 'guessed');
    expect(status).toBe(401);
    expect(body).not.toHaveProperty('access_token');
  });

  it('refuses to run in production', async () => {
    await expect(startIdentityProvider({ ...options, production: true })).rejects.toMatchObject({ code: 'PRODUCTION' });
  });

  it('names the port that is taken', async () => {
    const port = Number(new URL(provider.issuer).port);
    await expect(startIdentityProvider({ ...options, port })).rejects.toMatchObject({ code: 'PORT_TAKEN', message: expect.stringContaining(String(port)) });
  });
});
