import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { languageCourses } from '../../../subgraphs/language-courses/agency.js';
import { runs } from '../../kit/long.js';
import { runTestAgency, type RunningTestAgency } from '../running-agency.js';

let agency: RunningTestAgency;
beforeAll(async () => {
  agency = await runTestAgency(languageCourses);
});
afterAll(() => agency.stop());
beforeEach(() => agency.sql.query('delete from course'));

const course = (id: string, waiting: number, values: Record<string, unknown> = {}) => agency.insert('course', {
  id, waiting, title: 'Berufssprachkurs', kind: 'BSK_B2', provider: 'VHS Lippe-Ost', lessons: 400, starts_on: '2026-09-01', ends_on: '2027-02-01', schedule: 'Mo–Fr 9–13', municipality: 'LAGE',
  level_from: 'B1', level_to: 'B2', capacity: 20, taken: 20, formats: ['VOLLZEIT'], ...values,
});

interface Shown {
  readonly lists: Readonly<Record<string, number | null>>;
  readonly gaps: readonly { readonly level: string; readonly municipality: string; readonly courses: number; readonly waiting: number | null }[];
}

/** Everything that is published of waiting lists. */
async function published(): Promise<Shown> {
  const { data, errors } = await agency.ask('{ courses(first: 100) { edges { node { id waiting } } } courseGaps { level municipality courses freePlaces waiting } }');
  expect(errors).toBeUndefined();
  return { lists: Object.fromEntries(data!.courses.edges.map(({ node: { id, waiting } }: any) => [id, waiting])), gaps: data!.courseGaps };
}
const waitingAt = ({ gaps }: Shown, level: string, municipality: string) => gaps.find((gap) => gap.level === level && gap.municipality === municipality)?.waiting;

test('gaps are sums of the waiting lists as the catalogue shows them, so two figures do not give away a third', async () => {
  await course('one', 7);
  await course('two', 7);
  await course('three', 4);
  const shown = await published();
  expect(shown.lists).toEqual({ one: 5, two: 5, three: null });
  expect(waitingAt(shown, 'ALLE', 'ALLE')).toBe(10);
  expect(waitingAt(shown, 'B1', 'LAGE')).toBe(10);
  await agency.sql.query(`update course set waiting = 0 where id = 'three'`);
  expect(await published()).toEqual(shown);
});

test('where no list is shown, no sum is, and neither is what has begun or is withdrawn', async () => {
  await course('few', 4);
  await course('begun', 20, { starts_on: '2026-07-01' });
  await course('withdrawn', 20, { withdrawn_on: '2026-07-02' });
  expect((await published()).gaps.map(({ level, municipality, courses, waiting }) => [level, municipality, courses, waiting])).toEqual([
    ['B1', 'LAGE', 1, null], ['B1', 'ALLE', 1, null], ['ALLE', 'LAGE', 1, null], ['ALLE', 'ALLE', 1, null],
  ]);
});

/** All lengths that the catalogue shows alike: fewer than five as nothing, others as the nearest multiple of five. */
const alike = (waiting: number): readonly [least: number, most: number] => {
  const shown = Math.round(waiting / 5) * 5;
  return waiting < 5 ? [0, 4] : [Math.max(5, shown - 2), shown + 2];
};

test('whatever the lists: each could be as long as any other that is shown alike, whatever the others are, and nothing published would differ', async () => {
  const list = fc.record({ level: fc.constantFrom('A1', 'B1', null), municipality: fc.constantFrom('LAGE', 'LEMGO'), waiting: fc.integer({ min: 0, max: 14 }), other: fc.double({ min: 0, max: 1, noNaN: true }) });
  await fc.assert(fc.asyncProperty(fc.array(list, { minLength: 1, maxLength: 8 }), async (lists) => {
    await agency.sql.query('delete from course');
    for (const [index, { level, municipality, waiting }] of lists.entries()) await course(`c${index}`, waiting, { level_from: level, municipality });
    const before = await published();
    for (const [index, { waiting, other }] of lists.entries()) {
      const [least, most] = alike(waiting);
      await agency.sql.query('update course set waiting = $1 where id = $2', [least + Math.round(other * (most - least)), `c${index}`]);
    }
    expect(await published()).toEqual(before);
    for (const { level, municipality, waiting } of before.gaps) {
      const shown = lists.flatMap((one, index) => ((level === 'ALLE' || level === (one.level ?? 'OHNE')) && (municipality === 'ALLE' || municipality === one.municipality) ? [before.lists[`c${index}`] ?? 0] : []));
      expect(waiting ?? 0).toBe(shown.reduce((sum, one) => sum + one, 0));
    }
  }), { seed: 2026, numRuns: runs(25, 300) });
});
