import type { EntityManager } from '@mikro-orm/postgresql';
import { Cefr, Municipality } from '../../kit/enums.js';
import { LEAST_THRESHOLD, protect, rounded, withTotals } from '../../kit/monitoring/protect.js';
import type { CourseGap } from './gap.types.js';

const LEVELS = ['OHNE', ...Object.keys(Cefr)];
const PLACES = Object.keys(Municipality);
const ALL = 'ALLE';

interface Row {
  readonly level: string;
  readonly municipality: string;
  readonly courses: number;
  readonly free: number;
  readonly waiting: number;
}

/** Where people wait and where places are free, of the courses that begin from a day on; lines without a course are left out. */
export async function courseGaps(em: EntityManager, today: string): Promise<readonly CourseGap[]> {
  const rows = await em.getConnection().execute<Row[]>(
    `select coalesce(level_from, 'OHNE') as level, municipality, count(*)::integer as courses, sum(free_places)::integer as free, sum(waiting)::integer as waiting
     from "course" where withdrawn_on is null and starts_on >= ? group by 1, 2`, [today]);
  const table = (count: (row: Row) => number): number[][] =>
    LEVELS.map((level) => PLACES.map((municipality) => rows.filter((row) => row.level === level && row.municipality === municipality).reduce((sum, row) => sum + count(row), 0)));
  const [courses, free] = [withTotals(table((row) => row.courses)), withTotals(table((row) => row.free))];
  const waiting = rounded(protect(table((row) => row.waiting), LEAST_THRESHOLD), LEAST_THRESHOLD);
  return [...LEVELS, ALL].flatMap((level, r) => [...PLACES, ALL].map((municipality, c): CourseGap =>
    ({ level, municipality, courses: courses[r]![c]!, freePlaces: free[r]![c]!, waiting: waiting[r]![c]! }))).filter((gap) => gap.courses > 0);
}
