import type { Consent, Instant, UnitCode } from '../core/index.js';

/** What the client was told before signing (§ 67b Abs. 2 S. 3 SGB X, Art. 7 and 13 GDPR; domain B.7). All of it is mandatory. */
export const INFORMED_ABOUT = [
  'NECESSITY', 'REACH', 'POSSIBLE_CONSEQUENCES', 'REFUSAL_WITHOUT_DISADVANTAGE', 'CONSEQUENCES_OF_REFUSAL', 'WITHDRAWAL_ANY_TIME',
  'RECIPIENTS_OWN_DUTIES', 'RETENTION',
] as const;
export type InformedAbout = (typeof INFORMED_ABOUT)[number];

/** Languages in which the forms exist: ISO 639-1, and `de-simple` for Leichte Sprache. */
export const FORM_LANGUAGES = ['de', 'en', 'ar', 'uk', 'tr', 'fa', 'fr', 'ru', 'de-simple'] as const;
export type FormLanguage = (typeof FORM_LANGUAGES)[number];

export type InterpreterKind = 'PROFESSIONELL' | 'GESCHULT_KI' | 'GESCHULT_DRK' | 'UNGESCHULT_UMFELD' | 'ERWACHSENER_ANGEHOERIGER' | 'KIND';

/** In what capacity somebody signs (domain C.5: custody, guardianship, Betreuung; co-decision from 15). */
export type SignatoryCapacity =
  | 'SELBST' | 'ELTERNTEIL_GEMEINSAM' | 'ELTERNTEIL_ALLEIN' | 'AMTSVORMUND' | 'VEREINSVORMUND' | 'BERUFSVORMUND' | 'EHRENAMTL_VORMUND' | 'PFLEGER' | 'BETREUER';

/** One signature. `client` is the internal id if the signatory is a client too, `unit` the Jugendamt of an Amtsvormund. */
export interface Signatory {
  readonly capacity: SignatoryCapacity;
  readonly client: string | null;
  readonly unit: UnitCode | null;
  readonly signedAt: Instant;
}

/**
 * A consent as the paper has it: the decided-on record of the core and the evidence around it (domain B.7). Forms,
 * exports and the life cycle work on this; decisions need the `Consent` part only.
 */
export interface ConsentDocument extends Consent {
  /** Internal id of the client whose secrets are released; never covers secrets of others. */
  readonly client: string;
  readonly givenBy: readonly Signatory[];
  readonly language: FormLanguage;
  /** Version of the printed form, such as `2026-11`. */
  readonly formVersion: string;
  readonly interpreter: InterpreterKind | null;
  readonly informedAbout: readonly InformedAbout[];
  /** The person from 15 was found able to understand (Einsichtsfähigkeit); `null` if not assessed. */
  readonly ableToUnderstand: boolean | null;
  readonly signatureReference: string | null;
  readonly witness: string | null;
  /** End of the time to think it over; `null` if there is none. */
  readonly bedenkzeitUntil: Instant | null;
  /** The consent that this one replaces. */
  readonly replaces: string | null;
}
