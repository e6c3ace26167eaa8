import { LogUnavailable } from '../../../consent/store/index.js';
import { Faults } from '../../../gateway/release/faults.js';
import { records } from '../../consent/core/records.js';
import type { Misbehaviour } from './agency.js';
import { idOf, people, released, startCounty, type County } from './county.js';

let county: County;
beforeEach(async () => {
  county = await startCounty({}, 300);
  county.clients.set(people.anna, records({ consents: [released('JOBCENTER_LIPPE', 'BENEFIT_REGIME')] }));
});
afterEach(() => county.close());

const query = 'query($id: ID!) { client(id: $id) { name benefits } }';
const bad: [string, string, Misbehaviour][] = [
  ['hangs', 'SUBGRAPH_UNAVAILABLE', () => 'hang'],
  ['breaks off', 'SUBGRAPH_UNAVAILABLE', () => 'cut'],
  ['fails', 'SUBGRAPH_UNAVAILABLE', () => ({ status: 503, body: 'secret words' })],
  ['sends no JSON', 'SUBGRAPH_ERROR', () => ({ body: '<html>secret words' })],
  ['sends a list that is too short', 'SUBGRAPH_ERROR', () => ({ body: '{"data":{"_0":[]}}' })],
  ['reports errors', 'SUBGRAPH_ERROR', () => ({ body: '{"errors":[{"message":"secret words","path":["secret words"]}],"data":null}' })],
];

test.each(bad)('says which agency is missing when it %s, in its own words, and answers the rest', async (_how, code, misbehaviour) => {
  county.agencies.jobcenter.misbehave = misbehaviour;
  const { data, errors } = await county.run(query, { id: idOf('anna') });
  expect(data).toEqual({ client: { name: 'anna', benefits: null } });
  expect(errors).toEqual([{ message: expect.stringContaining('jobcenter'), path: ['client'], extensions: { code, agency: 'jobcenter' } }]);
  expect(JSON.stringify(errors)).not.toContain('secret');
});

test('tells faults in an order that does not show which agency was the first to answer', () => {
  const told = (...agencies: readonly string[]) => {
    const faults = new Faults('r1');
    for (const agency of agencies) faults.subgraph('SUBGRAPH_ERROR', agency, ['client']);
    return faults.errors().map(({ extensions }) => extensions.agency);
  };
  expect(told('jobcenter', 'case-management')).toEqual(told('case-management', 'jobcenter'));
});

test('drops keys that would pollute prototypes', async () => {
  county.agencies.jobcenter.misbehave = () => ({ body: '{"data":{"_0":[{"__typename":"Client","benefits":"b","\\u005f_proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]}}' });
  expect((await county.run(query, { id: idOf('anna') })).data.client.benefits).toBe('b');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('takes out a nested client whose id an agency cannot have', async () => {
  county.agencies['case-management'].misbehave = (answer) => ({ body: JSON.stringify(answer).replace(/("id":")[^"]+/g, '$1foreign') });
  const { data, errors } = await county.run('query($id: ID!) { client(id: $id) { partner { id } } }', { id: idOf('anna') });
  expect(data).toEqual({ client: { partner: null } });
  expect(errors[0].extensions.code).toBe('SUBGRAPH_ERROR');
  expect(JSON.stringify(errors)).not.toContain('foreign');
});

test('takes out what an agency adds without being asked', async () => {
  county.clients.set(people.anna, records());
  county.agencies['case-management'].misbehave = (answer) => ({ body: JSON.stringify(answer).replace('"name"', '"benefits":"smuggled","name"') });
  const { data, errors } = await county.run(query, { id: idOf('anna') });
  expect(data).toEqual({ client: { name: 'anna', benefits: null } });
  expect(errors.map(({ extensions }: any) => extensions)).toEqual([{ code: 'SUBGRAPH_ERROR', agency: 'case-management' }]);
});

test('decides again when a release changes before the answer leaves, and never answers on the old decision', async () => {
  let changes = 0;
  county.onCommit = () => {
    if (changes++ > 0) return 'COMMITTED';
    county.clients.set(people.anna, records({ version: 8 }));
    return 'CHANGED';
  };
  const { data } = await county.run(query, { id: idOf('anna') });
  expect(data.client).toEqual({ name: 'anna', benefits: null });
  expect(county.commits.map(({ heads }) => heads)).toEqual([[{ clientId: people.anna, version: 8 }]]);
});

test('gives up after four runs, with the open part only, and records that agencies were asked for nothing', async () => {
  let runs = 0;
  county.onCommit = () => ((runs += 1) <= 4 ? 'CHANGED' : 'COMMITTED');
  const { data, errors, extensions } = await county.run('query($id: ID!) { courses { title } client(id: $id) { name } }', { id: idOf('anna') });
  expect([data, errors[0].extensions.code, extensions]).toEqual([{ courses: [{ title: 'B1' }], client: null }, 'RELEASE_CHANGED', undefined]);
  expect(county.commits).toEqual([{ heads: [], until: Infinity, entries: [
    expect.objectContaining({ kind: 'REFUSAL', client: people.anna, items: [], hints: ['DECIDED_AGAIN', 'NOT_ANSWERED'] }),
  ] }]);
});

test('says in the log that it has decided again: the first run may have fetched more', async () => {
  let runs = 0;
  county.onCommit = () => ((runs += 1) === 1 ? 'CHANGED' : 'COMMITTED');
  await county.run(query, { id: idOf('anna') });
  expect(county.commits.flatMap(({ entries }) => entries.map(({ kind, hints }) => [kind, hints]))).toEqual([['RELEASE', ['DECIDED_AGAIN']]]);
});

test.each(['log', 'records'])('withholds everything personal while the %s cannot be reached, and still serves the catalogue', async (what) => {
  const down = (): never => { throw new LogUnavailable('down'); };
  if (what === 'log') county.onCommit = down;
  else county.onRecords = down;
  const { data, errors } = await county.run('query($id: ID!) { courses { title } client(id: $id) { id name } }', { id: idOf('anna') });
  const idOnly = await county.run('query($id: ID!) { client(id: $id) { id } }', { id: idOf('anna') });
  expect([idOnly.data, idOnly.errors[0].extensions.code]).toEqual([{ client: null }, 'RELEASE_LOG_UNAVAILABLE']);
  expect(data).toEqual({ courses: [{ title: 'B1' }], client: null });
  expect(errors.map(({ path, extensions }: any) => [path, extensions.code])).toEqual([[['client'], 'RELEASE_LOG_UNAVAILABLE']]);
});
