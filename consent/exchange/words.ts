import type { ConsentForm, ConsentState } from '../core/index.js';
import type { InformedAbout, InterpreterKind, SignatoryCapacity } from '../lifecycle/document.js';

interface Label {
  readonly de: string;
  readonly en: string;
}

/** The words of a consent that are exchanged, with what a receipt says for them. */
export const STATES = {
  ENTWURF: { de: 'Entwurf', en: 'draft' },
  BEDENKZEIT: { de: 'Bedenkzeit', en: 'time to think it over' },
  ERTEILT: { de: 'erteilt', en: 'given' },
  TEILWIDERRUFEN: { de: 'teilweise widerrufen', en: 'partly withdrawn' },
  WIDERRUFEN: { de: 'widerrufen', en: 'withdrawn' },
  ABGELAUFEN: { de: 'abgelaufen', en: 'expired' },
  ERSETZT: { de: 'ersetzt', en: 'replaced' },
  UNWIRKSAM: { de: 'unwirksam', en: 'ineffective' },
} as const satisfies Record<ConsentState, Label>;

export const FORMS = {
  SCHRIFTLICH: { de: 'schriftlich', en: 'in writing' },
  ELEKTRONISCH: { de: 'elektronisch', en: 'electronically' },
  MUENDLICH_BESONDERE_UMSTAENDE: { de: 'mündlich unter besonderen Umständen', en: 'orally under special circumstances' },
} as const satisfies Record<ConsentForm, Label>;

export const INTERPRETERS = {
  PROFESSIONELL: { de: 'professionell', en: 'professional' },
  GESCHULT_KI: { de: 'geschult (Kommunales Integrationszentrum)', en: 'trained (Kommunales Integrationszentrum)' },
  GESCHULT_DRK: { de: 'geschult (DRK)', en: 'trained (German Red Cross)' },
  UNGESCHULT_UMFELD: { de: 'ungeschult aus dem Umfeld', en: 'untrained, from the surroundings' },
  ERWACHSENER_ANGEHOERIGER: { de: 'erwachsene Angehörige', en: 'adult relative' },
  KIND: { de: 'Kind', en: 'child' },
} as const satisfies Record<InterpreterKind, Label>;

export const CAPACITIES = {
  SELBST: { de: 'selbst', en: 'in person' },
  ELTERNTEIL_GEMEINSAM: { de: 'Elternteil mit gemeinsamer Sorge', en: 'parent with joint custody' },
  ELTERNTEIL_ALLEIN: { de: 'Elternteil mit alleiniger Sorge', en: 'parent with sole custody' },
  AMTSVORMUND: { de: 'Amtsvormund', en: 'official guardian' },
  VEREINSVORMUND: { de: 'Vereinsvormund', en: 'guardian of an association' },
  BERUFSVORMUND: { de: 'Berufsvormund', en: 'professional guardian' },
  EHRENAMTL_VORMUND: { de: 'ehrenamtlicher Vormund', en: 'honorary guardian' },
  PFLEGER: { de: 'Pfleger', en: 'curator' },
  BETREUER: { de: 'rechtlicher Betreuer', en: 'legal carer' },
} as const satisfies Record<SignatoryCapacity, Label>;

export const INFORMED = {
  NECESSITY: { de: 'Notwendigkeit', en: 'necessity' },
  REACH: { de: 'Umfang', en: 'reach' },
  POSSIBLE_CONSEQUENCES: { de: 'mögliche Folgen', en: 'possible consequences' },
  REFUSAL_WITHOUT_DISADVANTAGE: { de: 'Ablehnung ohne Nachteil', en: 'refusal without disadvantage' },
  CONSEQUENCES_OF_REFUSAL: { de: 'Folgen der Ablehnung', en: 'consequences of refusal' },
  WITHDRAWAL_ANY_TIME: { de: 'jederzeitiger Widerruf', en: 'withdrawal at any time' },
  RECIPIENTS_OWN_DUTIES: { de: 'eigene Pflichten der Empfänger', en: 'recipients’ own duties' },
  RETENTION: { de: 'Aufbewahrung', en: 'retention' },
} as const satisfies Record<InformedAbout, Label>;
