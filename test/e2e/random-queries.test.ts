import type { Purpose, Requester } from '../../consent/core/index.js';
import { random, type Random } from '../../demo/random.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';
import { unreleased } from './released.js';

/** Promises P2 and P6 for shapes nobody thought of: seeded random queries against what plain queries, one field at a time, answer. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());

/** Fields of `Client` with what is asked below them; the two edges to further clients are drawn separately. */
const FIELDS: Readonly<Record<string, string>> = {
  name: '', birthDate: '', gender: '', nationalities: '', targetGroup: '', healthNeeds: '', psychosocialNeeds: '', healthExamDone: '',
  contact: '{ street phone }', household: '{ adults }', case: '{ phase }', deadlines: '{ goalKey dueOn }', goals: '{ specific }', benefits: '{ regime }',
  labourProfile: '{ education }', cooperationPlan: '{ nextStep }', languageLevel: '{ level }', languageTestDetail: '{ recommendedCourse }',
  supportPlan: '{ targetLevel }', courseEntitlements: '{ basis }', enrolments: '{ state course { title provider } }', schoolPlacement: '{ beschult }',
  schoolBiography: '{ yearsOfSchooling }', kita: '{ state }', residence: '{ title }', statusView: '{ group workAccess }', workPermission: '{ access }',
};
const EDGES = ['children', 'guardians'] as const;

/** A drawn selection: what stands under which key. */
type Shape = ReadonlyMap<string, { readonly field: string; readonly below: Shape | null }>;
interface Drawn {
  readonly text: string;
  readonly shape: Shape;
}

function draw(choose: Random, depth: number): Drawn {
  const shape = new Map<string, { field: string; below: Shape | null }>();
  const texts: string[] = [];
  const taken = new Set<string>();
  for (let count = choose.int(1, 7); count > 0; count -= 1) {
    const edge = depth > 0 && choose.chance(0.25) ? choose.pick(EDGES) : null;
    const field = edge ?? (choose.chance(0.15) ? 'id' : choose.pick(Object.keys(FIELDS)));
    // Keys that are names of other fields are the interesting ones.
    const key = field === 'id' || choose.chance(0.5) ? field : choose.chance(0.5) ? `x${choose.int(0, 99)}` : choose.pick(Object.keys(FIELDS));
    if (taken.has(key)) continue;
    taken.add(key);
    const below = edge ? draw(choose, depth - 1) : null;
    const selection = below ? (edge === 'guardians' ? `{ person { ${below.text} } }` : `{ ${below.text} }`) : (FIELDS[field] ?? '');
    const left = choose.chance(0.1);
    if (!left) shape.set(key, { field, below: below?.shape ?? null });
    texts.push(wrapped(choose, `${key === field ? '' : `${key}: `}${field}${left ? ' @include(if: $no)' : choose.chance(0.1) ? ' @skip(if: $no)' : ''} ${selection}`));
  }
  if (shape.size > 0) return { text: texts.join(' '), shape };
  return { text: `${texts.join(' ')} own: id`, shape: new Map([['own', { field: 'id', below: null }]]) };
}

const wrapped = (choose: Random, text: string): string =>
  choose.weighted([[text, 6], [`... { ${text} }`, 1], [`... on Client { ${text} }`, 1], [`... on Client @include(if: $yes) { ... { ${text} } }`, 1]] as const);

/** What plain queries say about one client, by field; edges as the caller's ids of those they lead to. */
async function plain(as: Requester, purpose: Purpose, id: string): Promise<Record<string, unknown>> {
  const fields = Object.entries(FIELDS).map(([field, below]) => `${field} ${below}`).join(' ');
  const { body } = await county.ask({ as, purpose, query: `query($id: ID!) { client(id: $id) { id ${fields} children { id } guardians { person { id } } } }`, variables: { id } });
  return body.data.client ?? { id, ...Object.fromEntries([...Object.keys(FIELDS), ...EDGES].map((field) => [field, null])) };
}

const CALLERS: readonly (readonly [Requester, Purpose, readonly string[]])[] = [
  [SHOWCASE.staff.KREIS_SERVICESTELLE, SHOWCASE.purpose, [SHOWCASE.client, SHOWCASE.mother, SHOWCASE.brother]],
  [SHOWCASE.staff.JOBCENTER_LIPPE, SHOWCASE.purpose, [SHOWCASE.client, SHOWCASE.mother]],
  [SHOWCASE.staff.NWL_CUK, SHOWCASE.purpose, [SHOWCASE.client, SCENARIOS.F2.clients['MS']!]],
  [SCENARIOS.F2.staff.cm, 'KURSVERMITTLUNG', [SCENARIOS.F2.clients['MS']!, SHOWCASE.mother, SCENARIOS.F10.clients['ZB']!]],
  [SCENARIOS.F4.staff.abh, 'AUFENTHALTSPERSPEKTIVE_25A_25B', [SCENARIOS.F4.clients['DO']!, SCENARIOS.F4.clients['CO']!]],
  [SCENARIOS.F8.staff.cm, 'SCHULPLATZ', [SCENARIOS.F8.clients['NR']!, SCENARIOS.F4.clients['CO']!, SCENARIOS.F4.clients['DO']!]],
];

it.each(CALLERS.map(([as, purpose, clients]) => ({ unit: as.unit, person: as.person, as, purpose, clients })))('$person of $unit is answered alike however they ask', async ({ as, purpose, clients }) => {
  const known = new Map<string, Record<string, unknown>>();
  const about = async (id: string): Promise<Record<string, unknown>> => {
    if (!known.has(id)) known.set(id, await plain(as, purpose, id));
    return known.get(id)!;
  };
  const expected = async (shape: Shape, id: string): Promise<Record<string, unknown>> => {
    const client = await about(id);
    const entries = [...shape].map(async ([key, { field, below }]) => {
      const value = client[field];
      if (!below || value === null) return [key, value];
      const to = value as { id?: string; person?: { id: string } | null }[];
      return [key, await Promise.all(to.map(async (one) => {
        if (field === 'children') return expected(below, one.id!);
        return { person: one.person ? await expected(below, one.person.id) : null };
      }))];
    });
    return Object.fromEntries(await Promise.all(entries));
  };

  const choose = random(2026, 'queries', as.unit, as.person);
  for (let number = 0; number < 40; number += 1) {
    const roots = Array.from({ length: choose.int(1, 3) }, (_, index) => ({ key: `r${index}`, id: county.id(choose.pick(clients), as.unit), drawn: draw(choose, 2) }));
    const query = `query($yes: Boolean!, $no: Boolean!) { ${roots.map(({ key, id, drawn }) => `${key}: client(id: "${id}") { ${drawn.text} }`).join(' ')} z: courses(first: 1) @include(if: $yes) @skip(if: $no) { edges { cursor } } }`;
    county.forget();
    const { body } = await county.ask({ as, purpose, query, variables: { yes: true, no: false } });
    const violations = await unreleased(county, as, purpose);
    const wanted: Record<string, unknown> = {};
    for (const { key, id, drawn } of roots) wanted[key] = await expected(drawn.shape, id);
    delete body.data?.z;
    expect({ query, data: body.data, errors: body.errors, violations }).toEqual({ query, data: wanted, errors: undefined, violations: [] });
  }
}, 60_000);
