import type { OfferKind } from './enums.js';

/** What each kind of offer is called, for search and open data. */
export const OFFER_LABELS: Readonly<Record<OfferKind, string>> = {
  BERATUNG_JC: 'Beratung im Jobcenter',
  BERATUNG_BA: 'Beratung der Agentur für Arbeit',
  BERUFSBERATUNG: 'Berufsberatung vor dem Erwerbsleben',
  BBE_BERATUNG: 'Beratung zur beruflichen Entwicklung',
  MODULARE_AUSBILDUNG: 'Modulare Ausbildung',
  TEB_SPRACHKURS: 'TEB mit Sprachkurs',
  DURCHSTARTEN_B1_COACHING: 'Durchstarten Coaching',
  DURCHSTARTEN_B2_BERUFSBEGLEITEND: 'Durchstarten berufsbegleitende Qualifizierung',
  DURCHSTARTEN_B3_HSA: 'Durchstarten nachträglicher Hauptschulabschluss',
  DURCHSTARTEN_B4_KURSE_JIK: 'Durchstarten Kurse und Jugendintegrationskurs',
  EINSTIEGSQUALIFIZIERUNG_54A: 'Einstiegsqualifizierung',
  ASSISTIERTE_AUSBILDUNG_74: 'Assistierte Ausbildung',
  BVB_51: 'Berufsvorbereitende Bildungsmaßnahme',
  BAB_56: 'Berufsausbildungsbeihilfe',
  MASSNAHME_45: 'Maßnahme zur Aktivierung',
  ARBEITSGELEGENHEIT_ASYLBLG_5: 'Arbeitsgelegenheit',
  ANERKENNUNGSBERATUNG: 'Anerkennungsberatung',
  UNTERNEHMENSANLAUFSTELLE: 'Anlaufstelle für Unternehmen',
};
