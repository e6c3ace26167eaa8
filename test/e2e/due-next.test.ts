import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { entryOf } from '../../consent/audit/entry.js';
import type { Requester } from '../../consent/core/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

const { clients, staff: { cm } } = SCENARIOS.F1;

let county: County;
beforeAll(async () => {
  county = await startCounty();
});
afterAll(() => county.close());
beforeEach(() => county.forget());

const ask = async (as: Requester, args = 'first: 100') =>
  (await county.ask({ as, purpose: 'CM_DURCHFUEHRUNG', query: `{ dueNext(${args}) { edges { cursor node { client goalKey dueOn state why } } pageInfo { hasNextPage endCursor } } }` })).body;
const logged = async () => Number((await county.query('consent', 'select seq from log_state'))[0]?.seq ?? 0);

test('shows the caseload’s deadlines, the next one first, from case management’s own data alone', async () => {
  const { data: { dueNext: { edges } }, errors } = await ask(cm);
  expect(errors).toBeUndefined();
  const due: string[] = edges.map(({ node }: any) => node.dueOn);
  expect(due).toEqual([...due].sort());
  expect(edges.map(({ node }: any) => node)).toContainEqual({
    client: county.id(clients['AK']!, cm.unit), goalKey: 'ANKOMMENSGESPRAECH', dueOn: '2026-03-16', state: 'OFFEN',
    why: 'Handlungsstruktur, Leitziel III: Anmeldung am 02.03.2026 + 14 Tage / registration on 2026-03-02 + 14 days',
  });
  expect(new Set(edges.map(({ node }: any) => node.state))).not.toContain('ERFUELLT');
  expect(new Set(county.received.map(({ subgraph }) => subgraph))).toEqual(new Set(['case-management']));
});

test('is what each client shows by itself, of all whom the caller is entrusted with and nobody else', async () => {
  const listed: any[] = [];
  for (let after = ''; ;) {
    const { data: { dueNext: { edges, pageInfo } } } = await ask(cm, `first: 37${after}`);
    listed.push(...edges.map(({ node }: any) => `${node.client} ${node.goalKey} ${node.dueOn}`));
    if (!pageInfo.hasNextPage) break;
    after = `, after: "${pageInfo.endCursor}"`;
  }
  const rows = await county.query('consent', `select distinct client_id as id from relation where unit = $1 and $2 = any (persons) and to_at is null and from_at <= to_timestamp($3::float8 / 1000)`, [cm.unit, cm.person, county.clock()]);
  const single: string[] = [];
  const own = rows.map(({ id }) => county.id(id, cm.unit));
  expect(listed.filter((line) => !own.includes(line.split(' ')[0]))).toEqual([]);
  const sample = own.filter((_, index) => index % 10 === 0);
  for (const client of sample) {
    const { body } = await county.ask({ as: cm, purpose: 'CM_DURCHFUEHRUNG', query: 'query ($id: ID!) { client(id: $id) { deadlines { goalKey dueOn state metOn } } }', variables: { id: client } });
    for (const { goalKey, dueOn, state, metOn } of body.data.client.deadlines) if (metOn === null && ['OFFEN', 'BALD_FAELLIG', 'VERSAEUMT'].includes(state)) single.push(`${client} ${goalKey} ${dueOn}`);
  }
  expect(single.length).toBeGreaterThan(5);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.filter((line) => sample.includes(line.split(' ')[0])).sort()).toEqual(single.sort());
});

test('each client who is looked at is in the log before the answer', async () => {
  const before = await logged();
  const { data: { dueNext: { edges } } } = await ask(cm);
  const entries = (await county.query('consent', 'select payload from log_inbox where seq > $1', [before])).map(({ payload }) => entryOf(payload));
  const named = new Set(entries.filter(({ kind }) => kind === 'RELEASE').map(({ client }) => client && county.id(client, cm.unit)));
  for (const { node } of edges) expect(named).toContain(node.client);
});

test('shows nothing to who reads no personal data, needs a purpose, and takes no foreign cursor', async () => {
  expect(await ask({ ...cm, role: 'COORDINATOR' })).toEqual({ data: { dueNext: null } });
  expect((await county.ask({ as: cm, query: '{ dueNext { edges { cursor } } }' })).body.errors[0].extensions.code).toBe('PURPOSE_MISSING');
  expect((await ask(cm, 'after: "?"')).errors[0].extensions.code).toBe('BAD_REQUEST');
  expect(county.received).toEqual([]);
});

test('shows the Jobcenter nothing of the county’s deadlines without a release, and asks for none', async () => {
  const jobcenter: Requester = { unit: 'JOBCENTER_LIPPE', person: 'jc-101', role: 'CASE_WORKER' };
  const { data, errors } = await ask(jobcenter);
  expect(errors).toBeUndefined();
  expect(data.dueNext.edges).toEqual([]);
  expect(county.received.filter(({ query }) => query.includes('deadlines'))).toEqual([]);
});
