/** A day of the calendar, `yyyy-mm-dd`. */
export type Day = string;

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

export function addDays(day: Day, days: number): Day {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

/** The same day some years later; of 29 February the last day of the month where there is none (§ 188 Abs. 3 BGB). */
export function addYears(day: Day, years: number): Day {
  const date = at(day);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return day.endsWith('02-29') && dayOf(date).endsWith('03-01') ? addDays(dayOf(date), -1) : dayOf(date);
}

/** Full years of age on a day. */
export const ageOn = (birthDate: Day, day: Day): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

/** As it is written in German: 02.03.2026. */
export const german = (day: Day): string => day.split('-').reverse().join('.');
