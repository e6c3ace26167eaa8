import { textEnum } from '../kit/enums.js';

export const AccessBasis = textEnum('AccessBasis', 'Grundlage des Kurszugangs / Basis of access to a course', [
  'ANSPRUCH_44_1', 'ZULASSUNG_44_4_BAMF', 'ZULASSUNG_JC_5A_INTV', 'VERPFLICHTUNG_44A_1_NR1_ABH', 'VERPFLICHTUNG_44A_1_NR2_JC',
  'VERPFLICHTUNG_44A_1_NR3_ABH', 'VERPFLICHTUNG_44A_1_NR4_ASYLBLG', 'BERECHTIGUNG_DEUFOEV_AA', 'BERECHTIGUNG_DEUFOEV_JC',
  'BERECHTIGUNG_DEUFOEV_BAMF', 'KOMMUNAL', 'SELBSTZAHLER',
]);
export type AccessBasis = keyof typeof AccessBasis;

export const EnrolmentState = textEnum('EnrolmentState', 'Stand der Anmeldung / State of the enrolment', [
  'WARTELISTE', 'ANGEMELDET', 'BEGONNEN', 'UNTERBROCHEN', 'ABGEBROCHEN', 'BEENDET_BESTANDEN', 'BEENDET_NICHT_BESTANDEN',
]);
export type EnrolmentState = keyof typeof EnrolmentState;
