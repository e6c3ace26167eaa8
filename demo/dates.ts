/** A local German date, `yyyy-mm-dd`. */
export type Day = string;

const DAY = 86_400_000;

/**
 * The instant at which a day begins, ms UTC. Midnight in Europe/Berlin is taken as midnight UTC: the demo county is
 * one or two hours late, which no scenario depends on.
 */
export const instant = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: Day, days: number): Day => new Date(instant(day) + days * DAY).toISOString().slice(0, 10);

export const daysBetween = (from: Day, to: Day): number => Math.round((instant(to) - instant(from)) / DAY);

/** The same calendar day some years later; 29 February becomes 1 March where there is none. */
export const addYears = (day: Day, years: number): Day => {
  const date = new Date(instant(day));
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
};

/** Full years of age on a day. */
export const ageOn = (birthDate: Day, day: Day): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

/** The latest day with this month and day (`mm-dd`) that is not after `today`. */
export const latest = (monthDay: string, today: Day): Day => {
  const year = Number(today.slice(0, 4)) - (monthDay > today.slice(5) ? 1 : 0);
  return `${year}-${monthDay}`;
};

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);
