import { entryOf } from '../../consent/audit/entry.js';
import type { Purpose, Requester } from '../../consent/core/index.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';
import { tokenFor } from '../kit/identity.js';

/** Promise P9: by whatever way an operation comes in. */
let county: County;
beforeAll(async () => { county = await startCounty({ http: { explorer: true } }); });
afterAll(() => county?.close());
beforeEach(() => county.forget());

const { NWL_CUK: cuk } = SHOWCASE.staff;
const VIEW = 'query($id: ID!) { client(id: $id) { name languageLevel { level } labourProfile { education } } courses(first: 1) { edges { node { title } } } }';
const id = (): string => county.id(SHOWCASE.client, cuk.unit);

interface Call {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly as?: Requester;
  readonly purpose?: Purpose | null;
}
interface Reply {
  readonly body: any;
  readonly requestId: string | null;
}
const headers = async ({ as = cuk, purpose = SHOWCASE.purpose }: Call) =>
  ({ authorization: `Bearer ${await tokenFor(as, county.clock())}`, accept: 'application/json', ...(purpose && { 'x-purpose-of-use': purpose }) });

const ways: Readonly<Record<string, (call: Call) => Promise<Reply>>> = {
  async POST(call) {
    const answer = await county.ask({ as: call.as ?? cuk, purpose: call.purpose === undefined ? SHOWCASE.purpose : call.purpose, query: call.query, variables: call.variables ?? {} });
    return { body: answer.body, requestId: answer.headers.get('x-request-id') };
  },
  async GET(call) {
    const url = new URL(county.url);
    url.searchParams.set('query', call.query);
    url.searchParams.set('variables', JSON.stringify(call.variables ?? {}));
    const response = await fetch(url, { headers: await headers(call) });
    return { body: await response.json(), requestId: response.headers.get('x-request-id') };
  },
  async 'POST as the explorer sends it'(call) {
    const response = await fetch(county.url, {
      method: 'POST', headers: { ...(await headers(call)), accept: 'application/json, multipart/mixed', 'content-type': 'application/json', origin: new URL(county.url).origin },
      body: JSON.stringify({ query: call.query, variables: call.variables ?? {}, operationName: null, extensions: {} }),
    });
    return { body: await response.json(), requestId: response.headers.get('x-request-id') };
  },
  async 'a call in the process'({ query, variables = {}, as = cuk, purpose = SHOWCASE.purpose }) {
    const result = await county.gateway.execute({ query, variables }, { requester: as, purpose, occasion: null });
    return { body: JSON.parse(JSON.stringify(result)), requestId: null };
  },
};

const lastEntries = (count: number) =>
  county.query('consent', 'SELECT payload FROM log_inbox ORDER BY seq DESC LIMIT $1', [count]).then((rows) => rows.map(({ payload }) => entryOf(payload)));
const entryCount = async (): Promise<number> => Number((await county.query('consent', 'SELECT count(*) FROM log_inbox'))[0].count);

const many = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ');
/** By the limit that each is beyond. */
const TOO_LARGE: Readonly<Record<string, string>> = {
  tokens: `{ ${'a '.repeat(4_000)}}`,
  cost: '{ clients(first: 100) { edges { node { children { id } } } } c: clients(first: 100) { edges { node { children { children { children { id } } } } } } }',
  depth: `{ client(id: "x") ${'{ children '.repeat(16)} { id } ${'}'.repeat(16)} }`,
  aliases: `{ client(id: "x") { ${many(51, (index) => `a${index}: name`)} } }`,
  rootFields: `{ ${many(11, (index) => `c${index}: courses(first: 1) { edges { cursor } }`)} }`,
  fields: `{ courses { edges { node { ...F0 } } } } ${many(30, (index) => `fragment F${index} on Course { ...F${index + 1} ...F${index + 1} }`)} fragment F30 on Course { id }`,
};

describe.each(Object.keys(ways))('%s', (way) => {
  const call = (request: Call): Promise<Reply> => ways[way]!(request);

  it('gives the same answer, asks the same of the agencies and leaves the same entry', async () => {
    const reference = await ways['POST']!({ query: VIEW, variables: { id: id() } });
    const sent = county.received.map(({ subgraph, query, variables }) => ({ subgraph, query, variables }));
    county.forget();
    const { body, requestId } = await call({ query: VIEW, variables: { id: id() } });
    expect(body).toEqual(reference.body);
    expect(county.received.map(({ subgraph, query, variables }) => ({ subgraph, query, variables }))).toEqual(expect.arrayContaining(sent));
    expect(county.received).toHaveLength(sent.length);
    const [mine, theirs] = await lastEntries(2);
    expect({ ...mine, at: 0, requestId: '' }).toEqual({ ...theirs, at: 0, requestId: '' });
    if (requestId) expect(mine?.requestId).toBe(requestId);
  });

  it.each(Object.entries(TOO_LARGE))('has the same limits: %s', async (limit, query) => {
    const { body } = await call({ query });
    expect([body.data, body.errors[0]]).toEqual([undefined, { message: expect.stringMatching(/^Die Abfrage .* \/ The operation /), extensions: expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit }) }]);
    expect(county.received).toEqual([]);
  });

  it('needs a purpose for personal data, and none for the catalogue', async () => {
    const personal = await call({ query: VIEW, variables: { id: id() }, purpose: null });
    expect([personal.body.data, personal.body.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)]).toEqual([undefined, ['PURPOSE_MISSING']]);
    expect((await call({ query: '{ courses(first: 1) { edges { cursor } } }', purpose: null })).body.errors).toBeUndefined();
  });

  it.each([
    [{ unit: 'NOBODY', person: 'x', role: 'CASE_WORKER' }], [{ unit: '__proto__', person: 'x', role: 'CASE_WORKER' }], [{ unit: 'NWL_CUK', person: 'x', role: 'ADMIN' }],
    [{ unit: 'NWL_CUK', person: ' ', role: 'CASE_WORKER' }],
  ])('looks up who calls: %j', async (as) => {
    const before = await entryCount();
    const { body } = await call({ query: VIEW, variables: { id: id() }, as: as as Requester });
    expect([body.data, body.errors[0].extensions.code]).toEqual([undefined, 'FORBIDDEN']);
    expect([county.received, await entryCount()]).toEqual([[], before]);
  });

  it('refuses an unknown purpose with the list of those there are', async () => {
    const { body } = await call({ query: VIEW, variables: { id: id() }, purpose: 'ALLES' as Purpose });
    expect(body.errors[0].extensions).toMatchObject({ code: 'PURPOSE_UNKNOWN', purposes: expect.arrayContaining(['KURSVERMITTLUNG']) });
  });

  it('does not show the schema, nor its service or entities', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Client") { name } }', '{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      const { body } = await call({ query });
      expect([body.data, body.errors[0].extensions.code]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });
});

describe('ways that there are not', () => {
  const send = async (body: unknown, more: Record<string, string> = {}) => {
    const response = await fetch(county.url, { method: 'POST', headers: { ...(await headers({ query: '' })), 'content-type': 'application/json', ...more }, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as any };
  };

  it('several operations in one request', async () => {
    const { status, body } = await send([{ query: VIEW, variables: { id: id() } }, { query: VIEW, variables: { id: id() } }]);
    expect([status, body.errors[0].extensions.code, body.data]).toEqual([400, 'BATCHING_REFUSED', undefined]);
    expect(county.received).toEqual([]);
  });

  it('an operation by the hash of one that nobody registered, or by the name of a stored document', async () => {
    const hash = { persistedQuery: { version: 1, sha256Hash: 'ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38' } };
    const unknown = await send({ extensions: hash });
    expect(unknown).toEqual({ status: 200, body: { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] } });
    for (const body of [{ documentId: 'x' }, { id: 'x' }, { doc_id: 'x', variables: {} }, { query: VIEW, extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } }]) {
      const answer = await send(body);
      expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    }
    expect(county.received).toEqual([]);
  });

  it('extensions that change what is asked or answered', async () => {
    const plain = await send({ query: VIEW, variables: { id: id() } });
    const extensions = { releaseTicket: 'x', purpose: 'WOHNEN', requester: { unit: 'ABH_KREIS' }, queryPlan: true, tracing: true };
    expect(await send({ query: VIEW, variables: { id: id() }, extensions })).toEqual(plain);
    expect(await send({ query: VIEW, variables: { id: id() } }, { 'apollo-query-plan-experimental': '1', 'apollo-federation-include-trace': 'ftv1', 'x-forwarded-user': 'root', 'x-http-method-override': 'GET' })).toEqual(plain);
  });

  it('a mutation by GET, a query by PUT, a form, a text, another path', async () => {
    const url = new URL(county.url);
    url.searchParams.set('query', 'mutation { withdrawConsent(input: { idempotencyKey: "one-pipeline", client: "x", consent: "x" }) { state } }');
    expect((await fetch(url, { headers: await headers({ query: '' }) })).status).toBe(405);
    expect((await fetch(county.url, { method: 'PUT', headers: await headers({ query: '' }), body: '{}' })).status).toBe(405);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql', 'application/json; charset=utf-7']) {
      expect((await fetch(county.url, { method: 'POST', headers: { ...(await headers({ query: '' })), 'content-type': type }, body: '{"query":"{__typename}"}' })).status).toBe(415);
    }
    expect((await fetch(county.url, { headers: { ...(await headers({ query: '' })), 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await fetch(new URL('/graphql/', county.url), { method: 'POST', headers: { ...(await headers({ query: '' })), 'content-type': 'application/json' }, body: '{}' })).status).toBe(404);
  });

  it('the explorer’s page itself: it holds no data and no key to any', async () => {
    const page = await fetch(new URL('/', county.url));
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("script-src 'self'")]);
    expect(await page.text()).not.toMatch(/Bearer [\w-]+\.|c1_/);
  });
});
