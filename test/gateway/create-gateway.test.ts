import { generateKeyPairSync } from 'node:crypto';
import { createPolicy } from '../../consent/core/index.js';
import { createPseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { migrateConsent, openConsentStore, type ConsentStore } from '../../consent/store/index.js';
import { createGateway, type Caller, type Gateway, type GatewayOptions, type SubgraphRequest, type SubgraphSource } from '../../gateway/index.js';
import { consent, DAY, NOW, relation } from '../consent/core/records.js';
import { testDatabase, type TestDatabase } from '../kit/postgres.js';
import { AUDIENCE, ISSUER, issuedToken, keySet } from './identity/issuer.js';
import { consentSchema, startCourses, supergraphSdl } from './small-county.js';

const ANNA = '00000000-0000-4000-8000-000000000001';
const pseudonyms = createPseudonyms(new Map([[1, new Uint8Array(32).fill(7)]]));
const id = pseudonyms.write('unit:KREIS_SERVICESTELLE', ANNA);
const caller: Caller = { requester: { unit: 'KREIS_SERVICESTELLE', person: 'cm-1', role: 'CASE_MANAGER' }, purpose: 'KURSVERMITTLUNG', occasion: 'A-1' };
const LEVEL = `{ client(id: "${id}") { languageLevel supportPlan } }`;

let database: TestDatabase;
let store: ConsentStore;
let courses: Awaited<ReturnType<typeof startCourses>>;
let gateway: Gateway;
let url: string;
let token: string;

const options = async (): Promise<GatewayOptions> => ({
  supergraphSdl,
  subgraphs: { 'language-courses': { url: courses.url } },
  consent: { schema: consentSchema, contextFor: () => ({}) },
  store, pseudonyms, policy: createPolicy(), clock: () => NOW,
  ticketKey: { kid: 't1', privateKey: generateKeyPairSync('ed25519').privateKey },
  identity: { issuer: ISSUER, audience: AUDIENCE, jwks: await keySet() },
  logger: { info: () => undefined, error: () => undefined },
});

beforeAll(async () => {
  database = await testDatabase('consent');
  await migrateConsent(database.ownerUrl);
  store = await openConsentStore({ url: database.appUrl, clock: () => NOW });
  await store.importClients([{ id: ANNA, relations: [relation('KREIS_SERVICESTELLE', 'cm-1'), relation('NWL_CUK', 'cuk-1')], consents: [consent({ id: '10000000-0000-4000-8000-000000000001', to: NOW + 30 * DAY })] }]);
  courses = await startCourses();
  gateway = await createGateway(await options());
  ({ url } = await gateway.listen(0, '127.0.0.1'));
  token = await issuedToken({ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER', sub: 'cm-1' }, NOW / 1000);
});
afterAll(async () => {
  await store.close();
  courses.close();
  await database.drop();
});

const headers = () => ({ authorization: `Bearer ${token}`, 'x-purpose-of-use': 'KURSVERMITTLUNG', 'x-occasion': 'A-1', accept: 'application/json' });
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

/** Every way in. */
const entries: Record<string, (query: string) => Promise<any>> = {
  POST: async (query) => (await fetch(`${url}/graphql`, { method: 'POST', headers: { ...headers(), 'content-type': 'application/json' }, body: JSON.stringify({ query }) })).json(),
  GET: async (query) => (await fetch(`${url}/graphql?${new URLSearchParams({ query })}`, { headers: headers() })).json(),
  'in process': async (query) => plain(await gateway.execute({ query }, caller)),
};

describe.each(Object.keys(entries))('%s', (entry) => {
  const ask = (query: string) => entries[entry]!(query);

  test('releases what the consent covers, withholds the rest, and logs both before it answers', async () => {
    const before = await store.logHead();
    const { data, errors } = await ask(LEVEL);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ client: { languageLevel: 'A2', supportPlan: null } });
    expect((await store.logHead()).seq).toBeGreaterThan(before.seq);
  });

  test('has the same limits', async () => {
    const doubled = Array.from({ length: 30 }, (_, i) => `fragment f${i} on Query{...f${i + 1} ...f${i + 1}}`).join('');
    const { data, errors } = await ask(`${doubled}fragment f30 on Query{courses{id}}{...f0}`);
    expect(data).toBeUndefined();
    expect(errors[0].extensions.code).toBe('LIMIT_EXCEEDED');
  });

  test('tells nothing of the schema where introspection is off', async () => {
    expect((await ask('{ __schema { types { name } } }')).data).toBeUndefined();
  });

  test('asks for a purpose of its own kind: an unknown one opens nothing', async () => {
    const { errors } = entry === 'in process'
      ? plain(await gateway.execute({ query: LEVEL }, { ...caller, purpose: 'ALLES' as never }))
      : ((await (await fetch(`${url}/graphql?${new URLSearchParams({ query: LEVEL })}`, { headers: { ...headers(), 'x-purpose-of-use': 'ALLES' } })).json()) as any);
    expect(errors[0].extensions.code).toBe('PURPOSE_UNKNOWN');
  });
});

test('tells of the schema in the roles that are listed, however the same text was asked before', async () => {
  const listed = await createGateway({ ...(await options()), introspection: ['COORDINATOR'] });
  const schemaFor = async (role: 'COORDINATOR' | 'CASE_MANAGER') =>
    (await listed.execute({ query: '{ __schema { queryType { name } } }' }, { ...caller, requester: { ...caller.requester, role } })).data;
  expect(plain([await schemaFor('CASE_MANAGER'), await schemaFor('COORDINATOR'), await schemaFor('CASE_MANAGER')])).toEqual([null, { __schema: { queryType: { name: 'Query' } } }, null]);
  await listed.close();
});

test('changes nothing over GET', async () => {
  const mutation = 'mutation { withdrawConsent(id: "x") { id } }';
  expect((await entries.GET!(mutation)).errors[0].extensions.code).toBe('METHOD_NOT_ALLOWED');
  expect((await entries.POST!(mutation)).data).toEqual({ withdrawConsent: { id: 'x' } });
});

test('believes a caller in its own process no more than a token', async () => {
  for (const requester of [{ ...caller.requester, unit: '__proto__' }, { ...caller.requester, role: 'ADMIN' as never }, { ...caller.requester, person: '' }]) {
    const { data, errors } = await gateway.execute({ query: LEVEL }, { ...caller, requester });
    expect([data, errors![0]!.extensions.code]).toEqual([undefined, 'FORBIDDEN']);
  }
});

test('is ready while the consent store answers', async () => {
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
});

test('does not start with a supergraph that misses an address', async () => {
  await expect(createGateway({ ...(await options()), subgraphs: {} })).rejects.toThrow('Adressen fehlen');
});

test('asks through a source of one’s own as it asks over HTTP: for what is granted, with a ticket', async () => {
  const asked: SubgraphRequest[] = [];
  const source: SubgraphSource = {
    subgraph: 'language-courses',
    async send(request) {
      asked.push(request);
      return { data: { _0: [{ __typename: 'Client', languageLevel: 'B1' }] }, faulty: false };
    },
    close: async () => undefined,
  };
  const own = await createGateway({ ...(await options()), subgraphs: { 'language-courses': source } });
  try {
    const { data } = await own.execute({ query: LEVEL }, caller);
    expect(plain(data)).toEqual({ client: { languageLevel: 'B1', supportPlan: null } });
    expect(asked).toEqual([{ query: expect.not.stringContaining('supportPlan'), variables: expect.anything(), ticket: expect.any(String) }]);
  } finally {
    await own.close();
  }
});

test('answers nobody any more when it is closed, by any way', async () => {
  await entries.POST!(LEVEL);
  await gateway.close();
  const { errors } = await gateway.execute({ query: '{ courses { id } }' }, caller);
  expect(errors![0]!.extensions.code).toBe('SHUTTING_DOWN');
  await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
});
