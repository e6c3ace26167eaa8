import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import type { InformedAbout, InterpreterKind, ReviewKind } from '../lifecycle/index.js';
import { ConsentPaperInput, KEY_DESCRIPTION, SignatoryInput } from './consent-input.js';
import { InformedAboutEnum, InterpreterEnum, ReviewKindEnum } from './enums.js';

@InputType({ description: 'Ein Formular, das noch niemand unterschrieben hat / A form that nobody has signed yet' })
export class DraftConsentInput extends ConsentPaperInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;
}

@InputType({ description: 'Eine unterschriebene Entbindung anstelle einer früheren / A signed release in place of an earlier one' })
export class ReplaceConsentInput extends ConsentPaperInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => ID, { description: 'Die ersetzte Entbindung, mit ihrer Gegenrichtung / The release that is replaced, with its other direction' })
  replaces: string;
}

/** A step of a release that is filed already. */
@InputType()
class ConsentStepInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => ID)
  client: string;

  @Field(() => ID)
  consent: string;
}

@InputType({ description: 'Die Aufklärung vor der Unterschrift / The information before signing' })
export class RecordInformationInput extends ConsentStepInput {
  @Field(() => [InformedAboutEnum], { description: 'Worüber aufgeklärt wurde; alles ist Pflicht / What the client was told about; all of it is mandatory' })
  informedAbout: InformedAbout[];

  @Field(() => String, { description: 'Sprache (ISO 639, oder de-simple) / Language' })
  language: string;

  @Field(() => String, { description: 'Fassung des Formulars / Version of the form' })
  formVersion: string;

  @Field(() => InterpreterEnum, { nullable: true })
  interpreter?: InterpreterKind | null;
}

@InputType()
export class StartBedenkzeitInput extends ConsentStepInput {
  @Field(() => GraphQLISODateTime, { description: 'Vorher wird nicht unterschrieben / Nobody signs before' })
  until: Date;
}

@InputType({ description: 'Die Unterschriften / The signatures' })
export class GiveConsentInput extends ConsentStepInput {
  @Field(() => [SignatoryInput])
  givenBy: SignatoryInput[];

  @Field(() => String, { nullable: true, description: 'JJJJ-MM-TT, falls im Entwurf nicht genannt / YYYY-MM-DD, if the draft does not say it' })
  dateOfBirth?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Bestätigungsgespräch nach ungeschulter Sprachmittlung / Confirmation talk after an untrained interpreter' })
  confirmationTalkAt?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Einsichtsfähigkeit, falls beurteilt / Ability to understand, if assessed' })
  ableToUnderstand?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Warum ein Elternteil genügt (§§ 1629, 1687 BGB) / Why one parent is enough' })
  secondParentReason?: string | null;

  @Field(() => String, { nullable: true, description: 'Fundstelle der Unterschrift / Where the signature is kept' })
  signatureReference?: string | null;

  @Field(() => String, { nullable: true, description: 'Zeugin oder Zeuge / Witness' })
  witness?: string | null;
}

@InputType({ description: 'Etwas, nach dem Entbindungen zu überprüfen sind / Something after which releases must be reviewed' })
export class ReviewEventInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => ID)
  client: string;

  @Field(() => ReviewKindEnum)
  kind: ReviewKind;

  @Field(() => [String], { defaultValue: [], description: 'Nicht mehr zuständige Stellen (Umzug, Rechtskreiswechsel, 18. Geburtstag) / Units no longer competent (move, change of legal sphere, 18th birthday)' })
  formerUnits: string[];

  @Field(() => String, { nullable: true, description: 'Neue fallführende Person der eigenen Stelle / New case manager at the own unit' })
  newResponsible?: string | null;
}
