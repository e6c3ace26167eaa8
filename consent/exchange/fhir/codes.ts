import type { ConsentState } from '../../core/index.js';

/** Canonical home of everything that FHIR R5 itself does not name. */
export const BASE = 'https://freigabe.example/fhir';

/** The profile with its version; a resource of another version is not read. */
export const PROFILE = `${BASE}/StructureDefinition/schweigepflichtsentbindung|1.0.0`;

/** Published code systems (HL7 Terminology). */
export const HL7 = {
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  action: 'http://terminology.hl7.org/CodeSystem/consentaction',
  participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
} as const;

/**
 * Own code systems. Purposes and categories carry our codes only: a provision means any of its codings, so a wider
 * published one beside ours (`CAREMGT`, or confidentiality `R`, which stands for "R and lower") would widen the release.
 */
export const SYSTEM = {
  category: `${BASE}/CodeSystem/data-category`,
  purpose: `${BASE}/CodeSystem/purpose`,
  legalBasis: `${BASE}/CodeSystem/legal-basis`,
} as const;

/** A label that no data bears: the rule of a consent that only excludes. A rule without a label would stand for everything. */
export const NO_CATEGORY = 'NONE';

/** Systems of identifiers. A client's and a person's are told apart by the assigning unit. */
export const NAMING = {
  consent: `${BASE}/NamingSystem/consent`,
  client: `${BASE}/NamingSystem/client`,
  unit: `${BASE}/NamingSystem/unit`,
  person: `${BASE}/NamingSystem/person`,
  function: `${BASE}/NamingSystem/function`,
  signature: `${BASE}/NamingSystem/signature`,
} as const;

export const extension = (name: string): string => `${BASE}/StructureDefinition/${name}`;

/** Extensions of the consent itself: what its paper says and R5 has no element for. */
export const EXT = {
  /** The state in our words; `status` is coarser. */
  state: extension('consent-state'),
  form: extension('consent-form'),
  language: extension('form-language'),
  formVersion: extension('form-version'),
  /** The consent was given for a minor and ends with the 18th birthday. */
  endsWithMajority: extension('ends-with-majority'),
  interpreter: extension('interpreter'),
  informedAbout: extension('informed-about'),
  ableToUnderstand: extension('able-to-understand'),
  witness: extension('witness'),
  bedenkzeitUntil: extension('thinking-time-until'),
  /** Why an oral declaration had to do (§ 67b Abs. 2 SGB X). */
  specialCircumstances: extension('special-circumstances'),
  confirmationTalkAt: extension('confirmation-talk-at'),
  /** The 18th birthday of a minor, where the consent ends before it. */
  ofAgeAt: extension('comes-of-age-at'),
  /** Another consent on the same paper: this one the other way round. Each of the two resources says its own direction. */
  otherDirection: extension('other-direction'),
  replaces: extension('replaces'),
} as const;

/** Of a grantor: in what capacity somebody signed, and when. */
export const SIGNATURE = extension('signature');
/** Of a permitting provision: the client ticked its categories one by one (Art. 9 Abs. 2 lit. a GDPR). */
export const EXPLICIT = extension('explicit-consent');
/**
 * Modifier of a denying provision: it holds between all controllers and all grantees of the consent from its start on,
 * for every purpose, against every legal basis, and beyond the consent's end.
 */
export const OVERRIDES = extension('overriding-exclusion');

export const STATUS = {
  ENTWURF: 'draft', BEDENKZEIT: 'draft', ERTEILT: 'active', TEILWIDERRUFEN: 'active',
  WIDERRUFEN: 'inactive', ABGELAUFEN: 'inactive', ERSETZT: 'inactive', UNWIRKSAM: 'inactive',
} as const satisfies Record<ConsentState, string>;

export const LEGAL_BASES = {
  GDPR_6_1_A: 'Art. 6 Abs. 1 lit. a DSGVO',
  GDPR_9_2_A: 'Art. 9 Abs. 2 lit. a DSGVO',
  SGB_X_67B: '§ 67b Abs. 2 SGB X',
  STGB_203: '§ 203 StGB',
} as const;
export type LegalBasis = keyof typeof LEGAL_BASES;
