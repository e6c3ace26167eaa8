import type { Instant } from '../core/index.js';
import { addDays, isHoliday, type Day } from './holidays.js';

const HOUR = 3_600_000;
const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });

/** The calendar day in Lippe. */
export const dayOf = (at: Instant): Day => berlin.format(at);

export const isWorkingDay = (day: Day): boolean => ![0, 6].includes(new Date(day).getUTCDay()) && !isHoliday(day);

/** Within one working day (domain C.7): the first instant after the end of the next working day. */
export function endOfNextWorkingDay(at: Instant): Instant {
  let day = addDays(dayOf(at), 1);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return midnight(addDays(day, 1));
}

/** The first instant of a day in Lippe, one or two hours before that of UTC. */
const midnight = (day: Day): Instant => {
  const utc = Date.parse(day);
  return dayOf(utc - 2 * HOUR) === day ? utc - 2 * HOUR : utc - HOUR;
};
