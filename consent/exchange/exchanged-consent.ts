import type { Instant } from '../core/index.js';
import type { ConsentDocument } from '../lifecycle/document.js';

/**
 * What of a consent is exchanged: all that decisions rest on, and its evidence. The language and version of the form may
 * be unknown of one that was recorded without them. Left out on purpose are the caseworker's reasons, which may speak of
 * others, and the date of birth behind `ofAgeAt`, unless the consent ends on that day, which tells it anyway.
 */
export interface ExchangedConsent extends Omit<ConsentDocument, 'language' | 'formVersion'> {
  readonly language: string | null;
  readonly formVersion: string | null;
}

/** A filed consent as it is exchanged. Who was of age already when it began is no minor, as in `consentOf`; storage may have the day. */
export const exchangedOf = ({ ofAgeAt, ...consent }: Omit<ExchangedConsent, 'ofAgeAt'> & { readonly ofAgeAt: Instant | null }): ExchangedConsent =>
  (ofAgeAt === null || ofAgeAt <= consent.from ? consent : { ...consent, ofAgeAt });

/** Whether the consent ends because the client comes of age. */
export const endsWithMajority = ({ ofAgeAt, to }: ExchangedConsent): boolean => ofAgeAt === to;

/** What a unit that only receives knows of a consent: what it may read, not who proved it how. */
export const withoutEvidence = (consent: ExchangedConsent): ExchangedConsent => ({
  ...consent, givenBy: [], interpreter: null, ableToUnderstand: null, signatureReference: null, witness: null, bedenkzeitUntil: null,
});
