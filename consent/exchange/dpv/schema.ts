import { CARRIED, PURPOSES, RECEIVING_ROLES, UNITS } from '../../core/index.js';
import { INSTANT_PATTERN } from '../instants.js';
import { exactly, list, object, oneOf, TEXT, type JsonSchema } from '../json-schema.js';
import { CAPACITIES, FORMS, INFORMED, INTERPRETERS, STATES } from '../words.js';
import { CONTEXT, EXPLICIT, EXPRESSED, RECORD_PROFILES, STATUS, term } from './vocabulary.js';

const instant: JsonSchema = { type: 'string', pattern: INSTANT_PATTERN };
const terms = (prefix: string, codes: Iterable<string>) => oneOf([...codes].map(term(prefix)));

const unit = terms('unit', UNITS.keys());
const person = object({ '@type': exactly('dpv:NaturalPerson'), 'dct:identifier': TEXT, 'freigabe:assignedBy': unit });
const receiving = object({ '@type': exactly('freigabe:Function'), 'dct:identifier': oneOf(RECEIVING_ROLES), 'freigabe:assignedBy': unit });
const parties = list({ anyOf: [person, unit] });
const recipients = list({ anyOf: [person, receiving, unit] });
const category = terms('category', CARRIED);

const process = object({
  '@type': exactly('dpv:Process'),
  'dpv:hasProcessing': exactly('dpv:Disclose'),
  'dpv:hasPurpose': list(terms('purpose', Object.keys(PURPOSES))),
  'dpv:hasDataController': parties,
  'dpv:hasRecipient': recipients,
  'dpv:hasLegalBasis': list(oneOf([...EXPRESSED, ...EXPLICIT])),
}, { 'dpv:hasPersonalData': list(category) });

const notice = object({ '@type': exactly('dpv:ConsentNotice') }, {
  'dct:language': TEXT,
  'schema:version': TEXT,
  'freigabe:informedAbout': list(terms('freigabe', Object.keys(INFORMED))),
  'freigabe:interpreter': terms('freigabe', Object.keys(INTERPRETERS)),
  'freigabe:confirmationTalkAt': instant,
});

const indication = object({
  '@type': exactly('freigabe:Signatory'), 'freigabe:capacity': oneOf(Object.keys(CAPACITIES)), 'dpv:isIndicatedAtTime': instant,
}, { 'freigabe:unit': oneOf(UNITS.keys()) });

const status = object({
  '@type': oneOf(new Set(Object.values(STATUS))),
  'freigabe:state': terms('freigabe', Object.keys(STATES)),
  'dpv:hasIndicationMethod': terms('freigabe', Object.keys(FORMS)),
}, {
  'dpv:isIndicatedBy': list(indication),
  'freigabe:ableToUnderstand': { type: 'boolean' },
  'freigabe:bedenkzeitUntil': instant,
  'freigabe:specialCircumstances': TEXT,
  'freigabe:signatureReference': TEXT,
  'freigabe:witness': TEXT,
});

/** The context word by word. */
const context = (value: string | object): JsonSchema =>
  typeof value === 'string' ? exactly(value) : object(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, context(inner as string | object)])));

/** A consent record as this profile writes it, compacted as it stands; everything else is refused. */
export const CONSENT_RECORD_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${RECORD_PROFILES[1]}/schema.json`,
  title: RECORD_PROFILES[1],
  description: 'Schweigepflichtsentbindung nach ISO/IEC TS 27560 in DPV / Release from confidentiality after ISO/IEC TS 27560 in DPV',
  ...object({
    '@context': context(CONTEXT),
    '@id': TEXT,
    '@type': exactly('dpv:ConsentRecord'),
    'dct:identifier': TEXT,
    'dct:conformsTo': list(oneOf(RECORD_PROFILES), RECORD_PROFILES.length),
    'dpv:hasDataSubject': object({ '@type': exactly('dpv:DataSubject'), 'dct:identifier': TEXT, 'freigabe:assignedBy': unit }),
    'dpv:hasDataController': list(unit),
    'dpv:hasRecipient': recipients,
    'dpv:hasJurisdiction': exactly('loc:DE'),
    'dpv:hasApplicableLaw': list(oneOf(['eu-gdpr:GDPR', 'freigabe:SGB_X_67B', 'freigabe:STGB_203'])),
    'dpv:hasRight': exactly('eu-gdpr:A7-3'),
    'dpv:hasNotice': notice,
    'dpv:hasDuration': object(
      { '@type': exactly('dpv:UntilTimeDuration'), 'freigabe:validFrom': instant, 'freigabe:validUntil': instant },
      { 'freigabe:endsWithMajority': exactly(true), 'freigabe:comesOfAgeAt': instant },
    ),
    'dpv:hasProcess': list(process, 4),
    'dpv:hasConsentStatus': status,
  }, {
    'dct:replaces': TEXT,
    'freigabe:otherDirection': TEXT,
    'freigabe:keeperOfSecrets': list(person),
    'dpv:hasProhibition': object({ '@type': exactly('dpv:Prohibition'), 'dpv:hasProcessing': exactly('dpv:Disclose'), 'dpv:hasPersonalData': list(category) }),
  }),
};
