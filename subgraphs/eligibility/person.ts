import type { Day } from './days.js';
import { STATUSES, type Status } from './statuses.js';

export const LEVELS = ['UNTER_A1', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
export const MUNICIPALITIES = [
  'AUGUSTDORF', 'BAD_SALZUFLEN', 'BARNTRUP', 'BLOMBERG', 'DETMOLD', 'DOERENTRUP', 'EXTERTAL', 'HORN_BAD_MEINBERG',
  'KALLETAL', 'LAGE', 'LEMGO', 'LEOPOLDSHOEHE', 'LUEGDE', 'OERLINGHAUSEN', 'SCHIEDER_SCHWALENBERG', 'SCHLANGEN',
] as const;
export const EMPLOYMENTS = ['ARBEITSUCHEND_GEMELDET', 'BESCHAEFTIGT', 'SELBSTAENDIG', 'AUSZUBILDEND', 'SCHUELER', 'STUDIUM', 'NICHT_ERWERBSTAETIG'] as const;
export const BENEFITS = [
  'ASYLBLG_GRUND', 'ASYLBLG_ANALOG_2', 'ASYLBLG_EINGESCHRAENKT_1A', 'SGB_II', 'SGB_III', 'SGB_XII', 'SGB_VIII', 'KEINE', 'UEBERBRUECKUNG', 'UNGEKLAERT',
] as const;
export const WORK_ACCESSES = ['UNEINGESCHRAENKT', 'BESCHRAENKT', 'ERLAUBNIS_ABH', 'ERLAUBNIS_ABH_MIT_BA_ZUSTIMMUNG', 'VERBOTEN', 'UNGEKLAERT'] as const;
export const COURSE_STATES = ['NICHT_BEGONNEN', 'LAEUFT', 'BEENDET_OHNE_B1', 'BEENDET_MIT_B1'] as const;
export const ENTITLEMENTS = ['KEINE', 'INTEGRATIONSKURS', 'BERUFSSPRACHKURS'] as const;
export const RESIDENCE_BINDINGS = ['KEINE', 'LAND', 'ORT'] as const;
export const YES_NO = ['JA', 'NEIN'] as const;

/** What is known of a person of whom nothing else is known: no name, no id. What is left out is unknown. */
export interface HypotheticalPerson {
  readonly status?: OneOf<Status>;
  /** Years of age on the day that is asked about. */
  readonly age?: Within<number>;
  /** Tested level of German. */
  readonly level?: OneOf<(typeof LEVELS)[number]>;
  readonly municipality?: OneOf<(typeof MUNICIPALITIES)[number]>;
  readonly employment?: OneOf<(typeof EMPLOYMENTS)[number]>;
  readonly benefits?: OneOf<(typeof BENEFITS)[number]>;
  /** First day of the present stay in Germany. */
  readonly arrivedOn?: Within<Day>;
  /** Since when the status is held without a break. */
  readonly statusSince?: Within<Day>;
  /** ISO 3166-1 alpha-3. */
  readonly origin?: OneOf<string>;
  readonly workAccess?: OneOf<(typeof WORK_ACCESSES)[number]>;
  /** How far the Integrationskurs has come. */
  readonly integrationCourse?: OneOf<(typeof COURSE_STATES)[number]>;
  /** A Berechtigung, Zulassung or Verpflichtung that is still valid. */
  readonly entitlement?: OneOf<(typeof ENTITLEMENTS)[number]>;
  /** Lives in an Aufnahmeeinrichtung of the Land. */
  readonly reception?: OneOf<(typeof YES_NO)[number]>;
  /** Lives with a minor child. */
  readonly minorChild?: OneOf<(typeof YES_NO)[number]>;
  /** Years of school attended, anywhere. */
  readonly schoolYears?: Within<number>;
  /** How far the place of residence is prescribed. */
  readonly residenceBinding?: OneOf<(typeof RESIDENCE_BINDINGS)[number]>;
}

/** One value, or several of which one is right. */
export type OneOf<T> = T | readonly T[];
/** One value, or the limits between which it lies (both included). */
export type Within<T extends number | Day> = T | { readonly from?: T; readonly to?: T };

export type Attribute = keyof HypotheticalPerson;

interface AttributeInfo {
  readonly kind: 'CHOICE' | 'NUMBER' | 'DAY';
  readonly de: string;
  readonly en: string;
  /** All values of a choice; `null` if there is no list. */
  readonly values: readonly string[] | null;
}

const choice = (de: string, en: string, values: readonly string[] | null) => ({ kind: 'CHOICE', de, en, values }) as const;
const number = (de: string, en: string) => ({ kind: 'NUMBER', de, en, values: null }) as const;
const day = (de: string, en: string) => ({ kind: 'DAY', de, en, values: null }) as const;

/** Every attribute that rules may ask for. None rates a person: "good" or "bad perspective" is no attribute (domain D.3). */
const attributes = {
  status: choice('Aufenthaltsstatus', 'residence status', [...STATUSES.keys()]),
  age: number('Alter', 'age'),
  level: choice('Sprachniveau', 'language level', LEVELS),
  municipality: choice('Kommune', 'municipality', MUNICIPALITIES),
  employment: choice('Erwerbssituation', 'employment', EMPLOYMENTS),
  benefits: choice('Art der Sozialleistung', 'benefit regime', BENEFITS),
  arrivedOn: day('Tag der Einreise', 'day of arrival'),
  statusSince: day('Beginn des Status', 'beginning of the status'),
  origin: choice('Herkunftsland', 'country of origin', null),
  workAccess: choice('Zugang zum Arbeitsmarkt', 'access to the labour market', WORK_ACCESSES),
  integrationCourse: choice('Stand des Integrationskurses', 'state of the integration course', COURSE_STATES),
  entitlement: choice('vorhandene Kursberechtigung', 'course entitlement at hand', ENTITLEMENTS),
  reception: choice('Aufnahmeeinrichtung', 'reception facility', YES_NO),
  minorChild: choice('minderjähriges Kind im Haushalt', 'minor child in the household', YES_NO),
  schoolYears: number('Schuljahre', 'years of school'),
  residenceBinding: choice('Wohnsitzbindung', 'residence obligation', RESIDENCE_BINDINGS),
} as const satisfies Record<Attribute, AttributeInfo>;

type OfKind<Kind> = { [A in Attribute]: (typeof attributes)[A]['kind'] extends Kind ? A : never }[Attribute];
export type ChoiceAttribute = OfKind<'CHOICE'>;
export type NumberAttribute = OfKind<'NUMBER'>;
export type DayAttribute = OfKind<'DAY'>;

export const ATTRIBUTES: ReadonlyMap<Attribute, AttributeInfo> = new Map(Object.entries(attributes) as [Attribute, AttributeInfo][]);
