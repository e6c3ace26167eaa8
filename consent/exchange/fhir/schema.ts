import { CARRIED, PURPOSES, RECEIVING_ROLES, UNITS } from '../../core/index.js';
import { INSTANT_PATTERN } from '../instants.js';
import { exactly, list, object, oneOf, TEXT, type JsonSchema } from '../json-schema.js';
import { CAPACITIES, FORMS, INFORMED, INTERPRETERS, STATES } from '../words.js';
import { BASE, EXPLICIT, EXT, HL7, LEGAL_BASES, NAMING, NO_CATEGORY, OVERRIDES, PROFILE, SIGNATURE, STATUS, SYSTEM } from './codes.js';

const instant: JsonSchema = { type: 'string', pattern: INSTANT_PATTERN };
const period = object({ start: instant, end: instant });
const coding = (system: string, codes: Iterable<string>) => object({ system: exactly(system), code: oneOf(codes) }, { display: TEXT });
const concept = (system: string, codes: Iterable<string>) => object({ coding: list(coding(system, codes), 1) }, { text: TEXT });
const identifier = (system: string, value: JsonSchema, assigner?: JsonSchema) => object({ system: exactly(system), value, ...(assigner && { assigner }) });
const reference = (type: string, identified: JsonSchema, more: Readonly<Record<string, JsonSchema>> = {}) =>
  object({ type: exactly(type), identifier: identified, ...more }, { display: TEXT });

const unitIdentifier = identifier(NAMING.unit, oneOf(UNITS.keys()));
const unit = reference('Organization', unitIdentifier);
const clientIdentifier = identifier(NAMING.client, TEXT, unit);
const person = reference('Practitioner', identifier(NAMING.person, TEXT, unit));
const party: JsonSchema = { anyOf: [unit, person] };
const receiver: JsonSchema = { anyOf: [unit, person, reference('PractitionerRole', identifier(NAMING.function, oneOf(RECEIVING_ROLES), unit))] };

const value = (url: string, name: string, of: JsonSchema) => object({ url: exactly(url), [name]: of });
const signature = object({
  url: exactly(SIGNATURE),
  extension: list({ anyOf: [value('capacity', 'valueCode', oneOf(Object.keys(CAPACITIES))), value('signedAt', 'valueInstant', instant)] }, 2),
});
const signed = { extension: list(signature, 1) };
const grantor: JsonSchema = {
  anyOf: [reference('Patient', clientIdentifier, signed), reference('Organization', unitIdentifier, signed), object({ type: exactly('RelatedPerson'), ...signed }, { display: TEXT })],
};

const paper: JsonSchema = {
  anyOf: [
    value(EXT.state, 'valueCode', oneOf(Object.keys(STATES))), value(EXT.form, 'valueCode', oneOf(Object.keys(FORMS))),
    value(EXT.language, 'valueString', TEXT), value(EXT.formVersion, 'valueString', TEXT),
    value(EXT.endsWithMajority, 'valueBoolean', exactly(true)),
    value(EXT.interpreter, 'valueCode', oneOf(Object.keys(INTERPRETERS))), value(EXT.informedAbout, 'valueCode', oneOf(Object.keys(INFORMED))),
    value(EXT.ableToUnderstand, 'valueBoolean', { type: 'boolean' }), value(EXT.bedenkzeitUntil, 'valueInstant', instant),
    value(EXT.specialCircumstances, 'valueString', TEXT), value(EXT.confirmationTalkAt, 'valueInstant', instant),
    value(EXT.ofAgeAt, 'valueInstant', instant), value(EXT.otherDirection, 'valueString', TEXT),
    value(EXT.witness, 'valueString', TEXT), value(EXT.replaces, 'valueString', TEXT),
  ],
};

const exclusion = object({
  modifierExtension: list(value(OVERRIDES, 'valueBoolean', exactly(true)), 1),
  securityLabel: list(coding(SYSTEM.category, CARRIED)),
});
const provision = object({
  period,
  actor: list(object({ role: concept(HL7.participation, ['CST', 'IRCP']), reference: receiver })),
  action: list(concept(HL7.action, ['disclose']), 1),
  securityLabel: list(coding(SYSTEM.category, [...CARRIED, NO_CATEGORY])),
  purpose: list(coding(SYSTEM.purpose, Object.keys(PURPOSES))),
}, {
  extension: list(value(EXPLICIT, 'valueBoolean', exactly(true)), 1),
  provision: list(exclusion, 1),
});

/** What of FHIR R5 Consent this profile uses; everything else is refused, for it might restrict or widen what we would read. */
export const FHIR_CONSENT_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${BASE}/consent.schema.json`,
  title: PROFILE,
  description: 'Schweigepflichtsentbindung als FHIR R5 Consent / Release from confidentiality as FHIR R5 Consent',
  ...object({
    resourceType: exactly('Consent'),
    meta: object({ profile: list(exactly(PROFILE), 1) }, { versionId: TEXT, lastUpdated: instant }),
    extension: list(paper),
    identifier: list(identifier(NAMING.consent, TEXT), 1),
    status: oneOf(new Set(Object.values(STATUS))),
    category: list(concept(HL7.actCode, ['IDSCL']), 1),
    subject: reference('Patient', clientIdentifier),
    period,
    grantee: list(receiver),
    controller: list(party),
    regulatoryBasis: list(concept(SYSTEM.legalBasis, Object.keys(LEGAL_BASES))),
    decision: exactly('deny'),
    provision: list(provision, 4),
  }, {
    id: TEXT,
    text: { type: 'object', additionalProperties: true },
    date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    grantor: list(grantor),
    sourceReference: list(reference('DocumentReference', identifier(NAMING.signature, TEXT)), 1),
  }),
};
