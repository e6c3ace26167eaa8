import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deadlinesOf, type Arrival, type Milestone } from '../../../subgraphs/case-management/deadlines/compute.js';
import { addDays } from '../../../subgraphs/case-management/deadlines/days.js';
import { REGISTER, type DeadlineRule } from '../../../subgraphs/case-management/deadlines/register.js';
import { addSchoolWeeks, CALENDAR_ENDS, HOLIDAYS } from '../../../subgraphs/case-management/deadlines/school-calendar.js';

const arrival = (birthDate: string | null, registeredOn: string | null = '2026-03-02', milestones: readonly Milestone[] = []): Arrival =>
  ({ birthDate, events: { REGISTRIERUNG: registeredOn, EINREISE: null, ZUWEISUNG: null }, milestones });
const due = (of: Arrival, today = '2026-03-02') => Object.fromEntries(deadlinesOf(of, REGISTER, today).map(({ goalKey, dueOn }) => [goalKey, dueOn]));
const state = (of: Arrival, goalKey: string, today: string) => deadlinesOf(of, REGISTER, today).find((one) => one.goalKey === goalKey)?.state;

describe('deadlines of an arrival', () => {
  test('are those of scenario F1: a family registered in Lemgo on 2 March 2026', () => {
    expect(due(arrival('1990-05-01'))).toEqual({ ANKOMMENSGESPRAECH: '2026-03-16', SPRACHTEST: '2026-04-13', ARBEITSBERATUNG: '2026-04-13', A2: '2028-03-02' });
    expect(due(arrival('2016-05-01'))).toEqual({ ANKOMMENSGESPRAECH: '2026-03-16', SCHULE: '2026-04-13' });
    expect(due(arrival('2023-05-01'))).toEqual({ ANKOMMENSGESPRAECH: '2026-03-16', KITA_ANGEBOT: '2026-03-30' });
  });

  test('are open, due soon, met, missed, not applicable', () => {
    const talk = (today: string, ...milestones: Milestone[]) => state(arrival('1990-05-01', '2026-03-02', milestones), 'ANKOMMENSGESPRAECH', today);
    const met = (metOn: string | null): Milestone => ({ goalKey: 'ANKOMMENSGESPRAECH', metOn });
    expect(['2026-03-10', '2026-03-11', '2026-03-16', '2026-03-17'].map((day) => talk(day))).toEqual(['OFFEN', 'BALD_FAELLIG', 'BALD_FAELLIG', 'VERSAEUMT']);
    expect(talk('2026-04-01', met('2026-03-16'))).toBe('ERFUELLT');
    expect(talk('2026-04-01', met('2026-03-17'))).toBe('VERSAEUMT');
    expect(talk('2026-04-01', met(null))).toBe('NICHT_ANWENDBAR');
  });

  test('run from the event that the register names, by the rule in force on that day', () => {
    const [old] = REGISTER.filter(({ goalKey }) => goalKey === 'SCHULE') as [DeadlineRule];
    const register: DeadlineRule[] = [{ ...old, validTo: '2026-07-31' }, { ...old, startEvent: 'ZUWEISUNG', length: 6, validFrom: '2026-08-01' }];
    const child = (registered: string, assigned: string | null): Arrival => ({ birthDate: '2016-05-01', events: { REGISTRIERUNG: registered, EINREISE: null, ZUWEISUNG: assigned }, milestones: [] });
    expect(deadlinesOf(child('2026-03-02', '2026-03-20'), register, '2026-03-20').map(({ startEvent, dueOn }) => [startEvent, dueOn])).toEqual([['REGISTRIERUNG', '2026-04-13']]);
    expect(deadlinesOf(child('2026-09-01', '2026-09-07'), register, '2026-09-10').map(({ startEvent, dueOn }) => [startEvent, dueOn])).toEqual([['ZUWEISUNG', '2026-11-02']]);
    expect(deadlinesOf(child('2026-09-01', null), register, '2026-09-10')).toEqual([expect.objectContaining({ dueOn: null, state: 'BEGINN_UNBEKANNT', why: expect.stringContaining('nicht festgehalten') })]);
  });

  test('are neither lost nor doubled when the register changes from one start event to another: the day of registration says which rule', () => {
    const [old] = REGISTER.filter(({ goalKey }) => goalKey === 'SCHULE') as [DeadlineRule];
    const register: DeadlineRule[] = [{ ...old, validTo: '2026-07-31' }, { ...old, startEvent: 'ZUWEISUNG', validFrom: '2026-08-01' }];
    const of = (registered: string, assigned: string | null) => deadlinesOf(
      { birthDate: '2016-05-01', events: { REGISTRIERUNG: registered, EINREISE: null, ZUWEISUNG: assigned }, milestones: [] }, register, '2026-12-10',
    ).map(({ startEvent, startedOn, state }) => [startEvent, startedOn, state]);
    expect(of('2026-08-03', '2026-07-28')).toEqual([['ZUWEISUNG', '2026-07-28', 'VERSAEUMT']]);
    expect(of('2026-07-28', '2026-08-03')).toEqual([['REGISTRIERUNG', '2026-07-28', 'VERSAEUMT']]);
    expect(of('2026-03-02', null)).toEqual([['REGISTRIERUNG', '2026-03-02', 'VERSAEUMT']]);
    expect(of('2026-08-03', null)).toEqual([['ZUWEISUNG', null, 'BEGINN_UNBEKANNT']]);
  });

  test('law: whenever a goal’s start event and age limits change, everybody has one deadline of it, whatever happened to them when', () => {
    const [old] = REGISTER.filter(({ goalKey }) => goalKey === 'ANKOMMENSGESPRAECH') as [DeadlineRule];
    const day = fc.integer({ min: 0, max: 700 }).map((offset) => addDays('2025-01-01', offset));
    const event = fc.constantFrom('REGISTRIERUNG', 'EINREISE', 'ZUWEISUNG') as fc.Arbitrary<DeadlineRule['startEvent']>;
    fc.assert(fc.property(day, day, fc.option(day), fc.option(day), event, event, event, fc.integer({ min: 1, max: 40 }), day, (changed, registered, entered, assigned, first, young, adult, age, today) => {
      const register: DeadlineRule[] = [
        { ...old, startEvent: first, validTo: addDays(changed, -1) }, { ...old, startEvent: young, ageTo: age - 1, validFrom: changed }, { ...old, startEvent: adult, ageFrom: age, validFrom: changed },
      ];
      const events = { REGISTRIERUNG: registered, EINREISE: entered, ZUWEISUNG: assigned };
      expect(deadlinesOf({ birthDate: '2005-07-01', events, milestones: [] }, register, today)).toHaveLength(1);
    }), { seed: 2026, numRuns: 300 });
  });

  test('of 29 February end on 28 February (§ 188 Abs. 3 BGB), and age counts by birthdays', () => {
    expect([due(arrival('1990-05-01', '2024-02-29')).A2, due(arrival('1990-05-01', '2026-02-28')).A2]).toEqual(['2026-02-28', '2028-02-28']);
    const goals = (birthDate: string, registeredOn: string) => Object.keys(due(arrival(birthDate, registeredOn))).filter((goal) => ['SCHULE', 'ARBEITSBERATUNG', 'KITA_ANGEBOT'].includes(goal)).sort();
    expect(goals('2008-02-29', '2026-02-28')).toEqual(['ARBEITSBERATUNG', 'SCHULE']); // 17 until the end of the day
    expect(goals('2008-02-29', '2026-03-01')).toEqual(['ARBEITSBERATUNG']);
    expect([goals('2020-03-02', '2026-03-01'), goals('2020-03-02', '2026-03-02')]).toEqual([['KITA_ANGEBOT'], ['SCHULE']]);
    expect(due(arrival('1990-05-01', '2026-03-20')).ANKOMMENSGESPRAECH).toBe('2026-04-03'); // across the change to summer time, and a holiday: a goal is not put off
  });

  test('say how they were counted and nothing of the person', () => {
    expect(deadlinesOf(arrival('2016-05-01'), REGISTER, '2026-03-02').map(({ why }) => why)).toEqual([
      'Handlungsstruktur, Leitziel III: Anmeldung am 02.03.2026 + 14 Tage / registration on 2026-03-02 + 14 days',
      'Handlungsstruktur 3.3, Ziel I: Anmeldung am 02.03.2026 + 4 Schulwochen ohne Ferien / registration on 2026-03-02 + 4 school weeks without holidays',
    ]);
    expect(deadlinesOf(arrival('2021-05-01', '2029-01-02'), REGISTER, '2029-01-02')[1]!.why).toContain(`Ferien nach dem 05.01.2029 noch nicht berücksichtigt`);
  });

  test('leave nothing out where the age is not known', () => {
    expect(Object.keys(due(arrival(null))).sort()).toEqual(REGISTER.map(({ goalKey }) => goalKey).sort());
  });

  test('begin where the register begins: nobody of before 13 August 2020 has one', () => {
    expect(due(arrival('1990-05-01', '2020-08-12'))).toEqual({});
  });
});

describe('school weeks', () => {
  test('stand still in the holidays', () => {
    expect(addSchoolWeeks('2026-06-22', 4)).toBe('2026-09-02'); // the summer of 2026: 20 July to 1 September
    expect(addSchoolWeeks('2026-12-01', 4)).toBe('2027-01-13'); // Christmas: 23 December to 6 January
    expect(addSchoolWeeks('2026-09-02', 4)).toBe('2026-09-30');
  });

  test('the calendar has no gaps or overlaps of its own, and all big holidays of every school year', () => {
    for (const [index, { begins, ends }] of HOLIDAYS.entries()) {
      expect(begins <= ends).toBe(true);
      if (index > 0) expect(HOLIDAYS[index - 1]!.ends < begins).toBe(true);
    }
    for (let year = 2020; year < 2028; year += 1) {
      for (const name of [`Herbstferien ${year}`, `Weihnachtsferien ${year}/${String(year + 1).slice(2)}`, `Osterferien ${year + 1}`, `Sommerferien ${year + 1}`]) {
        expect(HOLIDAYS.map((holiday) => holiday.name)).toContain(name);
      }
    }
  });

  test('law: four school weeks hold twenty weekdays outside of the holidays, and end on one', () => {
    const isSchoolDay = (day: string) => ![0, 6].includes(new Date(day).getUTCDay()) && !HOLIDAYS.some(({ begins, ends }) => begins <= day && day <= ends);
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_900 }), (offset) => {
      const from = addDays('2020-08-13', offset);
      const to = addSchoolWeeks(from, 4);
      let days = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) days += isSchoolDay(day) ? 1 : 0;
      expect(to < CALENDAR_ENDS && days === 20 && isSchoolDay(to)).toBe(true);
    }), { seed: 20_26, numRuns: 300 });
  });
});
