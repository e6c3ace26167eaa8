import { all, any, atLeast, between, is, otherwise } from '../condition.js';
import { rules, type Rule } from '../rule.js';

const LAW = { source: 'LAW' } as const;
const ASYLBLG = is('benefits', 'ASYLBLG_GRUND', 'ASYLBLG_ANALOG_2', 'ASYLBLG_EINGESCHRAENKT_1A');
const ofSchoolAge = between('age', 6, 17);

/** R22 to R25: school and Kita, where the residence status hardly counts (Handlungsstruktur L333). */
export const CHILDREN: readonly Rule[] = [
  ...rules(['SCHULBESUCH', 'SEITENEINSTIEGSBERATUNG'], [{
    id: 'R22.alter', when: any(between('age', 0, 5), atLeast('age', 18)), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§§ 34, 35 SchulG NRW',
    de: 'Außerhalb des Schulalters', en: 'Not of school age',
  }]),
  ...rules(['SCHULBESUCH'], [
    {
      id: 'R22.einrichtung', when: all(ofSchoolAge, is('reception', 'JA')), outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 34 Abs. 6 SchulG NRW',
      de: 'Für Kinder im Asylverfahren beginnt die Schulpflicht mit der Zuweisung zu einer Gemeinde', en: 'For children in an asylum procedure compulsory schooling begins with the assignment to a municipality',
    },
    {
      id: 'R22.pflicht', when: ofSchoolAge, outcome: 'VERPFLICHTUNG_MOEGLICH', ...LAW, citation: '§ 34 SchulG NRW; Handlungsstruktur 3.3, Ziel I (L341)',
      de: 'Wer in einer Gemeinde wohnt, ist schulpflichtig; beschult werden soll binnen vier Schulwochen', en: 'Whoever lives in a municipality must go to school; the aim is within four school weeks',
    },
  ]),
  ...rules(['SEITENEINSTIEGSBERATUNG'], [
    {
      id: 'R23.grundschule', when: between('age', 6, 9), outcome: 'NICHT_ZUGAENGLICH', source: 'PRACTICE', citation: 'Kommunales Integrationszentrum Kreis Lippe, Seiteneinstieg',
      de: 'An der Grundschule melden die Eltern unmittelbar an', en: 'Parents register directly at the primary school',
    },
    {
      id: 'R23.berufskolleg', when: all(ofSchoolAge, atLeast('schoolYears', 10)), outcome: 'PRUEFUNG_NOETIG', source: 'PRACTICE', citation: 'Kommunales Integrationszentrum Kreis Lippe, Seiteneinstieg',
      de: 'Nach zehn Schuljahren kommt bis 18 das Berufskolleg in Betracht', en: 'After ten years of school a Berufskolleg is the way until 18',
    },
    {
      id: 'R23.deutsch', when: is('level', 'B1', 'B2', 'C1', 'C2'), outcome: 'PRUEFUNG_NOETIG', source: 'PRACTICE', citation: 'Kommunales Integrationszentrum Kreis Lippe, Seiteneinstieg',
      de: 'Für Kinder mit wenig oder ohne Deutsch; sonst unmittelbar an der Schule anmelden', en: 'For children with little or no German; otherwise register at the school',
    },
    {
      id: 'R23.zugang', when: between('age', 10, 17), outcome: 'ZULASSUNG_MOEGLICH', source: 'PRACTICE', citation: 'Handlungsstruktur 3.3 (L354); Kommunales Integrationszentrum Kreis Lippe',
      de: 'Das Kommunale Integrationszentrum berät und empfiehlt eine weiterführende Schule', en: 'The county’s integration centre advises and recommends a secondary school',
    },
  ]),
  ...rules(['KITA'], [
    {
      id: 'R24.anspruch', when: between('age', 1, 5), outcome: 'ANSPRUCH', ...LAW, citation: '§ 24 Abs. 2 und 3, § 6 Abs. 2 SGB VIII; Handlungsstruktur 3.3, Ziel III (L346)',
      de: 'Ab dem ersten Geburtstag besteht ein Anspruch, auch mit Duldung bei gewöhnlichem Aufenthalt; ein Angebot soll binnen vier Wochen gemacht werden',
      en: 'From the first birthday there is a claim, also with a Duldung and habitual residence; the aim is an offer within four weeks',
    },
    {
      id: 'R24.unter-eins', when: between('age', 0, 0), outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 24 Abs. 1 SGB VIII',
      de: 'Vor dem ersten Geburtstag nur unter Voraussetzungen', en: 'Before the first birthday on conditions only',
    },
    {
      id: 'R24.einschulung', when: between('age', 6, 6), outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 24 Abs. 3 SGB VIII',
      de: 'Der Anspruch besteht bis zum Schuleintritt', en: 'The claim lasts until school begins',
    },
    {
      id: 'R24.schulkind', when: atLeast('age', 7), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 24 Abs. 3 SGB VIII',
      de: 'Der Anspruch endet mit dem Schuleintritt', en: 'The claim ends when school begins',
    },
  ]),
  ...rules(['BILDUNG_UND_TEILHABE'], [
    {
      id: 'R25.alter', when: atLeast('age', 25), outcome: 'NICHT_ZUGAENGLICH', ...LAW, citation: '§ 28 Abs. 1 SGB II',
      de: 'Für Kinder, Jugendliche und junge Erwachsene unter 25', en: 'For children, adolescents and young adults below 25',
    },
    {
      id: 'R25.sgb2', when: is('benefits', 'SGB_II'), outcome: 'ANSPRUCH', ...LAW, citation: '§ 28 SGB II', validTo: '2026-06-30',
      de: 'Mit Leistungen nach dem SGB II besteht ein Anspruch', en: 'With SGB II benefits there is a claim',
    },
    {
      id: 'R25.asylblg', when: ASYLBLG, outcome: 'ANSPRUCH', ...LAW, citation: '§ 3 Abs. 4 AsylbLG',
      de: 'Mit Leistungen nach dem AsylbLG besteht ein Anspruch', en: 'With AsylbLG benefits there is a claim',
    },
    {
      id: 'R25.andere', when: otherwise, outcome: 'PRUEFUNG_NOETIG', ...LAW, citation: '§ 34 SGB XII; § 6b BKGG',
      de: 'Bei anderen Leistungen prüft die zuständige Stelle', en: 'With other benefits the competent body checks',
    },
  ]),
];
