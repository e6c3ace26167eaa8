import { CATEGORIES, PURPOSES, type Category, type Instant, type Purpose } from '../../core/index.js';
import type { Signatory } from '../../lifecycle/document.js';
import type { Addressee } from '../addressee.js';
import { documentProblems } from '../document-problems.js';
import { endsWithMajority, type ExchangedConsent } from '../exchanged-consent.js';
import { grantsOf, isSecret, isSpecial, receiversIn, unique, type Grant } from '../grants.js';
import { dayInBerlin, written, writtenInclusiveEnd } from '../instants.js';
import { done, refused, type Exchanged } from '../problems.js';
import { EXPLICIT, EXT, HL7, LEGAL_BASES, NAMING, NO_CATEGORY, OVERRIDES, PROFILE, SIGNATURE, STATUS, SYSTEM, type LegalBasis } from './codes.js';
import { clientReference, partyReferences, unitReference } from './references.js';
import type { Actor, CodeableConcept, Coding, Exclusion, Extension, FhirConsent, Period, Provision, Reference } from './resource.js';

/**
 * A consent as FHIR R5 Consent for one unit. The client is named by that unit's pseudonym; a representative who is a
 * client too is not named at all, for it would tell the unit of another client.
 */
export function toFhirConsent(document: ExchangedConsent, addressee: Addressee): Exchanged<FhirConsent> {
  const problems = documentProblems(document);
  return problems.length > 0 ? refused(problems) : done(resourceOf(document, addressee));
}

/** @internal For documents without problems. */
export function resourceOf(document: ExchangedConsent, addressee: Addressee): FhirConsent {
  const subject = clientReference(addressee.write(document.client), addressee.unit);
  const period: Period = { start: written(document.from), end: writtenInclusiveEnd(document.to) };
  const signed = document.givenBy.map(({ signedAt }) => signedAt);
  const exclusions = exclusionsOf(document);
  return {
    resourceType: 'Consent',
    meta: { profile: [PROFILE] },
    extension: paperOf(document),
    identifier: [{ system: NAMING.consent, value: document.id }],
    status: STATUS[document.state],
    category: [concept(HL7.actCode, 'IDSCL', 'information disclosure')],
    subject,
    ...(signed.length > 0 && { date: dayInBerlin(Math.max(...signed)) }),
    period,
    ...(signed.length > 0 && { grantor: document.givenBy.map((signatory) => grantorOf(signatory, subject)) }),
    grantee: partyReferences(receiversIn(document)),
    controller: partyReferences({ units: [...new Set(document.releasingUnits)], persons: unique(document.releasingPersons), functions: [] }),
    ...(document.signatureReference !== null && {
      sourceReference: [{ type: 'DocumentReference', identifier: { system: NAMING.signature, value: document.signatureReference } }],
    }),
    regulatoryBasis: basesOf(document).map((basis) => concept(SYSTEM.legalBasis, basis, LEGAL_BASES[basis])),
    decision: 'deny',
    provision: grantsOf(document).map((grant) => provisionOf(grant, document, period, exclusions)),
  };
}

const provisionOf = (grant: Grant, { purposes }: ExchangedConsent, period: Period, exclusions: readonly Exclusion[]): Provision => ({
  ...(grant.explicit && { extension: [{ url: EXPLICIT, valueBoolean: true }] }),
  period,
  actor: [...partyReferences(grant.from).map(actor('CST', 'custodian')), ...partyReferences(grant.to).map(actor('IRCP', 'information recipient'))],
  action: [concept(HL7.action, 'disclose', 'Disclose')],
  securityLabel: grant.categories.length > 0 ? grant.categories.map(labelOf) : [{ system: SYSTEM.category, code: NO_CATEGORY }],
  purpose: [...new Set(purposes)].map(purposeOf),
  ...(exclusions.length > 0 && { provision: exclusions }),
});

/** The exclusions stand in every rule, so that no rule is read without them. */
const exclusionsOf = ({ exclusions }: ExchangedConsent): Exclusion[] =>
  exclusions.length === 0 ? [] : [{ modifierExtension: [{ url: OVERRIDES, valueBoolean: true }], securityLabel: [...new Set(exclusions)].map(labelOf) }];

/** What the paper says besides the release. */
function paperOf(document: ExchangedConsent): Extension[] {
  const optional = (url: string, valueString: string | null): Extension[] => (valueString === null ? [] : [{ url, valueString }]);
  const instant = (url: string, at: Instant | null): Extension[] => (at === null ? [] : [{ url, valueInstant: written(at) }]);
  return [
    { url: EXT.state, valueCode: document.state },
    { url: EXT.form, valueCode: document.form },
    ...optional(EXT.language, document.language),
    ...optional(EXT.formVersion, document.formVersion),
    ...(endsWithMajority(document) ? [{ url: EXT.endsWithMajority, valueBoolean: true }] : instant(EXT.ofAgeAt, document.ofAgeAt ?? null)),
    ...(document.interpreter === null ? [] : [{ url: EXT.interpreter, valueCode: document.interpreter }]),
    ...[...new Set(document.informedAbout)].map((valueCode) => ({ url: EXT.informedAbout, valueCode })),
    ...(document.ableToUnderstand === null ? [] : [{ url: EXT.ableToUnderstand, valueBoolean: document.ableToUnderstand }]),
    ...instant(EXT.bedenkzeitUntil, document.bedenkzeitUntil),
    ...optional(EXT.specialCircumstances, document.specialCircumstances),
    ...instant(EXT.confirmationTalkAt, document.confirmationTalkAt),
    ...optional(EXT.witness, document.witness),
    ...optional(EXT.replaces, document.replaces),
    ...optional(EXT.otherDirection, document.otherDirection),
  ];
}

function grantorOf({ capacity, unit, signedAt }: Signatory, subject: Reference): Reference {
  const extension = [{ url: SIGNATURE, extension: [{ url: 'capacity', valueCode: capacity }, { url: 'signedAt', valueInstant: written(signedAt) }] }];
  if (unit !== null) return { extension, ...unitReference(unit) };
  return capacity === 'SELBST' ? { extension, ...subject } : { extension, type: 'RelatedPerson' };
}

function basesOf({ categories }: ExchangedConsent): LegalBasis[] {
  return ['GDPR_6_1_A', 'SGB_X_67B', ...(categories.some(isSpecial) ? ['GDPR_9_2_A' as const] : []), ...(categories.some(isSecret) ? ['STGB_203' as const] : [])];
}

const actor = (code: string, display: string) => (reference: Reference): Actor => ({ role: concept(HL7.participation, code, display), reference });
const concept = (system: string, code: string, display: string): CodeableConcept => ({ coding: [{ system, code, display }] });
const labelOf = (code: Category): Coding => ({ system: SYSTEM.category, code, display: CATEGORIES.get(code)!.en });
const purposeOf = (code: Purpose): Coding => ({ system: SYSTEM.purpose, code, display: PURPOSES[code].en });
