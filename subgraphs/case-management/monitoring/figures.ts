import { setImmediate } from 'node:timers/promises';
import { protect, rounded, type Counts } from '../../kit/monitoring/protect.js';
import { Municipality } from '../../kit/enums.js';
import type { DeadlineKey, TargetGroup as Group } from '../enums.js';
import { TargetGroup } from '../enums.js';
import { deadlinesOf, type Arrival } from '../deadlines/compute.js';
import type { Day } from '../deadlines/days.js';
import type { DeadlineRule } from '../deadlines/register.js';
import { quarterOf, type Quarter } from './quarter.js';

/** What counts of one client; nobody is named. */
export interface CountedArrival extends Arrival {
  readonly municipality: Municipality;
  readonly group: Group;
}

/** One line of a published table. `null`: withheld. */
export interface Figure {
  readonly quarter: Quarter;
  readonly goalKey: DeadlineKey;
  readonly municipality: string;
  readonly targetGroup: string;
  readonly met: number | null;
  readonly missed: number | null;
}

/** A total over municipalities or groups. */
export const ALL = 'ALLE';

const ROWS = Object.keys(Municipality) as Municipality[];
const COLUMNS = Object.keys(TargetGroup) as Group[];

/**
 * The figures of the quarters asked for: how many deadlines fell due, met or missed, by municipality and group with totals. Met and
 * missed are tables of their own and never added up before they are published, so each is protected by itself. Takes about a
 * tenth of a second a table, and lets others go first in between.
 */
export async function figuresOf(arrivals: readonly CountedArrival[], register: readonly DeadlineRule[], quarters: readonly Quarter[], threshold: number, today: Day): Promise<readonly Figure[]> {
  const goals = [...new Set(register.map(({ goalKey }) => goalKey))];
  // A table for every goal: that there is none would tell that nobody's deadline fell due.
  const counted = new Map(quarters.flatMap((quarter) => goals.map((goal) => [`${quarter} ${goal}`, { met: empty(), missed: empty() }] as const)));
  for (const arrival of arrivals) {
    for (const { goalKey, dueOn, state } of deadlinesOf(arrival, register, today)) {
      if (dueOn === null || (state !== 'ERFUELLT' && state !== 'VERSAEUMT')) continue;
      const tables = counted.get(`${quarterOf(dueOn)} ${goalKey}`);
      if (tables) tables[state === 'ERFUELLT' ? 'met' : 'missed'][ROWS.indexOf(arrival.municipality)]![COLUMNS.indexOf(arrival.group)]! += 1;
    }
  }
  const figures: Figure[] = [];
  for (const [key, tables] of counted) {
    await setImmediate();
    const [quarter, goalKey] = key.split(' ') as [Quarter, DeadlineKey];
    const [met, missed] = [published(tables.met, threshold), published(tables.missed, threshold)];
    figures.push(...[...ROWS, ALL].flatMap((municipality, row) => [...COLUMNS, ALL].map((targetGroup, column): Figure =>
      ({ quarter, goalKey, municipality, targetGroup, met: met[row]![column]!, missed: missed[row]![column]! }))));
  }
  return figures;
}

const empty = (): number[][] => ROWS.map(() => COLUMNS.map(() => 0));

const published = (counts: Counts, threshold: number) => rounded(protect(counts, threshold), threshold);
