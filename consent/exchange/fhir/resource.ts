/** The elements of a FHIR R5 Consent (hl7.org/fhir/R5/consent.html) that this profile uses. */
export interface FhirConsent {
  readonly resourceType: 'Consent';
  readonly meta: { readonly profile: readonly string[] };
  readonly extension: readonly Extension[];
  readonly identifier: readonly Identifier[];
  readonly status: string;
  readonly category: readonly CodeableConcept[];
  readonly subject: Reference;
  readonly date?: string;
  readonly period: Period;
  readonly grantor?: readonly Reference[];
  readonly grantee: readonly Reference[];
  readonly controller: readonly Reference[];
  readonly sourceReference?: readonly Reference[];
  readonly regulatoryBasis: readonly CodeableConcept[];
  readonly decision: 'deny';
  readonly provision: readonly Provision[];
}

/** In R5 a provision is an exception to what surrounds it: these permit, for `decision` is `deny`; those inside them deny again. */
export interface Provision {
  readonly extension?: readonly Extension[];
  readonly period: Period;
  readonly actor: readonly Actor[];
  readonly action: readonly CodeableConcept[];
  readonly securityLabel: readonly Coding[];
  readonly purpose: readonly Coding[];
  readonly provision?: readonly Exclusion[];
}

export interface Exclusion {
  readonly modifierExtension: readonly Extension[];
  readonly securityLabel: readonly Coding[];
}

export interface Actor {
  readonly role: CodeableConcept;
  readonly reference: Reference;
}

/** Both ends are inside. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface CodeableConcept {
  readonly coding: readonly Coding[];
}

export interface Identifier {
  readonly system: string;
  readonly value: string;
  readonly assigner?: Reference;
}

export interface Reference {
  readonly extension?: readonly Extension[];
  readonly type: string;
  readonly identifier?: Identifier;
  readonly display?: string;
}

export interface Extension {
  readonly url: string;
  readonly extension?: readonly Extension[];
  readonly valueCode?: string;
  readonly valueString?: string;
  readonly valueBoolean?: boolean;
  readonly valueInstant?: string;
}
