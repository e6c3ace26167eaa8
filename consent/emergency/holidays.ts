/** A day without the time, as `YYYY-MM-DD`. */
export type Day = string;

interface Holiday {
  readonly name: string;
  /** `MM-DD`, or days after Easter Sunday. */
  readonly on: string | number;
}

/** Public holidays in Nordrhein-Westfalen (§ 2 Feiertagsgesetz NW) that can fall on a weekday. */
export const NRW_HOLIDAYS: readonly Holiday[] = [
  { name: 'Neujahrstag', on: '01-01' },
  { name: 'Karfreitag', on: -2 },
  { name: 'Ostermontag', on: 1 },
  { name: 'Tag der Arbeit', on: '05-01' },
  { name: 'Christi-Himmelfahrts-Tag', on: 39 },
  { name: 'Pfingstmontag', on: 50 },
  { name: 'Fronleichnamstag', on: 60 },
  { name: 'Tag der Deutschen Einheit', on: '10-03' },
  { name: 'Allerheiligentag', on: '11-01' },
  { name: '1. Weihnachtstag', on: '12-25' },
  { name: '2. Weihnachtstag', on: '12-26' },
];

export const addDays = (day: Day, days: number): Day => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

export const isHoliday = (day: Day): boolean => {
  const year = day.slice(0, 4);
  return NRW_HOLIDAYS.some(({ on }) => day === (typeof on === 'string' ? `${year}-${on}` : addDays(easterSunday(Number(year)), on)));
};

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as Meeus gives it). */
export function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return new Date(Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1)).toISOString().slice(0, 10);
}
