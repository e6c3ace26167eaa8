import { comingOfAge, problem, type Evidence, type Paper, type Problem, type Signatory } from '../lifecycle/index.js';
import type { ConsentPaperInput, SignatoryInput } from './consent-input.js';
import type { ConsentApiContext } from './context.js';

/** The form as the rules read it; ids of clients become internal. */
export function paperOfInput(input: ConsentPaperInput, context: ConsentApiContext): Paper {
  const { releasingUnits, releasingPersons, receivingUnits, receivingPersons, receivingFunctions, twoWay, categories, explicitCategories, exclusions, purposes, form, informedAbout } = input;
  return {
    client: internal(input.client, context),
    releasingUnits, releasingPersons, receivingUnits, receivingPersons, receivingFunctions, twoWay, categories, explicitCategories, exclusions, purposes, form, informedAbout,
    specialCircumstances: input.specialCircumstances ?? null,
    from: input.validFrom?.getTime() ?? context.now, to: input.validTo?.getTime() ?? null,
    language: input.language ?? null, formVersion: input.formVersion ?? null, interpreter: input.interpreter ?? null,
    confirmationTalkAt: input.confirmationTalkAt?.getTime() ?? null, ofAgeAt: ofAgeAt(input.dateOfBirth), givenBy: signatories(input.givenBy, context),
    ableToUnderstand: input.ableToUnderstand ?? null, secondParentReason: input.secondParentReason ?? null,
    signatureReference: input.signatureReference ?? null, witness: input.witness ?? null,
  };
}

/** What signing adds to a draft; what is left out stays as the draft says it. */
export const signedEvidence = (input: Partial<Pick<ConsentPaperInput,
  'givenBy' | 'dateOfBirth' | 'confirmationTalkAt' | 'ableToUnderstand' | 'secondParentReason' | 'signatureReference' | 'witness'>>, context: ConsentApiContext): Partial<Evidence> =>
  stated({
    givenBy: input.givenBy && signatories(input.givenBy, context), ofAgeAt: ofAgeAt(input.dateOfBirth), confirmationTalkAt: input.confirmationTalkAt?.getTime(),
    ableToUnderstand: input.ableToUnderstand, secondParentReason: input.secondParentReason, signatureReference: input.signatureReference, witness: input.witness,
  });

/** Signatures of clients must be of clients whom the unit knows by an id of its own. */
export const problemsOfSignatories = (givenBy: readonly SignatoryInput[], context: ConsentApiContext): Problem[] =>
  givenBy.every(({ client }) => !client || internal(client, context) !== null) ? []
    : [problem('SIGNATORY_UNKNOWN', 'givenBy', 'Kennung einer unterschreibenden Person prüfen', 'check the id of a signatory')];

const internal = (id: string, { pseudonyms, caller }: ConsentApiContext): string | null => pseudonyms.read(`unit:${caller.requester.unit}`, id);

const ofAgeAt = (dateOfBirth: string | null | undefined): number | null => (dateOfBirth ? (comingOfAge(dateOfBirth) ?? NaN) : null);

const signatories = (givenBy: readonly SignatoryInput[], context: ConsentApiContext): Signatory[] =>
  givenBy.map(({ capacity, client, unit, signedAt }) => ({
    capacity, client: client ? internal(client, context) : null, unit: unit ?? null, signedAt: signedAt?.getTime() ?? context.now,
  }));

const stated = (evidence: { readonly [Name in keyof Evidence]?: Evidence[Name] | undefined }): Partial<Evidence> =>
  Object.fromEntries(Object.entries(evidence).filter(([, value]) => value !== undefined && value !== null)) as Partial<Evidence>;
