import type { Policy } from '../../consent/core/index.js';

/** A question that the data-protection officers and lawyers of the county have to answer, not this program. */
export interface Question {
  readonly id: string;
  /** Has to be answered again every year. */
  readonly yearly?: boolean;
  readonly de: string;
  readonly en: string;
}

/** The open legal questions of the project; each blocks productive use until an answer is on file. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'G1',
    de: 'Fällt die einwilligungsgesteuerte Einzelfreigabe unter das automatisierte Abrufverfahren (§ 79 SGB X, § 6 DSG NRW)? Genehmigung der Aufsicht, Anzeige bei LDI NRW und BfDI.',
    en: 'Is the single release by consent an automated retrieval procedure (§ 79 SGB X, § 6 DSG NRW)? Approval of the supervisory authority, notification of LDI NRW and BfDI.',
  },
  {
    id: 'G2',
    de: 'Rechtsgrundlage der eigenen Verarbeitung der Servicestelle; gibt es im TIntG eine Datenregelung für das KIM nach 2024?',
    en: 'Legal basis of the Servicestelle’s own processing; does the TIntG have a rule on data for KIM after 2024?',
  },
  {
    id: 'G3',
    de: 'Stellung der Netzwerk Lippe gGmbH: öffentliche Stelle (§ 5 DSG NRW), beauftragte Dritte oder Auftragsverarbeiterin?',
    en: 'Status of Netzwerk Lippe gGmbH: public body (§ 5 DSG NRW), commissioned third party or processor?',
  },
  { id: 'G4', de: 'Ist das KI eine ausgenommene Bildungseinrichtung (§ 87 Abs. 1 AufenthG)?', en: 'Is the KI an exempt educational institution (§ 87 Abs. 1 AufenthG)?' },
  {
    id: 'G5',
    de: 'Mitteilungspflichten des Kreispersonals im Case Management (§ 87 Abs. 2 AufenthG) und ihr Wortlaut auf dem Einwilligungsbogen.',
    en: 'Duties of the county’s staff to report (§ 87 Abs. 2 AufenthG) and their wording on the consent form.',
  },
  {
    id: 'G6',
    de: 'Aufbewahrungsfristen; Trennung von Zugriffsprotokoll und Übermittlungsnachweis.',
    en: 'Retention periods; separation of access log and disclosure record.',
  },
  {
    id: 'G7',
    de: 'Beginn der Fristen für Schule, Kita und A2; Bedeutung der Aufteilung 70/30; Auflösung von TEB und BBE.',
    en: 'Start of the deadlines for school, Kita and A2; meaning of the 70/30 split; TEB and BBE.',
  },
  {
    id: 'G8',
    de: 'Recht nach April 2026: GEAS (12.06.2026), Reform des SGB II (01.07.2026), Rechtskreiswechsel § 24 AufenthG, AZRG (01.11.2026), Zulassungsstopp des BAMF nach § 44 Abs. 4 AufenthG.',
    en: 'Law after April 2026: GEAS (12.06.2026), reform of SGB II (01.07.2026), change of Rechtskreis for § 24 AufenthG, AZRG (01.11.2026), the BAMF’s stop of admissions under § 44 Abs. 4 AufenthG.',
  },
  {
    id: 'G9',
    de: 'Form der elektronischen Einwilligung („elektronisch“ in § 67b SGB X ist nicht die Schriftform): Unterschriftenpad oder eID?',
    en: 'Form of an electronic consent (“elektronisch” in § 67b SGB X is not the written form): signature pad or eID?',
  },
  { id: 'G10', de: 'Ausfuhr in die Landesdatenbank des KIM als Empfängerin.', en: 'Export to the state’s KIM database as a recipient.' },
];

/** What somebody has to look up once a year, since it is data of this program and the law changes it. */
export const HOLIDAYS: Question = {
  id: 'FEIERTAGE',
  yearly: true,
  de: 'Sind die gesetzlichen Feiertage (consent/emergency/holidays.ts) und die Ferien in NRW (subgraphs/case-management/deadlines/school-calendar.ts) geprüft? Jährlich.',
  en: 'Have the public holidays and the school holidays of NRW in these files been checked? Once a year.',
};

/** Each statutory flow that is switched on, to be signed off by whoever answers for the transmission (§ 67d Abs. 1 SGB X). */
export const signOffs = ({ flows }: Policy): readonly Question[] => flows.map(({ id, title, citation }) => ({
  id,
  de: `Die gesetzliche Übermittlung ${id} (${title}; ${citation}) ist eingeschaltet: Wer hat sie freigezeichnet?`,
  en: `The statutory flow ${id} (${title}; ${citation}) is switched on: who has signed it off?`,
}));
