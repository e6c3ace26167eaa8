import type { Category } from './categories.js';
import type { Purpose } from './purposes.js';
import type { Role } from './roles.js';
import type { UnitCode } from './units.js';

/** Milliseconds since the epoch (UTC). Every span is half-open: `from` is in, `to` is out. */
export type Instant = number;

/** Who asks: a person at a unit in a role. `person` is the identity provider's subject. */
export interface Requester {
  readonly unit: UnitCode;
  readonly person: string;
  readonly role: Role;
}

/** That a unit works with a client, and who there does. Without a relation a unit sees nothing of a client. */
export interface Relation {
  readonly unit: UnitCode;
  readonly from: Instant;
  /** `null` while the relation lasts. */
  readonly to: Instant | null;
  /** Persons of the unit entrusted with the client: only they may read the unit's own T4 and T5 data. */
  readonly persons: readonly string[];
  /** The one of `persons` who leads the case and keeps the secrets (§ 203 StGB). */
  readonly responsible: string | null;
}

export type ConsentState =
  | 'ENTWURF' | 'BEDENKZEIT' | 'ERTEILT' | 'TEILWIDERRUFEN' | 'WIDERRUFEN' | 'ABGELAUFEN' | 'ERSETZT' | 'UNWIRKSAM';

export type ConsentForm = 'SCHRIFTLICH' | 'ELEKTRONISCH' | 'MUENDLICH_BESONDERE_UMSTAENDE';

export interface NamedPerson {
  readonly unit: UnitCode;
  readonly person: string;
}

/** Whoever asks in a role at a unit, such as the Fallmanagement of the Servicestelle. */
export interface ReceivingFunction {
  readonly unit: UnitCode;
  readonly role: Role;
}

/**
 * One direction of a client's release from confidentiality (Schweigepflichtsentbindung; domain B.7, C.5).
 * A two-way release is two of these. What arrives from storage may be broken: `compileRelease` lets nothing
 * out of a record it does not fully understand, and keeps its exclusions.
 */
export interface Consent {
  readonly id: string;
  readonly state: ConsentState;
  readonly releasingUnits: readonly UnitCode[];
  /** Named keepers of secrets; T4 leaves only if the releasing unit's responsible person is among them. */
  readonly releasingPersons: readonly NamedPerson[];
  /** Units that may read as units (up to T3, and T5 if explicit). */
  readonly receivingUnits: readonly UnitCode[];
  /** Persons who may read: T4, and everything else where their unit is not itself in `receivingUnits`. */
  readonly receivingPersons: readonly NamedPerson[];
  /** Functions that may read as a unit may, and nobody else at their unit does by them; absent in older records. */
  readonly receivingFunctions?: readonly ReceivingFunction[];
  readonly categories: readonly Category[];
  /** The T5 categories that the client ticked one by one. */
  readonly explicitCategories: readonly Category[];
  /** Deny-overriding, against every basis between these units, and beyond the end of the consent. */
  readonly exclusions: readonly Category[];
  readonly purposes: readonly Purpose[];
  readonly form: ConsentForm;
  readonly from: Instant;
  readonly to: Instant;
  /** Given for a minor: the 18th birthday. `to` never lies behind it; from then on the client decides alone. */
  readonly ofAgeAt?: Instant;
}

/** A recorded emergency release (domain C.7): one client, one receiving unit, narrow, ending by itself. */
export interface EmergencyRelease {
  readonly id: string;
  readonly releasingUnit: UnitCode;
  readonly receivingUnit: UnitCode;
  readonly categories: readonly Category[];
  readonly from: Instant;
  readonly to: Instant;
}

/** All that decisions about one client rest on. `version` rises with every change (the client's head). */
export interface ClientRecords {
  readonly version: number;
  readonly relations: readonly Relation[];
  readonly consents: readonly Consent[];
  readonly emergencies: readonly EmergencyRelease[];
}
