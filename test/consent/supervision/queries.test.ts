import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { findAnomalies } from '../../../consent/supervision/anomalies/find-anomalies.js';
import { indexEntries } from '../../../consent/supervision/index-entries.js';
import { consentApi, JOB_DPO, type ConsentApi } from '../api/consent-api.js';
import { entry, NOON, relation } from '../store/county.js';

const consentId = randomUUID();
let api: ConsentApi;
let client: string;
let other: string;
/** The next evening, when nobody should be at work. */
const EVENING = Date.UTC(2026, 2, 2, 20, 30);

beforeAll(async () => {
  api = await consentApi();
  const relations = ['JOBCENTER_LIPPE', 'NWL_CUK'].map((unit) => relation({ unit }));
  [client, other] = [await api.client({ relations, consents: [] }), await api.client({ relations, consents: [] })];
  const asked = (of: string, requestId: string) => entry({
    requestId, client: of, requester: { unit: 'JOBCENTER_LIPPE', person: 'p1_x', role: 'CASE_WORKER' }, owners: ['NWL_CUK', 'JUGENDAMT:LAGE'],
    items: [
      { path: 'client.languageLevel', category: 'LANGUAGE_LEVEL', owners: ['NWL_CUK'], granted: true, delivered: true, basis: `CONSENT:${consentId}` },
      { path: 'client.kita', category: 'KITA_PLACEMENT', owners: ['JUGENDAMT:LAGE'], granted: false, delivered: null, basis: null },
    ],
  });
  await api.store.commit({ heads: [], until: Infinity, entries: [asked(client, 'r-1'), asked(other, 'r-2'), asked(client, 'r-3')] });
  const keeper = new pg.Client({ connectionString: api.county.database.keeperUrl });
  await keeper.connect();
  await indexEntries(keeper as unknown as pg.PoolClient, [101, 102, 103, 104].map((seq) => ({ seq, at: EVENING + seq, entry: asked(client, 'late') })));
  await findAnomalies(keeper as unknown as pg.PoolClient, { from: EVENING, to: EVENING });
  await keeper.end();
});
afterAll(() => api.close());

const requests = async (filter: string, by = JOB_DPO): Promise<string[]> => {
  const { data, errors } = await api.ask(`{ accessLog(first: 50, filter: {${filter}}) { edges { node { requestId kind } } } }`, { by, purpose: null });
  expect(errors).toEqual([]);
  const { edges } = (data as { accessLog: { edges: { node: { requestId: string; kind: string } }[] } }).accessLog;
  return edges.filter(({ node }) => node.kind === 'RELEASE').map(({ node }) => node.requestId);
};

describe('accessLog(filter)', () => {
  it('takes the unit’s own ids of clients and consents, and no others', async () => {
    const own = (id: string, unit = 'JOBCENTER_LIPPE') => api.seenBy(unit, id);
    expect(await requests(`client: "${own(client)}"`)).toEqual(['r-3', 'r-1']);
    expect(await requests(`basisId: "${own(consentId)}", client: "${own(other)}"`)).toEqual(['r-2']);
    for (const stranger of [client, own(client, 'NWL_CUK'), 'rubbish']) expect(await requests(`client: "${stranger}"`)).toEqual([]);
    for (const stranger of [consentId, own(consentId, 'NWL_CUK'), 'rubbish']) expect(await requests(`basisId: "${stranger}"`)).toEqual([]);
  });

  it.each([
    ['category: LANGUAGE_LEVEL, decision: GRANTED', ['r-3', 'r-2', 'r-1']],
    ['category: LANGUAGE_LEVEL, decision: WITHHELD', []],
    ['category: KITA_PLACEMENT, decision: WITHHELD', ['r-3', 'r-2', 'r-1']],
    ['owner: "NWL_CUK", basis: CONSENT, purpose: KURSVERMITTLUNG, requesterUnit: "JOBCENTER_LIPPE"', ['r-3', 'r-2', 'r-1']],
    ['requesterPerson: "p1_y"', []],
    ['emergency: true', []],
    ['emergency: false, kind: RELEASE', ['r-3', 'r-2', 'r-1']],
  ])('finds by %s also what is not integrated yet', async (filter, expected) => {
    expect(await requests(filter)).toEqual(expected);
  });

  it('tells which version of the release a decision rested on, counted by its own changes alone', async () => {
    const versions = [[client, consentId, NOON - 2], [client, randomUUID(), NOON - 1], [client, consentId, NOON], [client, consentId, NOON + 1], [other, consentId, NOON + 1]] as const;
    for (const [of, id, at] of versions) {
      await api.county.sql(`insert into record_version (client_id, source, record_id, version, head, known_from) values ($1, 'consent', $2, '{}', 99, $3)`, [of, id, new Date(at)]);
    }
    const { data, errors } = await api.ask(
      `{ accessLog(first: 1, to: "${new Date(NOON + 1).toISOString()}", filter: { kind: RELEASE, client: "${api.seenBy('JOBCENTER_LIPPE', client)}" }) { edges { node { items { basisVersion } } } } }`, { by: JOB_DPO, purpose: null });
    expect([errors, data]).toEqual([[], { accessLog: { edges: [{ node: { items: [{ basisVersion: 2 }, { basisVersion: null }] } }] } }]);
  });

  it('has on record about whom an officer asked', async () => {
    const { seq } = await api.store.logHead();
    await requests(`client: "${api.seenBy('JOBCENTER_LIPPE', client)}"`);
    await api.ask(`{ anomalies(filter: { client: "${api.seenBy('JOBCENTER_LIPPE', other)}" }) { edges { cursor } } }`, { by: JOB_DPO, purpose: null });
    await requests('client: "rubbish"');
    expect((await api.logged(seq)).map(({ kind, client: about, items }) => [kind, about, items[0]!.path])).toEqual([
      ['SUPERVISION', client, 'accessLog'], ['SUPERVISION', other, 'anomalies'], ['SUPERVISION', null, 'accessLog'],
    ]);
  });

  it('does not tell who would have had what was withheld, by no filter', async () => {
    expect(await requests('owner: "JUGENDAMT:LAGE"')).toEqual([]);
    expect(await requests('category: KITA_PLACEMENT', { ...JOB_DPO, unit: 'NWL_CUK' })).toEqual([]);
    expect(await requests('basis: CONSENT', { ...JOB_DPO, unit: 'JUGENDAMT:LAGE' })).toEqual([]);
  });
});

describe('anomalies', () => {
  const ANOMALIES = '{ anomalies(first: 5) { edges { node { rule sentence person client figures { name value } } } pageInfo { hasNextPage } } }';

  it('tells the officer of the unit which rule fired at which figures, about a pseudonym', async () => {
    const { data } = await api.ask(ANOMALIES, { by: JOB_DPO, purpose: null });
    expect(data).toEqual({ anomalies: { pageInfo: { hasNextPage: false }, edges: [{ node: {
      rule: 'UNUSUAL_HOURS', person: 'p1_x', client: null,
      sentence: '4 Zugriffe vor 6 oder ab 20 Uhr oder an einem arbeitsfreien Tag (ab 3) / 4 accesses before 6 or from 20 o’clock or on a day off (3 or more)',
      figures: expect.arrayContaining([{ name: 'count', value: 4 }, { name: 'least', value: 3 }]),
    } }] } });
  });

  it('tells nobody else, and reading them is on record', async () => {
    expect((await api.ask(ANOMALIES, { by: { ...JOB_DPO, unit: 'NWL_CUK' }, purpose: null })).data).toEqual({ anomalies: { edges: [], pageInfo: { hasNextPage: false } } });
    expect((await api.ask(ANOMALIES, { by: { ...JOB_DPO, role: 'CASE_MANAGER' }, purpose: null })).data).toEqual({ anomalies: null });
    const { seq } = await api.store.logHead();
    await api.ask(ANOMALIES, { by: JOB_DPO, purpose: null });
    expect((await api.logged(seq)).map(({ kind, items }) => [kind, items[0]!.path])).toEqual([['SUPERVISION', 'anomalies']]);
  });

  it('refuses a cursor that is none', async () => {
    expect((await api.ask('{ anomalies(after: "rubbish") { edges { cursor } } }', { by: JOB_DPO, purpose: null })).errors).toEqual([expect.stringContaining('after')]);
  });
});

it('knows instants: a page of the log for one evening', async () => {
  const { data } = await api.ask(`{ accessLog(from: "${new Date(NOON - 1).toISOString()}", to: "${new Date(NOON + 1).toISOString()}", filter: {kind: RELEASE}) { edges { node { requestId } } } }`, { by: JOB_DPO, purpose: null });
  expect((data as { accessLog: { edges: unknown[] } }).accessLog.edges).toHaveLength(3);
});
