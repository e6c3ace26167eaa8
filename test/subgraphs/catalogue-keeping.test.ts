import { languageCourses } from '../../subgraphs/language-courses/agency.js';
import { jobcenter } from '../../subgraphs/jobcenter/agency.js';
import { openDatabase } from '../../subgraphs/kit/database.js';
import { saveEntries } from '../../subgraphs/kit/catalogue/keeping/save.js';
import { courseEntries } from '../../subgraphs/language-courses/course-keeping.js';
import { grant, runTestAgency, ticket, type RunningTestAgency } from './running-agency.js';

let courses: RunningTestAgency;
let offers: RunningTestAgency;
beforeAll(async () => { [courses, offers] = await Promise.all([runTestAgency(languageCourses), runTestAgency(jobcenter)]); });
afterAll(() => Promise.all([courses.stop(), offers.stop()]));
beforeEach(() => courses.sql.query('delete from enrolment; delete from course'));

const OST = 'KURSTRAEGER:VHS_LIPPE_OST';
const by = (unit: string, role = 'CASE_WORKER', aud = 'language-courses') => ticket(aud, [], { requester: { unit, person: 'p1_x', role }, purpose: null });

const course = (key: string, changes: object = {}) => ({
  key, title: `Kurs ${key}?`, kind: 'BSK_B2', levelFrom: 'B1', levelTo: 'B2', lessons: 400, startsOn: '2026-09-01', endsOn: '2027-02-01', schedule: 'Mo–Fr 9–13', municipality: 'LEMGO',
  formats: ['VOLLZEIT'], capacity: 20, ...changes,
});
const CHANGE = '{ saved created changed unchanged problems { row key field code } }';
const save = async (entries: readonly object[], options: object = {}, as: string | undefined = by(OST)) =>
  (await courses.ask(`mutation ($courses: [CourseInput!]!, $goodRest: Boolean! = false, $dryRun: Boolean! = false) { saveCourses(courses: $courses, goodRest: $goodRest, dryRun: $dryRun) ${CHANGE} }`, { courses: entries, ...options }, as)).data!.saveCourses;
const stored = async () => (await courses.sql.query(`select provider_key as key, title, version, kept_by, provider, capacity, withdrawn_on is not null as withdrawn from course order by provider_key`)).rows;
const done = (created: number, changed: number, unchanged: number) => ({ saved: true, created, changed, unchanged, problems: [] });

describe('a provider keeping its courses', () => {
  test('creates, changes and leaves alone by its own keys; the same again does nothing', async () => {
    expect(await save([course('a'), course('b')])).toEqual(done(2, 0, 0));
    expect(await save([course('a'), course('b', { title: 'Neu', description: "it's {\"new\"}" }), course('c')])).toEqual(done(1, 1, 1));
    const before = await stored();
    expect(await save([course('a'), course('b', { title: 'Neu', description: "it's {\"new\"}" }), course('c')])).toEqual(done(0, 0, 3));
    expect(await stored()).toEqual(before);
    expect(before.map(({ key, title, version, kept_by: unit, provider }) => [key, title, version, unit, provider])).toEqual([
      ['a', 'Kurs a?', 1, OST, 'VHS Lippe-Ost'], ['b', 'Neu', 2, OST, 'VHS Lippe-Ost'], ['c', 'Kurs c?', 1, OST, 'VHS Lippe-Ost'],
    ]);
    expect((await courses.ask('{ courses(filter: {text: "neu"}) { edges { node { providerKey } } } }')).data!.courses.edges).toEqual([{ node: { providerKey: 'b' } }]);
  });

  test('hears after every thousand rows, good and wrong, and at the end how many have been read', async () => {
    const orm = await openDatabase(languageCourses, { url: courses.database.appUrl, poolSize: 1 });
    const told = async (count: number): Promise<readonly number[]> => {
      const rows: number[] = [];
      const given = Array.from({ length: count }, (_, index) => ({ ...course(`k${index % 1_500}`), ...(index % 7 === 0 && { capacity: -1 }) }));
      await saveEntries(orm.em.fork(), courseEntries, given, { keptBy: OST, dryRun: true, goodRest: true, onProgress: (read) => rows.push(read) });
      return rows;
    };
    expect([await told(2_500), await told(2_000), await told(0)]).toEqual([[1_000, 2_000, 2_500], [1_000, 2_000], []]);
    await orm.close();
  });

  test('names every fault of every row, and saves nothing unless told to save the good rest', async () => {
    const rows = [
      course('a', { capacity: -1, title: ' ', lessons: 0 }), course('b'), course('b'), course('d', { endsOn: '2026-08-31' }), course('e', { ageMin: 30, ageMax: 20 }), course('f', { levelFrom: 'C1' }),
      course('g', { title: 'x'.repeat(201) }), course('h', { version: 3 }),
    ];
    const problems = [
      { row: 1, key: 'a', field: 'title', code: 'MISSING' }, { row: 1, key: 'a', field: 'capacity', code: 'INVALID' }, { row: 1, key: 'a', field: 'lessons', code: 'INVALID' },
      { row: 3, key: 'b', field: 'key', code: 'DUPLICATE' }, { row: 4, key: 'd', field: 'endsOn', code: 'INVALID' }, { row: 5, key: 'e', field: 'ageMax', code: 'INVALID' },
      { row: 6, key: 'f', field: 'levelTo', code: 'INVALID' }, { row: 7, key: 'g', field: 'title', code: 'INVALID' }, { row: 8, key: 'h', field: 'version', code: 'UNKNOWN_ENTRY' },
    ];
    expect(await save(rows)).toEqual({ saved: false, created: 1, changed: 0, unchanged: 0, problems });
    expect(await save(rows, { dryRun: true, goodRest: true })).toEqual({ saved: false, created: 1, changed: 0, unchanged: 0, problems });
    expect(await stored()).toEqual([]);
    expect(await save(rows, { goodRest: true })).toEqual({ saved: true, created: 1, changed: 0, unchanged: 0, problems });
    expect((await stored()).map(({ key }) => key)).toEqual(['b']);
  });

  test('does not overwrite what somebody changed meanwhile, and never takes back places that are taken', async () => {
    await save([course('a')]);
    expect(await save([course('a', { title: 'Erst', version: 1 })])).toEqual(done(0, 1, 0));
    expect((await save([course('a', { title: 'Dann', version: 1 })])).problems).toEqual([{ row: 1, key: 'a', field: 'version', code: 'CHANGED_MEANWHILE' }]);
    expect(await save([course('a', { title: 'Erst', version: 1 })])).toEqual(done(0, 0, 1)); // it is so already
    await courses.sql.query('update course set taken = 15');
    expect((await save([course('a', { title: 'Erst', capacity: 14 })])).problems).toEqual([{ row: 1, key: 'a', field: 'capacity', code: 'PLACES_TAKEN' }]);
    expect(await save([course('a', { title: 'Erst', capacity: 15 })])).toEqual(done(0, 1, 0));
    expect((await stored())[0]).toMatchObject({ title: 'Erst', capacity: 15, version: 3 });
  });

  test('two imports of the same courses at once: one waits, none is lost, none doubled', async () => {
    const many = Array.from({ length: 60 }, (_, index) => course(`k${index}`));
    const results = await Promise.all([save(many), save([...many].reverse())]);
    expect(results.map(({ saved }) => saved)).toEqual([true, true]);
    expect(await stored()).toHaveLength(60);
  });

  test('withdraws a course: it is found no more, but whoever attends it still sees it', async () => {
    await save([course('a')]);
    const [{ id }] = (await courses.sql.query('select id from course')).rows;
    await courses.insert('enrolment', { client: 'c', owner: 'NWL_CUK', course: id, state: 'BEGONNEN' });
    const withdraw = async (args: string, as = by(OST)) => (await courses.ask(`mutation { withdrawCourse(${args}) ${CHANGE} }`, {}, as)).data!.withdrawCourse;
    expect((await withdraw('key: "x"')).problems).toEqual([{ row: 1, key: 'x', field: 'key', code: 'UNKNOWN_ENTRY' }]);
    expect((await withdraw('key: "a", version: 7')).problems).toEqual([{ row: 1, key: 'a', field: 'version', code: 'CHANGED_MEANWHILE' }]);
    expect((await withdraw('key: "a"', by('KURSTRAEGER:VHS_LIPPE_WEST'))).problems[0].code).toBe('UNKNOWN_ENTRY');
    expect(await withdraw('key: "a", version: 1')).toEqual(done(0, 1, 0));
    expect(await withdraw('key: "a"')).toEqual(done(0, 0, 1));
    expect((await courses.ask('{ courses { totalCount } }')).data!.courses.totalCount).toBe(0);
    const answer = await courses.clients(['c'], 'enrolments { course { title withdrawnOn } }', ticket('language-courses', [grant(['c'], ['NWL_CUK'], 'COURSE_ENROLMENT')]));
    expect(answer.data!._entities[0].enrolments).toEqual([{ course: { title: 'Kurs a?', withdrawnOn: '2026-07-06' } }]);
    expect(await save([course('a')])).toEqual(done(0, 1, 0));
    expect((await courses.ask('{ courses { totalCount } }')).data!.courses.totalCount).toBe(1);
  });
});

describe('nobody else', () => {
  const refused = { saved: false, created: 0, changed: 0, unchanged: 0, problems: [{ row: 0, key: null, field: null, code: 'NOT_ALLOWED' }] };
  test.each([
    ['without a ticket', undefined], ['with a forged one', 'x.y.z'], ['of a unit that is no provider', by('KREIS_SERVICESTELLE')], ['of the Jobcenter', by('JOBCENTER_LIPPE')],
    ['who supervises', by(OST, 'DPO')], ['of no known role', by(OST, '__proto__')], ['of no known unit', by('KURSTRAEGER:NIEMAND')], ['with a ticket for another agency', by(OST, 'CASE_WORKER', 'jobcenter')],
  ])('%s changes a course', async (_, as) => {
    const answer = await courses.ask(`mutation ($courses: [CourseInput!]!) { saveCourses(courses: $courses) ${CHANGE} }`, { courses: [course('a')] }, as);
    expect(answer.data!.saveCourses).toEqual(refused);
    expect((await courses.ask(`mutation { withdrawCourse(key: "a") ${CHANGE} }`, {})).data!.withdrawCourse).toEqual(refused);
    expect(await stored()).toEqual([]);
  });

  test('can use a ticket twice', async () => {
    const once = by(OST);
    expect(await save([course('a')], {}, once)).toEqual(done(1, 0, 0));
    expect(await save([course('b')], {}, once)).toEqual(refused);
  });

  test('reaches a course of another provider under the same key', async () => {
    await save([course('a')]);
    expect(await save([course('a', { title: 'Fremd' })], {}, by('KURSTRAEGER:VHS_LIPPE_WEST'))).toEqual(done(1, 0, 0));
    expect((await stored()).map(({ title, kept_by: unit }) => [unit, title]).sort()).toEqual([[OST, 'Kurs a?'], ['KURSTRAEGER:VHS_LIPPE_WEST', 'Fremd']]);
  });

  test('sends more than five hundred at once', async () => {
    expect((await save(Array.from({ length: 501 }, (_, index) => course(`k${index}`)))).problems[0].code).toBe('INVALID');
  });

  test('reads a client with such a ticket', async () => {
    await courses.insert('language_level', { client: 'c', owner: 'NWL_CUK', level: 'A1', taken_on: '2026-05-01' });
    expect((await courses.clients(['c'], 'languageLevel { level }', by('NWL_CUK'))).data!._entities).toEqual([{ id: 'c', languageLevel: null }]);
  });
});

test('the Jobcenter keeps its offers in the same way', async () => {
  const offer = { key: 'o', title: 'Maßnahme', kind: 'MASSNAHME_45', capacity: 12, validFrom: '2026-01-01', municipalitiesExcluded: ['BARNTRUP'] };
  const saveOffer = async (changes: object) => (await offers.ask(`mutation ($offers: [OfferInput!]!) { saveOffers(offers: $offers) ${CHANGE} }`, { offers: [{ ...offer, ...changes }] }, by('JOBCENTER_LIPPE', 'COORDINATOR', 'jobcenter'))).data!.saveOffers;
  expect(await saveOffer({})).toEqual(done(1, 0, 0));
  expect(await saveOffer({})).toEqual(done(0, 0, 1));
  expect((await saveOffer({ validTo: '2025-12-31' })).problems).toEqual([{ row: 1, key: 'o', field: 'validTo', code: 'INVALID' }]);
  expect((await offers.ask('{ offers { edges { node { title provider keptBy handlungsfeld freePlaces } } } }')).data!.offers.edges).toEqual([
    { node: { title: 'Maßnahme', provider: 'Jobcenter Lippe AöR', keptBy: 'JOBCENTER_LIPPE', handlungsfeld: 'ARBEIT_AUSBILDUNG', freePlaces: 12 } },
  ]);
});
