import { addDays, type Day } from '../deadlines/days.js';

/** A quarter of a year, such as `2026-Q1`. */
export type Quarter = string;

export const isQuarter = (text: string): boolean => /^\d{4}-Q[1-4]$/.test(text);

export const quarterOf = (day: Day): Quarter => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** The last day of a quarter. */
export function endOf(quarter: Quarter): Day {
  const [year, number] = quarter.split('-Q').map(Number) as [number, number];
  const next = number === 4 ? `${year + 1}-01-01` : `${year}-${String(number * 3 + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}

export const next = (quarter: Quarter): Quarter => quarterOf(addDays(endOf(quarter), 1));

/** Days after the end of a quarter until its figures are fixed: what was met in time is noted by then. */
export const SETTLES_AFTER = 28;

export const isSettled = (quarter: Quarter, today: Day): boolean => today > addDays(endOf(quarter), SETTLES_AFTER);

/** The quarters from one on that have settled, without gaps: that a quarter is missing would tell that nothing fell due in it. */
export function settledFrom(first: Quarter, today: Day): readonly Quarter[] {
  const quarters: Quarter[] = [];
  for (let quarter = first; isSettled(quarter, today); quarter = next(quarter)) quarters.push(quarter);
  return quarters;
}
