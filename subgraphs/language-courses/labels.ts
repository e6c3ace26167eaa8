import type { CourseKind } from '../kit/enums.js';

/** What each kind of course is called, for search and open data. */
export const COURSE_LABELS: Readonly<Record<CourseKind, string>> = {
  INTEGRATIONSKURS_ALLGEMEIN: 'Allgemeiner Integrationskurs',
  IK_ALPHABETISIERUNG: 'Integrationskurs mit Alphabetisierung',
  IK_ZWEITSCHRIFT: 'Integrationskurs für Zweitschriftlernende',
  IK_JUGEND: 'Jugendintegrationskurs',
  IK_ELTERN_FRAUEN: 'Eltern- und Frauenintegrationskurs',
  IK_FOERDER: 'Förderkurs Integration',
  IK_INTENSIV: 'Intensivkurs Integration',
  ORIENTIERUNGSKURS: 'Orientierungskurs',
  BSK_A2: 'Berufssprachkurs A2',
  BSK_B1: 'Berufssprachkurs B1',
  BSK_B2: 'Berufssprachkurs B2',
  BSK_C1: 'Berufssprachkurs C1',
  BSK_C2: 'Berufssprachkurs C2',
  BSK_ANERKENNUNG: 'Berufssprachkurs Anerkennung',
  BSK_FACH: 'Fachspezifischer Berufssprachkurs',
  AZUBI_BSK: 'Azubi-Berufssprachkurs',
  JOB_BSK: 'Job-Berufssprachkurs',
  ERSTORIENTIERUNG: 'Erstorientierungskurs',
  LANDES_ODER_KOMMUNALER_KURS: 'Kommunaler Deutschkurs',
  EHRENAMTLICH: 'Ehrenamtliches Sprachangebot',
  SELBSTZAHLER: 'Deutschkurs für Selbstzahlende',
};
