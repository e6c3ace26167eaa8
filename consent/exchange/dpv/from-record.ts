import type { Category, ConsentForm, ConsentState, Instant, NamedPerson, Purpose } from '../../core/index.js';
import type { InformedAbout, InterpreterKind, Signatory, SignatoryCapacity } from '../../lifecycle/document.js';
import type { Addressee } from '../addressee.js';
import { differences, type Reading } from '../differences.js';
import { documentProblems } from '../document-problems.js';
import type { ExchangedConsent } from '../exchanged-consent.js';
import { readInstant } from '../instants.js';
import { breaches } from '../json-schema.js';
import { done, problem, refused, type Exchanged, type ExchangeProblem } from '../problems.js';
import type { ConsentRecord, Indication, Person, Process, Recipient, ReceivingFunction } from './record.js';
import { CONSENT_RECORD_SCHEMA } from './schema.js';
import { recordOf } from './to-record.js';
import { code, EXPLICIT, INSTANTS, RECORD_PROFILES } from './vocabulary.js';

const instants: ReadonlySet<string> = new Set(INSTANTS);
const READING: Reading = { ignored: new Set(), leaf: (name, value) => (instants.has(name) ? readInstant(value) : value) };

/**
 * Reads a parsed consent record that was written for `addressee`. As with FHIR: what is not exactly what we would write
 * for the document read is not imported, and everything against it is told.
 */
export function fromConsentRecord(input: unknown, addressee: Addressee): Exchanged<ExchangedConsent> {
  const misshapen = foreign(input) ?? breaches(input, CONSENT_RECORD_SCHEMA);
  if (misshapen.length > 0) return refused(misshapen);
  const record = input as ConsentRecord;
  const { 'dct:identifier': pseudonym, 'freigabe:assignedBy': assigner } = record['dpv:hasDataSubject'];
  const client = code(assigner) === addressee.unit ? addressee.read(pseudonym) : null;
  if (client === null) return refused([problem('CLIENT_UNKNOWN', 'dpv:hasDataSubject', 'Kein Pseudonym, unter dem Ihre Stelle diese Person kennt', 'no pseudonym by which your unit knows this person')]);
  const document = documentOf(record, client);
  const problems = documentProblems(document);
  if (problems.length > 0) return refused(problems);
  // The pseudonym may have been written under an earlier key.
  const contradictions = differences(record, recordOf(document, { ...addressee, write: () => pseudonym }), READING);
  return contradictions.length > 0 ? refused(contradictions) : done(document);
}

/** What is no record of this version at all needs no list of its details. */
function foreign(input: unknown): ExchangeProblem[] | null {
  const { '@type': type, 'dct:conformsTo': profiles } = Object(input) as Partial<ConsentRecord>;
  if (type !== 'dpv:ConsentRecord') return [problem('RESOURCE_TYPE', '@type', 'Das ist kein dpv:ConsentRecord', 'this is no dpv:ConsentRecord')];
  if (Array.isArray(profiles) && profiles.includes(RECORD_PROFILES[1])) return null;
  return [problem('VERSION_UNKNOWN', 'dct:conformsTo', `Nur das Profil ${RECORD_PROFILES[1]} wird gelesen`, `only the profile ${RECORD_PROFILES[1]} is read`)];
}

/** The first of several processes speaks for all; that they agree is checked by writing all of it anew. */
function documentOf(record: ConsentRecord, client: string): ExchangedConsent {
  const recipients = record['dpv:hasRecipient'];
  const functions = recipients.filter(isFunction);
  const { 'dpv:hasProcess': processes, 'dpv:hasConsentStatus': status, 'dpv:hasNotice': notice, 'dpv:hasDuration': duration } = record;
  const to = readInstant(duration['freigabe:validUntil']);
  const ofAgeAt = duration['freigabe:endsWithMajority'] ? to : instantOrNull(duration['freigabe:comesOfAgeAt']);
  const interpreter = notice['freigabe:interpreter'];
  return {
    id: record['dct:identifier'],
    client,
    state: code(status['freigabe:state']) as ConsentState,
    releasingUnits: record['dpv:hasDataController'].map(code), releasingPersons: (record['freigabe:keeperOfSecrets'] ?? []).map(personOf),
    receivingUnits: recipients.filter((one) => typeof one === 'string').map(code),
    receivingPersons: recipients.filter((one) => typeof one !== 'string').filter((one) => !isFunction(one)).map(personOf),
    ...(functions.length > 0 && { receivingFunctions: functions.map(({ 'dct:identifier': role, 'freigabe:assignedBy': unit }) => ({ unit: code(unit), role })) }),
    categories: categoriesOf(processes),
    explicitCategories: categoriesOf(processes.filter((one) => one['dpv:hasLegalBasis'].includes(EXPLICIT[0]))),
    exclusions: (record['dpv:hasProhibition']?.['dpv:hasPersonalData'] ?? []).map((one) => code(one) as Category),
    purposes: processes[0]!['dpv:hasPurpose'].map((one) => code(one) as Purpose),
    form: code(status['dpv:hasIndicationMethod']) as ConsentForm,
    from: readInstant(duration['freigabe:validFrom']), to,
    ...(ofAgeAt !== null && { ofAgeAt }),
    givenBy: (status['dpv:isIndicatedBy'] ?? []).map((one) => signatoryOf(one, client)),
    language: notice['dct:language'] ?? null,
    formVersion: notice['schema:version'] ?? null,
    interpreter: interpreter === undefined ? null : (code(interpreter) as InterpreterKind),
    informedAbout: (notice['freigabe:informedAbout'] ?? []).map((one) => code(one) as InformedAbout),
    ableToUnderstand: status['freigabe:ableToUnderstand'] ?? null,
    signatureReference: status['freigabe:signatureReference'] ?? null,
    witness: status['freigabe:witness'] ?? null,
    bedenkzeitUntil: instantOrNull(status['freigabe:bedenkzeitUntil']),
    specialCircumstances: status['freigabe:specialCircumstances'] ?? null,
    confirmationTalkAt: instantOrNull(notice['freigabe:confirmationTalkAt']),
    replaces: record['dct:replaces'] ?? null,
    otherDirection: record['freigabe:otherDirection'] ?? null,
  };
}

const instantOrNull = (text: string | undefined): Instant | null => (text === undefined ? null : readInstant(text));

const categoriesOf = (processes: readonly Process[]): Category[] =>
  processes.flatMap((one) => one['dpv:hasPersonalData'] ?? []).map((one) => code(one) as Category);

const isFunction = (one: Recipient): one is ReceivingFunction => typeof one !== 'string' && one['@type'] === 'freigabe:Function';

const personOf = ({ 'dct:identifier': person, 'freigabe:assignedBy': unit }: Person): NamedPerson => ({ unit: code(unit), person });

function signatoryOf({ 'freigabe:capacity': capacity, 'freigabe:unit': unit, 'dpv:isIndicatedAtTime': at }: Indication, client: string): Signatory {
  return { capacity: capacity as SignatoryCapacity, client: capacity === 'SELBST' ? client : null, unit: unit ?? null, signedAt: readInstant(at) };
}
