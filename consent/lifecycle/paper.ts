import type { Category, ConsentForm, Instant, NamedPerson, Purpose, ReceivingFunction, UnitCode } from '../core/index.js';
import type { InformedAbout, InterpreterKind, Signatory } from './document.js';

/** What a paper releases, in the words of its first direction. */
export interface Terms {
  readonly releasingUnits: readonly UnitCode[];
  readonly releasingPersons: readonly NamedPerson[];
  readonly receivingUnits: readonly UnitCode[];
  readonly receivingPersons: readonly NamedPerson[];
  readonly receivingFunctions?: readonly ReceivingFunction[];
  /** Holds in the other direction as well; recorded as two grants. */
  readonly twoWay: boolean;
  readonly categories: readonly Category[];
  readonly explicitCategories: readonly Category[];
  readonly exclusions: readonly Category[];
  readonly purposes: readonly Purpose[];
  readonly form: ConsentForm;
  /** Why an oral declaration must do; `null` otherwise. */
  readonly specialCircumstances: string | null;
  readonly from: Instant;
  /** `null`: not stated. */
  readonly to: Instant | null;
}

/** Proof that the client knew and wanted it (Art. 7 Abs. 1 GDPR); what is not known yet is `null` or empty. */
export interface Evidence {
  /** Language of the information, `FORM_LANGUAGES`. */
  readonly language: string | null;
  readonly formVersion: string | null;
  readonly informedAbout: readonly InformedAbout[];
  /** `null`: none was needed. */
  readonly interpreter: InterpreterKind | null;
  /** When a second talk, otherwise interpreted, confirmed what an untrained interpreter had translated. */
  readonly confirmationTalkAt: Instant | null;
  /** The client's 18th birthday: all that is kept of the date of birth. `null`: not stated; `NaN`: stated, and no date. */
  readonly ofAgeAt: Instant | null;
  readonly givenBy: readonly Signatory[];
  readonly ableToUnderstand: boolean | null;
  /** Why one of two parents with joint custody is enough here: the caseworker's recorded decision (§§ 1629, 1687 BGB). */
  readonly secondParentReason: string | null;
  readonly signatureReference: string | null;
  readonly witness: string | null;
}

/** A form as it lies on the table, before and while it is signed. */
export interface Paper extends Terms, Evidence {
  /** Internal id of the client whose secrets are released; `null` if the form names nobody that exists. */
  readonly client: string | null;
}

/** Every unit that would receive under a paper's first direction, as a whole, through persons or in functions. */
export const receiversOf = ({ receivingUnits, receivingPersons, receivingFunctions = [] }: Pick<Terms, 'receivingUnits' | 'receivingPersons' | 'receivingFunctions'>): readonly UnitCode[] =>
  [...new Set([...receivingUnits, ...[...receivingPersons, ...receivingFunctions].map(({ unit }) => unit)])];
