import type { Role } from '../../core/index.js';

/** A consent record after ISO/IEC TS 27560 in DPV, as JSON-LD. */
export interface ConsentRecord {
  readonly '@context': unknown;
  readonly '@id': string;
  readonly '@type': 'dpv:ConsentRecord';
  readonly 'dct:identifier': string;
  readonly 'dct:conformsTo': readonly string[];
  readonly 'dct:replaces'?: string;
  /** The record of the same paper the other way round. */
  readonly 'freigabe:otherDirection'?: string;
  readonly 'dpv:hasDataSubject': DataSubject;
  /** Units that release. */
  readonly 'dpv:hasDataController': readonly string[];
  /** Named keepers of secrets at the releasing units. */
  readonly 'freigabe:keeperOfSecrets'?: readonly Person[];
  readonly 'dpv:hasRecipient': readonly Recipient[];
  readonly 'dpv:hasJurisdiction': 'loc:DE';
  readonly 'dpv:hasApplicableLaw': readonly string[];
  readonly 'dpv:hasRight': 'eu-gdpr:A7-3';
  readonly 'dpv:hasNotice': Notice;
  readonly 'dpv:hasDuration': Duration;
  readonly 'dpv:hasProcess': readonly Process[];
  /** What the client forbade between these parties: for every purpose, against every basis, beyond the end. */
  readonly 'dpv:hasProhibition'?: Prohibition;
  readonly 'dpv:hasConsentStatus': Status;
}

export interface DataSubject {
  readonly '@type': 'dpv:DataSubject';
  readonly 'dct:identifier': string;
  /** The unit whose pseudonym this is. */
  readonly 'freigabe:assignedBy': string;
}

export interface Person {
  readonly '@type': 'dpv:NaturalPerson';
  readonly 'dct:identifier': string;
  readonly 'freigabe:assignedBy': string;
}

/** Whoever is in a role at the unit. */
export interface ReceivingFunction {
  readonly '@type': 'freigabe:Function';
  readonly 'dct:identifier': Role;
  readonly 'freigabe:assignedBy': string;
}

export type Recipient = string | Person | ReceivingFunction;

export interface Process {
  readonly '@type': 'dpv:Process';
  readonly 'dpv:hasProcessing': 'dpv:Disclose';
  readonly 'dpv:hasPurpose': readonly string[];
  /** Left out where the consent consists of prohibitions only. */
  readonly 'dpv:hasPersonalData'?: readonly string[];
  /** Who discloses. */
  readonly 'dpv:hasDataController': readonly Recipient[];
  readonly 'dpv:hasRecipient': readonly Recipient[];
  readonly 'dpv:hasLegalBasis': readonly string[];
}

export interface Prohibition {
  readonly '@type': 'dpv:Prohibition';
  readonly 'dpv:hasProcessing': 'dpv:Disclose';
  readonly 'dpv:hasPersonalData': readonly string[];
}

/** Half-open: the first instant is in, the last is out. */
export interface Duration {
  readonly '@type': 'dpv:UntilTimeDuration';
  readonly 'freigabe:validFrom': string;
  readonly 'freigabe:validUntil': string;
  /** Given for a minor: the end is the 18th birthday. */
  readonly 'freigabe:endsWithMajority'?: true;
  /** The 18th birthday of a minor whose consent ends before it. */
  readonly 'freigabe:comesOfAgeAt'?: string;
}

export interface Notice {
  readonly '@type': 'dpv:ConsentNotice';
  readonly 'dct:language'?: string;
  readonly 'schema:version'?: string;
  readonly 'freigabe:informedAbout'?: readonly string[];
  readonly 'freigabe:interpreter'?: string;
  readonly 'freigabe:confirmationTalkAt'?: string;
}

export interface Status {
  readonly '@type': string;
  readonly 'freigabe:state': string;
  readonly 'dpv:hasIndicationMethod': string;
  readonly 'dpv:isIndicatedBy'?: readonly Indication[];
  readonly 'freigabe:ableToUnderstand'?: boolean;
  readonly 'freigabe:bedenkzeitUntil'?: string;
  /** Why an oral declaration had to do. */
  readonly 'freigabe:specialCircumstances'?: string;
  readonly 'freigabe:signatureReference'?: string;
  readonly 'freigabe:witness'?: string;
}

export interface Indication {
  readonly '@type': 'freigabe:Signatory';
  readonly 'freigabe:capacity': string;
  readonly 'freigabe:unit'?: string;
  readonly 'dpv:isIndicatedAtTime': string;
}
