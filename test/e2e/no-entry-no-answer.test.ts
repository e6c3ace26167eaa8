import pg from 'pg';
import { entryOf } from '../../consent/audit/entry.js';
import type { Requester } from '../../consent/core/index.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type Answer, type County } from '../kit/county.js';
import { serverUrl } from '../kit/postgres.js';

/** Promise P4: what is not in the log has not left, and what has left is in the log. */
let county: County;
beforeAll(async () => { county = await startCounty({ gateways: 2 }); });
afterAll(() => county?.close());
beforeEach(() => county.forget());

const { KREIS_SERVICESTELLE: cm } = SHOWCASE.staff;
const VIEW = `query($id: ID!) {
  client(id: $id) { name contact { street phone } languageLevel { level } benefits { regime } workPermission { access } consents { state } }
  courses(first: 2) { edges { node { title } } }
}`;
const view = (as: Requester = cm, gateway = 0): Promise<Answer> =>
  county.ask({ as, gateway, purpose: SHOWCASE.purpose, query: VIEW, variables: { id: county.id(SHOWCASE.client, as.unit) } });

const name = (): string => new URL(county.databases.consent.ownerUrl).pathname.slice(1);
async function superuser(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
const cutOff = () => superuser(`ALTER DATABASE "${name()}" ALLOW_CONNECTIONS false`, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name()}'`);
const restore = () => superuser(`ALTER DATABASE "${name()}" ALLOW_CONNECTIONS true`);
const revoke = () => county.query('consent', 'revoke execute on function append_log from freigabe_consent_app');
const grant = () => county.query('consent', 'grant execute on function append_log to freigabe_consent_app');

const entries = async (): Promise<{ seq: string; payload: any }[]> =>
  (await county.query('consent', 'SELECT seq, payload FROM log_inbox ORDER BY seq')).map(({ seq, payload }) => ({ seq, payload: entryOf(payload) }));

/** Nothing personal, one clear error, and the catalogue all the same. */
function expectRefused({ status, body }: Answer): void {
  expect(status).toBe(200);
  expect(body).toEqual({
    data: { client: null, courses: { edges: [{ node: { title: expect.any(String) } }, { node: { title: expect.any(String) } }] } },
    errors: [{ message: expect.stringContaining('Zugriffsprotokoll'), path: ['client'], extensions: { code: 'RELEASE_LOG_UNAVAILABLE' } }],
  });
}

describe('the consent database cannot be reached', () => {
  afterEach(restore);

  it('refuses personal fields, serves the catalogue in the same operation, and recovers by itself', async () => {
    const before = await view();
    expect(before.body.errors).toBeUndefined();
    await cutOff();
    expectRefused(await view());
    expectRefused(await view(cm, 1));
    expect((await county.ask({ as: cm, query: '{ offers(first: 1) { edges { node { title } } } }' })).body.errors).toBeUndefined();
    await restore();
    expect((await view()).text).toBe(before.text);
    expect((await view(cm, 1)).text).toBe(before.text);
  });

  it('refuses when it is lost while agencies are answering', async () => {
    county.intercept(async ({ subgraph }) => { if (subgraph === 'case-management') await cutOff(); });
    const answer = await view();
    county.intercept(null);
    expectRefused(answer);
  });

  it('refuses lists, log and changes alike', async () => {
    await cutOff();
    const list = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query: '{ clients(first: 2) { edges { node { id name } } } courses(first: 1) { edges { node { title } } } }' });
    expect([list.body.data.clients, list.body.data.courses.edges.length]).toEqual([null, 1]);
    expect(list.body.errors.map(({ extensions }: { extensions: object }) => extensions)).toEqual([{ code: 'RELEASE_LOG_UNAVAILABLE' }]);
    const log = await county.ask({ as: SCENARIOS.F15.staff.dpoKreis, query: '{ accessLog(first: 1) { edges { node { kind } } } }' });
    expect([log.body.data.accessLog, log.body.errors[0].extensions, log.body.errors.length]).toEqual([null, { code: 'RELEASE_LOG_UNAVAILABLE' }, 1]);
    const withdrawal = await county.ask({
      as: cm, query: 'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state } }',
      variables: { input: { idempotencyKey: 'cut-off-1', client: county.id(SHOWCASE.client, cm.unit), consent: SHOWCASE.client } },
    });
    expect(withdrawal.body.data?.withdrawConsent ?? null).toBeNull();
    expect(withdrawal.body.errors.map(({ extensions }: { extensions: object }) => extensions)).toEqual([{ code: 'RELEASE_LOG_UNAVAILABLE' }]);
  });

  it('says so where a load balancer asks, and tells no client of anybody', async () => {
    const ready = new URL('/health/ready', county.url);
    expect((await fetch(ready)).status).toBe(200);
    await cutOff();
    expect((await fetch(ready)).status).toBe(503);
    const unknown = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query: VIEW, variables: { id: 'nobody' } });
    expectRefused(unknown);
    expect(unknown.text).toBe((await view()).text);
  });
});

describe('the log cannot be written, while everything can be read', () => {
  afterEach(grant);

  it('refuses what it has fetched already', async () => {
    await revoke();
    expectRefused(await view());
    expect(county.received.length).toBeGreaterThan(0);
    await grant();
    expect((await view()).body.errors).toBeUndefined();
  });

  it('refuses also to say that a client is unknown, since that has to be recorded too', async () => {
    await revoke();
    const unknown = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query: VIEW, variables: { id: 'nobody' } });
    expectRefused(unknown);
    expect(unknown.text).toBe((await view()).text);
  });
});

describe('every answer', () => {
  const PATHS: Readonly<Record<string, string>> = {
    name: 'client.name', contact: 'client.contact', languageLevel: 'client.languageLevel', benefits: 'client.benefits', workPermission: 'client.workPermission',
    consents: 'client.consents',
  };

  it('has its entry before it is there, with exactly the fields that it shows', async () => {
    for (const as of Object.values(SHOWCASE.staff)) {
      const { headers, body } = await view(as);
      const [entry, ...more] = (await entries()).map(({ payload }) => payload).filter(({ requestId }) => requestId === headers.get('x-request-id'));
      expect(more).toEqual([]);
      const shown = Object.entries(body.data.client).filter(([, value]) => value !== null).map(([key]) => PATHS[key]!);
      expect(entry.items.filter(({ granted }: { granted: boolean }) => granted).map(({ path }: { path: string }) => path).sort()).toEqual(shown.sort());
      expect(entry.items.map(({ path }: { path: string }) => path).sort()).toEqual(Object.values(PATHS).sort());
      expect(entry).toMatchObject({ kind: 'RELEASE', client: SHOWCASE.client, purpose: SHOWCASE.purpose, requester: { unit: as.unit, role: as.role } });
    }
  });

  it('of a list has an entry for each client in it', async () => {
    const query = '{ clients(first: 25) { edges { node { id name languageLevel { level } } } } }';
    const { headers, body } = await county.ask({ as: cm, purpose: 'KURSVERMITTLUNG', query });
    const found = (await entries()).filter(({ payload }) => payload.requestId === headers.get('x-request-id')).map(({ payload }) => payload);
    const listed = body.data.clients.edges.map(({ node }: { node: { id: string } }) => county.pseudonyms.read(`unit:${cm.unit}`, node.id));
    expect(found.map(({ client }) => client).sort()).toEqual(listed.sort());
  });

  it('is recorded without a single value of it', async () => {
    const values = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value === 'string') values.add(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    for (const as of Object.values(SHOWCASE.staff)) collect((await view(as)).body.data.client);
    for (const known of ['ERTEILT', 'SGB_II']) values.delete(known); // also names of the log's own: a consent's state, a Rechtskreis
    const log = JSON.stringify(await entries());
    expect(values.size).toBeGreaterThan(4);
    expect([...values].filter((value) => log.includes(`"${value}"`) || (value.length > 4 && log.includes(value)))).toEqual([]);
    expect(log).not.toContain('cm-sr6-1');
  });

  it('is recorded also where it says nothing: an id that was tried, as it was written', async () => {
    const tried = ['nobody', 'x'.repeat(5_000), '\u0000\ud800 "quoted"', county.id(SHOWCASE.client, 'NWL_CUK')];
    for (const id of tried) {
      const { headers, body } = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query: 'query($id: ID!) { client(id: $id) { name } }', variables: { id } });
      expect(body.data).toEqual({ client: null });
      const [entry] = (await entries()).map(({ payload }) => payload).filter(({ requestId }) => requestId === headers.get('x-request-id'));
      expect(entry).toMatchObject({ kind: 'ATTEMPT', client: null, items: [], owners: [] });
      expect(entry.attemptedId.slice(0, 2)).toBe(id.startsWith('\0') ? '\uFFFD\uFFFD' : id.slice(0, 2));
    }
  });

  it('is recorded once for many queries at a time, and in one chain', async () => {
    const begun = (await entries()).length;
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => view(cm, index % 2)));
    expect(answers.map(({ body }) => body.errors).filter(Boolean)).toEqual([]);
    const added = (await entries()).slice(begun);
    expect(added.map(({ payload }) => payload.requestId).sort()).toEqual(answers.map(({ headers }) => headers.get('x-request-id')).sort());
    expect(added.map(({ seq }) => Number(seq))).toEqual(added.map((_, index) => begun + 1 + index));
  });
});
