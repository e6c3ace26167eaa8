import { request } from 'node:http';
import { jobcenter } from '../../subgraphs/jobcenter/agency.js';
import { BODY_LIMIT } from '../../subgraphs/kit/http.js';
import { runTestAgency, type RunningTestAgency } from './running-agency.js';

let running: RunningTestAgency;
beforeAll(async () => void (running = await runTestAgency(jobcenter)));
afterAll(() => running.stop());

const base = () => running.url.replace('/graphql', '');
const refusal = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]!.extensions.code];
};

test.each([
  ['introspection', '{ __schema { types { name } } }'],
  ['introspection of one type', '{ __type(name: "Client") { name } }'],
  ['_service', '{ _service { sdl } }'],
  ['_service under an alias in a fragment', '{ ...f } fragment f on Query { x: _service { sdl } }'],
])('does not answer %s', async (_, query) => {
  const answer = await running.ask(query);
  expect([answer.data, answer.errors?.[0]?.extensions?.code]).toEqual([undefined, 'QUERY_INVALID']);
});

test('does not help to guess names', async () => {
  const answer = await running.ask('{ offer(id: "x") { titel } }');
  expect(answer.errors?.[0]?.message).not.toMatch(/did you mean/i);
});

test('answers introspection and _service where a developer switched them on', async () => {
  const open = await runTestAgency(jobcenter, { introspection: true });
  const answer = await open.ask('{ __schema { queryType { name } } _service { sdl } }');
  expect(answer.data).toEqual({ __schema: { queryType: { name: 'Query' } }, _service: { sdl: expect.stringContaining('@consent') } });
  await open.stop();
});

test.each([
  ['a batch', [{ query: '{ __typename }' }], {}, [400, 'BATCHING_REFUSED']],
  ['text that is no JSON', '{', {}, [400, 'BAD_REQUEST']],
  ['a body without query', { variables: {} }, {}, [400, 'BAD_REQUEST']],
  ['variables that are no object', { query: '{ __typename }', variables: 7 }, {}, [400, 'BAD_REQUEST']],
  ['a form', { query: '{ __typename }' }, { 'content-type': 'text/plain' }, [400, 'BAD_REQUEST']],
  ['another charset', { query: '{ __typename }' }, { 'content-type': 'application/json; charset=utf-7' }, [400, 'BAD_REQUEST']],
  ['a compressed body', { query: '{ __typename }' }, { 'content-encoding': 'gzip' }, [400, 'BAD_REQUEST']],
  ['an endless body', { query: 'x'.repeat(BODY_LIMIT) }, {}, [413, 'BODY_TOO_LARGE']],
  ['an endless query', { query: `{ ${'a:__typename '.repeat(5_000)} }` }, {}, [400, 'QUERY_INVALID']],
])('refuses %s', async (_, body, headers, expected) => {
  expect(await refusal(await running.post(body, headers))).toEqual(expected);
});

test('refuses GET, so nothing can be asked by a link', async () => {
  expect((await fetch(`${running.url}?query={__typename}`)).status).toBe(404);
});

test('refuses more than a thousand entities in one request, however they are spread over aliases', async () => {
  const reference = (count: number) => Array.from({ length: count }, (_, index) => ({ __typename: 'Client', id: `c${index}` }));
  const query = 'query ($r: [_Any!]!, $s: [_Any!]!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $s) { __typename } }';
  expect((await running.ask(query, { r: reference(500), s: reference(500) })).errors).toBeUndefined();
  const answer = await running.ask(query, { r: reference(500), s: reference(501) });
  expect(answer.errors?.[0]?.extensions?.code).toBe('TOO_MANY_ENTITIES');
});

test.each(['Nothing', '__proto__', 'Query', 'constructor'])('masks what goes wrong with a reference to %s', async (__typename) => {
  const answer = await running.ask('query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', { r: JSON.parse(`[{"__typename": "${__typename}", "id": "1"}]`) });
  expect(JSON.stringify(answer)).not.toMatch(/tried to load|stack|node_modules/);
});

test('forbids storing what it answers', async () => {
  expect((await running.post({ query: '{ __typename }' })).headers.get('cache-control')).toBe('no-store');
});

test('is live, and ready while its database is', async () => {
  expect((await fetch(`${base()}/health/live`)).status).toBe(200);
  expect((await fetch(`${base()}/health/ready`)).status).toBe(200);
});

test('without its database it is live but not ready, and says nothing about the fault', async () => {
  const lost = await runTestAgency(jobcenter);
  await lost.sql.end();
  await lost.database.drop();
  const answer = await lost.ask('{ offer(id: "x") { id } }');
  expect(answer).toEqual({ data: { offer: null }, errors: [{ message: 'Interner Fehler / Internal error', path: ['offer'], extensions: { code: 'INTERNAL' } }] });
  const health = lost.url.replace('/graphql', '/health/');
  expect([(await fetch(`${health}live`)).status, (await fetch(`${health}ready`)).status]).toEqual([200, 503]);
  expect(lost.log).toEqual([expect.stringMatching(/^jobcenter: \w+( \w+)?$/)]);
  await lost.close();
});

test('answers the request under way before it closes', async () => {
  const closing = await runTestAgency(jobcenter);
  const answered = new Promise<number>((resolve, reject) => {
    const slow = request(closing.url, { method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    slow.on('error', reject);
    slow.write('{"query":');
    setTimeout(() => slow.end('"{ __typename }"}'), 200);
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await Promise.all([expect(answered).resolves.toBe(200), closing.stop()]);
});
