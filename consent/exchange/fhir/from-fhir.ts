import type { Category, ConsentForm, ConsentState, Instant, Purpose } from '../../core/index.js';
import type { InformedAbout, InterpreterKind, Signatory, SignatoryCapacity } from '../../lifecycle/document.js';
import type { Addressee } from '../addressee.js';
import { differences, type Reading } from '../differences.js';
import { documentProblems } from '../document-problems.js';
import type { ExchangedConsent } from '../exchanged-consent.js';
import { readInclusiveEnd, readInstant } from '../instants.js';
import { breaches } from '../json-schema.js';
import { done, problem, refused, type Exchanged, type ExchangeProblem } from '../problems.js';
import { EXPLICIT, EXT, NO_CATEGORY, PROFILE } from './codes.js';
import { functionsIn, personsIn, unitsIn } from './references.js';
import type { Extension, FhirConsent, Provision, Reference } from './resource.js';
import { FHIR_CONSENT_SCHEMA } from './schema.js';
import { resourceOf } from './to-fhir.js';

/** Names and narratives are for people; server's marks are no part of the consent. */
const READING: Reading = {
  ignored: new Set(['display', 'text', 'id', 'versionId', 'lastUpdated']),
  leaf: (name, value) => (name === 'end' ? readInclusiveEnd(value) : name === 'start' || name === 'valueInstant' ? readInstant(value) : value),
};

/**
 * Reads a parsed FHIR R5 Consent that was written for `addressee`. Nothing is guessed: unless the resource says exactly
 * what we would write for the document read, all that stands against it is told and nothing is imported.
 */
export function fromFhirConsent(resource: unknown, addressee: Addressee): Exchanged<ExchangedConsent> {
  const misshapen = foreign(resource) ?? breaches(resource, FHIR_CONSENT_SCHEMA);
  if (misshapen.length > 0) return refused(misshapen);
  const consent = resource as FhirConsent;
  const { value: pseudonym, assigner } = consent.subject.identifier!;
  const client = assigner!.identifier!.value === addressee.unit ? addressee.read(pseudonym) : null;
  if (client === null) return refused([problem('CLIENT_UNKNOWN', 'subject', 'Kein Pseudonym, unter dem Ihre Stelle diese Person kennt', 'no pseudonym by which your unit knows this person')]);
  const document = documentOf(consent, client);
  const missing = missingPaper(consent);
  const problems = missing.length > 0 ? missing : documentProblems(document);
  if (problems.length > 0) return refused(problems);
  // The pseudonym may have been written under an earlier key.
  const contradictions = differences(consent, resourceOf(document, { ...addressee, write: () => pseudonym }), READING);
  return contradictions.length > 0 ? refused(contradictions) : done(document);
}

/** What is no consent of this version at all needs no list of its details. */
function foreign(resource: unknown): ExchangeProblem[] | null {
  const { resourceType, meta } = Object(resource) as Partial<FhirConsent>;
  if (resourceType !== 'Consent') return [problem('RESOURCE_TYPE', 'resourceType', 'Das ist kein FHIR Consent', 'this is no FHIR Consent')];
  const profiles: unknown = Object(meta).profile;
  if (Array.isArray(profiles) && profiles.includes(PROFILE)) return null;
  return [problem('VERSION_UNKNOWN', 'meta.profile', `Nur das Profil ${PROFILE} wird gelesen`, `only the profile ${PROFILE} is read`)];
}

const missingPaper = ({ extension }: FhirConsent): ExchangeProblem[] =>
  [EXT.state, EXT.form].filter((url) => !extension.some((one) => one.url === url))
    .map((url) => problem('MISSING', 'extension', `${url} fehlt`, `${url} is missing`));

/** The first of several always speaks; that the others agree is checked by writing all of it anew. */
function documentOf(consent: FhirConsent, client: string): ExchangedConsent {
  const { identifier, period, provision, grantee, controller, grantor = [], sourceReference = [] } = consent;
  const said = (url: string): Extension | undefined => consent.extension.find((one) => one.url === url);
  const labels = (rules: readonly Provision[]): Category[] =>
    rules.flatMap(({ securityLabel }) => securityLabel.map(({ code }) => code)).filter((code) => code !== NO_CATEGORY) as Category[];
  const functions = functionsIn(grantee);
  const to = readInclusiveEnd(period.end);
  const instant = (url: string): Instant | undefined => {
    const text = said(url)?.valueInstant;
    return text === undefined ? undefined : readInstant(text);
  };
  const ofAgeAt = said(EXT.endsWithMajority) ? to : instant(EXT.ofAgeAt);
  return {
    id: identifier[0]!.value,
    client,
    state: said(EXT.state)?.valueCode as ConsentState,
    releasingUnits: unitsIn(controller), releasingPersons: personsIn(controller),
    receivingUnits: unitsIn(grantee), receivingPersons: personsIn(grantee),
    ...(functions.length > 0 && { receivingFunctions: functions }),
    categories: labels(provision),
    explicitCategories: labels(provision.filter(({ extension = [] }) => extension.some(({ url }) => url === EXPLICIT))),
    exclusions: (provision[0]!.provision ?? []).flatMap(({ securityLabel }) => securityLabel.map(({ code }) => code as Category)),
    purposes: provision[0]!.purpose.map(({ code }) => code as Purpose),
    form: said(EXT.form)?.valueCode as ConsentForm,
    from: readInstant(period.start), to,
    ...(ofAgeAt !== undefined && { ofAgeAt }),
    givenBy: grantor.map((one) => signatoryOf(one, client)),
    language: said(EXT.language)?.valueString ?? null,
    formVersion: said(EXT.formVersion)?.valueString ?? null,
    interpreter: (said(EXT.interpreter)?.valueCode as InterpreterKind | undefined) ?? null,
    informedAbout: consent.extension.filter(({ url }) => url === EXT.informedAbout).map(({ valueCode }) => valueCode as InformedAbout),
    ableToUnderstand: said(EXT.ableToUnderstand)?.valueBoolean ?? null,
    signatureReference: sourceReference[0]?.identifier?.value ?? null,
    witness: said(EXT.witness)?.valueString ?? null,
    bedenkzeitUntil: instant(EXT.bedenkzeitUntil) ?? null,
    specialCircumstances: said(EXT.specialCircumstances)?.valueString ?? null,
    confirmationTalkAt: instant(EXT.confirmationTalkAt) ?? null,
    replaces: said(EXT.replaces)?.valueString ?? null,
    otherDirection: said(EXT.otherDirection)?.valueString ?? null,
  };
}

function signatoryOf({ extension = [], type, identifier }: Reference, client: string): Signatory {
  const said = (url: string): Extension | undefined => extension[0]?.extension?.find((one) => one.url === url);
  const capacity = said('capacity')?.valueCode as SignatoryCapacity;
  return {
    capacity, signedAt: readInstant(said('signedAt')?.valueInstant ?? ''),
    client: capacity === 'SELBST' ? client : null,
    unit: type === 'Organization' ? identifier!.value : null,
  };
}
