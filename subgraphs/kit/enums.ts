import { registerEnumType } from 'type-graphql';

/**
 * An enum whose values are their own names: the one list from which the GraphQL enum, the TypeScript type and a check
 * of the database derive. `description` is German first.
 */
export function textEnum<const T extends readonly string[]>(name: string, description: string, values: T): { readonly [K in T[number]]: K } {
  const members = Object.freeze(Object.fromEntries(values.map((value) => [value, value]))) as { readonly [K in T[number]]: K };
  registerEnumType(members, { name, description });
  return members;
}

/** The sixteen municipalities of Kreis Lippe. */
export const Municipality = textEnum('Municipality', 'Kommune im Kreis Lippe / Municipality in Kreis Lippe', [
  'AUGUSTDORF', 'BAD_SALZUFLEN', 'BARNTRUP', 'BLOMBERG', 'DETMOLD', 'DOERENTRUP', 'EXTERTAL', 'HORN_BAD_MEINBERG',
  'KALLETAL', 'LAGE', 'LEMGO', 'LEOPOLDSHOEHE', 'LUEGDE', 'OERLINGHAUSEN', 'SCHIEDER_SCHWALENBERG', 'SCHLANGEN',
]);
export type Municipality = keyof typeof Municipality;

/** Fields of action of the county's integration concept. */
export const Handlungsfeld = textEnum('Handlungsfeld', 'Handlungsfeld / Field of action', [
  'ARBEIT_AUSBILDUNG', 'DEUTSCHFOERDERUNG', 'KITA_SCHULE', 'SOZIALE_TEILHABE', 'GESUNDHEIT_QUERSCHNITT',
]);
export type Handlungsfeld = keyof typeof Handlungsfeld;

/** Levels of the Common European Framework of Reference for Languages. */
export const Cefr = textEnum('Cefr', 'Sprachniveau nach GER / Language level (CEFR)', ['UNTER_A1', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2']);
export type Cefr = keyof typeof Cefr;

/** Kinds of courses; domain B.4. */
export const CourseKind = textEnum('CourseKind', 'Kursart / Kind of course', [
  'INTEGRATIONSKURS_ALLGEMEIN', 'IK_ALPHABETISIERUNG', 'IK_ZWEITSCHRIFT', 'IK_JUGEND', 'IK_ELTERN_FRAUEN', 'IK_FOERDER', 'IK_INTENSIV',
  'ORIENTIERUNGSKURS', 'BSK_A2', 'BSK_B1', 'BSK_B2', 'BSK_C1', 'BSK_C2', 'BSK_ANERKENNUNG', 'BSK_FACH', 'AZUBI_BSK', 'JOB_BSK',
  'ERSTORIENTIERUNG', 'LANDES_ODER_KOMMUNALER_KURS', 'EHRENAMTLICH', 'SELBSTZAHLER',
]);
export type CourseKind = keyof typeof CourseKind;

/** Whether a person may work; domain B.6. */
export const WorkAccess = textEnum('WorkAccess', 'Zugang zum Arbeitsmarkt / Access to the labour market', [
  'UNEINGESCHRAENKT', 'BESCHRAENKT', 'ERLAUBNIS_ABH', 'ERLAUBNIS_ABH_MIT_BA_ZUSTIMMUNG', 'VERBOTEN', 'UNGEKLAERT',
]);
export type WorkAccess = keyof typeof WorkAccess;

/** On which benefits a person lives; domain B.3. */
export const BenefitRegime = textEnum('BenefitRegime', 'Art der Sozialleistung / Benefit regime', [
  'ASYLBLG_GRUND', 'ASYLBLG_ANALOG_2', 'ASYLBLG_EINGESCHRAENKT_1A', 'SGB_II', 'SGB_III', 'SGB_XII', 'SGB_VIII', 'KEINE', 'UEBERBRUECKUNG', 'UNGEKLAERT',
]);
export type BenefitRegime = keyof typeof BenefitRegime;
