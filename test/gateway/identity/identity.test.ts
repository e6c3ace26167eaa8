import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { createIdentity, type Identity } from '../../../gateway/identity/index.js';
import { Refusal } from '../../../gateway/server/index.js';
import { AUDIENCE, CLAIMS, ISSUER, issuedToken, keys, keySet } from './issuer.js';

const NOW = Date.UTC(2026, 10, 22, 9) / 1000;
let at: number;
let identity: Identity;
beforeEach(async () => {
  at = NOW;
  identity = createIdentity({ issuer: ISSUER, audience: AUDIENCE, jwks: await keySet(), clock: () => at * 1000 });
});

/** Only `Date` is the test's; timers and sockets go on. */
const NOT_FAKED = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const payload = { iss: ISSUER, aud: AUDIENCE, iat: NOW, exp: NOW + 300, ...CLAIMS };

const requesterOf = async (authorization: string | null, by = identity) => (await by.identify(authorization)).requester;

async function refusalOf(token: string, by = identity): Promise<Refusal> {
  const outcome = await by.identify(`Bearer ${token}`).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Refusal);
  return outcome as Refusal;
}

async function expectInvalid(token: string, by = identity): Promise<void> {
  const { status, code, message, headers } = await refusalOf(token, by);
  expect({ status, code, message, headers }).toEqual({
    status: 401,
    code: 'UNAUTHENTICATED',
    message: 'Die Anmeldung ist ungültig. Bitte neu anmelden. / The token is not valid. Sign in again.',
    headers: { 'www-authenticate': 'Bearer realm="freigabe", error="invalid_token", error_description="The token is not valid"' },
  });
}

test('tells unit, person and role from a genuine token, and nothing else', async () => {
  const token = await issuedToken({ ...CLAIMS, admin: true }, NOW);
  expect(await requesterOf(`Bearer ${token}`)).toEqual({ unit: 'KREIS_SERVICESTELLE', person: 'b.fall', role: 'CASE_MANAGER' });
  expect(await requesterOf(`bearer  ${token}`)).toEqual({ unit: 'KREIS_SERVICESTELLE', person: 'b.fall', role: 'CASE_MANAGER' });
});

test('asks for a token when there is none', async () => {
  await expect(requesterOf(null)).rejects.toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED',
    headers: { 'www-authenticate': 'Bearer realm="freigabe"' },
    message: 'Anmeldung fehlt: bitte ein Bearer-Token im Header Authorization senden. / Not signed in: send a bearer token in the Authorization header.',
  });
});

test.each(['', 'Bearer', 'Bearer ', 'Basic dXNlcjpwYXNz', 'Bearer a b', 'Bearer a,b', 'Bearer ä', `Bearer ${'x'.repeat(10_000)}`])('refuses the header %j', async (header) => {
  await expect(requesterOf(header)).rejects.toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
});

describe('forged signatures', () => {
  test.each(['none', 'None', 'NONE', ''])('refuses the algorithm %j', async (alg) => {
    await expectInvalid(`${base64({ alg, typ: 'at+jwt', kid: 'k1' })}.${base64(payload)}.`);
  });

  test.each(['HS256', 'HS384', 'HS512'])('refuses the public key used as a shared secret: %s', async (alg) => {
    const signed = `${base64({ alg, typ: 'at+jwt', kid: 'k1' })}.${base64(payload)}`;
    for (const secret of [await exportSPKI((await keys).publicKey), JSON.stringify((await keySet()).keys[0]), '']) {
      await expectInvalid(`${signed}.${createHmac(alg.replace('HS', 'sha'), secret).update(signed).digest('base64url')}`);
    }
  });

  test('refuses a token of another key under the known kid', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    await expectInvalid(await new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' }).sign(privateKey));
  });

  test('refuses a key that the token brings itself', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const header = { alg: 'ES256', typ: 'at+jwt', kid: 'own', jwk: await exportJWK(publicKey), jku: 'http://127.0.0.1:9/keys' };
    await expectInvalid(await new SignJWT(payload).setProtectedHeader(header).sign(privateKey));
  });

  test.each(['k2', '__proto__', '../k1', ''])('refuses the unknown key id %j', async (kid) => {
    await expectInvalid(await issuedToken(CLAIMS, NOW, { kid }));
  });

  test('refuses a payload that was changed after signing', async () => {
    const [header, , signature] = (await issuedToken(CLAIMS, NOW)).split('.');
    await expectInvalid(`${header}.${base64({ ...payload, unit: 'JOBCENTER_LIPPE' })}.${signature}`);
  });

  test('refuses a token whose signature is missing or extended', async () => {
    const token = await issuedToken(CLAIMS, NOW);
    await expectInvalid(token.slice(0, token.lastIndexOf('.') + 1));
    await expectInvalid(`${token}AAAA`);
    await expectInvalid(`${token}.AAAA`);
  });
});

describe('tokens for something else', () => {
  test.each([
    ['another issuer', { iss: 'https://other.example' }],
    ['another audience', { aud: 'https://other.example' }],
    ['no audience', { aud: undefined }],
    ['an audience that only begins like ours', { aud: `${AUDIENCE}.evil.example` }],
    ['no expiry', { exp: undefined }],
    ['an expiry that is no number', { exp: 'never' as never }],
    ['no time of issue', { iat: undefined }],
    ['not valid before a minute from now', { nbf: NOW + 60 }],
  ])('refuses %s', async (_, claims) => expectInvalid(await issuedToken({ ...CLAIMS, ...claims }, NOW)));

  test.each(['JWT', 'id+jwt', 'logout+jwt', 'release-ticket+jwt', undefined])('refuses the type %j: an id token is no access token', async (typ) => {
    await expectInvalid(await issuedToken(CLAIMS, NOW, { typ }));
  });

  test('refuses extensions that it does not understand', async () => {
    const { privateKey } = await keys;
    const token = await new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', crit: ['future'], future: 1 })
      .sign(privateKey, { crit: { future: true } });
    await expectInvalid(token);
  });
});

describe('time', () => {
  test('says that a token has expired, also one that it has seen before', async () => {
    const token = await issuedToken({ ...CLAIMS, exp: NOW + 30 }, NOW);
    await requesterOf(`Bearer ${token}`);
    at = NOW + 29;
    await requesterOf(`Bearer ${token}`);
    at = NOW + 36;
    expect(await refusalOf(token)).toMatchObject({
      status: 401,
      message: 'Die Anmeldung ist abgelaufen. Bitte neu anmelden. / The token has expired. Sign in again.',
      headers: { 'www-authenticate': expect.stringContaining('The token has expired') },
    });
  });

  test('allows clocks to differ by a few seconds, not more', async () => {
    at = NOW + 304;
    await requesterOf(`Bearer ${await issuedToken(CLAIMS, NOW)}`);
    at = NOW + 306;
    await refusalOf(await issuedToken({ ...CLAIMS, jti: 'x' }, NOW));
  });
});

describe('genuine tokens of people who may not use the gateway', () => {
  test.each([
    ['an unknown unit', { unit: 'KREIS_LIPPE' }],
    ['a unit named __proto__', { unit: '__proto__' }],
    ['a unit named constructor', { unit: 'constructor' }],
    ['several units', { unit: ['KREIS_SERVICESTELLE'] }],
    ['no unit', { unit: undefined }],
    ['an unknown role', { role: 'ADMIN' }],
    ['a role named __proto__', { role: '__proto__' }],
    ['a role named toString', { role: 'toString' }],
    ['no role', { role: undefined }],
    ['no person', { sub: undefined }],
    ['a blank person', { sub: ' ' }],
    ['an endless person', { sub: 'x'.repeat(256) }],
  ])('forbids %s', async (_, claims) => {
    const { status, code, headers, message } = await refusalOf(await issuedToken({ ...CLAIMS, ...claims } as never, NOW));
    expect([status, code]).toEqual([403, 'FORBIDDEN']);
    expect(headers).toEqual({ 'www-authenticate': 'Bearer realm="freigabe", error="insufficient_scope"' });
    expect(message).toMatch(/^.+ \/ .+$/);
  });
});

test('reads the claims under the names that the identity provider uses', async () => {
  const claims = { unit: 'https://kreis.example/stelle', role: 'rolle', person: 'preferred_username' };
  const named = createIdentity({ issuer: ISSUER, audience: AUDIENCE, jwks: await keySet(), clock: () => at * 1000, claims });
  const token = await issuedToken({ sub: 'x', 'https://kreis.example/stelle': 'NWL_CUK', rolle: 'CASE_WORKER', preferred_username: 'k.kurs' }, NOW);
  expect(await requesterOf(`Bearer ${token}`, named)).toEqual({ unit: 'NWL_CUK', role: 'CASE_WORKER', person: 'k.kurs' });
});

test.each(['HS256', 'none', 'dir'])('cannot be configured for %s', async (name) => {
  const jwks = await keySet();
  expect(() => createIdentity({ issuer: ISSUER, audience: AUDIENCE, jwks, algorithms: [name as never] })).toThrow('Only asymmetric');
});

test('does not take an RSA key for an algorithm that is not admitted', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const only = createIdentity({ issuer: ISSUER, audience: AUDIENCE, jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' } as never] }, algorithms: ['ES256'], clock: () => at * 1000 });
  await expectInvalid(await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'k1' }).sign(privateKey), only);
});

describe('keys that the issuer publishes', () => {
  test('are changed without a restart: a key published beside the old one is found, one taken away counts no more', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const renewed = { ...(await exportJWK(publicKey)), kid: 'k2', alg: 'ES256', use: 'sig' };
    let published = (await keySet()).keys;
    const server = createServer((_, res) => { res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published })); }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    jest.useFakeTimers({ doNotFake: [...NOT_FAKED], now: NOW * 1000 });
    try {
      const jwks = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
      const by = createIdentity({ issuer: ISSUER, audience: AUDIENCE, jwks, clock: () => Date.now() });
      const old = (jti: string) => issuedToken({ ...CLAIMS, jti, exp: NOW + 7_200 }, NOW);
      const fresh = await new SignJWT({ ...payload, exp: NOW + 7_200 }).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k2' }).sign(privateKey);
      await requesterOf(`Bearer ${await old('1')}`, by);
      published = [...published, renewed];
      jest.setSystemTime((NOW + 60) * 1000);
      await requesterOf(`Bearer ${fresh}`, by);
      await requesterOf(`Bearer ${await old('2')}`, by);
      published = [renewed];
      jest.setSystemTime((NOW + 3_600) * 1000);
      await requesterOf(`Bearer ${fresh}`, by);
      await expectInvalid(await old('3'), by);
    } finally {
      jest.useRealTimers();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('are fetched once, and their absence is not blamed on the caller', async () => {
    let asked = 0;
    let up = true;
    const published = JSON.stringify(await keySet());
    const server = createServer((_, res) => {
      asked++;
      res.writeHead(up ? 200 : 500, { 'content-type': 'application/json' }).end(up ? published : '{}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const jwks = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
    const remote = () => createIdentity({ issuer: ISSUER, audience: AUDIENCE, jwks, clock: () => at * 1000 });

    const reachable = remote();
    for (const jti of ['1', '2', '3']) await reachable.identify(`Bearer ${await issuedToken({ ...CLAIMS, jti }, NOW)}`);
    expect(asked).toBe(1);
    await expectInvalid(await issuedToken(CLAIMS, NOW, { kid: 'k9' }), reachable);

    up = false;
    const broken = remote();
    expect(await refusalOf(await issuedToken(CLAIMS, NOW), broken)).toMatchObject({ status: 503, code: 'IDENTITY_UNAVAILABLE', headers: { 'retry-after': '5' } });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await refusalOf(await issuedToken(CLAIMS, NOW), broken)).toMatchObject({ status: 503, code: 'IDENTITY_UNAVAILABLE' });
  });
});
