import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { Always, Open } from '../../subgraphs/kit/decorators.js';
import type { Category, ConsentForm, ConsentState, Purpose } from '../core/index.js';
import { CategoryEnum, ConsentFormEnum, ConsentStateEnum, InterpreterEnum, PurposeEnum, type Interpreter } from './enums.js';

@InputType()
export class NamedPersonInput {
  @Field(() => String, { description: 'Stelle / Unit' })
  unit: string;

  @Field(() => String, { description: 'Kennung der Person / Id of the person' })
  person: string;
}

@InputType({ description: 'Eine unterschriebene Schweigepflichtsentbindung / A signed release from confidentiality' })
export class RecordConsentInput {
  @Field(() => String, { description: 'Frei gewählt; dieselbe Anfrage noch einmal ändert nichts / Chosen freely; repeating the request changes nothing' })
  idempotencyKey: string;

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

  @Field(() => String, { nullable: true, description: 'Sprache der Aufklärung (ISO 639) / Language of the information' })
  language?: string | null;

  @Field(() => InterpreterEnum, { nullable: true })
  interpreter?: Interpreter | null;

  @Field(() => String, { nullable: true, description: 'Fundstelle der Unterschrift / Where the signature is kept' })
  signatureReference?: string | null;
}

@InputType()
export class WithdrawConsentInput {
  @Field(() => String)
  idempotencyKey: string;

  @Field(() => ID)
  client: string;

  @Field(() => ID)
  consent: string;
}

const OWN_ACT = "the caller's own act";

@Open(OWN_ACT)
@ObjectType({ description: 'Was einer Erfassung entgegensteht / What stands against recording' })
export class ConsentProblem {
  @Always(() => String, 'Unveränderliche Kennung / Stable code')
  code: string;

  @Always(() => String, 'Was zu tun ist / What to do')
  message: string;
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
}
