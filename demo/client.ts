import type { Relation, UnitCode } from '../consent/core/index.js';
import type { HealthNeed, PsychosocialNeed } from '../subgraphs/case-management/enums.js';
import type { Day } from './dates.js';
import type { TargetGroup } from './groups.js';
import type { Municipality } from './municipalities.js';

export type Gender = 'WEIBLICH' | 'MAENNLICH' | 'DIVERS';

export type GuardianKind =
  | 'ELTERNTEIL_GEMEINSAM' | 'ELTERNTEIL_ALLEIN' | 'AMTSVORMUND' | 'VEREINSVORMUND' | 'BERUFSVORMUND' | 'EHRENAMTL_VORMUND';

/** Who represents a minor: a parent who is a client too, or a unit (Amtsvormund). */
export interface Guardian {
  readonly kind: GuardianKind;
  /** Internal id of the parent. */
  readonly client: string | null;
  readonly unit: UnitCode | null;
  readonly from: Day;
  /** The 18th birthday. */
  readonly to: Day;
}

/** A person as the county knows them, before any agency adds its own facts. */
export interface Person {
  /** Internal id, a UUID; agencies see it only as a pseudonym. */
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly gender: Gender;
  readonly birthDate: Day;
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string;
  readonly group: TargetGroup;
  readonly municipality: Municipality;
  readonly previousMunicipality: Municipality | null;
  readonly movedOn: Day | null;
  readonly registeredOn: Day;
  readonly street: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** How to get in touch without putting the client in danger. */
  readonly safeChannel: 'POST' | 'TELEFON' | 'NUR_PERSOENLICH';
  /** Spoken languages, ISO 639-1, first language first. */
  readonly languages: readonly string[];
  readonly interpreter: string | null;
  readonly literateInLatin: boolean;
  /** Persons with the same value live together. */
  readonly household: string;
  readonly guardians: readonly Guardian[];
}

export interface Residence {
  /** A code of domain E; the Duldung of § 60b never leaves as such, only that work is forbidden. */
  readonly title: string;
  readonly issuedOn: Day;
  /** `null`: unlimited. */
  readonly validUntil: Day | null;
  readonly workAccess: 'UNEINGESCHRAENKT' | 'BESCHRAENKT' | 'ERLAUBNIS_ABH' | 'ERLAUBNIS_ABH_MIT_BA_ZUSTIMMUNG' | 'VERBOTEN' | 'UNGEKLAERT';
  readonly obligation: { readonly kind: 'WOHNSITZREGELUNG_12A' | 'WOHNSITZAUFLAGE_61_1D' | 'WOHNSITZAUFLAGE_ASYLG_60'; readonly until: Day | null } | null;
}

export type BenefitRegime =
  | 'ASYLBLG_GRUND' | 'ASYLBLG_ANALOG_2' | 'SGB_II' | 'SGB_III' | 'SGB_XII' | 'SGB_VIII' | 'KEINE' | 'UEBERBRUECKUNG' | 'UNGEKLAERT';

export interface Benefit {
  readonly regime: BenefitRegime;
  readonly since: Day;
}

export type Cefr = 'UNTER_A1' | 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2';
export type EnrolmentState =
  | 'WARTELISTE' | 'ANGEMELDET' | 'BEGONNEN' | 'UNTERBROCHEN' | 'ABGEBROCHEN' | 'BEENDET_BESTANDEN' | 'BEENDET_NICHT_BESTANDEN';

export type AccessBasis =
  | 'ANSPRUCH_44_1' | 'ZULASSUNG_44_4_BAMF' | 'ZULASSUNG_JC_5A_INTV' | 'VERPFLICHTUNG_44A_1_NR1_ABH' | 'VERPFLICHTUNG_44A_1_NR2_JC'
  | 'VERPFLICHTUNG_44A_1_NR4_ASYLBLG' | 'BERECHTIGUNG_DEUFOEV_JC' | 'BERECHTIGUNG_DEUFOEV_AA' | 'KOMMUNAL';

export interface LanguageFacts {
  readonly level: Cefr;
  readonly testedOn: Day;
  readonly targetLevel: Cefr;
  /** On what ground the client may or must attend a course. */
  readonly access: AccessBasis;
  /** The course of the catalogue and where the client stands in it; `null` without one. */
  readonly enrolment: { readonly course: string; readonly provider: UnitCode; readonly state: EnrolmentState; readonly from: Day; readonly to: Day | null } | null;
}

export interface CaseFacts {
  readonly phase: 'KLAERUNG' | 'ASSESSMENT' | 'SERVICEPLANUNG' | 'LINKING' | 'MONITORING' | 'EVALUATION' | 'ABGESCHLOSSEN';
  readonly openedOn: Day;
  /** End of the time to think it over (Bedenkzeit); participation is voluntary. */
  readonly decideBy: Day;
  readonly share: 'BESCHLEUNIGUNG_70' | 'HEMMNISABBAU_30';
}

export interface SchoolFacts {
  readonly state: 'ANGEMELDET' | 'TERMIN' | 'GESPRAECH_ERFOLGT' | 'EMPFEHLUNG' | 'WARTELISTE' | 'SCHULPLATZ_ZUGEWIESEN' | 'BESCHULT';
  readonly yearsOfSchooling: number;
  readonly firstDay: Day | null;
}

export interface KitaFacts {
  readonly state: 'BEDARF_GEMELDET' | 'ANGEBOT_GEMACHT' | 'ANGEBOT_ANGENOMMEN' | 'ANGEBOT_ABGELEHNT' | 'PLATZ';
  readonly neededFrom: Day;
  readonly offeredOn: Day | null;
}

/** Codes of what burdens ask of the help; never what happened, never a diagnosis. */
export interface Needs {
  readonly psychosocial: readonly PsychosocialNeed[];
  readonly health: readonly HealthNeed[];
}

/** What the agencies know of a person; `null` where no agency has a file. */
export interface Facts {
  /** Held by the Ausländerbehörde of the place of residence. */
  readonly residence: Residence | null;
  readonly benefit: Benefit;
  /** Held by CuK; `null` for children and for those who were never tested. */
  readonly language: LanguageFacts | null;
  /** A file in case management: an open case, or `null`. */
  readonly case: CaseFacts | null;
  /** Whether case management knows the person at all (Ankommensgespraech, case of a household member). */
  readonly inCaseManagement: boolean;
  readonly needs: Needs;
  /** A pupil whom the KI advises on entering school (Seiteneinstieg). */
  readonly school: SchoolFacts | null;
  readonly kita: KitaFacts | null;
}

/** One client of the demo county. */
export interface Client extends Person, Facts {
  readonly relations: readonly Relation[];
}
