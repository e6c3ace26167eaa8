import { SHOWCASE } from '../../demo/scenarios.js';
import { RevocationList } from '../../gateway/identity/index.js';
import { logoutToken } from '../kit/identity.js';
import { startCounty, type County } from '../kit/county.js';

/** A session that the identity provider ends is over at every replica, long before its tokens expire. */
let county: County;
beforeAll(async () => {
  county = await startCounty({ gateways: 2, logout: { clients: ['fachanwendung'], tokenLifetime: 3_600 } });
});
afterAll(() => county.close());

const worker = SHOWCASE.staff['JOBCENTER_LIPPE']!;
const colleague = { ...worker, person: 'jc-102' };
const CATALOGUE = '{ courses(first: 1) { edges { node { title } } } }';
const logout = (token: string, replica = 0) =>
  fetch(new URL('/backchannel-logout', county.urls[replica]), { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ logout_token: token }) });
const statusAt = async (replica: number, as = worker) => (await county.ask({ as, query: CATALOGUE, gateway: replica })).status;
const at = (): number => county.clock();

/** Until the other replica has heard of it; a second at most, by the product's word. */
async function within(milliseconds: number, holds: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + milliseconds;
  while (!(await holds())) {
    expect(performance.now()).toBeLessThan(until);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('ends at the replica that is told, and at the other one within seconds', async () => {
  expect([await statusAt(0), await statusAt(1)]).toEqual([200, 200]);
  expect((await logout(await logoutToken({ sub: worker.person, jti: 'one' }, at()))).status).toBe(200);
  expect(await statusAt(0)).toBe(401);
  await within(5_000, async () => (await statusAt(1)) === 401);
  expect(await statusAt(1, colleague)).toBe(200);
});

it('is told twice without harm', async () => {
  const token = await logoutToken({ sub: 'nobody-else', jti: 'twice' }, at());
  expect([(await logout(token)).status, (await logout(token, 1)).status]).toEqual([200, 200]);
  const rows = await county.query('consent', `select count(*)::int as count from revoked_session where jti = 'twice'`);
  expect(rows).toEqual([{ count: 1 }]);
});

it('begins anew with a token issued after it', () => {
  const list = new RevocationList(3_600);
  list.add({ kind: 'sub', value: 'a', at: 100 });
  list.add({ kind: 'sid', value: 's', at: 100 });
  expect([99, 100, 101].map((iat) => list.isRevoked({ sub: 'a', sid: null, iat }))).toEqual([true, true, false]);
  expect([list.isRevoked({ sub: 'b', sid: 's', iat: 100 }), list.isRevoked({ sub: 's', sid: 'a', iat: 100 })]).toEqual([true, false]);
});

it('is remembered as long as a token can live, and no longer', () => {
  const list = new RevocationList(3_600);
  list.add({ kind: 'sub', value: 'a', at: 100 });
  list.add({ kind: 'sub', value: 'b', at: 3_700 });
  expect(list.isRevoked({ sub: 'a', sid: null, iat: 100 })).toBe(true);
  list.add({ kind: 'sub', value: 'c', at: 3_701 });
  expect(list.isRevoked({ sub: 'a', sid: null, iat: 100 })).toBe(false);
});

it.each([
  ['for another application', { aud: 'other' }, {}],
  ['that is an access token', {}, { typ: 'at+jwt' }],
  ['without the event', { events: {} }, {}],
  ['with a nonce, as an id token has', { nonce: 'n' }, {}],
  ['that names nobody', { sub: undefined }, {}],
  ['from long ago', { iat: 1 }, {}],
  ['without an id of its own', { jti: undefined }, {}],
])('refuses a logout token %s', async (_, claims, header) => {
  const token = await logoutToken({ sub: colleague.person, jti: `bad ${_}`, ...claims }, at(), header);
  const answer = await logout(token);
  expect([answer.status, ((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code]).toEqual([400, 'BAD_REQUEST']);
  expect(await statusAt(0, colleague)).toBe(200);
});

it('refuses other methods and endless bodies', async () => {
  const url = new URL('/backchannel-logout', county.urls[0]);
  expect((await fetch(url)).status).toBe(405);
  expect((await fetch(url, { method: 'POST', body: 'x'.repeat(20_000) })).status).toBe(413);
});
