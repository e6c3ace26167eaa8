import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { PURPOSES } from '../../../consent/core/index.js';
import { callerFromProcess } from '../../../gateway/identity/index.js';
import { runningGateway, type Running } from '../server/running-gateway.js';

let gateway: Running;
beforeAll(async () => {
  gateway = await runningGateway();
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** Over node:http, which sends header lines as they are given. */
async function ask(headers: readonly (readonly [name: string, value: string])[], credentials = [['Authorization', `Bearer ${gateway.token}`]]) {
  const lines = [['Host', 'x'], ['Content-Type', 'application/json'], ...credentials, ...headers].flat();
  const call = request(`${gateway.url}/graphql`, { method: 'POST', headers: lines });
  call.end('{"query":"{ caller }"}');
  const [response] = await once(call, 'response');
  const body = JSON.parse(await text(response));
  return { status: response.statusCode, caller: JSON.parse(body.data?.caller ?? 'null'), error: body.errors?.[0], challenge: response.headers['www-authenticate'] };
}

const requester = { unit: 'KREIS_SERVICESTELLE', person: 'b.fall', role: 'CASE_MANAGER' };

test('hands requester, purpose and occasion on', async () => {
  expect((await ask([['X-Purpose-Of-Use', 'KURSVERMITTLUNG'], ['X-Occasion', 'KIM-2026-0042']])).caller).toEqual({
    requester, purpose: 'KURSVERMITTLUNG', occasion: 'KIM-2026-0042',
  });
  expect((await ask([])).caller).toEqual({ requester, purpose: null, occasion: null });
});

test.each(['ALLES', '*', '', '__proto__', 'toString', 'kursvermittlung', 'KURSVERMITTLUNG,SCHULPLATZ'])('refuses the purpose %j and lists the known ones', async (purpose) => {
  const { status, error } = await ask([['X-Purpose-Of-Use', purpose]]);
  expect([status, error.extensions]).toEqual([400, { code: 'PURPOSE_UNKNOWN', purposes: Object.keys(PURPOSES) }]);
});

test.each(['X-Purpose-Of-Use', 'X-Occasion', 'Authorization'])('refuses a doubled %s', async (name) => {
  const { status, error } = await ask([[name, 'SCHULPLATZ'], [name, 'SCHULPLATZ']]);
  expect([status, error.extensions.code]).toEqual([400, 'BAD_REQUEST']);
});

test('takes no second token beside the first', async () => {
  const { status } = await ask([['authorization', 'Bearer x']]);
  expect(status).toBe(400);
});

test.each(['', '   ', 'x'.repeat(65), 'a\tb', 'soft\u00adhyphen', 'no\u00a0break'])('refuses the occasion %j', async (occasion) => {
  const { status, error } = await ask([['X-Occasion', occasion]]);
  expect([status, error?.extensions.code]).toEqual([400, 'OCCASION_INVALID']);
});

test('sends the challenge of RFC 6750 with a refused token', async () => {
  expect(await ask([], [])).toMatchObject({ status: 401, challenge: 'Bearer realm="freigabe"', error: { extensions: { code: 'UNAUTHENTICATED' } } });
  expect(await ask([], [['Authorization', 'Bearer x.y.z']])).toMatchObject({ status: 401, challenge: expect.stringContaining('error="invalid_token"') });
});

test('looks a caller within the process up as strictly', () => {
  const caller = { requester, purpose: 'SCHULPLATZ', occasion: 'x' } as Parameters<typeof callerFromProcess>[0];
  expect(callerFromProcess(caller)).toEqual(caller);
  expect(() => callerFromProcess({ ...caller, requester: { ...caller.requester, unit: '__proto__' } })).toThrow('unbekannt');
  expect(() => callerFromProcess({ ...caller, requester: { ...caller.requester, role: 'ROOT' as never } })).toThrow('unbekannt');
  expect(() => callerFromProcess({ ...caller, purpose: 'ALLES' as never })).toThrow('unbekannt');
  expect(() => callerFromProcess({ ...caller, occasion: 'a\nb' })).toThrow('druckbaren');
});
