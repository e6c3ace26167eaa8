import type { EntityManager } from '@mikro-orm/postgresql';
import { Cefr, Municipality } from '../../kit/enums.js';
import { coarse, withTotals } from '../../kit/monitoring/protect.js';
import type { CourseGap } from './gap.types.js';

const LEVELS = ['OHNE', ...Object.keys(Cefr)];
const PLACES = Object.keys(Municipality);
const ALL = 'ALLE';

interface Row {
  readonly level: string;
  readonly municipality: string;
  /** How many wait for each of these courses. */
  readonly waiting: number;
  readonly courses: number;
  readonly free: number;
}

/**
 * Where people wait and where places are free, of the courses that begin from a day on; lines without a course are left out.
 * Added up is what the catalogue shows of each course, in fives, and not how many do wait: a sum told with more care than its
 * parts would give them away, since all of them are published.
 */
export async function courseGaps(em: EntityManager, today: string): Promise<readonly CourseGap[]> {
  const rows = await em.getConnection().execute<Row[]>(
    `select coalesce(level_from, 'OHNE') as level, municipality, waiting, count(*)::integer as courses, sum(free_places)::integer as free
     from "course" where withdrawn_on is null and starts_on >= ? group by 1, 2, 3`, [today]);
  const table = (count: (row: Row) => number) => withTotals(
    LEVELS.map((level) => PLACES.map((municipality) => rows.filter((row) => row.level === level && row.municipality === municipality).reduce((sum, row) => sum + count(row), 0))));
  const [courses, free, waiting] = [table((row) => row.courses), table((row) => row.free), table((row) => row.courses * (coarse(row.waiting) ?? 0))];
  return [...LEVELS, ALL].flatMap((level, r) => [...PLACES, ALL].map((municipality, c): CourseGap =>
    ({ level, municipality, courses: courses[r]![c]!, freePlaces: free[r]![c]!, waiting: waiting[r]![c]! || null }))).filter((gap) => gap.courses > 0);
}
