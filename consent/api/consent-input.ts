import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import type { Category, ConsentForm, ConsentState, Purpose, Role } from '../core/index.js';
import type { InformedAbout, InterpreterKind, SignatoryCapacity } from '../lifecycle/index.js';
import {
  BasisKindEnum, CategoryEnum, ConsentFormEnum, ConsentStateEnum, InformedAboutEnum, InterpreterEnum, PurposeEnum, ReceivingRoleEnum, SignatoryCapacityEnum,
} from './enums.js';

@InputType()
export class NamedPersonInput {
  @Field(() => String, { description: 'Stelle / Unit' })
  unit: string;

  @Field(() => String, { description: 'Kennung der Person / Id of the person' })
  person: string;
}

@InputType()
export class ReceivingFunctionInput {
  @Field(() => String, { description: 'Stelle / Unit' })
  unit: string;

  @Field(() => ReceivingRoleEnum, { description: 'Funktion dort / Function there' })
  role: Role;
}

@InputType({ description: 'Eine Unterschrift / A signature' })
export class SignatoryInput {
  @Field(() => SignatoryCapacityEnum, { description: 'In welcher Eigenschaft / In what capacity' })
  capacity: SignatoryCapacity;

  @Field(() => ID, { nullable: true, description: 'Falls selbst Klientin oder Klient der Stelle / If a client of the unit too' })
  client?: string | null;

  @Field(() => String, { nullable: true, description: 'Jugendamt der Amtsvormundschaft / Jugendamt of an Amtsvormund' })
  unit?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Ohne Angabe: jetzt / If left out: now' })
  signedAt?: Date | null;
}

@InputType({ description: 'Was auf dem Formular steht, und was über seine Entstehung bekannt ist / What the form says, and what is known of how it came about' })
export class ConsentPaperInput {
  @Field(() => ID)
  client: string;

  @Field(() => [String], { description: 'Wer offenbaren darf / Who may disclose' })
  releasingUnits: string[];

  @Field(() => [NamedPersonInput], { defaultValue: [], description: 'Geheimnisträger, für Stufe T4 / Keepers of secrets, for tier T4' })
  releasingPersons: NamedPersonInput[];

  @Field(() => [String], { defaultValue: [], description: 'Empfangende Stellen / Receiving units' })
  receivingUnits: string[];

  @Field(() => [NamedPersonInput], { defaultValue: [], description: 'Empfangende Personen / Receiving persons' })
  receivingPersons: NamedPersonInput[];

  @Field(() => [ReceivingFunctionInput], {
    defaultValue: [], description: 'Empfangende Funktionen, statt der ganzen Stelle; nie für Stufe T4 / Receiving functions, instead of the whole unit; never for tier T4',
  })
  receivingFunctions: ReceivingFunctionInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'Wechselseitig: auch in der Gegenrichtung / Two-way: in the other direction as well' })
  twoWay: boolean;

  @Field(() => [CategoryEnum])
  categories: Category[];

  @Field(() => [CategoryEnum], { defaultValue: [], description: 'Einzeln angekreuzt; nötig für Stufe T5 / Ticked one by one; needed for tier T5' })
  explicitCategories: Category[];

  @Field(() => [CategoryEnum], { defaultValue: [], description: 'Darf nie fließen, gleich auf welcher Grundlage / Must never flow, whatever the basis' })
  exclusions: Category[];

  @Field(() => [PurposeEnum])
  purposes: Purpose[];

  @Field(() => ConsentFormEnum)
  form: ConsentForm;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Ohne Angabe: ab jetzt / If left out: from now on' })
  validFrom?: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Pflicht, höchstens zwölf Monate nach Beginn / Mandatory, at most twelve months after the start' })
  validTo?: Date | null;

  @Field(() => String, { nullable: true, description: 'Warum nur mündlich / Why by word of mouth only' })
  specialCircumstances?: string | null;

  @Field(() => String, { nullable: true, description: 'Sprache der Aufklärung (ISO 639) / Language of the information' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'Fassung des Formulars / Version of the form' })
  formVersion?: string | null;

  @Field(() => [InformedAboutEnum], { defaultValue: [], description: 'Worüber aufgeklärt wurde / What the client was told about' })
  informedAbout: InformedAbout[];

  @Field(() => InterpreterEnum, { nullable: true })
  interpreter?: InterpreterKind | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Bestätigungsgespräch nach ungeschulter Sprachmittlung / Confirmation talk after an untrained interpreter' })
  confirmationTalkAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'JJJJ-MM-TT; gespeichert wird nur der 18. Geburtstag / YYYY-MM-DD; only the 18th birthday is kept' })
  dateOfBirth?: string | null;

  @Field(() => [SignatoryInput], { defaultValue: [], description: 'Wer unterschreibt oder unterschrieben hat / Who signs or signed' })
  givenBy: SignatoryInput[];

  @Field(() => Boolean, { nullable: true, description: 'Einsichtsfähigkeit, falls beurteilt / Ability to understand, if assessed' })
  ableToUnderstand?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Warum ein Elternteil genügt (§§ 1629, 1687 BGB) / Why one parent is enough' })
  secondParentReason?: string | null;

  @Field(() => String, { nullable: true, description: 'Zeugin oder Zeuge / Witness' })
  witness?: string | null;

  @Field(() => String, { nullable: true, description: 'Fundstelle der Unterschrift / Where the signature is kept' })
  signatureReference?: string | null;
}

export const KEY_DESCRIPTION = 'Frei gewählt; dieselbe Anfrage noch einmal ändert nichts / Chosen freely; repeating the request changes nothing';

@InputType({ description: 'Eine unterschriebene Schweigepflichtsentbindung / A signed release from confidentiality' })
export class RecordConsentInput extends ConsentPaperInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;
}

@InputType({ description: 'Ohne Kategorien, Empfänger oder Zwecke: ganz / Without categories, recipients or purposes: as a whole' })
export class WithdrawConsentInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => ID)
  client: string;

  @Field(() => ID)
  consent: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Auch die Gegenrichtung desselben Papiers / The other direction of the same paper as well' })
  bothDirections: boolean;

  @Field(() => [CategoryEnum], { defaultValue: [], description: 'Nur diese Kategorien / These categories only' })
  categories: Category[];

  @Field(() => [String], { defaultValue: [], description: 'Nur diese empfangenden Stellen / These receiving units only' })
  recipients: string[];

  @Field(() => [NamedPersonInput], { defaultValue: [], description: 'Nur diese empfangenden Personen / These receiving persons only' })
  recipientPersons: NamedPersonInput[];

  @Field(() => [ReceivingFunctionInput], { defaultValue: [], description: 'Nur diese empfangenden Funktionen / These receiving functions only' })
  recipientFunctions: ReceivingFunctionInput[];

  @Field(() => [PurposeEnum], { defaultValue: [], description: 'Nur diese Zwecke / These purposes only' })
  purposes: Purpose[];
}

const OWN_ACT = "the caller's own act";

@Open(OWN_ACT)
@ObjectType({ description: 'Was einer Erfassung entgegensteht / What stands against recording' })
export class ConsentProblem {
  @Always(() => String, 'Unveränderliche Kennung / Stable code')
  code: string;

  @Always(() => String, 'Was zu tun ist / What to do')
  message: string;

  @Shown(() => String, 'Feld der Eingabe, falls eines gemeint ist / Field of the input, if one is meant')
  field?: string | null;
}

@Open(OWN_ACT)
@ObjectType({ description: 'Was eine Stelle trotz Widerruf auf anderer Grundlage sieht / What a unit sees on another basis despite the withdrawal' })
export class StillSeen {
  @Always(() => String, 'Sehende Stelle / Unit that sees')
  unit: string;

  @Always(() => String, 'Offenbarende Stelle / Releasing unit')
  from: string;

  @Always(() => CategoryEnum, 'Kategorie / Category')
  category: string;

  @Always(() => PurposeEnum, 'Zweck / Purpose')
  purpose: string;

  @Always(() => BasisKindEnum, 'Art der Rechtsgrundlage / Kind of legal basis')
  basis: string;

  @Shown(() => String, 'Fundstelle im Gesetz, wo eines gilt / Citation, where a statute governs')
  citation: string | null;
}

@Open(OWN_ACT)
@ObjectType({ description: 'Ergebnis: erfasst oder alle Hindernisse auf einmal / Result: recorded, or all problems at once' })
export class ConsentReceipt {
  @Always(() => [ID], 'Betroffene Schweigepflichtsentbindungen, je Richtung eine / The releases concerned, one for each direction')
  consentIds: readonly string[];

  @Field(() => ConsentStateEnum, { nullable: true, description: 'Ihr Stand / Their state' })
  state: ConsentState | null;

  @Always(() => [ConsentProblem], 'Hindernisse; leer, wenn erfasst / Problems; empty if recorded')
  problems: readonly ConsentProblem[];

  @Always(() => [ConsentProblem], 'Hinweise, die nicht hindern / Warnings that do not prevent')
  warnings: readonly ConsentProblem[];

  @Always(() => [StillSeen], 'Nach einem Widerruf: was auf anderer Grundlage weiter zu sehen ist / After a withdrawal: what is still seen on another basis')
  stillSeen: readonly StillSeen[];
}

@Open(OWN_ACT)
@ObjectType({ description: 'Was vor der Unterschrift noch fehlt / What is still missing before anyone signs' })
export class ConsentCheck {
  @Always(() => [ConsentProblem], 'Hindernisse / Problems')
  problems: readonly ConsentProblem[];

  @Always(() => [ConsentProblem], 'Hinweise, die nicht hindern / Warnings that do not prevent')
  warnings: readonly ConsentProblem[];
}
