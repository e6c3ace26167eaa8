import type { Day } from './days.js';
import { addDays } from './days.js';

export interface Holiday {
  readonly name: string;
  /** First and last day. */
  readonly begins: Day;
  readonly ends: Day;
}

/**
 * School holidays of Nordrhein-Westfalen: Runderlass of the Ministerium für Schule und Bildung of 19.05.2022 (ABl. NRW. 06/22,
 * BASS 12-65 Nr. 1), which sets them up to 2029/30, and its predecessor for 2020 to 2022. To be checked against the
 * Ministry's page once a school year, and continued from there: Easter 2029 and later are not entered yet.
 */
export const HOLIDAYS: readonly Holiday[] = [
  { name: 'Sommerferien 2020', begins: '2020-06-29', ends: '2020-08-11' },
  { name: 'Herbstferien 2020', begins: '2020-10-12', ends: '2020-10-24' },
  { name: 'Weihnachtsferien 2020/21', begins: '2020-12-23', ends: '2021-01-06' },
  { name: 'Osterferien 2021', begins: '2021-03-29', ends: '2021-04-10' },
  { name: 'Pfingstferien 2021', begins: '2021-05-25', ends: '2021-05-25' },
  { name: 'Sommerferien 2021', begins: '2021-07-05', ends: '2021-08-17' },
  { name: 'Herbstferien 2021', begins: '2021-10-11', ends: '2021-10-23' },
  { name: 'Weihnachtsferien 2021/22', begins: '2021-12-24', ends: '2022-01-08' },
  { name: 'Osterferien 2022', begins: '2022-04-11', ends: '2022-04-23' },
  { name: 'Sommerferien 2022', begins: '2022-06-27', ends: '2022-08-09' },
  { name: 'Herbstferien 2022', begins: '2022-10-04', ends: '2022-10-15' },
  { name: 'Weihnachtsferien 2022/23', begins: '2022-12-23', ends: '2023-01-06' },
  { name: 'Osterferien 2023', begins: '2023-04-03', ends: '2023-04-15' },
  { name: 'Pfingstferien 2023', begins: '2023-05-30', ends: '2023-05-30' },
  { name: 'Sommerferien 2023', begins: '2023-06-22', ends: '2023-08-04' },
  { name: 'Herbstferien 2023', begins: '2023-10-02', ends: '2023-10-14' },
  { name: 'Weihnachtsferien 2023/24', begins: '2023-12-21', ends: '2024-01-05' },
  { name: 'Osterferien 2024', begins: '2024-03-25', ends: '2024-04-06' },
  { name: 'Pfingstferien 2024', begins: '2024-05-21', ends: '2024-05-21' },
  { name: 'Sommerferien 2024', begins: '2024-07-08', ends: '2024-08-20' },
  { name: 'Herbstferien 2024', begins: '2024-10-14', ends: '2024-10-26' },
  { name: 'Weihnachtsferien 2024/25', begins: '2024-12-23', ends: '2025-01-06' },
  { name: 'Osterferien 2025', begins: '2025-04-14', ends: '2025-04-26' },
  { name: 'Pfingstferien 2025', begins: '2025-06-10', ends: '2025-06-10' },
  { name: 'Sommerferien 2025', begins: '2025-07-14', ends: '2025-08-26' },
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
  { name: 'Osterferien 2028', begins: '2028-04-10', ends: '2028-04-22' },
  { name: 'Sommerferien 2028', begins: '2028-07-10', ends: '2028-08-22' },
  { name: 'Herbstferien 2028', begins: '2028-10-23', ends: '2028-11-04' },
  { name: 'Weihnachtsferien 2028/29', begins: '2028-12-21', ends: '2029-01-05' },
];

/** Up to this day the calendar is complete; behind it no holidays are left out. */
export const CALENDAR_ENDS: Day = HOLIDAYS.at(-1)!.ends;

/** bewegliche Ferientage per school year; which days, each school decides (BASS 12-65 Nr. 1). */
export const MOVABLE_DAYS: Readonly<Record<string, number>> = {
  '2022/23': 3, '2023/24': 4, '2024/25': 4, '2025/26': 3, '2026/27': 3, '2027/28': 3, '2028/29': 4, '2029/30': 4,
};

const isSchoolDay = (day: Day): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.some(({ begins, ends }) => begins <= day && day <= ends);
};

/**
 * The day some Schulwochen after `from`: five school days a week, holidays left out (domain A.16, SCHULE). A week with a
 * public holiday or a movable day is still a Schulwoche, so single days off do not count.
 */
export function addSchoolWeeks(from: Day, weeks: number): Day {
  let day = from;
  for (let left = weeks * 5; left > 0; left -= isSchoolDay(day) ? 1 : 0) day = addDays(day, 1);
  return day;
}
