import { languageCourses } from '../../subgraphs/language-courses/agency.js';
import { jobcenter } from '../../subgraphs/jobcenter/agency.js';
import { courseTable } from '../../subgraphs/language-courses/course-search.js';
import { openCatalogue } from '../../subgraphs/kit/catalogue/catalogue.js';
import { openDatabase } from '../../subgraphs/kit/database.js';
import { runTestAgency, type RunningTestAgency } from './running-agency.js';

/** Frozen: Monday, 6 July 2026. */
let courses: RunningTestAgency;
let offers: RunningTestAgency;

const course = (id: string, values: Record<string, unknown> = {}) => courses.insert('course', {
  id, title: `Kurs ${id}`, kind: 'BSK_B2', provider: 'VHS Lippe-Ost', lessons: 400, starts_on: '2026-09-01', ends_on: '2027-02-01', schedule: 'Mo–Fr 9–13', municipality: 'LEMGO',
  level_from: 'B1', level_to: 'B2', capacity: 20, taken: 15, formats: ['VOLLZEIT'], ...values,
});

beforeAll(async () => {
  [courses, offers] = await Promise.all([runTestAgency(languageCourses), runTestAgency(jobcenter)]);
  await course('jugend', { title: 'Deutsch für junge Leute', kind: 'IK_JUGEND', level_from: 'UNTER_A1', level_to: 'B1', municipality: 'LAGE', age_min: 16, age_max: 26, taken: 20, waiting: 3, waiting_days: 40, funded_by: 'BAMF' });
  await course('frauen', { title: 'Frauenintegrationskurs Dörentrup', kind: 'IK_ELTERN_FRAUEN', level_from: 'UNTER_A1', level_to: 'B1', municipality: 'DOERENTRUP', childcare: true, women_only: true, formats: ['TEILZEIT', 'ABENDS'], starts_on: '2026-08-01', funded_by: 'BAMF' });
  await course('pflege', { title: 'Berufssprachkurs Pflege', kind: 'BSK_FACH', provider: 'VHS Detmold-Lemgo', formats: ['ONLINE', 'BERUFSBEGLEITEND'], taken: 11, starts_on: '2026-08-15', description: 'Mit Praktikum im Krankenhaus' });
  await course('abends', { title: 'Allgemeiner Integrationskurs', kind: 'INTEGRATIONSKURS_ALLGEMEIN', level_from: 'A1', level_to: 'B1', municipality: 'SCHLANGEN', starts_on: '2026-10-01', funded_by: 'BAMF' });
  await course('vorbei', { ends_on: '2026-07-05', starts_on: '2026-01-01' });
  await course('weg', { withdrawn_on: '2026-07-01' });
  const offer = { provider: 'Netzwerk Lippe', kind: 'DURCHSTARTEN_B1_COACHING', handlungsfeld: 'ARBEIT_AUSBILDUNG', capacity: 20 };
  await offers.insert('offer', { ...offer, id: 'alt', title: 'Coaching', municipalities_excluded: ['BARNTRUP'], valid_from: '2020-08-01', valid_to: '2023-06-30' });
  await offers.insert('offer', { ...offer, id: 'neu', title: 'Coaching', municipalities_excluded: ['BARNTRUP'], valid_from: '2025-01-01' });
  await offers.insert('offer', { ...offer, id: 'ort', title: 'Beratung vor Ort', municipality: 'BARNTRUP', valid_from: '2026-09-01', language_level_min: 'A2' });
});
afterAll(() => Promise.all([courses.stop(), offers.stop()]));

const found = async (filter: string, more = '', of: RunningTestAgency = courses): Promise<string[]> => {
  const list = of === courses ? 'courses' : 'offers';
  const { data, errors } = await of.ask(`{ ${list}(filter: {${filter}} ${more}) { totalCount edges { node { id } } } }`);
  expect(errors).toBeUndefined();
  expect(data![list].totalCount).toBe(data![list].edges.length);
  return data![list].edges.map(({ node }: { node: { id: string } }) => node.id);
};

describe('the search in a catalogue', () => {
  test.each([
    ['Integrationskurs', ['abends', 'frauen', 'jugend']], // in the title, as a compound in the title, as a compound in the kind's name
    ['Intergrationskurs', ['abends', 'frauen', 'jugend']],
    ['Lagge', ['jugend']],
    ['doerentrup', ['frauen']],
    ['DÖRENTRUP Integrationskurse', ['frauen']],
    ['Praktika Krankenhaus', ['pflege']],
    ['Integrationskurs Pflege', []],
    ['kurs für und mit', ['frauen', 'pflege', 'abends', 'jugend']],
    ["'; drop table course; --", []],
    ['% _ \\ !', ['abends', 'frauen', 'jugend', 'pflege']], // no word to look for
  ])('finds »%s« whatever the form, the accents and the typing errors', async (text, ids) => {
    expect((await found(`text: ${JSON.stringify(text)}`)).sort()).toEqual([...ids].sort());
  });

  test.each([
    ['kinds: [IK_JUGEND, BSK_FACH]', ['pflege', 'jugend']],
    ['level: A1', ['frauen', 'jugend', 'abends']],
    ['level: B1', ['pflege']],
    ['levelFrom: A1', ['abends']],
    ['levelTo: [B2]', ['pflege']],
    ['startsFrom: "2026-08-15", startsUntil: "2026-09-01"', ['pflege', 'jugend']],
    ['municipalities: [LAGE, SCHLANGEN]', ['jugend', 'abends']],
    ['near: LEMGO, withinKm: 9', ['frauen', 'pflege', 'jugend']],
    ['near: LEMGO, withinKm: 0', ['pflege']],
    ['formats: [ABENDS, ONLINE]', ['frauen', 'pflege']],
    ['childcare: true', ['frauen']],
    ['womenOnly: false', ['pflege', 'jugend', 'abends']],
    ['age: 15', ['frauen', 'pflege', 'abends']],
    ['age: 26, kinds: IK_JUGEND', ['jugend']],
    ['providers: "VHS Detmold-Lemgo"', ['pflege']],
    ['fundedBy: "BAMF"', ['frauen', 'jugend', 'abends']],
    ['freePlaces: 6', ['pflege']],
    ['waitingDays: 39, fundedBy: "BAMF"', ['frauen', 'abends']],
    ['waitingDays: 40, fundedBy: "BAMF"', ['frauen', 'jugend', 'abends']],
    ['ended: true, kinds: BSK_B2', ['vorbei']],
    ['kinds: []', []],
  ])('filters by %s, in the order of the start', async (filter, ids) => {
    expect(await found(filter)).toEqual(ids);
  });

  test.each([
    ['', 'sort: START', ['frauen', 'pflege', 'jugend', 'abends']],
    ['', 'sort: TITLE', ['abends', 'pflege', 'jugend', 'frauen']],
    ['', 'sort: FREE_PLACES', ['pflege', 'abends', 'frauen', 'jugend']],
    ['near: DETMOLD', 'sort: DISTANCE', ['jugend', 'pflege', 'frauen', 'abends']],
    ['text: "Integrationskurs"', 'sort: RELEVANCE', ['frauen', 'abends', 'jugend']],
    ['text: "Integrationskurs"', '', ['frauen', 'abends', 'jugend']],
  ])('sorts {%s} by %s', async (filter, sort, ids) => {
    expect(await found(filter, sort)).toEqual(ids);
  });

  test.each(['START', 'TITLE', 'FREE_PLACES', 'DISTANCE', 'RELEVANCE'])('pages by %s, each entry once, though others change meanwhile', async (sort) => {
    const page = async (after: string | null) => (await courses.ask(
      `query ($after: String) { courses(filter: {near: LAGE, text: "kurs"}, sort: ${sort}, first: 1, after: $after) { edges { node { id } distanceKm sortKey } totalCount pageInfo { hasNextPage endCursor } } }`, { after },
    )).data!.courses;
    const seen: string[] = [];
    const keys: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { edges, totalCount, pageInfo } = await page(after);
      expect(totalCount).toBe(4);
      seen.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
      keys.push(...edges.map(({ sortKey }: { sortKey: string }) => sortKey));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
      await courses.sql.query(`update course set version = version + 1 where id = 'jugend'`);
    }
    expect(new Set(seen)).toEqual(new Set(['frauen', 'pflege', 'jugend', 'abends']));
    expect(seen).toHaveLength(4);
    expect(keys).toEqual([...keys].sort());
  });

  test('counts every facet under all the other filters, not under its own', async () => {
    const { data } = await courses.ask('{ courses(filter: {kinds: IK_JUGEND, fundedBy: "BAMF"}) { totalCount facets { name values { value count } } } }');
    const facet = (name: string) => data!.courses.facets.find((one: { name: string }) => one.name === name).values;
    expect(data!.courses.totalCount).toBe(1);
    expect(facet('KIND')).toEqual([{ value: 'IK_ELTERN_FRAUEN', count: 1 }, { value: 'IK_JUGEND', count: 1 }, { value: 'INTEGRATIONSKURS_ALLGEMEIN', count: 1 }]);
    expect(facet('MUNICIPALITY')).toEqual([{ value: 'LAGE', count: 1 }]);
    expect(facet('FUNDED_BY')).toEqual([{ value: 'BAMF', count: 1 }]);
    expect(facet('START_MONTH')).toEqual([{ value: '2026-09', count: 1 }]);
  });

  test('sees what was committed before, also by a transaction that began earlier and ended later', async () => {
    await courses.sql.query('begin');
    await courses.sql.query(`update course set taken = 20 where id = 'pflege'`);
    await course2('später');
    expect(await found('freePlaces: 9')).toEqual(['pflege']);
    await courses.sql.query('commit');
    expect(await found('freePlaces: 9')).toEqual([]);
    expect(await found('text: "später"')).toEqual(['später']);
    await courses.sql.query(`update course set taken = 11, title = 'Berufssprachkurs Altenpflege' where id = 'pflege'`);
    expect(await found('freePlaces: 9, text: "Altenflege"')).toEqual(['pflege']);
    await courses.sql.query(`update course set title = 'Berufssprachkurs Pflege', withdrawn_on = null where id = 'pflege'; update course set withdrawn_on = '2026-07-06' where id = 'später'`);
    expect(await found('text: "später"')).toEqual([]);
  });

  test('knows where offers hold: in the whole county, not where a town opted out, and not once they have ended', async () => {
    expect(await found('', '', offers)).toEqual(['neu', 'ort']);
    expect(await found('municipalities: BARNTRUP', '', offers)).toEqual(['ort']);
    expect(await found('municipalities: LEMGO, ended: true', '', offers)).toEqual(['alt', 'neu']);
    expect(await found('near: BARNTRUP', 'sort: DISTANCE', offers)).toEqual(['ort', 'neu']);
    expect(await found('startsUntil: "2026-08-31"', '', offers)).toEqual(['neu']);
    expect(await found('level: A1', '', offers)).toEqual(['neu']);
  });

  test.each([
    ['sort: DISTANCE', 'BAD_REQUEST'], ['sort: TITLE, after: "WyJTVEFSVCIsIjAwMDAwMDAyMDY5NyIsImEiXQ"', 'BAD_REQUEST'], ['after: "e30"', 'BAD_REQUEST'],
    [`filter: {text: "${'x'.repeat(201)}"}`, 'BAD_REQUEST'], ['filter: {text: "\\u0000"}', 'BAD_REQUEST'], ['filter: {startsFrom: "gestern"}', 'QUERY_INVALID'], ['first: 101', 'BAD_REQUEST'],
  ])('refuses %s', async (args, code) => {
    expect((await courses.ask(`{ courses(${args}) { totalCount } }`)).errors?.[0]?.extensions?.code).toBe(code);
  });
});

/** Inserts on a connection of its own, beside an open transaction. */
async function course2(id: string): Promise<void> {
  const { default: pg } = await import('pg');
  const other = new pg.Client({ connectionString: courses.database.superUrl });
  await other.connect();
  await other.query(`insert into course (id, title, kind, provider, lessons, starts_on, schedule, municipality, capacity) values ($1, $2, 'BSK_B2', 'VHS', 10, '2026-12-01', 'Mo', 'LEMGO', 5)`, [id, `Kurs ${id}`]);
  await other.end();
}

test('what ends today is found until midnight in the county, which is not midnight in UTC', async () => {
  const orm = await openDatabase(languageCourses, { url: courses.database.appUrl, poolSize: 1 });
  const idsAt = async (instant: string) => (await openCatalogue(courseTable, orm, () => Date.parse(instant)).all({})).ids;
  expect(await idsAt('2026-07-05T23:59:59.999+02:00')).toContain('vorbei');
  expect(await idsAt('2026-07-06T00:00:00+02:00')).not.toContain('vorbei');
  await orm.close();
});

test('a waiting list is told in fives, and a short one not at all', async () => {
  const waiting = async (people: number) => {
    await courses.sql.query(`update course set waiting = $1 where id = 'jugend'`, [people]);
    return (await courses.ask('{ course(id: "jugend") { waiting } }')).data!.course.waiting;
  };
  expect([await waiting(0), await waiting(1), await waiting(4), await waiting(5), await waiting(7), await waiting(8)]).toEqual([null, null, null, 5, 5, 10]);
  await courses.sql.query(`update course set waiting = 3 where id = 'jugend'`);
});
