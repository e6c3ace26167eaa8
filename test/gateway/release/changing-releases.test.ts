import { random } from '../../../demo/random.js';
import type { Category } from '../../../consent/core/index.js';
import { runs } from '../../kit/long.js';
import { records } from '../../consent/core/records.js';
import { idAt, idOf, people, released, startCounty, type County, type Name } from './county.js';

/** What a release means for a fetch is kept between requests: whatever changes, no agency may ever be asked by what held before. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county.close());

const FIELDS = { benefits: 'BENEFIT_REGIME', labourProfile: 'LABOUR_PROFILE' } as const satisfies Record<string, Category>;
const NAMES: readonly Name[] = ['anna', 'ben', 'cem'];
const CASELOAD = '{ clients { edges { node { benefits labourProfile { occupation } } } } }';

/** What the Jobcenter was asked since the last time, and what its tickets grant: client and category. */
function asked() {
  const nameOf = new Map(NAMES.map((name) => [idAt('jobcenter', name), name]));
  const requests = county.agencies.jobcenter.received.splice(0);
  const fetched = requests.flatMap(({ query, variables }) =>
    [...query.matchAll(/_(\d+):_entities\(representations:\$_freigabe\d+\)\{\.\.\.on Client\{([^}]*)/g)].flatMap(([, index, text]) =>
      Object.keys(FIELDS).filter((field) => text!.includes(field)).flatMap((field) =>
        (variables[`_freigabe${index}`] as { id: string }[]).map(({ id }) => `${nameOf.get(id)} ${FIELDS[field as keyof typeof FIELDS]}`))));
  const granted = requests.flatMap(({ ticket }) => ticket?.grants ?? []).flatMap(({ clients, owners }) =>
    clients.flatMap((id) => Object.keys(owners.JOBCENTER_LIPPE ?? {}).map((category) => `${nameOf.get(id)} ${category}`)));
  return { fetched: fetched.sort(), granted: granted.sort() };
}

it('asks and grants by what is released now, through every change, for every purpose', async () => {
  const choose = random('changing releases');
  const state = new Map<Name, ReadonlySet<Category>>();
  const release = (names: readonly Name[], categories: readonly Category[]): void => {
    // Clients may even share one object of records: a release of one is none of the other.
    const shared = records({ consents: categories.length > 0 ? [released('JOBCENTER_LIPPE', ...categories)] : [] });
    for (const name of names) {
      county.clients.set(people[name], shared);
      state.set(name, new Set(categories));
    }
  };
  release(NAMES, []);
  for (let step = 0; step < runs(60, 2_000); step += 1) {
    release(NAMES.filter(() => choose.chance(0.5)), Object.values(FIELDS).filter(() => choose.chance(0.5)));
    for (const purpose of ['KURSVERMITTLUNG', 'WOHNEN', 'KURSVERMITTLUNG'] as const) {
      const { data, errors } = await county.run(CASELOAD, {}, { purpose });
      expect(errors).toBeUndefined();
      const expected = purpose === 'WOHNEN' ? [] : NAMES.flatMap((name) => [...state.get(name)!].map((category) => `${name} ${category}`)).sort();
      expect(asked()).toEqual({ fetched: expected, granted: expected });
      const shown = NAMES.flatMap((name, index) => (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((field) =>
        (data.clients.edges[index].node[field] === null ? [] : `${name} ${FIELDS[field]}`))).sort();
      expect(shown).toEqual(expected);
    }
  }
}, 600_000);

it('gives two clients with one and the same record an answer each', async () => {
  const same = records({ consents: [released('JOBCENTER_LIPPE', 'BENEFIT_REGIME')] });
  for (const name of NAMES) county.clients.set(people[name], same);
  for (const name of NAMES) {
    const { data } = await county.run('query($id: ID!) { client(id: $id) { id benefits } }', { id: idOf(name) });
    expect(data.client).toEqual({ id: idOf(name), benefits: `benefits of ${name}` });
  }
  expect(asked().fetched).toEqual(NAMES.map((name) => `${name} BENEFIT_REGIME`));
});
