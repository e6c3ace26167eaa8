import { records } from '../../consent/core/records.js';
import { idOf, people, released, startCounty, type County } from './county.js';

let county: County;
beforeEach(async () => { county = await startCounty(); });
afterEach(() => county.close());

const everything = 'query($id: ID!) { client(id: $id) { id name labourProfile { occupation } benefits languageLevel } }';

test('answers byte for byte the same, whatever the withheld data is', async () => {
  const before = JSON.stringify(await county.run(everything, { id: idOf('anna') }));
  Object.assign(county.data[people.anna]!, { labourProfile: null, benefits: 'other', languageLevel: null });
  expect(JSON.stringify(await county.run(everything, { id: idOf('anna') }))).toBe(before);
});

test('does not distinguish an unknown client, one of others, and a text that is no id', async () => {
  const answers = await Promise.all([idOf('dana'), idOf('nobody'), 'no id'].map((id) => county.run(everything, { id })));
  expect(answers).toEqual(answers.map(() => ({ data: { client: null }, extensions: { release: { purpose: 'KURSVERMITTLUNG', withheld: [] } } })));
  expect(county.commits.map(({ heads, entries }) => [heads, entries.map(({ kind, client, owners, items }) => [kind, client, owners, items])]))
    .toEqual(answers.map(() => [[], [['ATTEMPT', null, [], []]]]));
  expect(county.commits.map(({ entries }) => entries[0]!.attemptedId).sort()).toEqual([idOf('dana'), idOf('nobody'), 'no id'].sort());
});

test('sends agencies nothing but type and their own key of a client', async () => {
  county.clients.set(people.anna, records({ consents: [released('NWL_CUK', 'LANGUAGE_LEVEL'), released('JOBCENTER_LIPPE', 'BENEFIT_REGIME')] }));
  await county.run(everything, { id: idOf('anna') });
  const sent = Object.values(county.agencies).flatMap(({ received }) => received.flatMap(({ variables }) => variables._freigabe0));
  expect(sent.map((representation) => Object.keys(representation))).toEqual([['__typename', 'id'], ['__typename', 'id'], ['__typename', 'id']]);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  expect(JSON.stringify(sent)).not.toContain(people.anna);
});

test('tells reasons only to the person who leads the case', async () => {
  const query = 'query($id: ID!) { client(id: $id) { benefits } }';
  const own = await county.run(query, { id: idOf('anna') });
  const colleague = await county.run(query, { id: idOf('anna') }, { requester: { unit: 'KREIS_SERVICESTELLE', person: 'cm-2', role: 'CASE_MANAGER' } });
  expect(own.extensions.release.withheld).toEqual([expect.objectContaining({ path: ['client', 'benefits'], category: 'BENEFIT_REGIME', reason: 'CONSENT_MISSING' })]);
  expect(colleague.extensions.release.withheld).toEqual([{ path: ['client', 'benefits'], category: 'BENEFIT_REGIME' }]);
});

test('demands a purpose for personal data', async () => {
  const { data, errors } = await county.run(everything, { id: idOf('anna') }, { purpose: null });
  expect([data, errors[0].extensions.code]).toEqual([undefined, 'PURPOSE_MISSING']);
});
