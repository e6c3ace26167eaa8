import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import { textEnum } from '../../subgraphs/kit/enums.js';
import { ConsentProblem } from '../api/consent-input.js';
import { CategoryEnum, DenyReasonEnum, PurposeEnum } from '../api/enums.js';
import type { Category, DenyReason, Purpose } from '../core/index.js';

const OWN_ACT = "the caller's own act";

export const PlaceState = textEnum('PlaceState', 'Stand eines Platzes / State of a place', ['RESERVIERT', 'BESTAETIGT', 'WARTELISTE', 'STORNIERT']);
export type PlaceState = keyof typeof PlaceState;

@InputType({ description: 'Um wessen Platz wo es geht: ein Kurs oder ein Angebot / Whose place where: a course or an offer' })
export class PlaceInput {
  @Field(() => String, { description: 'Wiederholungen mit demselben Schlüssel werden gleich beantwortet / Repetitions with the same key are answered the same' })
  idempotencyKey: string;

  @Field(() => ID)
  client: string;

  @Field(() => ID, { nullable: true })
  course?: string | null;

  @Field(() => ID, { nullable: true })
  offer?: string | null;
}

@Open(OWN_ACT)
@ObjectType({ description: 'Was eine Schweigepflichtsentbindung enthalten müsste / What a release from confidentiality would have to contain' })
export class NeededForPlace {
  @Always(() => String, 'Entbindet gegenüber der Empfängerin / Releases towards the receiver')
  releasingUnit: string;

  @Always(() => String, 'Empfängt: vergibt den Platz / Receives: gives the place')
  receivingUnit: string;

  @Always(() => CategoryEnum, 'Kategorie / Category')
  category: Category;

  @Always(() => PurposeEnum, 'Zweck / Purpose')
  purpose: Purpose;
}

@Open(OWN_ACT)
@ObjectType({ description: 'Ergebnis: Stand des Platzes / Result: the state of the place' })
export class PlaceReceipt {
  @Shown(() => PlaceState, 'Leer, wenn kein Platz besteht / Empty if there is no place')
  state: PlaceState | null;

  @Shown(() => GraphQLISODateTime, 'Bis dahin zu bestätigen, sonst verfällt er / To be confirmed before then, or it lapses')
  lapsesAt: Date | null;

  @Shown(() => Int, 'Rang auf der Warteliste, ab 1 / Rank in the waiting list, from 1')
  position: number | null;

  @Shown(() => NeededForPlace, 'Fehlt die Grundlage: was eine Entbindung enthalten müsste / Without a basis: what a release would have to contain')
  needed: NeededForPlace | null;

  @Shown(() => DenyReasonEnum, 'Warum die Grundlage fehlt, nur für die fallführende Person / Why there is no basis, for the person leading the case only')
  reason: DenyReason | null;

  @Always(() => [ConsentProblem], 'Hindernisse; leer, wenn geschehen / Problems; empty if done')
  problems: readonly ConsentProblem[];
}
