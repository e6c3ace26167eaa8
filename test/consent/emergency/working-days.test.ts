import { addDays, easterSunday, NRW_HOLIDAYS } from '../../../consent/emergency/holidays.js';
import { dayOf, endOfNextWorkingDay, isWorkingDay } from '../../../consent/emergency/working-days.js';

describe('working days in Nordrhein-Westfalen', () => {
  it.each([[1818, '03-22'], [1943, '04-25'], [2000, '04-23'], [2024, '03-31'], [2025, '04-20'], [2026, '04-05'], [2027, '03-28'], [2038, '04-25'], [2100, '03-28']])('know Easter %i', (year, day) => {
    expect(easterSunday(year)).toBe(`${year}-${day}`);
  });

  it('are all days but weekends and the eleven public holidays', () => {
    expect(NRW_HOLIDAYS).toHaveLength(11);
    const free = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index)).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()) && !isWorkingDay(day));
    expect(free).toEqual(['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-06-04', '2026-12-25']);
  });

  it.each([
    ['a Monday', '2026-03-02T09:00:00+01:00', '2026-03-04T00:00:00+01:00'],
    ['a Friday', '2026-03-06T23:59:59.999+01:00', '2026-03-10T00:00:00+01:00'],
    ['a Saturday', '2026-03-07T00:00:00+01:00', '2026-03-10T00:00:00+01:00'],
    ['the Thursday before Easter', '2026-04-02T10:00:00+02:00', '2026-04-08T00:00:00+02:00'],
    ['the eve of Fronleichnam', '2026-06-03T10:00:00+02:00', '2026-06-06T00:00:00+02:00'],
    ['Christmas Eve', '2026-12-24T10:00:00+01:00', '2026-12-29T00:00:00+01:00'],
    ['the Friday before summer time', '2026-03-27T10:00:00+01:00', '2026-03-31T00:00:00+02:00'],
    ['late in the evening in Lippe, the day before in UTC', '2026-03-03T00:30:00+01:00', '2026-03-05T00:00:00+01:00'],
  ])('end a review that begins on %s', (_day, from, end) => {
    expect(new Date(endOfNextWorkingDay(Date.parse(from))).toISOString()).toBe(new Date(end).toISOString());
  });

  it('begin at midnight in Lippe, not in UTC', () => {
    expect([dayOf(Date.parse('2026-07-01T21:59:59Z')), dayOf(Date.parse('2026-07-01T22:00:00Z'))]).toEqual(['2026-07-01', '2026-07-02']);
  });
});
