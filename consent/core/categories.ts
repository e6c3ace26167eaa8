/**
 * How far a category of data may travel (domain B.1): `T0` public; `T1` authenticated professionals; `T2` basic and
 * `T3` personal data, on consent, statute or own; `T4` professional secrecy (§ 203 StGB, § 65 SGB VIII), released from
 * person to person; `T5` Art. 9 GDPR, ticked explicitly and signed; `T6` never transported by the gateway.
 */
export type Tier = 'T0' | 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6';

interface Row {
  readonly tier: Tier;
  readonly de: string;
  readonly en: string;
}

/** The one table of data categories; the GraphQL enum, the labels and the documents derive from it. */
const table = {
  IDENTITY_CORE: { tier: 'T2', de: 'Name, Geburtsdatum, Geschlecht', en: 'Name, date of birth, gender' },
  CONTACT: { tier: 'T2', de: 'Anschrift und Kontakt', en: 'Address and contact' },
  LANGUAGE_NEEDS: { tier: 'T2', de: 'Sprachen und Dolmetschbedarf', en: 'Languages and need of an interpreter' },
  NATIONALITY: { tier: 'T3', de: 'Staatsangehörigkeit und Herkunft', en: 'Nationality and origin' },
  HOUSEHOLD: { tier: 'T3', de: 'Haushalt und Familie', en: 'Household and family' },
  RESIDENCE_TITLE: { tier: 'T3', de: 'Aufenthaltstitel', en: 'Residence title' },
  WORK_PERMISSION: { tier: 'T3', de: 'Zugang zum Arbeitsmarkt', en: 'Permission to work' },
  RESIDENCE_OBLIGATION: { tier: 'T3', de: 'Wohnsitzauflage oder -regelung', en: 'Residence obligation' },
  BENEFIT_REGIME: { tier: 'T3', de: 'Art der Sozialleistung', en: 'Benefit regime' },
  BENEFIT_DETAIL: { tier: 'T4', de: 'Leistungshöhe, Sanktionen, Rückforderungen', en: 'Amounts, sanctions, reclaims' },
  LABOUR_PROFILE: { tier: 'T3', de: 'Bildung, Beruf, Anerkennung', en: 'Education, occupation, recognition' },
  JC_PLAN: { tier: 'T4', de: 'Kooperationsplan und Potenzialanalyse', en: 'Cooperation plan and profiling' },
  MEASURE_PARTICIPATION: { tier: 'T3', de: 'Teilnahme an Maßnahmen', en: 'Participation in measures' },
  LANGUAGE_LEVEL: { tier: 'T3', de: 'Sprachniveau', en: 'Language level' },
  LANGUAGE_TEST_DETAIL: { tier: 'T5', de: 'Einzelergebnisse des Sprachtests', en: 'Details of the language test' },
  SUPPORT_PLAN_LANG: { tier: 'T3', de: 'Sprachförderplan', en: 'Language support plan' },
  COURSE_ENTITLEMENT: { tier: 'T3', de: 'Berechtigung oder Verpflichtung zum Kurs', en: 'Course entitlement or obligation' },
  COURSE_ENROLMENT: { tier: 'T3', de: 'Kursanmeldung und Ergebnis', en: 'Course enrolment and result' },
  COURSE_ATTENDANCE: { tier: 'T4', de: 'Fehlzeiten und Abbruchgründe', en: 'Absences and reasons for leaving' },
  SCHOOL_PLACEMENT: { tier: 'T3', de: 'Schulberatung und Schulplatz', en: 'School advice and placement' },
  SCHOOL_BIOGRAPHY: { tier: 'T3', de: 'Schulbiografie', en: 'School biography' },
  SCHOOL_HEALTH: { tier: 'T5', de: 'Schuleingangsuntersuchung', en: 'School entry examination' },
  KITA_PLACEMENT: { tier: 'T3', de: 'Kita-Bedarf und Kita-Platz', en: 'Childcare need and place' },
  CM_PROCESS: { tier: 'T3', de: 'Stand des Case Managements', en: 'State of case management' },
  CM_GOALS: { tier: 'T4', de: 'Ziele und Vereinbarungen', en: 'Goals and agreements' },
  CM_NARRATIVE: { tier: 'T4', de: 'Anamnese und Gesprächsnotizen', en: 'History and notes' },
  CASE_CONFERENCE: { tier: 'T4', de: 'Fallkonferenz', en: 'Case conference' },
  PERSPECTIVE_CHECK: { tier: 'T4', de: 'Prüfung der Aufenthaltsperspektive', en: 'Check of the residence perspective' },
  PSYCHOSOCIAL: { tier: 'T5', de: 'Psychosoziale Belastungen', en: 'Psychosocial burdens' },
  HEALTH: { tier: 'T5', de: 'Gesundheit', en: 'Health' },
  CONSENT_META: { tier: 'T3', de: 'Bestehende Schweigepflichtsentbindungen', en: 'Existing releases from confidentiality' },
  ACCESS_LOG: { tier: 'T3', de: 'Zugriffsprotokoll', en: 'Access log' },
  STAFF_DIRECTORY: { tier: 'T1', de: 'Ansprechpersonen der Stellen', en: 'Staff directory' },
  OFFER_CATALOGUE: { tier: 'T0', de: 'Kurs- und Angebotskatalog', en: 'Catalogue of courses and offers' },
  RESIDENCE_PROCEDURE: { tier: 'T6', de: 'Aufenthaltsrechtliches Verfahren', en: 'Residence procedure' },
  CHILD_PROTECTION: { tier: 'T6', de: 'Kinderschutz (§ 8a SGB VIII)', en: 'Child protection' },
  VICTIM_STATUS: { tier: 'T6', de: 'Opferschutz', en: 'Victim status' },
  CRIMINAL: { tier: 'T6', de: 'Straftaten (Art. 10 DSGVO)', en: 'Criminal convictions' },
  BELIEF_ORIENTATION: { tier: 'T6', de: 'Glaube, Überzeugung, Orientierung', en: 'Belief, conviction, orientation' },
} as const satisfies Record<string, Row>;

export type Category = keyof typeof table;

export interface CategoryInfo extends Row {
  readonly code: Category;
}

/** Every category by code; a `Map`, so that names such as `__proto__` find nothing. */
export const CATEGORIES: ReadonlyMap<string, CategoryInfo> = new Map(
  Object.entries(table).map(([code, row]) => [code, { code: code as Category, ...row }]),
);

/** Categories the gateway can carry: all but T6, which exist here only to be named when they are refused. */
export const CARRIED: readonly Category[] = [...CATEGORIES.values()].filter(({ tier }) => tier !== 'T6').map(({ code }) => code);

/** Whether a text names a category; unknown names never release anything. */
export const isCategory = (code: string): code is Category => CATEGORIES.has(code);
