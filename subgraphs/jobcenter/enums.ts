import { textEnum } from '../kit/enums.js';

export { BenefitRegime } from '../kit/enums.js';

export const OfferKind = textEnum('OfferKind', 'Angebotsart / Kind of offer', [
  'BERATUNG_JC', 'BERATUNG_BA', 'BERUFSBERATUNG', 'BBE_BERATUNG', 'MODULARE_AUSBILDUNG', 'TEB_SPRACHKURS', 'DURCHSTARTEN_B1_COACHING',
  'DURCHSTARTEN_B2_BERUFSBEGLEITEND', 'DURCHSTARTEN_B3_HSA', 'DURCHSTARTEN_B4_KURSE_JIK', 'EINSTIEGSQUALIFIZIERUNG_54A',
  'ASSISTIERTE_AUSBILDUNG_74', 'BVB_51', 'BAB_56', 'MASSNAHME_45', 'ARBEITSGELEGENHEIT_ASYLBLG_5', 'ANERKENNUNGSBERATUNG',
  'UNTERNEHMENSANLAUFSTELLE',
]);
export type OfferKind = keyof typeof OfferKind;

export const Education = textEnum('Education', 'Höchster Abschluss / Highest qualification', [
  'KEIN_ABSCHLUSS', 'HAUPTSCHULE', 'MITTLERER_ABSCHLUSS', 'HOCHSCHULREIFE', 'BERUFSAUSBILDUNG', 'STUDIUM', 'UNBEKANNT',
]);
export type Education = keyof typeof Education;

export const RecognitionState = textEnum('RecognitionState', 'Anerkennung ausländischer Abschlüsse / Recognition of foreign qualifications', [
  'NICHT_NOETIG', 'NICHT_BEANTRAGT', 'BEANTRAGT', 'TEILWEISE', 'VOLL', 'ABGELEHNT',
]);
export type RecognitionState = keyof typeof RecognitionState;

/** What a course must offer for this person, without why (scenario F14). */
export const CourseRequirement = textEnum('CourseRequirement', 'Anforderung an einen Kurs / Requirement on a course', [
  'NUR_TEILZEIT', 'HOECHSTENS_15_STUNDEN', 'ABENDS', 'ONLINE', 'KINDERBETREUUNG', 'BARRIEREFREI',
]);
export type CourseRequirement = keyof typeof CourseRequirement;

export const PlanStep = textEnum('PlanStep', 'Nächster Schritt / Next step', [
  'SPRACHKURS_BEGINNEN', 'EINSTUFUNGSTEST', 'ANERKENNUNG_BEANTRAGEN', 'BERATUNGSTERMIN', 'MASSNAHME_BEGINNEN', 'BEWERBUNGEN', 'PRAKTIKUM',
]);
export type PlanStep = keyof typeof PlanStep;

export const ParticipationState = textEnum('ParticipationState', 'Stand eines Platzes in einem Angebot / State of a place in an offer', [
  'RESERVIERT', 'BESTAETIGT', 'WARTELISTE', 'STORNIERT', 'VERFALLEN',
]);
export type ParticipationState = keyof typeof ParticipationState;
