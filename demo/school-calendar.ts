import { addDays } from './dates.js';
import type { Day } from './dates.js';

export interface Holiday {
  readonly name: string;
  readonly begins: Day;
  readonly ends: Day;
}

/** School holidays of Nordrhein-Westfalen as the Land has set them, first and last day. */
export const HOLIDAYS: readonly Holiday[] = [
  { name: 'Herbstferien 2025', begins: '2025-10-13', ends: '2025-10-25' },
  { name: 'Weihnachtsferien 2025/26', begins: '2025-12-22', ends: '2026-01-06' },
  { name: 'Osterferien 2026', begins: '2026-03-30', ends: '2026-04-11' },
  { name: 'Pfingstferien 2026', begins: '2026-05-26', ends: '2026-05-26' },
  { name: 'Sommerferien 2026', begins: '2026-07-20', ends: '2026-09-01' },
  { name: 'Herbstferien 2026', begins: '2026-10-17', ends: '2026-10-31' },
  { name: 'Weihnachtsferien 2026/27', begins: '2026-12-23', ends: '2027-01-06' },
  { name: 'Osterferien 2027', begins: '2027-03-22', ends: '2027-04-03' },
  { name: 'Pfingstferien 2027', begins: '2027-05-18', ends: '2027-05-18' },
  { name: 'Sommerferien 2027', begins: '2027-07-19', ends: '2027-08-31' },
  { name: 'Herbstferien 2027', begins: '2027-10-23', ends: '2027-11-06' },
  { name: 'Weihnachtsferien 2027/28', begins: '2027-12-24', ends: '2028-01-08' },
];

const isSchoolDay = (day: Day): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.some(({ begins, ends }) => begins <= day && day <= ends);
};

/**
 * The day some Schulwochen after `from`: five school days a week, holidays left out (domain A.16, SCHULE). Single
 * public holidays count as school days.
 */
export function addSchoolWeeks(from: Day, weeks: number): Day {
  let day = from;
  for (let left = weeks * 5; left > 0; left -= isSchoolDay(day) ? 1 : 0) day = addDays(day, 1);
  return day;
}
