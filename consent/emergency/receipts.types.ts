import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import { ConsentProblem } from '../api/consent-input.js';
import { CategoryEnum } from '../api/enums.js';
import type { Category } from '../core/index.js';

const OWN_ACT = "the caller's own act";
const PROBLEMS = 'Hindernisse; leer, wenn geschehen / Problems; empty if done';

@Open(OWN_ACT)
@ObjectType({ description: 'Ergebnis: festgehaltene Beratung / Result: a recorded consultation' })
export class ConsultationReceipt {
  @Field(() => ID, { nullable: true, description: 'Nummer, unter der sie festgehalten ist / Number under which it is recorded' })
  number: string | null;

  @Always(() => [ConsentProblem], PROBLEMS)
  problems: readonly ConsentProblem[];
}

@Open(OWN_ACT)
@ObjectType({ description: 'Ergebnis einer Mitteilung / Result of a notification' })
export class NotificationReceipt {
  @Field(() => ID, { nullable: true, description: 'Kennung / Id' })
  id: string | null;

  @Always(() => [CategoryEnum], 'Was das Jugendamt solange lesen darf; leer: nur die Mitteilung selbst, Name und Anschrift telefonisch durchgeben / What the Jugendamt may read until then; empty: the notification only, tell name and address by telephone')
  openCategories: readonly Category[];

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Endet von selbst / Ends by itself' })
  openUntil: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Bis dahin prüft die oder der Datenschutzbeauftragte / The data-protection officer reviews it before then' })
  reviewDueAt: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Nach zu vielen: erst ab dann wieder / After too many: not before then' })
  retryAt: Date | null;

  @Always(() => [ConsentProblem], PROBLEMS)
  problems: readonly ConsentProblem[];
}

@Open(OWN_ACT)
@ObjectType({ description: 'Ergebnis: geprüft oder benachrichtigt / Result: reviewed or informed' })
export class EmergencyReceipt {
  @Shown(() => ID, 'Kennung der Mitteilung / Id of the notification')
  id: string | null;

  @Always(() => [ConsentProblem], PROBLEMS)
  problems: readonly ConsentProblem[];
}
