import { jobcenter } from '../../subgraphs/jobcenter/agency.js';
import { languageCourses } from '../../subgraphs/language-courses/agency.js';
import { schoolEntry } from '../../subgraphs/school-entry/agency.js';
import { grant, runTestAgency, ticket, type RunningTestAgency } from './running-agency.js';

let courses: RunningTestAgency;
let offers: RunningTestAgency;
let school: RunningTestAgency;

beforeAll(async () => {
  [courses, offers, school] = await Promise.all([runTestAgency(languageCourses), runTestAgency(jobcenter), runTestAgency(schoolEntry)]);
  for (const [id, kind, municipality, free] of [['k1', 'IK_JUGEND', 'LAGE', 0], ['k2', 'IK_JUGEND', 'LEMGO', 4], ['k3', 'BSK_B2', 'LEMGO', 9]] as const) {
    await courses.insert('course', {
      id, kind, municipality, capacity: 20, taken: 20 - free, title: `Kurs ${id}`, provider: 'VHS Lippe-Ost', lessons: 700, starts_on: '2026-09-01', schedule: 'Mo–Fr 9–13', level_from: 'A1', level_to: 'B1',
    });
  }
  await courses.insert('enrolment', { client: 'c', owner: 'NWL_CUK', course: 'k1', state: 'WARTELISTE' });
  await courses.insert('enrolment', { client: 'd', owner: 'NWL_CUK', course: 'k2', state: 'BEGONNEN' });
  for (const [id, excluded] of [['o1', ['BARNTRUP']], ['o2', []], ['o3', []]] as const) {
    await offers.insert('offer', {
      id, title: `Angebot ${id}`, provider: 'Netzwerk Lippe', kind: 'DURCHSTARTEN_B1_COACHING', handlungsfeld: 'ARBEIT_AUSBILDUNG', formats: ['TEILZEIT'],
      municipalities_excluded: excluded, capacity: 20, taken: 17, valid_from: '2026-01-01',
    });
  }
});
afterAll(() => Promise.all([courses.stop(), offers.stop(), school.stop()]));

test('pages through offers, each once, and leaves out those a municipality does not take part in', async () => {
  const page = async (args: string) => (await offers.ask(`{ offers(${args}) { edges { node { id freePlaces } } pageInfo { hasNextPage endCursor } } }`)).data?.offers;
  const first = await page('first: 2');
  expect(first.edges.map((edge: { node: object }) => edge.node)).toEqual([{ id: 'o1', freePlaces: 3 }, { id: 'o2', freePlaces: 3 }]);
  const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect([second.edges.length, second.pageInfo.hasNextPage]).toEqual([1, false]);
  expect((await page('filter: {municipalities: BARNTRUP}')).edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual(['o2', 'o3']);
});

test.each(['first: 0', 'first: 101', 'first: -1', 'after: "%%"', 'after: "AA"', 'after: "W10"', 'sort: DISTANCE'])('refuses the page (%s)', async (args) => {
  expect((await offers.ask(`{ offers(${args}) { pageInfo { hasNextPage } } }`)).errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
});

test.each(['nothing', 'o1\\u0000', "o1' or '1'='1", '__proto__'])('knows no offer %s', async (id) => {
  expect(await offers.ask(`{ offer(id: "${id}") { id } }`)).toEqual({ data: { offer: null } });
});

test('resolves catalogue entries as entities in one statement', async () => {
  courses.statements.length = 0;
  const r = ['k1', 'k3', 'k9'].map((id) => ({ __typename: 'Course', id }));
  const answer = await courses.ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Course { title } } }', { r });
  expect(answer).toEqual({ data: { _entities: [{ title: 'Kurs k1' }, { title: 'Kurs k3' }, null] } });
  expect(courses.statements).toHaveLength(1);
});

test('shows the course of an enrolment only to whom the enrolment was released', async () => {
  courses.statements.length = 0;
  const answer = await courses.clients(['c', 'd'], 'enrolments { state course { title freePlaces } }', ticket('language-courses', [grant(['c'], ['NWL_CUK'], 'COURSE_ENROLMENT')]));
  expect(answer.data?._entities).toEqual([{ id: 'c', enrolments: [{ state: 'WARTELISTE', course: { title: 'Kurs k1', freePlaces: 0 } }] }, { id: 'd', enrolments: null }]);
  expect(courses.statements.map(({ parameters }) => parameters)).toEqual([[['c'], ['NWL_CUK']], [['k1']]]);
});

test('needs two statements for the courses of a hundred clients', async () => {
  const many = Array.from({ length: 100 }, (_, index) => (index === 0 ? 'c' : index === 1 ? 'd' : `x${index}`));
  courses.statements.length = 0;
  await courses.clients(many, 'enrolments { course { title } }', ticket('language-courses', [grant(many, ['NWL_CUK'], 'COURSE_ENROLMENT')]));
  expect(courses.statements).toHaveLength(2);
});

test('publishes holidays and the process chain in their order', async () => {
  await school.insert('school_holiday', { name: 'Herbstferien', begins_on: '2026-10-17', ends_on: '2026-10-31' });
  await school.insert('school_holiday', { name: 'Sommerferien', begins_on: '2026-07-20', ends_on: '2026-09-01' });
  await school.insert('process_chain_step', { position: 2, title: 'Beratung', responsible: 'KI_SEITENEINSTIEG' });
  await school.insert('process_chain_step', { position: 1, title: 'Anmeldung', responsible: 'KI_SEITENEINSTIEG' });
  expect(await school.ask('{ schoolHolidays { name beginsOn } processChain { position title } }')).toEqual({
    data: {
      schoolHolidays: [{ name: 'Sommerferien', beginsOn: '2026-07-20' }, { name: 'Herbstferien', beginsOn: '2026-10-17' }],
      processChain: [{ position: 1, title: 'Anmeldung' }, { position: 2, title: 'Beratung' }],
    },
  });
});
