import { assess, type HypotheticalPerson, type Outcome } from '../../../subgraphs/eligibility/index.js';

/** Nothing but the Gestattung opens or closes a way: no benefits, no German, no course behind them. */
const asylumSeeker = (origin: string): HypotheticalPerson => ({
  status: 'AUFENTHALTSGESTATTUNG', origin, benefits: 'KEINE', level: 'UNTER_A1', employment: 'NICHT_ERWERBSTAETIG', integrationCourse: 'NICHT_BEGONNEN',
  entitlement: 'KEINE', minorChild: 'NEIN', statusSince: '2015-01-01', arrivedOn: '2015-01-01',
});
const outcome = (person: HypotheticalPerson, asOf: string, set?: 'SEED_2020'): Outcome => assess(person, { topic: 'INTEGRATIONSKURS_ALLGEMEIN' }, asOf, set && [set]).outcome;

describe('the main countries of origin, domain D.2', () => {
  // Period of the table, day, who was admitted. Countries of the whole history: whoever is not named had no access.
  test.each([
    ['row 1, first day', '2015-10-24', ['SYR', 'IRQ', 'IRN', 'ERI']],
    ['row 1, last day', '2016-07-31', ['SYR', 'IRQ', 'IRN', 'ERI']],
    ['row 2, first day: as the Handlungsstruktur still prints it', '2016-08-01', ['SYR', 'IRQ', 'IRN', 'ERI', 'SOM']],
    ['row 2, last day', '2019-07-31', ['SYR', 'IRQ', 'IRN', 'ERI', 'SOM']],
    ['row 3, first day', '2019-08-01', ['SYR', 'ERI']],
    ['row 3, the day on which the Handlungsstruktur was adopted', '2020-08-13', ['SYR', 'ERI']],
    ['row 3, last day', '2021-02-28', ['SYR', 'ERI']],
    ['row 4, first day', '2021-03-01', ['SYR', 'ERI', 'SOM']],
    ['row 4, last day', '2022-01-16', ['SYR', 'ERI', 'SOM']],
    ['row 5, first day', '2022-01-17', ['SYR', 'ERI', 'SOM', 'AFG']],
    ['row 5, last day', '2022-12-30', ['SYR', 'ERI', 'SOM', 'AFG']],
    ['row 6, first day: no country rule', '2022-12-31', ['SYR', 'IRQ', 'IRN', 'ERI', 'SOM', 'AFG', 'ALB']],
    ['row 6, before the stop', '2025-11-30', ['SYR', 'IRQ', 'IRN', 'ERI', 'SOM', 'AFG', 'ALB']],
    ['row 7, the stop', '2026-02-09', []],
    ['before all of it', '2015-10-23', []],
  ] as const)('%s (%s)', (_row, asOf, admitted) => {
    const all = ['SYR', 'IRQ', 'IRN', 'ERI', 'SOM', 'AFG', 'ALB'];
    expect(all.filter((country) => outcome(asylumSeeker(country), asOf) === 'ZULASSUNG_MOEGLICH')).toEqual(admitted);
    expect(all.filter((country) => !admitted.some((name) => name === country)).map((country) => outcome(asylumSeeker(country), asOf))).toEqual(all.filter((country) => !admitted.some((name) => name === country)).map(() => 'NICHT_ZUGAENGLICH'));
  });

  test('row 3: who came before 01.08.2019 and was close to the labour market had access by statute', () => {
    const working = { ...asylumSeeker('AFG'), employment: 'BESCHAEFTIGT' } as const;
    expect(outcome({ ...working, arrivedOn: '2019-07-31' }, '2019-11-30')).toBe('ZULASSUNG_MOEGLICH');
    expect(outcome({ ...working, arrivedOn: '2019-07-31' }, '2019-10-30')).toBe('NICHT_ZUGAENGLICH'); // not yet three months
    expect(outcome({ ...working, arrivedOn: '2019-08-01' }, '2019-11-30')).toBe('NICHT_ZUGAENGLICH');
  });

  test('row 7: between the practice of 12/2025 and the circular of 09.02.2026 it has to be asked', () => {
    expect(outcome(asylumSeeker('SYR'), '2026-01-15')).toBe('PRUEFUNG_NOETIG');
  });

  test('row 7: obligation routes, admissions at hand and paying oneself remain', () => {
    expect(outcome({ ...asylumSeeker('SYR'), benefits: 'ASYLBLG_GRUND' }, '2026-03-02')).toBe('VERPFLICHTUNG_MOEGLICH');
    expect(outcome({ ...asylumSeeker('SYR'), entitlement: 'INTEGRATIONSKURS' }, '2026-03-02')).toBe('ZULASSUNG_MOEGLICH');
    expect(assess(asylumSeeker('SYR'), { topic: 'INTEGRATIONSKURS_ALLGEMEIN' }, '2026-03-02').alternatives).toContainEqual({ topic: 'SELBSTZAHLER', outcome: 'ZULASSUNG_MOEGLICH' });
  });

  test('row 8: the list of 2020 is a rule set of its own, off unless it is asked for', () => {
    expect(outcome(asylumSeeker('SOM'), '2020-08-13')).toBe('NICHT_ZUGAENGLICH');
    expect(outcome(asylumSeeker('SOM'), '2020-08-13', 'SEED_2020')).toBe('ZULASSUNG_MOEGLICH');
    expect(outcome(asylumSeeker('AFG'), '2026-03-02', 'SEED_2020')).toBe('NICHT_ZUGAENGLICH');
  });
});

describe('the ways into the Integrationskurs, domain D.1', () => {
  const beginner = { level: 'UNTER_A1', benefits: 'KEINE', employment: 'NICHT_ERWERBSTAETIG', integrationCourse: 'NICHT_BEGONNEN', entitlement: 'KEINE', minorChild: 'NEIN' } as const;
  const speaking = { ...beginner, level: 'A1' } as const;
  test.each<[string, HypotheticalPerson, string, Outcome]>([
    ['claim in the first year', { ...speaking, status: 'AE_25_2_ALT1', statusSince: '2025-09-01' }, '2026-03-02', 'ANSPRUCH'],
    ['claim of a Blaue Karte', { ...speaking, status: 'BLAUE_KARTE_18G', statusSince: '2025-09-01' }, '2026-03-02', 'ANSPRUCH'],
    ['claim lapsed after a year: admission', { ...speaking, status: 'AE_25_2_ALT1', statusSince: '2024-11-30' }, '2025-11-30', 'ZULASSUNG_MOEGLICH'],
    ['claim lapsed after a year, with the stop', { ...speaking, status: 'AE_25_2_ALT1', statusSince: '2025-03-01' }, '2026-03-02', 'NICHT_ZUGAENGLICH'],
    ['claim for one more day', { ...speaking, status: 'AE_25_2_ALT1', statusSince: '2025-03-03' }, '2026-03-02', 'ANSPRUCH'],
    ['no claim at B1', { ...speaking, level: 'B1', status: 'AE_25_2_ALT1', statusSince: '2025-09-01' }, '2026-03-02', 'NICHT_ZUGAENGLICH'],
    ['no claim for pupils', { ...speaking, employment: 'SCHUELER', status: 'AE_25_2_ALT1', statusSince: '2025-09-01' }, '2026-03-02', 'NICHT_ZUGAENGLICH'],
    ['obligation no. 1: no simple German', { ...beginner, status: 'AE_25_2_ALT1', statusSince: '2025-09-01' }, '2026-03-02', 'VERPFLICHTUNG_MOEGLICH'],
    ['obligation no. 1: family without B1', { ...beginner, level: 'A2', status: 'AE_29_30_32_36', statusSince: '2025-09-01' }, '2026-03-02', 'VERPFLICHTUNG_MOEGLICH'],
    ['obligation no. 2: asked by the Jobcenter', { ...speaking, benefits: 'SGB_II', status: 'AE_25_3', statusSince: '2020-01-01' }, '2026-03-02', 'VERPFLICHTUNG_MOEGLICH'],
    ['obligation no. 2 after the reform that nobody here has read', { ...speaking, benefits: 'SGB_II', status: 'AE_25_3', statusSince: '2020-01-01' }, '2026-07-01', 'PRUEFUNG_NOETIG'],
    ['obligation no. 3: parents without simple German', { ...beginner, minorChild: 'JA', status: 'AE_25_3', statusSince: '2020-01-01' }, '2026-03-02', 'VERPFLICHTUNG_MOEGLICH'],
    ['obligation no. 4: § 25 Abs. 5 with AsylbLG', { ...speaking, benefits: 'ASYLBLG_GRUND', status: 'AE_25_5', statusSince: '2025-01-01' }, '2026-03-02', 'VERPFLICHTUNG_MOEGLICH'],
    ['admission: § 25 Abs. 3 has no claim', { ...speaking, status: 'AE_25_3', statusSince: '2025-09-01' }, '2025-10-01', 'ZULASSUNG_MOEGLICH'],
    ['admission: § 25a has no claim', { ...speaking, status: 'AE_25A', statusSince: '2025-09-01' }, '2025-10-01', 'ZULASSUNG_MOEGLICH'],
    ['admission: EU citizens', { ...speaking, status: 'EU_ARBEITNEHMER', statusSince: '2025-01-01' }, '2025-10-01', 'ZULASSUNG_MOEGLICH'],
    ['admission: Ermessensduldung', { ...speaking, status: 'DULDUNG_60A_2_3', statusSince: '2025-01-01' }, '2025-10-01', 'ZULASSUNG_MOEGLICH'],
    ['no way with another Duldung', { ...speaking, status: 'DULDUNG_60A_2_1', statusSince: '2025-01-01' }, '2025-10-01', 'NICHT_ZUGAENGLICH'],
    ['§ 25 Abs. 4a: it depends on the sentence', { ...speaking, status: 'AE_25_4A', statusSince: '2025-09-01' }, '2026-03-02', 'PRUEFUNG_NOETIG'],
  ])('%s', (_case, person, asOf, expected) => {
    const found = assess(person, { topic: 'INTEGRATIONSKURS_ALLGEMEIN' }, asOf);
    expect([found.outcome, found.settled]).toEqual([expected, true]);
  });

  test('the orientation course stays open at B1', () => {
    const person = { ...speaking, level: 'B1', status: 'AE_25_2_ALT1', statusSince: '2025-09-01' } as const;
    expect(assess(person, { topic: 'ORIENTIERUNGSKURS' }, '2026-03-02').outcome).toBe('ANSPRUCH');
  });
});
