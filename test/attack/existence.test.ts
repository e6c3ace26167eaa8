import { SCENARIOS, scenarioId, SHOWCASE } from '../../demo/scenarios.js';
import { random } from '../../demo/random.js';
import { runs } from '../kit/long.js';
import { startCounty, type Answer, type County } from '../kit/county.js';
import { difference } from './timing.js';

/** Promise P6: whether there is a client, and whether there is data, is told neither by an answer nor by how long it takes. */
const SAMPLES = runs(500, 5_000);
const stranger = SCENARIOS.F1.clients['AK']!;
const { cuk: as } = SCENARIOS.F1.staff;
const erased = scenarioId('somebody who was erased');
const FIELDS = 'id name birthDate languageLevel { level } enrolments { state } benefits { regime } residence { title } consents { id } releaseStatus { category }';

let county: County;
beforeAll(async () => {
  county = await startCounty();
  await county.store.importClients([{ id: erased, relations: [{ unit: as.unit, from: 0, to: null, persons: [as.person], responsible: as.person }], consents: [], emergencies: [] }]);
  expect((await ask(county.id(erased, as.unit))).body.data.client).not.toBeNull();
  for (const table of ['consent_event', 'consent', 'relation', 'client_head', 'client']) await county.query('consent', `delete from ${table} where ${table === 'client' ? 'id' : 'client_id'} = $1`, [erased]);
});
afterAll(() => county?.close());

const ask = (id: string, query = `query($id: ID!) { client(id: $id) { ${FIELDS} } }`, who = as): Promise<Answer> =>
  county.ask({ as: who, purpose: SHOWCASE.purpose, query, variables: { id } });

const seen = ({ status, headers, text }: Answer): string =>
  JSON.stringify([status, [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id'), text]);

/** The same moments for all: one of each in every round, in an order of its own. */
async function timed(kinds: Readonly<Record<string, () => Promise<unknown>>>): Promise<Readonly<Record<string, number[]>>> {
  const choose = random('existence');
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  for (let round = -20; round < SAMPLES; round++) {
    const order = Object.keys(kinds).map((kind) => ({ kind, place: choose.next() })).sort((a, b) => a.place - b.place);
    for (const { kind } of order) {
      const start = performance.now();
      await kinds[kind]!();
      if (round >= 0) times[kind]!.push(performance.now() - start);
    }
  }
  return times;
}

/**
 * Largest |Cliff's delta| that counts as no difference: by convention (Romano et al. 2006) less than 0.147 is negligible. Samples of one
 * distribution exceed it by chance with p < 0.0001: for two of 500 the standard deviation of delta is √((500 + 500 + 1) / (3 · 500 · 500)) = 0.037.
 */
const NEGLIGIBLE = 0.147;

function expectAlike(times: Readonly<Record<string, number[]>>): void {
  const [first, ...others] = Object.keys(times);
  const told = others.map((kind) => ({ kind, ...difference(times[kind]!, times[first!]!, random('bootstrap', kind).next) }));
  process.stdout.write(told.map(({ kind, delta, median, interval }) =>
    `${kind} against ${first}: delta ${delta.toFixed(3)}, median ${(1_000 * median).toFixed(0)} µs [${interval.map((end) => (1_000 * end).toFixed(0)).join(', ')}]\n`).join(''));
  expect(told.filter(({ delta }) => Math.abs(delta) >= NEGLIGIBLE)).toEqual([]);
}

const strangers = (): Readonly<Record<string, string>> => ({
  'an unknown id': county.id(scenarioId('nobody at all'), as.unit),
  'a client of other units': county.id(stranger, as.unit),
  'an erased client': county.id(erased, as.unit),
  'the id that another unit has': county.id(SHOWCASE.client, 'KREIS_SERVICESTELLE'),
});

it('answers alike, to the byte and header, for ids unknown, unrelated, erased, of other units and malformed', async () => {
  const malformed = ['', 'c1_', 'c1_AAAA', '__proto__', 'null', '00000000-0000-0000-0000-000000000000', `${county.id(stranger, as.unit)}=`];
  const answers = new Set<string>();
  for (const id of [...Object.values(strangers()), ...malformed]) answers.add(seen(await ask(id)));
  expect([...answers]).toHaveLength(1);
});

it('takes as long for a client of other units or an erased one as for an unknown id', async () => {
  expectAlike(await timed(Object.fromEntries(Object.entries(strangers()).map(([kind, id]) => [kind, () => ask(id)]))));
}, runs(120_000, 1_200_000));

it('takes as long where data is withheld as where there is none', async () => {
  const query = 'query($id: ID!) { client(id: $id) { healthNeeds psychosocialNeeds residence { title } cooperationPlan { nextStep } } }';
  const person = { unit: as.unit, from: 0, to: null, persons: [as.person], responsible: as.person };
  const bare = scenarioId('somebody of whom nothing is kept');
  const kept = scenarioId('somebody of whom much is kept');
  await county.store.importClients([bare, kept].map((id) => ({ id, relations: [person], consents: [], emergencies: [] })));
  const copy = (column: string): string => `select 'kept-' || id, $1, owner, recorded_on, ${column}`;
  await county.query('immigration_office', `insert into work_permission (id, client, owner, recorded_on, access) ${copy('access')} from work_permission limit 200`, [county.pseudonyms.write('subgraph:immigration-office', kept)]);
  const asked = (id: string) => () => ask(county.id(id, as.unit), query.replace('residence { title }', 'workPermission { access }'));
  expect(seen(await asked(bare)())).toBe(seen(await asked(kept)()));
  expectAlike(await timed({ 'where there is none': asked(bare), 'where it is withheld': asked(kept) }));
}, runs(120_000, 1_200_000));
