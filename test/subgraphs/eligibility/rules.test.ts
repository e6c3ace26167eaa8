import { assess, ATTRIBUTES, isInForce, RULES, rulesOf, TOPICS, type HypotheticalPerson, type Offered, type Outcome } from '../../../subgraphs/eligibility/index.js';

type Row = readonly [line: string, person: HypotheticalPerson, offer: Offered['topic'] | Offered, asOf: string, expected: Outcome];
const MARCH = '2026-03-02';
const YOUNG = { status: 'AUFENTHALTSGESTATTUNG', age: 20, municipality: 'LEMGO', reception: 'NEIN' } as const;

/** Domain D.3, row by row; where a row gives a number, both sides of it. */
const TABLE: readonly Row[] = [
  ['R01 everyone', {}, 'ANKOMMENSGESPRAECH', MARCH, 'ANSPRUCH'],
  ['R02 potentially everyone', {}, 'CASE_MANAGEMENT', MARCH, 'ZULASSUNG_MOEGLICH'],

  ['R03 Gestattung, 18', { ...YOUNG, age: 18 }, 'DURCHSTARTEN_B1_COACHING', '2022-05-01', 'ZULASSUNG_MOEGLICH'],
  ['R03 Duldung, 27 (A.17-3: text and table differ)', { ...YOUNG, status: 'DULDUNG_60A_2_1', age: 27 }, 'DURCHSTARTEN_B1_COACHING', '2022-05-01', 'ZULASSUNG_MOEGLICH'],
  ['R03 exceptions at 28', { ...YOUNG, age: 28 }, 'DURCHSTARTEN_B1_COACHING', '2022-05-01', 'PRUEFUNG_NOETIG'],
  ['R03 exceptions at 17', { ...YOUNG, age: 17 }, 'DURCHSTARTEN_B1_COACHING', '2022-05-01', 'PRUEFUNG_NOETIG'],
  ['R03 not in Barntrup', { ...YOUNG, municipality: 'BARNTRUP' }, 'DURCHSTARTEN_B1_COACHING', '2022-05-01', 'NICHT_ZUGAENGLICH'],
  ['R03 not with other titles', { ...YOUNG, status: 'AE_25_3' }, 'DURCHSTARTEN_B3_HSA', '2022-05-01', 'NICHT_ZUGAENGLICH'],
  ['R03 not from a Landeseinrichtung', { ...YOUNG, reception: 'JA' }, 'DURCHSTARTEN_B4_KURSE_JIK', '2022-05-01', 'NICHT_ZUGAENGLICH'],
  ['R03 B2 not under a work ban', { ...YOUNG, workAccess: 'VERBOTEN' }, 'DURCHSTARTEN_B2_BERUFSBEGLEITEND', '2022-05-01', 'NICHT_ZUGAENGLICH'],
  ['R03 B1 in spite of a work ban', { ...YOUNG, workAccess: 'VERBOTEN' }, 'DURCHSTARTEN_B1_COACHING', '2022-05-01', 'ZULASSUNG_MOEGLICH'],
  ['R03 until 30.06.2023', YOUNG, 'DURCHSTARTEN_B1_COACHING', '2023-06-30', 'ZULASSUNG_MOEGLICH'],
  ['R03 not from 01.07.2023', YOUNG, 'DURCHSTARTEN_B1_COACHING', '2023-07-01', 'NICHT_ZUGAENGLICH'],

  ['R04 Jobcenter customers', { benefits: 'SGB_II' }, 'CUK_CLEARING', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R04 Geduldete 18–27 while Durchstarten', { benefits: 'ASYLBLG_GRUND', status: 'DULDUNG_60A_2_1', age: 27 }, 'CUK_CLEARING', '2023-06-30', 'ZULASSUNG_MOEGLICH'],
  ['R04 Geduldete afterwards', { benefits: 'ASYLBLG_GRUND', status: 'DULDUNG_60A_2_1', age: 27 }, 'CUK_CLEARING', '2023-07-01', 'PRUEFUNG_NOETIG'],
  ['R04 others', { benefits: 'KEINE', status: 'EU_ARBEITNEHMER' }, 'CUK_CLEARING', '2022-05-01', 'PRUEFUNG_NOETIG'],

  ['R05 Auszubildende', { employment: 'AUSZUBILDEND', status: 'AE_25_3' }, 'AZUBI_BSK', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R05 nobody else', { employment: 'BESCHAEFTIGT', status: 'AE_25_3' }, 'AZUBI_BSK', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R05 Ermessensduldung', { employment: 'AUSZUBILDEND', status: 'DULDUNG_60A_2_3', statusSince: '2026-02-01', entitlement: 'KEINE' }, 'AZUBI_BSK', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R05 six months geduldet', { employment: 'AUSZUBILDEND', status: 'DULDUNG_60A_2_1', statusSince: '2025-09-02', entitlement: 'KEINE' }, 'AZUBI_BSK', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R05 a day less', { employment: 'AUSZUBILDEND', status: 'DULDUNG_60A_2_1', statusSince: '2025-09-03', entitlement: 'KEINE' }, 'AZUBI_BSK', MARCH, 'NICHT_ZUGAENGLICH'],

  ['R06 B1 and registered', { level: 'B1', employment: 'ARBEITSUCHEND_GEMELDET', status: 'AE_25_3' }, 'BSK_B2', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R06 without B1', { level: 'A2', employment: 'ARBEITSUCHEND_GEMELDET', status: 'AE_25_3' }, 'BSK_B2', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R06 SGB II', { level: 'C1', benefits: 'SGB_II', status: 'AE_25_3', entitlement: 'KEINE' }, 'BSK_C2', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R06 not registered', { level: 'B2', benefits: 'KEINE', employment: 'NICHT_ERWERBSTAETIG', status: 'AE_25_3', entitlement: 'KEINE' }, 'BSK_C1', MARCH, 'PRUEFUNG_NOETIG'],

  ['R07 Integrationskurs without B1', { integrationCourse: 'BEENDET_OHNE_B1', status: 'AE_25_3', entitlement: 'KEINE' }, 'BSK_B1', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R07 geduldet without access', { integrationCourse: 'NICHT_BEGONNEN', status: 'DULDUNG_60A_2_1', statusSince: '2025-01-01', entitlement: 'KEINE' }, 'BSK_A2', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R07 nobody else', { integrationCourse: 'BEENDET_MIT_B1', status: 'AE_25_3', entitlement: 'KEINE' }, 'BSK_B1', MARCH, 'NICHT_ZUGAENGLICH'],

  ['R09 recipients', { age: 30, benefits: 'SGB_II', status: 'AE_25_2_ALT1' }, 'BERATUNG_JC', MARCH, 'ANSPRUCH'],
  ['R09 below 15', { age: 14 }, 'BERATUNG_JC', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R09 AsylbLG', { age: 30, benefits: 'ASYLBLG_GRUND' }, 'BERATUNG_JC', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R09 Chancenkarte', { age: 30, status: 'AE_20A_CHANCENKARTE', benefits: 'KEINE', arrivedOn: '2025-01-01' }, 'BERATUNG_JC', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R09 EU job search: possible exclusion (F11)', { age: 30, status: 'EU_ARBEITSUCHEND', benefits: 'KEINE', arrivedOn: '2025-07-01' }, 'BERATUNG_JC', MARCH, 'PRUEFUNG_NOETIG'],
  ['R09 first three months', { age: 30, status: 'AE_29_30_32_36', benefits: 'KEINE', employment: 'NICHT_ERWERBSTAETIG', arrivedOn: '2026-01-15' }, 'BERATUNG_JC', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R09 first three months do not count for humanitarian titles', { age: 30, status: 'AE_24', benefits: 'KEINE', employment: 'NICHT_ERWERBSTAETIG', arrivedOn: '2026-01-15', workAccess: 'UNEINGESCHRAENKT' }, 'BERATUNG_JC', MARCH, 'PRUEFUNG_NOETIG'],
  ['R09 from 01.07.2026: reform not read', { age: 30, benefits: 'SGB_II' }, 'BERATUNG_JC', '2026-07-01', 'PRUEFUNG_NOETIG'],

  ['R10 everyone', { benefits: 'ASYLBLG_GRUND', status: 'DULDUNG_60A_2_1' }, 'BERATUNG_BA', MARCH, 'ANSPRUCH'],

  ['R11 Gestattung after 15 months', { status: 'AUFENTHALTSGESTATTUNG', arrivedOn: '2024-12-02', workAccess: 'ERLAUBNIS_ABH_MIT_BA_ZUSTIMMUNG' }, 'BVB_51', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R11 Gestattung a day less', { status: 'AUFENTHALTSGESTATTUNG', arrivedOn: '2024-12-03', workAccess: 'ERLAUBNIS_ABH_MIT_BA_ZUSTIMMUNG' }, 'BVB_51', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R11 entry before 08/2019: three months', { status: 'AUFENTHALTSGESTATTUNG', arrivedOn: '2019-07-31', workAccess: 'ERLAUBNIS_ABH' }, 'BVB_51', '2019-10-31', 'ZULASSUNG_MOEGLICH'],
  ['R11 Duldung nine months', { status: 'DULDUNG_60A_2_1', statusSince: '2025-06-02', workAccess: 'ERLAUBNIS_ABH' }, 'BVB_51', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R11 Duldung a day less', { status: 'DULDUNG_60A_2_1', statusSince: '2025-06-03', workAccess: 'ERLAUBNIS_ABH' }, 'BVB_51', MARCH, 'NICHT_ZUGAENGLICH'],

  ['R12 Gestattung', { status: 'AUFENTHALTSGESTATTUNG' }, 'BAB_56', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R12 Duldung after 15 months', { status: 'DULDUNG_60A_2_1', arrivedOn: '2024-12-02' }, 'BAB_56', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R12 Duldung a day less', { status: 'DULDUNG_60A_2_1', arrivedOn: '2024-12-03' }, 'BAB_56', MARCH, 'NICHT_ZUGAENGLICH'],

  ['R13 no bar by title', { status: 'AUFENTHALTSGESTATTUNG', workAccess: 'ERLAUBNIS_ABH' }, 'EINSTIEGSQUALIFIZIERUNG_54A', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R13 training must be allowed', { workAccess: 'VERBOTEN' }, 'ASSISTIERTE_AUSBILDUNG_74', MARCH, 'NICHT_ZUGAENGLICH'],

  ['R14 outside after 3 months', { status: 'AUFENTHALTSGESTATTUNG', reception: 'NEIN', origin: 'AFG', arrivedOn: '2025-12-02' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R14 outside a day less', { status: 'AUFENTHALTSGESTATTUNG', reception: 'NEIN', origin: 'AFG', arrivedOn: '2025-12-03' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R14 facility after 6 months', { status: 'AUFENTHALTSGESTATTUNG', reception: 'JA', origin: 'AFG', arrivedOn: '2025-09-02' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R14 facility before', { status: 'AUFENTHALTSGESTATTUNG', reception: 'JA', origin: 'AFG', arrivedOn: '2025-09-03' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R14 safe country', { status: 'AUFENTHALTSGESTATTUNG', reception: 'NEIN', origin: 'SRB', arrivedOn: '2024-01-01' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R14 after GEAS: not read', { status: 'AUFENTHALTSGESTATTUNG', reception: 'NEIN', origin: 'AFG', arrivedOn: '2024-01-01' }, 'BESCHAEFTIGUNGSERLAUBNIS', '2026-06-12', 'PRUEFUNG_NOETIG'],

  ['R15 Duldung after 3 months', { status: 'DULDUNG_60A_2_1', statusSince: '2025-12-02' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R15 § 60b never', { status: 'DULDUNG_60B', statusSince: '2020-01-01' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'NICHT_ZUGAENGLICH'],
  ['E free by law', { status: 'AE_25_2_ALT2' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'ANSPRUCH'],
  ['E § 25 Abs. 5 free by law', { status: 'AE_25_5' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'ANSPRUCH'],
  ['E restricted', { status: 'AE_16B' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['E a Fiktion tells nothing', { status: 'FIKTION_81_4' }, 'BESCHAEFTIGUNGSERLAUBNIS', MARCH, 'PRUEFUNG_NOETIG'],

  ['R16 three months', { status: 'DULDUNG_60A_2_1', statusSince: '2025-12-02' }, 'AUSBILDUNGSDULDUNG_ODER_16G', MARCH, 'PRUEFUNG_NOETIG'],
  ['R16 less', { status: 'DULDUNG_60A_2_1', statusSince: '2025-12-03' }, 'AUSBILDUNGSDULDUNG_ODER_16G', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R17 met', { status: 'DULDUNG_60A_2_1', statusSince: '2025-03-02', arrivedOn: '2023-03-02', age: 26 }, 'AUFENTHALT_25A', MARCH, 'PRUEFUNG_NOETIG'],
  ['R17 at 27', { status: 'DULDUNG_60A_2_1', statusSince: '2025-03-02', arrivedOn: '2023-03-02', age: 27 }, 'AUFENTHALT_25A', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R17 from § 104c', { status: 'AE_104C', arrivedOn: '2023-03-02', age: 26 }, 'AUFENTHALT_25A', MARCH, 'PRUEFUNG_NOETIG'],
  ['R18 six years', { status: 'DULDUNG_60A_2_1', arrivedOn: '2020-03-02', minorChild: 'NEIN', level: 'A2' }, 'AUFENTHALT_25B', MARCH, 'PRUEFUNG_NOETIG'],
  ['R18 four with a child', { status: 'DULDUNG_60A_2_1', arrivedOn: '2022-03-02', minorChild: 'JA', level: 'A2' }, 'AUFENTHALT_25B', MARCH, 'PRUEFUNG_NOETIG'],
  ['R18 four without', { status: 'DULDUNG_60A_2_1', arrivedOn: '2022-03-02', minorChild: 'NEIN', level: 'A2' }, 'AUFENTHALT_25B', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R18 without A2', { status: 'DULDUNG_60A_2_1', arrivedOn: '2010-03-02', level: 'A1' }, 'AUFENTHALT_25B', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R19 no new grants', { status: 'DULDUNG_60A_2_1' }, 'CHANCENAUFENTHALT_104C', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R20 entry by 31.12.2022', { status: 'DULDUNG_60A_2_1', statusSince: '2024-01-01', arrivedOn: '2022-12-31', employment: 'BESCHAEFTIGT', level: 'A2' }, 'BESCHAEFTIGUNGSDULDUNG_60D', MARCH, 'PRUEFUNG_NOETIG'],
  ['R20 a day later', { status: 'DULDUNG_60A_2_1', statusSince: '2024-01-01', arrivedOn: '2023-01-01', employment: 'BESCHAEFTIGT', level: 'A2' }, 'BESCHAEFTIGUNGSDULDUNG_60D', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R21 five years, B1, title', { status: 'AE_25_2_ALT1', arrivedOn: '2021-03-02', level: 'B1' }, 'EINBUERGERUNG_10', MARCH, 'PRUEFUNG_NOETIG'],
  ['R21 negative list', { status: 'AE_25_5', arrivedOn: '2010-03-02', level: 'C1' }, 'EINBUERGERUNG_10', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R21 the three-year option is gone', { status: 'AE_25_2_ALT1', arrivedOn: '2023-03-01', level: 'C1' }, 'EINBUERGERUNG_10', MARCH, 'NICHT_ZUGAENGLICH'],

  ['R22 of school age', { age: 9, reception: 'NEIN' }, 'SCHULBESUCH', MARCH, 'VERPFLICHTUNG_MOEGLICH'],
  ['R22 before assignment', { age: 9, reception: 'JA' }, 'SCHULBESUCH', MARCH, 'PRUEFUNG_NOETIG'],
  ['R23 secondary school', { age: 13, level: 'UNTER_A1', schoolYears: 5 }, 'SEITENEINSTIEGSBERATUNG', MARCH, 'ZULASSUNG_MOEGLICH'],
  ['R23 primary school: direct', { age: 8 }, 'SEITENEINSTIEGSBERATUNG', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R23 ten years of school: Berufskolleg', { age: 17, level: 'A1', schoolYears: 10 }, 'SEITENEINSTIEGSBERATUNG', MARCH, 'PRUEFUNG_NOETIG'],
  ['R24 from the first birthday, with a Duldung too', { age: 1, status: 'DULDUNG_60A_2_1' }, 'KITA', MARCH, 'ANSPRUCH'],
  ['R24 before: conditional', { age: 0 }, 'KITA', MARCH, 'PRUEFUNG_NOETIG'],
  ['R25 SGB II', { age: 9, benefits: 'SGB_II' }, 'BILDUNG_UND_TEILHABE', MARCH, 'ANSPRUCH'],
  ['R25 AsylbLG', { age: 9, benefits: 'ASYLBLG_GRUND' }, 'BILDUNG_UND_TEILHABE', MARCH, 'ANSPRUCH'],
  ['R26 may be compulsory', { benefits: 'ASYLBLG_GRUND' }, 'ARBEITSGELEGENHEIT_ASYLBLG_5', MARCH, 'VERPFLICHTUNG_MOEGLICH'],
  ['R26 nobody else', { benefits: 'SGB_II' }, 'ARBEITSGELEGENHEIT_ASYLBLG_5', MARCH, 'NICHT_ZUGAENGLICH'],
  ['R27 last day of the suspension', { status: 'AE_25_2_ALT2' }, 'FAMILIENNACHZUG_ZU_SUBSIDIAER', '2027-07-23', 'NICHT_ZUGAENGLICH'],
  ['R27 the day after', { status: 'AE_25_2_ALT2' }, 'FAMILIENNACHZUG_ZU_SUBSIDIAER', '2027-07-24', 'PRUEFUNG_NOETIG'],
  ['R28 state-wide', { residenceBinding: 'LAND' }, 'UMZUG_IM_KREIS', MARCH, 'ANSPRUCH'],
  ['R28 place-specific', { residenceBinding: 'ORT' }, 'UMZUG_IM_KREIS', MARCH, 'PRUEFUNG_NOETIG'],

  ['A.12 the provider’s own age limit', { age: 30 }, { topic: 'BERUFSBERATUNG', ageMin: 14, ageMax: 25 }, MARCH, 'NICHT_ZUGAENGLICH'],
  ['B.3 the provider’s level', { level: 'A2' }, { topic: 'BERATUNG_BA', level: 'B1' }, MARCH, 'NICHT_ZUGAENGLICH'],
  ['B.3 a past offer', {}, { topic: 'BERATUNG_BA', lastDay: '2026-03-01' }, MARCH, 'NICHT_ZUGAENGLICH'],
  ['a kind without rules', { age: 30 }, 'MASSNAHME_45', MARCH, 'PRUEFUNG_NOETIG'],
];

test.each(TABLE)('%s', (_line, person, offer, asOf, expected) => {
  const found = assess(person, typeof offer === 'string' ? { topic: offer } : offer, asOf);
  expect({ outcome: found.outcome, settled: found.settled }).toEqual({ outcome: expected, settled: true });
});

test('every number of the rule catalogue has its rows here and its rules there', () => {
  const numbers = Array.from({ length: 28 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`);
  expect([...new Set(RULES.map(({ id }) => id.slice(0, 3)))].sort()).toEqual(numbers);
  expect(numbers.filter((number) => number !== 'R08' && !TABLE.some(([line]) => line.startsWith(number)))).toEqual([]);
});

test('every rule has an id of its own, a citation and both languages', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const { citation, de, en } of RULES) expect([citation, de, en].every((text) => text.trim().length > 3)).toBe(true);
});

test('no attribute rates a person, and no rule speaks of a good or bad perspective', () => {
  expect([...ATTRIBUTES].filter(([name, { de, en }]) => /perspekti|perspective|prospect|score|prognos|motivation/i.test(`${name} ${de} ${en}`))).toEqual([]);
  expect(RULES.filter(({ de, en }) => /bleibeperspektive|prospect|(good|bad|gute|schlechte)\w* (bleibe)?perspekti/i.test(`${de} ${en}`))).toEqual([]);
});

test('a fallback stands last among the rules of its topic', () => {
  for (const topic of TOPICS) {
    const own = rulesOf(topic).filter((rule) => isInForce(rule, '2026-03-02'));
    expect(own.slice(0, -1).filter(({ when }) => when.kind === 'OTHERWISE')).toEqual([]);
  }
});
