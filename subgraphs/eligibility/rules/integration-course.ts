import { all, any, before, is, monthsAgo, not, otherwise, type Condition } from '../condition.js';
import { rules, type Draft, type Rule } from '../rule.js';
import { EU, GESTATTUNG, TITLE, type Status } from '../statuses.js';
import { INTEGRATION_COURSES } from '../topics.js';

/** Titles whose first grant gives the claim of § 44 Abs. 1 S. 1 AufenthG; Abs. 4a counts with its S. 3 only. */
const CLAIM: readonly Status[] = [
  'AE_18A', 'AE_18B', 'AE_18C', 'AE_18D', 'BLAUE_KARTE_18G', 'AE_19C', 'AE_21', 'AE_28', 'AE_29_30_32_36', 'AE_36A',
  'AE_25_1', 'AE_25_2_ALT1', 'AE_25_2_ALT2', 'AE_25B', 'AE_25B_FAM', 'AE_38A', 'AE_23_2', 'AE_23_4',
];
const FAMILY_TITLES: readonly Status[] = ['AE_28', 'AE_29_30_32_36', 'AE_36A'];
const ASYLBLG = is('benefits', 'ASYLBLG_GRUND', 'ASYLBLG_ANALOG_2', 'ASYLBLG_EINGESCHRAENKT_1A');

const asylumSeeker = is('status', ...GESTATTUNG);
const below = (...levels: Parameters<typeof is<'level'>>[1][]): Condition => is('level', ...levels);
const speaksLittle = below('UNTER_A1');
const belowB1 = below('UNTER_A1', 'A1', 'A2');
const fromOneOf = (...countries: readonly string[]): Condition => all(asylumSeeker, is('origin', ...countries));
/** § 44 Abs. 2 AufenthG: the claim lapses a year after the title. */
const claim = all(is('status', ...CLAIM), not(monthsAgo('statusSince', 12)), not(is('employment', 'SCHUELER')));
/** Whom § 44 Abs. 4 AufenthG lets the BAMF admit, besides the holders of a Gestattung. */
const admissible = any(is('status', 'DULDUNG_60A_2_3', 'DEUTSCH', 'SPAETAUSSIEDLER', ...EU), all(is('status', ...TITLE), not(is('employment', 'SCHUELER'))));

const LAW = { source: 'LAW' } as const;

const obligations: readonly Draft[] = [
  {
    id: 'R08.44a-1-1', when: all(claim, any(speaksLittle, all(is('status', ...FAMILY_TITLES), belowB1))), outcome: 'VERPFLICHTUNG_MOEGLICH', ...LAW,
    citation: '§ 44a Abs. 1 S. 1 Nr. 1 AufenthG',
    de: 'Mit Anspruch und ohne einfache Deutschkenntnisse, bei Familiennachzug ohne B1, stellt die Ausländerbehörde die Pflicht zur Teilnahme fest',
    en: 'With a claim and without simple German, for family members without B1, the immigration office states the obligation to take part',
  },
  {
    id: 'R08.44a-1-2', when: is('benefits', 'SGB_II'), outcome: 'VERPFLICHTUNG_MOEGLICH', ...LAW,
    citation: '§ 44a Abs. 1 S. 1 Nr. 2 AufenthG; § 15 SGB II; § 5a IntV', validTo: '2026-06-30',
    de: 'Wer Leistungen nach dem SGB II bezieht, kann vom Jobcenter zugelassen oder zur Teilnahme aufgefordert werden',
    en: 'Recipients of SGB II benefits can be admitted or asked to take part by the Jobcenter',
  },
  {
    id: 'R08.44a-1-2-neu', when: is('benefits', 'SGB_II'), outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: 'BGBl. 2026 I Nr. 107 (hier nicht geprüft)', validFrom: '2026-07-01',
    de: 'Die Reform des SGB II zum 01.07.2026 ist hier nicht geprüft; mit dem Jobcenter klären', en: 'The reform of SGB II of 1 July 2026 is not checked here; clear it with the Jobcenter',
  },
  {
    id: 'R08.44a-1-3', when: all(is('status', ...TITLE), is('minorChild', 'JA'), speaksLittle), outcome: 'VERPFLICHTUNG_MOEGLICH', ...LAW,
    citation: '§ 44a Abs. 1 S. 1 Nr. 3 AufenthG; § 4 Abs. 3 IntV',
    de: 'Bei besonderem Integrationsbedarf, etwa als Elternteil ohne einfache Deutschkenntnisse, kann die Ausländerbehörde verpflichten',
    en: 'With a special need of integration, such as parents without simple German, the immigration office can oblige',
  },
  {
    id: 'R08.44a-1-4', when: all(any(asylumSeeker, is('status', 'DULDUNG_60A_2_3', 'AE_24', 'AE_25_5')), ASYLBLG), outcome: 'VERPFLICHTUNG_MOEGLICH', ...LAW,
    citation: '§ 44a Abs. 1 S. 1 Nr. 4 AufenthG; § 5b AsylbLG', validFrom: '2022-12-31',
    de: 'Mit Leistungen nach dem AsylbLG kann der Leistungsträger zur Teilnahme verpflichten',
    en: 'The body that grants AsylbLG benefits can oblige their recipients to take part',
  },
];

const claims: readonly Draft[] = [
  {
    id: 'R08.44-1', when: claim, outcome: 'ANSPRUCH', ...LAW, citation: '§ 44 Abs. 1 und 2 AufenthG',
    de: 'Mit erstmals erteilter Aufenthaltserlaubnis dieser Art besteht ein Anspruch; er erlischt ein Jahr nach der Erteilung',
    en: 'The first grant of such a residence permit gives a claim; it lapses a year after the grant',
  },
  {
    id: 'R08.44-1-25-4a', when: is('status', 'AE_25_4A'), outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 44 Abs. 1 S. 1 Nr. 1 Buchst. c AufenthG',
    de: 'Der Anspruch hängt davon ab, nach welchem Satz des Absatzes die Aufenthaltserlaubnis erteilt ist',
    en: 'The claim depends on the sentence of the paragraph under which the permit was granted',
  },
];

const country = (id: string, countries: readonly string[], names: string, validFrom: string, validTo: string): Draft => ({
  id: `R08.hkl-${id}`, when: fromOneOf(...countries), outcome: 'ZULASSUNG_MOEGLICH', source: 'PRACTICE', validFrom, validTo,
  citation: '§ 44 Abs. 4 S. 2 Nr. 1 AufenthG damaliger Fassung; Liste der Hauptherkunftsländer des BAMF',
  de: `Mit Gestattung bei Zulassung durch das BAMF möglich; Hauptherkunftsländer damals: ${names}`,
  en: `Possible with a Gestattung on admission by the BAMF; main countries of origin at the time: ${countries.join(', ')}`,
});

/** Domain D.2: for holders of a Gestattung the country of origin counted until the end of 2022. */
const countries: readonly Draft[] = [
  country('2015', ['SYR', 'IRQ', 'IRN', 'ERI'], 'Syrien, Irak, Iran, Eritrea', '2015-10-24', '2016-07-31'),
  country('2016', ['SYR', 'IRQ', 'IRN', 'ERI', 'SOM'], 'Syrien, Irak, Iran, Eritrea, Somalia', '2016-08-01', '2019-07-31'),
  country('2019', ['SYR', 'ERI'], 'Syrien, Eritrea', '2019-08-01', '2021-02-28'),
  country('2021', ['SYR', 'ERI', 'SOM'], 'Syrien, Eritrea, Somalia', '2021-03-01', '2022-01-16'),
  country('2022', ['SYR', 'ERI', 'SOM', 'AFG'], 'Syrien, Eritrea, Somalia, Afghanistan', '2022-01-17', '2022-12-30'),
  {
    id: 'R08.arbeitsmarktnah', source: 'LAW', outcome: 'ZULASSUNG_MOEGLICH', validFrom: '2019-08-01', validTo: '2022-12-30',
    when: all(asylumSeeker, before('arrivedOn', '2019-08-01'), monthsAgo('arrivedOn', 3), is('employment', 'ARBEITSUCHEND_GEMELDET', 'BESCHAEFTIGT', 'AUSZUBILDEND')),
    citation: '§ 44 Abs. 4 S. 2 Nr. 1 AufenthG in der Fassung vom 01.08.2019',
    de: 'Wer vor dem 01.08.2019 eingereist ist, sich drei Monate gestattet aufhält und arbeitsmarktnah ist, konnte zugelassen werden',
    en: 'Who entered before 1 August 2019, has had a Gestattung for three months and is close to the labour market could be admitted',
  },
];

const admissions: readonly Draft[] = [
  {
    id: 'R08.44-4-gestattung', when: asylumSeeker, outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 44 Abs. 4 S. 2 Nr. 1 AufenthG',
    validFrom: '2022-12-31', validTo: '2025-11-30',
    de: 'Mit Gestattung kann das BAMF bei freien Plätzen zulassen; das Herkunftsland zählt nicht mehr',
    en: 'With a Gestattung the BAMF can admit if places are free; the country of origin does not count any more',
  },
  {
    id: 'R08.44-4', when: admissible, outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 44 Abs. 4 AufenthG; § 11 Abs. 1 FreizügG/EU', validTo: '2025-11-30',
    de: 'Ohne oder nicht mehr mit Anspruch kann das BAMF bei freien Plätzen zulassen', en: 'Without a claim, or no longer with one, the BAMF can admit if places are free',
  },
  {
    id: 'R08.stopp-de-facto', when: any(asylumSeeker, admissible), outcome: 'PRUEFUNG_NOETIG', source: 'PRACTICE', citation: 'Verwaltungspraxis des BAMF seit etwa 12/2025',
    validFrom: '2025-12-01', validTo: '2026-02-08',
    de: 'Zulassungen nach § 44 Abs. 4 wurden faktisch kaum noch erteilt; beim BAMF nachfragen', en: 'Admissions under § 44 (4) were hardly granted any more; ask the BAMF',
  },
  {
    id: 'R08.stopp', when: any(asylumSeeker, admissible), outcome: 'NICHT_ZUGAENGLICH', source: 'PRACTICE', citation: 'BAMF, Trägerrundschreiben 02/26 vom 09.02.2026', validFrom: '2026-02-09',
    de: 'Zulassungen nach § 44 Abs. 4 erteilt das BAMF bis auf Weiteres nicht (Stand Frühjahr 2026, bitte prüfen); erteilte Zulassungen gelten, Verpflichtung und Selbstzahlung bleiben möglich',
    en: 'Until further notice the BAMF grants no admissions under § 44 (4) (as of spring 2026, please check); admissions already granted hold, obligation and paying oneself remain possible',
  },
];

/** The list that the Handlungsstruktur printed in 2020, as if it still held; out of date when it was adopted (domain A.17-1). */
const seed2020: readonly Draft[] = [
  {
    id: 'R08.seed-liste', set: 'SEED_2020', when: fromOneOf('SYR', 'IRQ', 'IRN', 'ERI', 'SOM'), outcome: 'ZULASSUNG_MOEGLICH', source: 'HANDLUNGSSTRUKTUR',
    citation: 'Handlungsstruktur 2.1.1 (L131)',
    de: 'Mit Gestattung aus Syrien, Irak, Iran, Eritrea oder Somalia schon im Verfahren', en: 'With a Gestattung from Syria, Iraq, Iran, Eritrea or Somalia already during the procedure',
  },
  {
    id: 'R08.seed-andere', set: 'SEED_2020', when: asylumSeeker, outcome: 'NICHT_ZUGAENGLICH', source: 'HANDLUNGSSTRUKTUR', citation: 'Handlungsstruktur 2.1.1 (L131)',
    de: 'Mit Gestattung aus anderen Ländern kein Zugang zum regulären Integrationskurs', en: 'With a Gestattung from other countries no access to the regular integration course',
  },
];

const granted: Draft = {
  id: 'R08.liegt-vor', when: is('entitlement', 'INTEGRATIONSKURS'), outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 5 Abs. 3, § 6, § 7 IntV',
  de: 'Eine gültige Berechtigung, Zulassung oder Verpflichtung liegt vor; sie gilt weiter', en: 'A valid entitlement, admission or obligation exists; it holds on',
};

const none: Draft = {
  id: 'R08.kein-weg', when: otherwise, outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§§ 44, 44a AufenthG',
  de: 'Keiner der Zugangswege zum Integrationskurs trifft zu; Selbstzahlung ist möglich, wenn der Träger zusagt',
  en: 'None of the ways into the integration course applies; paying oneself is possible if the provider agrees',
};

const enoughGerman: Draft = {
  id: 'R08.b1', when: any(is('level', 'B1', 'B2', 'C1', 'C2'), is('integrationCourse', 'BEENDET_MIT_B1')), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 44 Abs. 3 S. 1 Nr. 3 AufenthG',
  de: 'B1 ist bereits erreicht: kein Anspruch auf den Sprachkurs; der Orientierungskurs bleibt möglich', en: 'B1 is reached already: no claim to the language part; the orientation course remains possible',
};

/** R08: the Integrationskurs, domain D.1 and D.2. */
export const INTEGRATION_COURSE: readonly Rule[] = [
  ...rules(INTEGRATION_COURSES.filter((topic) => topic !== 'ORIENTIERUNGSKURS'), [enoughGerman]),
  ...rules(INTEGRATION_COURSES, [...seed2020, ...obligations, ...claims, granted, ...countries, ...admissions, none]),
];
