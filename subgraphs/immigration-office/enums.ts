import { textEnum } from '../kit/enums.js';
import { SHOWN_TITLES, STATUS_GROUPS } from './titles.js';

export const ResidenceTitle = textEnum('ResidenceTitle', 'Aufenthaltstitel, soweit er gezeigt wird / Residence title as far as it is shown', SHOWN_TITLES);
export const StatusGroup = textEnum('StatusGroup', 'Gruppe von Aufenthaltstiteln / Group of residence titles', STATUS_GROUPS);

export const ObligationKind = textEnum('ObligationKind', 'Art der Wohnsitzbindung / Kind of residence obligation', [
  'WOHNSITZREGELUNG_12A', 'WOHNSITZAUFLAGE_61_1D', 'WOHNSITZAUFLAGE_ASYLG_60', 'KEINE',
]);
export type ObligationKind = keyof typeof ObligationKind;

export const WorkCondition = textEnum('WorkCondition', 'Bedingung der Beschäftigung / Condition on employment', [
  'NUR_BESTIMMTE_STELLE', 'NUR_AUSBILDUNG', 'HOECHSTENS_20_STUNDEN', 'NUR_QUALIFIZIERT', 'KEINE_SELBSTAENDIGKEIT', 'KEINE_LEIHARBEIT',
]);
export type WorkCondition = keyof typeof WorkCondition;

export const CourseAccess = textEnum('CourseAccess', 'Zugang zum Integrationskurs nach dem Titel / Access to the integration course by title', [
  'MOEGLICH', 'NUR_AUF_ZULASSUNG', 'UNGEKLAERT',
]);
export type CourseAccess = keyof typeof CourseAccess;

export const PerspectiveKind = textEnum('PerspectiveKind', 'Geprüfte Perspektive / Perspective checked', [
  'PARAGRAPH_25A', 'PARAGRAPH_25B', 'EINBUERGERUNG_10', 'EINBUERGERUNG_8', 'NIEDERLASSUNG',
]);
export type PerspectiveKind = keyof typeof PerspectiveKind;

export const PerspectiveResult = textEnum('PerspectiveResult', 'Ergebnis der Prüfung / Result of the check', [
  'VORAUSSETZUNGEN_LIEGEN_VOR', 'TEILWEISE', 'NICHT', 'NICHT_PRUEFBAR',
]);
export type PerspectiveResult = keyof typeof PerspectiveResult;

export const PerspectiveDocument = textEnum('PerspectiveDocument', 'Fehlende Unterlage / Missing document', [
  'PASS', 'SPRACHNACHWEIS', 'EINBUERGERUNGSTEST', 'EINKOMMENSNACHWEIS', 'SCHULBESUCH', 'MELDEHISTORIE', 'WOHNRAUMNACHWEIS',
]);
export type PerspectiveDocument = keyof typeof PerspectiveDocument;

export const PerspectiveStep = textEnum('PerspectiveStep', 'Nächster Schritt / Next step', [
  'UNTERLAGEN_NACHREICHEN', 'ANTRAG_STELLEN', 'SPRACHKURS', 'TANDEMTERMIN', 'SPAETER_ERNEUT_PRUEFEN', 'RECHTSBERATUNG',
]);
export type PerspectiveStep = keyof typeof PerspectiveStep;
