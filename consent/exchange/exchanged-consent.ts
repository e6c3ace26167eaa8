import type { Instant } from '../core/index.js';
import type { ConsentDocument } from '../lifecycle/document.js';
import type { FiledConsent } from '../lifecycle/index.js';

/**
 * What of a consent is exchanged: all that decisions rest on, and its evidence. The language and version of the form may
 * be unknown of one that was recorded without them. Left out on purpose are why one parent was enough, which speaks of the
 * other parent, and an adult's birthday, on which nothing rests.
 */
export interface ExchangedConsent extends Omit<ConsentDocument, 'language' | 'formVersion'> {
  readonly language: string | null;
  readonly formVersion: string | null;
  /** Why an oral declaration must do; without it nobody may draw one up (§ 67b Abs. 2 SGB X). */
  readonly specialCircumstances: string | null;
  /** When a second talk confirmed what an untrained interpreter had translated. */
  readonly confirmationTalkAt: Instant | null;
  /** On the first direction of a two-way paper: the consent that says the same the other way round. */
  readonly otherDirection: string | null;
}

/** A filed consent as it is exchanged. Who was of age already when it began is no minor, as in `consentOf`; storage may have the day. */
export const exchangedOf = ({ ofAgeAt, ...consent }: FiledConsent, otherDirection: string | null = null): ExchangedConsent =>
  ({ ...consent, otherDirection, ...(ofAgeAt !== null && consent.from < ofAgeAt && { ofAgeAt }) });

/** Whether the consent ends because the client comes of age. */
export const endsWithMajority = ({ ofAgeAt, to }: Pick<ExchangedConsent, 'ofAgeAt' | 'to'>): boolean => ofAgeAt === to;

/** What a unit that only receives knows of a consent: what it may read, not who proved it how. The end tells the birthday only where they are one. */
export const withoutEvidence = ({ ofAgeAt, ...consent }: ExchangedConsent): ExchangedConsent => ({
  ...consent, givenBy: [], interpreter: null, ableToUnderstand: null, signatureReference: null, witness: null, bedenkzeitUntil: null,
  specialCircumstances: null, confirmationTalkAt: null, ...(ofAgeAt !== undefined && ofAgeAt === consent.to && { ofAgeAt }),
});
