import { all, always, any, is, monthsAgo, not, otherwise, type Condition } from '../condition.js';
import { rules, type Draft, type Rule } from '../rule.js';
import { DULDUNG, without } from '../statuses.js';
import type { Topic } from '../topics.js';

const LAW = { source: 'LAW' } as const;
const SKILLED: readonly Topic[] = ['BSK_B2', 'BSK_C1', 'BSK_C2'];
const VOCATIONAL: readonly Topic[] = ['AZUBI_BSK', 'BSK_A2', 'BSK_B1', ...SKILLED];

/** § 4 Abs. 1 S. 2 DeuFöV: an Ermessensduldung, or half a year of another; unclarified identity (§ 60b AufenthG) does not count. */
const toleratedLongEnough = any(is('status', 'DULDUNG_60A_2_3'), all(is('status', ...without(DULDUNG, 'DULDUNG_60B')), monthsAgo('statusSince', 6)));
const halfAYearTolerated = all(is('status', ...without(DULDUNG, 'DULDUNG_60B', 'DULDUNG_60A_2_3')), monthsAgo('statusSince', 6));
const toleratedTooShort: Condition = all(is('status', ...DULDUNG), not(toleratedLongEnough));
const B1 = is('level', 'B1', 'B2', 'C1', 'C2');

const granted: Draft = {
  id: 'R06.liegt-vor', when: is('entitlement', 'BERUFSSPRACHKURS'), outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 6 DeuFöV',
  de: 'Eine gültige Berechtigung zum Berufssprachkurs liegt vor (drei Monate gültig)', en: 'A valid entitlement to a vocational language course exists (valid for three months)',
};

/** R05, R06, R07 and courses that nobody has to be admitted to. */
export const LANGUAGE: readonly Rule[] = [
  ...rules(['AZUBI_BSK'], [{
    id: 'R05.auszubildend', when: not(is('employment', 'AUSZUBILDEND')), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 4 Abs. 1 S. 1 Nr. 3 DeuFöV; Handlungsstruktur 3.1 (L292)',
    de: 'Azubi-Sprachkurse sind für Auszubildende', en: 'These courses are for apprentices',
  }]),
  ...rules(SKILLED, [{
    id: 'R06.b1', when: not(B1), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 4 Abs. 3 DeuFöV',
    de: 'Vorausgesetzt wird B1', en: 'B1 is required',
  }]),
  ...rules(VOCATIONAL, [granted, {
    id: 'R05.geduldet', when: toleratedTooShort, outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 4 Abs. 1 S. 2 DeuFöV',
    de: 'Mit Duldung nur nach § 60a Abs. 2 S. 3 AufenthG oder nach mindestens sechs Monaten Duldung', en: 'With a Duldung only under § 60a (2) s. 3 AufenthG or after at least six months of it',
  }]),
  ...rules(['AZUBI_BSK'], [{
    id: 'R05.zugang', when: otherwise, outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 4 Abs. 1 S. 1 Nr. 3 DeuFöV',
    de: 'Über die Teilnahme entscheidet das BAMF; es fördert den Kurs', en: 'The BAMF decides on taking part; it funds the course',
  }]),
  ...rules(SKILLED, [
    {
      id: 'R06.zugang', when: any(is('employment', 'ARBEITSUCHEND_GEMELDET', 'BESCHAEFTIGT', 'AUSZUBILDEND'), is('benefits', 'SGB_II', 'SGB_III')), outcome: 'ZULASSUNG_MOEGLICH', ...LAW,
      citation: '§ 4 Abs. 1, § 5 DeuFöV',
      de: 'Arbeitsuchend Gemeldete berechtigt die Agentur für Arbeit, Leistungsbeziehende das Jobcenter, Beschäftigte Agentur oder BAMF',
      en: 'The employment agency entitles registered job seekers, the Jobcenter its recipients, agency or BAMF the employed',
    },
    {
      id: 'R06.meldung', when: otherwise, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 4 Abs. 1 DeuFöV',
      de: 'Zuvor arbeitsuchend melden; dann prüft die Agentur für Arbeit', en: 'Register as seeking work first; then the employment agency checks',
    },
  ]),
  ...rules(['BSK_A2', 'BSK_B1'], [
    {
      id: 'R07.ohne-b1', when: is('integrationCourse', 'BEENDET_OHNE_B1'), outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 13 Abs. 2 DeuFöV',
      de: 'Nach dem Integrationskurs ohne B1 möglich', en: 'Possible after the integration course without B1',
    },
    {
      id: 'R07.geduldet', when: halfAYearTolerated, outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: '§ 13 Abs. 2, § 4 Abs. 1 S. 2 Nr. 2 DeuFöV',
      de: 'Für Geduldete ohne Zugang zum Integrationskurs möglich', en: 'Possible with a Duldung that gives no access to the integration course',
    },
    {
      id: 'R07.andere', when: otherwise, outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 13 Abs. 2 DeuFöV',
      de: 'Nur nach dem Integrationskurs ohne B1 oder für Geduldete ohne Zugang zu ihm', en: 'Only after the integration course without B1, or with a Duldung that gives no access to it',
    },
  ]),
  ...rules(['LANDES_ODER_KOMMUNALER_KURS', 'EHRENAMTLICH'], [{
    id: 'R08.sonderangebot', when: always, outcome: 'ZULASSUNG_MOEGLICH', source: 'HANDLUNGSSTRUKTUR', citation: 'Handlungsstruktur 2.1.1 (L131)',
    de: 'Befristete Angebote von Land, Kommunen, Trägern und Ehrenamt stehen unabhängig vom Status offen', en: 'Temporary offers of Land, municipalities, providers and volunteers are open whatever the status',
  }]),
  ...rules(['SELBSTZAHLER'], [{
    id: 'R08.selbstzahler', when: always, outcome: 'ZULASSUNG_MOEGLICH', ...LAW, citation: 'IntV; Entscheidung des Kursträgers',
    de: 'Wer selbst zahlt, kann teilnehmen, wenn der Träger zusagt', en: 'Whoever pays can take part if the provider agrees',
  }]),
];
