import { all, always, any, before, between, is, monthsAgo, not, otherwise, type Condition } from '../condition.js';
import { rules, type Draft, type Rule } from '../rule.js';
import { DULDUNG, GESTATTUNG, ofGroup, ofWork, without } from '../statuses.js';

const LAW = { source: 'LAW' } as const;
const asylumSeeker = is('status', ...GESTATTUNG);
const tolerated = is('status', ...without(DULDUNG, 'DULDUNG_60B'));
const ASYLBLG = is('benefits', 'ASYLBLG_GRUND', 'ASYLBLG_ANALOG_2', 'ASYLBLG_EINGESCHRAENKT_1A');
const workForbidden = any(is('status', 'DULDUNG_60B'), is('workAccess', 'VERBOTEN'));

/** § 29a AsylG with Anlage II, besides the member states of the EU. Checked from memory only: see docs/eligibility.md. */
const SAFE = ['ALB', 'BIH', 'GHA', 'XKX', 'MKD', 'MNE', 'SEN', 'SRB'];
const fromSafeCountry = is('origin', ...SAFE);
const fromNewlySafeCountry = is('origin', 'GEO', 'MDA');

const banned = (id: string): Draft => ({
  id, when: workForbidden, outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 4a Abs. 4, § 60a Abs. 6, § 60b Abs. 5 AufenthG',
  de: 'Arbeit und Ausbildung sind derzeit nicht erlaubt', en: 'Work and training are not allowed at present',
});

const jobcenter: readonly Draft[] = [
  {
    id: 'R09.alter', when: between('age', 0, 14), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 7 Abs. 1 S. 1 Nr. 1 SGB II', validTo: '2026-06-30',
    de: 'Leistungen nach dem SGB II gibt es ab 15 Jahren', en: 'SGB II benefits begin at the age of 15',
  },
  {
    id: 'R09.asylblg', when: any(ASYLBLG, asylumSeeker, is('status', ...DULDUNG)), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 7 Abs. 1 S. 2 Nr. 3 SGB II', validTo: '2026-06-30',
    de: 'Wer Leistungen nach dem AsylbLG erhält, ist vom SGB II ausgeschlossen', en: 'Recipients of AsylbLG benefits are excluded from SGB II',
  },
  {
    id: 'R09.jobsuche', when: all(is('status', 'AE_20', 'AE_20A_CHANCENKARTE'), not(monthsAgo('arrivedOn', 60))), outcome: 'NICHT_ZUGAENGLICH', ...LAW,
    citation: '§ 7 Abs. 1 S. 2 Nr. 2 SGB II', validTo: '2026-06-30',
    de: 'Ein Titel allein zur Arbeitsuche schließt vom SGB II aus', en: 'A title for seeking work alone excludes from SGB II',
  },
  {
    id: 'R09.bezieht', when: is('benefits', 'SGB_II'), outcome: 'ANSPRUCH', ...LAW, citation: '§§ 7, 14 SGB II', validTo: '2026-06-30',
    de: 'Wer Leistungen nach dem SGB II bezieht, wird vom Jobcenter beraten', en: 'The Jobcenter counsels recipients of SGB II benefits',
  },
  {
    id: 'R09.eu-jobsuche', when: all(is('status', 'EU_ARBEITSUCHEND'), not(monthsAgo('arrivedOn', 60))), outcome: 'PRUEFUNG_NOETIG', ...LAW,
    citation: '§ 7 Abs. 1 S. 2 Nr. 2 Buchst. b SGB II; § 87 Abs. 2 S. 1 Nr. 2a AufenthG', validTo: '2026-06-30',
    de: 'Ausschluss möglich, wenn das Aufenthaltsrecht allein aus der Arbeitsuche folgt. Vor einem Antrag beraten: er kann eine Mitteilung an die Ausländerbehörde auslösen',
    en: 'Exclusion is possible if the right of residence follows from seeking work alone. Advise before any application: it can cause a notice to the immigration office',
  },
  {
    id: 'R09.erste-monate', when: all(not(is('status', ...ofGroup('HUMANITAER'), 'EU_ARBEITNEHMER', 'EU_SELBSTAENDIG', 'EU_NACHWIRKEND', 'DEUTSCH', 'SPAETAUSSIEDLER')), not(monthsAgo('arrivedOn', 3)), not(is('employment', 'BESCHAEFTIGT', 'SELBSTAENDIG'))),
    outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 7 Abs. 1 S. 2 Nr. 1 und S. 3 SGB II', validTo: '2026-06-30',
    de: 'In den ersten drei Monaten sind Nichterwerbstätige ohne humanitären Titel ausgeschlossen', en: 'In the first three months people without work and without a humanitarian title are excluded',
  },
  {
    id: 'R09.arbeit', when: workForbidden, outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 8 Abs. 2 SGB II', validTo: '2026-06-30',
    de: 'Vorausgesetzt ist, dass Arbeit erlaubt ist oder erlaubt werden könnte', en: 'Work must be allowed, or it must be possible to allow it',
  },
  {
    id: 'R09.bedarf', when: otherwise, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§§ 7, 8, 9 SGB II', validTo: '2026-06-30',
    de: 'Ab 15 Jahren bei Hilfebedürftigkeit, Erwerbsfähigkeit und gewöhnlichem Aufenthalt; das Jobcenter prüft', en: 'From the age of 15 when in need, able to work and habitually resident; the Jobcenter checks',
  },
  {
    id: 'R09.neu', when: always, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: 'BGBl. 2026 I Nr. 107 (hier nicht geprüft)', validFrom: '2026-07-01',
    de: 'Die Reform des SGB II zum 01.07.2026 ist hier nicht geprüft; mit dem Jobcenter klären', en: 'The reform of SGB II of 1 July 2026 is not checked here; clear it with the Jobcenter',
  },
];

const training: readonly Rule[] = [
  ...rules(['BVB_51'], [
    banned('R11.verboten'),
    {
      id: 'R11.gestattung', when: all(asylumSeeker, any(monthsAgo('arrivedOn', 15), all(before('arrivedOn', '2019-08-01'), monthsAgo('arrivedOn', 3)))), outcome: 'ZULASSUNG_MOEGLICH', ...LAW,
      citation: '§ 52 Abs. 2 SGB III', de: 'Mit Gestattung nach 15 Monaten Aufenthalt und mit hinreichendem Deutsch', en: 'With a Gestattung after 15 months of stay and with sufficient German',
    },
    {
      id: 'R11.duldung', when: all(tolerated, monthsAgo('statusSince', 9)), outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 52 Abs. 2 SGB III',
      de: 'Mit Duldung seit mindestens neun Monaten', en: 'With a Duldung for at least nine months',
    },
    {
      id: 'R11.zu-kurz', when: is('status', ...GESTATTUNG, ...DULDUNG), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 52 Abs. 2 SGB III',
      de: 'Mit Gestattung oder Duldung noch nicht lange genug', en: 'Not yet long enough with a Gestattung or Duldung',
    },
    {
      id: 'R11.zugang', when: otherwise, outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§§ 51, 52 SGB III',
      de: 'Möglich, wenn Arbeit erlaubt ist oder erlaubt werden könnte', en: 'Possible if work is allowed or could be allowed',
    },
  ]),
  ...rules(['BAB_56'], [
    {
      id: 'R12.gestattung', when: asylumSeeker, outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 60 Abs. 3 S. 1 SGB III',
      de: 'Mit Gestattung keine Berufsausbildungsbeihilfe', en: 'No vocational training grant with a Gestattung',
    },
    {
      id: 'R12.duldung', when: all(is('status', ...DULDUNG), monthsAgo('arrivedOn', 15)), outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 60 Abs. 3 S. 2 SGB III',
      de: 'Mit Duldung nach 15 Monaten Aufenthalt', en: 'With a Duldung after 15 months of stay',
    },
    {
      id: 'R12.duldung-zu-kurz', when: is('status', ...DULDUNG), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 60 Abs. 3 S. 2 SGB III',
      de: 'Mit Duldung erst nach 15 Monaten Aufenthalt', en: 'With a Duldung only after 15 months of stay',
    },
    {
      id: 'R12.andere', when: otherwise, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§§ 56, 60 SGB III',
      de: 'Die Agentur für Arbeit prüft die weiteren Voraussetzungen', en: 'The employment agency checks the further conditions',
    },
  ]),
  ...rules(['ASSISTIERTE_AUSBILDUNG_74', 'EINSTIEGSQUALIFIZIERUNG_54A'], [
    banned('R13.verboten'),
    {
      id: 'R13.zugang', when: otherwise, outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§§ 54a, 74 SGB III',
      de: 'Kein Titel ist ausgeschlossen; die Ausbildung muss erlaubt sein oder erlaubt werden', en: 'No title is excluded; the training must be allowed or be given permission',
    },
  ]),
];

/** GEAS-Anpassungsgesetz: what follows was not read (domain: three layers of time). */
const LAST_CHECKED = '2026-06-11';
const unchecked: Draft = {
  id: 'R14.geas', when: asylumSeeker, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: 'BGBl. 2026 I Nr. 111 (hier nicht geprüft)', validFrom: '2026-06-12',
  de: 'Die Rechtslage ab dem 12.06.2026 ist hier nicht geprüft; mit der Ausländerbehörde klären', en: 'The law from 12 June 2026 on is not checked here; clear it with the immigration office',
};
const gestattung = (id: string, when: Condition, outcome: Draft['outcome'], citation: string, de: string, en: string, validFrom: string | null = null): Draft =>
  ({ id, when: all(asylumSeeker, when), outcome, ...LAW, citation, de, en, validFrom, validTo: LAST_CHECKED });

const permission: readonly Draft[] = [
  unchecked,
  gestattung('R14.sicher', all(fromSafeCountry, not(before('arrivedOn', '2015-09-01'))), 'NICHT_ZUGAENGLICH', '§ 61 Abs. 2 S. 4 AsylG; Anlage II AsylG', 'Aus sicheren Herkunftsstaaten nicht, wenn der Asylantrag nach dem 31.08.2015 gestellt ist', 'Not from safe countries of origin if asylum was applied for after 31 August 2015'),
  gestattung('R14.sicher-2023', fromNewlySafeCountry, 'PRUEFUNG_NOETIG', '§ 61 Abs. 2 S. 4 AsylG; Anlage II AsylG', 'Seit Ende 2023 sicherer Herkunftsstaat; es kommt auf den Tag des Asylantrags an', 'A safe country of origin since the end of 2023; the day of the application counts', '2023-12-23'),
  gestattung('R14.einrichtung', all(is('reception', 'JA'), monthsAgo('arrivedOn', 6)), 'ZULASSUNG_MOEGLICH', '§ 61 Abs. 1 AsylG', 'In der Aufnahmeeinrichtung soll nach sechs Monaten erlaubt werden, wenn nichts anderes entgegensteht', 'In a reception facility it shall be allowed after six months unless something else prevents it'),
  gestattung('R14.einrichtung-zu-kurz', is('reception', 'JA'), 'NICHT_ZUGAENGLICH', '§ 61 Abs. 1 AsylG', 'In der Aufnahmeeinrichtung in den ersten sechs Monaten nicht', 'Not during the first six months in a reception facility'),
  gestattung('R14.frei', monthsAgo('arrivedOn', 3), 'ZULASSUNG_MOEGLICH', '§ 61 Abs. 2 AsylG', 'Außerhalb der Einrichtung kann nach drei Monaten mit Zustimmung der BA erlaubt werden', 'Outside a facility it can be allowed after three months with the approval of the employment agency'),
  gestattung('R14.zu-kurz', always, 'NICHT_ZUGAENGLICH', '§ 61 Abs. 2 AsylG', 'In den ersten drei Monaten nicht', 'Not during the first three months'),
  {
    id: 'R15.60b', when: is('status', 'DULDUNG_60B'), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 60b Abs. 5 S. 2 AufenthG',
    de: 'Arbeit ist mit dieser Duldung nicht erlaubt', en: 'Work is not allowed with this Duldung',
  },
  {
    id: 'R15.duldung', when: all(tolerated, monthsAgo('statusSince', 3)), outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 60a Abs. 5b, Abs. 6 AufenthG; § 32 BeschV',
    de: 'Nach drei Monaten Duldung soll erlaubt werden, wenn keine konkreten Maßnahmen bevorstehen und kein Verbot nach Abs. 6 greift; für Ausbildung, Praktikum und nach vier Jahren ohne Zustimmung der BA',
    en: 'After three months of Duldung it shall be allowed unless measures are imminent or a ban under (6) applies; for training, internships and after four years without approval of the employment agency',
  },
  {
    id: 'R15.zu-kurz', when: tolerated, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 32 BeschV',
    de: 'In den ersten drei Monaten in der Regel nicht; Ausnahmen prüft die Ausländerbehörde', en: 'As a rule not during the first three months; the immigration office checks exceptions',
  },
  {
    id: 'R15.frei', when: is('status', ...ofWork('FREI')), outcome: 'ANSPRUCH', ...LAW, citation: '§ 4a Abs. 1 AufenthG; FreizügG/EU',
    de: 'Arbeit ist mit diesem Status von Gesetzes wegen erlaubt', en: 'By law work is allowed with this status',
  },
  {
    id: 'R15.beschraenkt', when: is('status', ...ofWork('BESCHRAENKT', 'ERLAUBNIS', 'ERLAUBNIS_BA')), outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 4a Abs. 2 bis 4 AufenthG',
    de: 'Arbeit ist in den Grenzen des Titels oder mit Erlaubnis der Ausländerbehörde möglich', en: 'Work is possible within the limits of the title or with permission of the immigration office',
  },
  {
    id: 'R15.titel', when: otherwise, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 4a, § 81 AufenthG',
    de: 'Dem Status allein ist es nicht zu entnehmen; die Nebenbestimmungen ansehen', en: 'The status alone does not tell; look at its conditions',
  },
];

/** R09 to R15 and R26: work, training and the benefits around them. */
export const WORK: readonly Rule[] = [
  ...rules(['BERATUNG_JC'], jobcenter),
  ...rules(['BERATUNG_BA', 'BERUFSBERATUNG'], [{
    id: 'R10.alle', when: always, outcome: 'ANSPRUCH', ...LAW, citation: '§§ 29, 30 SGB III',
    de: 'Die Agentur für Arbeit berät alle, die am Arbeitsleben teilnehmen oder teilnehmen wollen, auch mit AsylbLG-Leistungen', en: 'The employment agency counsels everybody who takes or wants to take part in working life, also recipients of AsylbLG benefits',
  }]),
  ...training,
  ...rules(['BESCHAEFTIGUNGSERLAUBNIS'], permission),
  ...rules(['ARBEITSGELEGENHEIT_ASYLBLG_5'], [
    {
      id: 'R26.asylblg', when: ASYLBLG, outcome: 'VERPFLICHTUNG_MOEGLICH', ...LAW, citation: '§ 5 AsylbLG',
      de: 'Kann verpflichtend sein, eine Weigerung kann Leistungen kürzen; 0,80 € je Stunde. Nicht als bloßes Angebot darstellen',
      en: 'Can be compulsory, and refusing can cut benefits; € 0.80 an hour. Do not present it as a mere offer',
    },
    {
      id: 'R26.andere', when: otherwise, outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 5 AsylbLG',
      de: 'Nur mit Leistungen nach dem AsylbLG', en: 'Only with AsylbLG benefits',
    },
  ]),
];
