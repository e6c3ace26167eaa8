import type { NamedPerson, ReceivingFunction } from '../../core/index.js';
import type { Addressee } from '../addressee.js';
import { documentProblems } from '../document-problems.js';
import { endsWithMajority, type ExchangedConsent } from '../exchanged-consent.js';
import { grantsOf, isSecret, receiversIn, unique, type Grant, type Parties } from '../grants.js';
import { written } from '../instants.js';
import { done, refused, type Exchanged } from '../problems.js';
import type { ConsentRecord, Notice, Person, Process, ReceivingFunction as WrittenFunction, Recipient, Status } from './record.js';
import { CONTEXT, EXPLICIT, EXPRESSED, RECORD_PROFILES, STATUS, term } from './vocabulary.js';

/** A consent as consent record for one unit; of clients it names the data subject only, by that unit's pseudonym. */
export function toConsentRecord(document: ExchangedConsent, addressee: Addressee): Exchanged<ConsentRecord> {
  const problems = documentProblems(document);
  return problems.length > 0 ? refused(problems) : done(recordOf(document, addressee));
}

/** @internal For documents without problems. */
export function recordOf(document: ExchangedConsent, addressee: Addressee): ConsentRecord {
  const keepers = unique(document.releasingPersons).map(personOf);
  const exclusions = [...new Set(document.exclusions)].map(term('category'));
  return {
    '@context': CONTEXT,
    '@id': `https://freigabe.example/consent/${encodeURIComponent(document.id)}`,
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': document.id,
    'dct:conformsTo': RECORD_PROFILES,
    ...(document.replaces !== null && { 'dct:replaces': document.replaces }),
    ...(document.otherDirection !== null && { 'freigabe:otherDirection': document.otherDirection }),
    'dpv:hasDataSubject': {
      '@type': 'dpv:DataSubject', 'dct:identifier': addressee.write(document.client), 'freigabe:assignedBy': unitOf(addressee.unit),
    },
    'dpv:hasDataController': [...new Set(document.releasingUnits)].map(unitOf),
    ...(keepers.length > 0 && { 'freigabe:keeperOfSecrets': keepers }),
    'dpv:hasRecipient': partiesOf(receiversIn(document)),
    'dpv:hasJurisdiction': 'loc:DE',
    'dpv:hasApplicableLaw': lawsOf(document),
    'dpv:hasRight': 'eu-gdpr:A7-3',
    'dpv:hasNotice': noticeOf(document),
    'dpv:hasDuration': {
      '@type': 'dpv:UntilTimeDuration', 'freigabe:validFrom': written(document.from), 'freigabe:validUntil': written(document.to),
      ...(endsWithMajority(document) ? { 'freigabe:endsWithMajority': true as const } : document.ofAgeAt !== undefined && { 'freigabe:comesOfAgeAt': written(document.ofAgeAt) }),
    },
    'dpv:hasProcess': grantsOf(document).map((grant) => processOf(grant, document)),
    ...(exclusions.length > 0 && {
      'dpv:hasProhibition': { '@type': 'dpv:Prohibition', 'dpv:hasProcessing': 'dpv:Disclose', 'dpv:hasPersonalData': exclusions },
    }),
    'dpv:hasConsentStatus': statusOf(document),
  };
}

const processOf = ({ categories, explicit, from, to }: Grant, { purposes }: ExchangedConsent): Process => ({
  '@type': 'dpv:Process',
  'dpv:hasProcessing': 'dpv:Disclose',
  'dpv:hasPurpose': [...new Set(purposes)].map(term('purpose')),
  ...(categories.length > 0 && { 'dpv:hasPersonalData': categories.map(term('category')) }),
  'dpv:hasDataController': partiesOf(from),
  'dpv:hasRecipient': partiesOf(to),
  'dpv:hasLegalBasis': explicit ? EXPLICIT : EXPRESSED,
});

const noticeOf = ({ language, formVersion, informedAbout, interpreter, confirmationTalkAt }: ExchangedConsent): Notice => ({
  '@type': 'dpv:ConsentNotice',
  ...(language !== null && { 'dct:language': language }),
  ...(formVersion !== null && { 'schema:version': formVersion }),
  ...(informedAbout.length > 0 && { 'freigabe:informedAbout': [...new Set(informedAbout)].map(own) }),
  ...(interpreter !== null && { 'freigabe:interpreter': own(interpreter) }),
  ...(confirmationTalkAt !== null && { 'freigabe:confirmationTalkAt': written(confirmationTalkAt) }),
});

const statusOf = (document: ExchangedConsent): Status => ({
  '@type': STATUS[document.state],
  'freigabe:state': own(document.state),
  'dpv:hasIndicationMethod': own(document.form),
  ...(document.givenBy.length > 0 && {
    'dpv:isIndicatedBy': document.givenBy.map(({ capacity, unit, signedAt }) => ({
      '@type': 'freigabe:Signatory', 'freigabe:capacity': capacity, ...(unit !== null && { 'freigabe:unit': unit }), 'dpv:isIndicatedAtTime': written(signedAt),
    })),
  }),
  ...(document.ableToUnderstand !== null && { 'freigabe:ableToUnderstand': document.ableToUnderstand }),
  ...(document.bedenkzeitUntil !== null && { 'freigabe:bedenkzeitUntil': written(document.bedenkzeitUntil) }),
  ...(document.specialCircumstances !== null && { 'freigabe:specialCircumstances': document.specialCircumstances }),
  ...(document.signatureReference !== null && { 'freigabe:signatureReference': document.signatureReference }),
  ...(document.witness !== null && { 'freigabe:witness': document.witness }),
});

const lawsOf = ({ categories }: ExchangedConsent): string[] => [
  'eu-gdpr:GDPR', 'freigabe:SGB_X_67B', ...(categories.some(isSecret) ? ['freigabe:STGB_203'] : []),
];

const own = term('freigabe');
const unitOf = term('unit');
const personOf = ({ unit, person }: NamedPerson): Person => ({ '@type': 'dpv:NaturalPerson', 'dct:identifier': person, 'freigabe:assignedBy': unitOf(unit) });
const functionOf = ({ unit, role }: ReceivingFunction): WrittenFunction => ({ '@type': 'freigabe:Function', 'dct:identifier': role, 'freigabe:assignedBy': unitOf(unit) });
const partiesOf = ({ units, persons, functions }: Parties): Recipient[] => [...units.map(unitOf), ...persons.map(personOf), ...functions.map(functionOf)];
