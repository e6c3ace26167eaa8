import { textEnum } from '../kit/enums.js';

export const SchoolAdviceState = textEnum('SchoolAdviceState', 'Stand der Seiteneinstiegsberatung / State of the school advice', [
  'ANGEMELDET', 'TERMIN', 'GESPRAECH_ERFOLGT', 'EMPFEHLUNG', 'WARTELISTE', 'SCHULPLATZ_ZUGEWIESEN', 'BESCHULT',
]);
export type SchoolAdviceState = keyof typeof SchoolAdviceState;

export const SchoolForm = textEnum('SchoolForm', 'Schulform / School form', [
  'GRUNDSCHULE', 'HAUPTSCHULE', 'REALSCHULE', 'SEKUNDARSCHULE', 'GESAMTSCHULE', 'GYMNASIUM', 'FOERDERSCHULE', 'BERUFSKOLLEG_IFK',
]);
export type SchoolForm = keyof typeof SchoolForm;

export const ClassType = textEnum('ClassType', 'Klassenart / Class type', [
  'REGELKLASSE', 'REGELKLASSE_MIT_ANSCHLUSSFOERDERUNG', 'INTERNATIONALE_KLASSE', 'SPRACHFOERDERGRUPPE',
]);
export type ClassType = keyof typeof ClassType;

export const KitaNeedState = textEnum('KitaNeedState', 'Stand der Kitaplatzsuche / State of the search for a childcare place', [
  'BEDARF_GEMELDET', 'ANGEBOT_GEMACHT', 'ANGEBOT_ANGENOMMEN', 'ANGEBOT_ABGELEHNT', 'PLATZ',
]);
export type KitaNeedState = keyof typeof KitaNeedState;
