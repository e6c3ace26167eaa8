/** A calendar day, `yyyy-mm-dd`; days compare as texts. */
export type Day = string;

const iso = (year: number, month: number, day: number): Day => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The same day `months` later, or the last of that month if there is no such day (§ 188 Abs. 3 BGB). Negative: earlier. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(year, month - 1 + months, Math.min(date, lastOfMonth));
}

export function addDays(day: Day, days: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return iso(year, month - 1, date + days);
}

/** Whole years between two days: an age. */
export const yearsBetween = (from: Day, to: Day): number => Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

/** Days from one day to another; negative if it lies before. */
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
