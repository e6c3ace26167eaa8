import type { ConsentState } from '../../core/index.js';

/** ISO/IEC TS 27560 profiles of the W3C Data Privacy Vocabulary 2, and ours with its version: another one is not read. */
export const RECORD_PROFILES = ['https://w3id.org/dpv/schema/iso-27560#record', 'https://freigabe.example/dpv/consent-record/1.0'] as const;
export const RECEIPT_PROFILE = 'https://w3id.org/dpv/schema/iso-27560#receipt-full';

/** Terms whose values are names of things, not texts. */
const IDENTIFYING = [
  'dct:conformsTo', 'dpv:hasApplicableLaw', 'dpv:hasDataController', 'dpv:hasIndicationMethod', 'dpv:hasJurisdiction', 'dpv:hasLegalBasis', 'dpv:hasPersonalData',
  'dpv:hasProcessing', 'dpv:hasPurpose', 'dpv:hasRecipient', 'dpv:hasRight', 'freigabe:assignedBy', 'freigabe:informedAbout', 'freigabe:interpreter', 'freigabe:state',
] as const;
/** Terms whose values are instants. */
export const INSTANTS = ['dct:created', 'dpv:isIndicatedAtTime', 'freigabe:bedenkzeitUntil', 'freigabe:comesOfAgeAt', 'freigabe:confirmationTalkAt', 'freigabe:validFrom', 'freigabe:validUntil'] as const;

/** Stands inside every record: a context from elsewhere could give the same words another meaning, so it is compared whole. */
export const CONTEXT = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  loc: 'https://w3id.org/dpv/loc#',
  schema: 'https://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  freigabe: 'https://freigabe.example/dpv#',
  category: 'https://freigabe.example/dpv/category#',
  purpose: 'https://freigabe.example/dpv/purpose#',
  unit: 'https://freigabe.example/dpv/unit#',
  ...Object.fromEntries(IDENTIFYING.map((term) => [term, { '@type': '@id' }])),
  ...Object.fromEntries(INSTANTS.map((term) => [term, { '@type': 'xsd:dateTime' }])),
} as const;

/** DPV's words for a consent's state, which are coarser or other than ours; ours stands beside them. */
export const STATUS = {
  ENTWURF: 'dpv:ConsentUnknown', BEDENKZEIT: 'dpv:ConsentRequestDeferred', ERTEILT: 'dpv:ConsentGiven', TEILWIDERRUFEN: 'dpv:ConsentGiven',
  WIDERRUFEN: 'dpv:ConsentWithdrawn', ABGELAUFEN: 'dpv:ConsentExpired', ERSETZT: 'dpv:ConsentInvalidated', UNWIRKSAM: 'dpv:ConsentInvalidated',
} as const satisfies Record<ConsentState, string>;

/** The legal bases of a process: consent in general, or ticked one by one (explicit, Art. 9 Abs. 2 lit. a GDPR). */
export const EXPRESSED = ['dpv:ExpressedConsent', 'eu-gdpr:A6-1-a'] as const;
export const EXPLICIT = ['dpv:ExplicitlyExpressedConsent', 'eu-gdpr:A9-2-a'] as const;

/** `category:HEALTH` for `HEALTH`, and back. */
export const term = (prefix: string) => (code: string): string => `${prefix}:${code}`;
export const code = (prefixed: string): string => prefixed.slice(prefixed.indexOf(':') + 1);
