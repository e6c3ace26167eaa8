import { textEnum } from '../kit/enums.js';

export const Gender = textEnum('Gender', 'Geschlecht / Gender', ['WEIBLICH', 'MAENNLICH', 'DIVERS', 'OHNE_ANGABE']);
export type Gender = keyof typeof Gender;

export const TargetGroup = textEnum('TargetGroup', 'Zielgruppe / Target group', [
  'REF_ASYLBEWERBER', 'REF_ASYLBERECHTIGT', 'REF_GFK', 'REF_SUBSIDIAER', 'REF_GEDULDET', 'REF_UMF', 'REF_VORUEBERGEHENDER_SCHUTZ',
  'EU_ARBEIT', 'EU_PREKAER', 'EU_STUDIUM', 'EU_FAMILIE', 'DRITT_FACHKRAFT', 'DRITT_ARBEIT', 'DRITT_STUDIUM', 'DRITT_FAMILIE',
  'DEUTSCHE_RUECKKEHRER', 'UNGEKLAERT',
]);
export type TargetGroup = keyof typeof TargetGroup;

export const SafeChannel = textEnum('SafeChannel', 'Sicherer Kontaktweg / Safe way to get in touch', ['POST', 'TELEFON', 'EMAIL', 'NUR_PERSOENLICH']);
export type SafeChannel = keyof typeof SafeChannel;

export const RepresentativeKind = textEnum('RepresentativeKind', 'Art der gesetzlichen Vertretung / Kind of legal representation', [
  'ELTERNTEIL_GEMEINSAM', 'ELTERNTEIL_ALLEIN', 'AMTSVORMUND', 'VEREINSVORMUND', 'BERUFSVORMUND', 'EHRENAMTL_VORMUND', 'PFLEGER', 'BETREUER',
]);
export type RepresentativeKind = keyof typeof RepresentativeKind;

export const RepresentativeScope = textEnum('RepresentativeScope', 'Wirkungskreis / Scope of representation', [
  'GESAMTE_SORGE', 'PERSONENSORGE', 'VERMOEGENSSORGE', 'AUFENTHALTSBESTIMMUNG', 'GESUNDHEITSSORGE', 'BEHOERDEN', 'SCHULE',
]);
export type RepresentativeScope = keyof typeof RepresentativeScope;

export const Sozialraum = textEnum('Sozialraum', 'Sozialraum / Social area', [
  'SR1_OERLINGHAUSEN', 'SR2_BLOMBERG', 'SR3_DOERENTRUP', 'SR4_DETMOLD', 'SR5_BAD_SALZUFLEN', 'SR6_LAGE_LEMGO',
]);
export type Sozialraum = keyof typeof Sozialraum;

export const CmVariant = textEnum('CmVariant', 'Art der Begleitung / Kind of support', ['CASE_MANAGEMENT', 'TEILHABEMANAGEMENT']);
export type CmVariant = keyof typeof CmVariant;

export const CmPhase = textEnum('CmPhase', 'Phase des Case Managements / Phase of case management', [
  'KLAERUNG', 'ASSESSMENT', 'SERVICEPLANUNG', 'LINKING', 'MONITORING', 'EVALUATION', 'ABGESCHLOSSEN',
]);
export type CmPhase = keyof typeof CmPhase;

export const PotentialShare = textEnum('PotentialShare', 'Schwerpunkt / Emphasis', ['BESCHLEUNIGUNG_70', 'HEMMNISABBAU_30']);
export type PotentialShare = keyof typeof PotentialShare;

export const FieldProcessState = textEnum('FieldProcessState', 'Stand im Handlungsfeld / State in a field of action', [
  'NOT_APPLICABLE', 'EINWANDERUNG_OFFEN', 'EINWANDERUNG_ABGESCHLOSSEN', 'INTEGRATION_LAUFEND',
]);
export type FieldProcessState = keyof typeof FieldProcessState;

/** The deadlines that the county set itself (domain A.16). */
export const DeadlineKey = textEnum('DeadlineKey', 'Frist / Deadline', [
  'ANKOMMENSGESPRAECH', 'SPRACHTEST', 'ARBEITSBERATUNG', 'SCHULE', 'KITA_ANGEBOT', 'A2', 'FALLKONFERENZ_VORLAUF', 'KITA_MONITORING',
]);
export type DeadlineKey = keyof typeof DeadlineKey;

/** `BALD_FAELLIG` and `OFFEN` run, `VERSAEUMT` was not met in time, for `BEGINN_UNBEKANNT` the day it runs from is not on file. */
export const DeadlineState = textEnum('DeadlineState', 'Stand einer Frist / State of a deadline', [
  'OFFEN', 'BALD_FAELLIG', 'ERFUELLT', 'VERSAEUMT', 'NICHT_ANWENDBAR', 'BEGINN_UNBEKANNT',
]);
export type DeadlineState = keyof typeof DeadlineState;

export const StartEvent = textEnum('StartEvent', 'Womit eine Frist beginnt / What a deadline begins with', ['REGISTRIERUNG', 'EINREISE', 'ZUWEISUNG']);
export type StartEvent = keyof typeof StartEvent;

export const LengthUnit = textEnum('LengthUnit', 'Einheit einer Frist / Unit of a deadline', ['TAGE', 'SCHULWOCHEN', 'JAHRE']);
export type LengthUnit = keyof typeof LengthUnit;

export const GoalState = textEnum('GoalState', 'Stand eines Ziels / State of a goal', [
  'OFFEN', 'IN_ARBEIT', 'ERREICHT', 'TEILWEISE', 'NICHT_ERREICHT', 'VERWORFEN',
]);
export type GoalState = keyof typeof GoalState;

export const ActorType = textEnum('ActorType', 'Art der beteiligten Stelle / Kind of actor', [
  'KOMMUNE', 'BA', 'JOBCENTER', 'KREIS_JUGENDAMT', 'KREIS_SONSTIGE', 'TRAEGER', 'SERVICESTELLE', 'EHRENAMT', 'ABH', 'SCHULE', 'WOHLFAHRT',
]);
export type ActorType = keyof typeof ActorType;

/** What follows from a burden for the help, never the burden's story. */
export const PsychosocialNeed = textEnum('PsychosocialNeed', 'Psychosozialer Unterstützungsbedarf / Psychosocial need of support', [
  'SCHULDNERBERATUNG', 'SUCHTBERATUNG', 'WOHNUNGSSICHERUNG', 'PSYCHOSOZIALE_BERATUNG', 'SCHUTZ_VOR_GEWALT', 'ERZIEHUNGSBERATUNG',
]);
export type PsychosocialNeed = keyof typeof PsychosocialNeed;

/** What follows from an illness for courses and work, never the diagnosis (scenario F14). */
export const HealthNeed = textEnum('HealthNeed', 'Gesundheitlich bedingter Bedarf / Need for reasons of health', [
  'NUR_TEILZEIT', 'HOECHSTENS_15_STUNDEN', 'BARRIEREFREI', 'KLEINE_GRUPPE', 'REGELMAESSIGE_PAUSEN', 'ARZTTERMINE_FREIHALTEN', 'MUTTERSCHUTZ',
]);
export type HealthNeed = keyof typeof HealthNeed;
