import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { tableEnum } from '../api/enums.js';
import { CONSULTATION_GROUNDS, INDICATIONS, NOTIFICATION_GROUNDS, REVIEW_OUTCOMES, type ConsultationGround, type Indication, type NotificationGround } from './codes.js';

export const ConsultationGroundEnum = tableEnum('ConsultationGround', 'Grund der pseudonymisierten Beratung / Ground of a pseudonymised consultation', CONSULTATION_GROUNDS);
export const IndicationEnum = tableEnum('Indication', 'Anhaltspunkt / Indication', INDICATIONS);
export const NotificationGroundEnum = tableEnum('NotificationGround', 'Grund der Mitteilung an das Jugendamt / Ground of notifying the Jugendamt', NOTIFICATION_GROUNDS);
export const ReviewOutcomeEnum = tableEnum('ReviewOutcome', 'Ergebnis der Prüfung / Outcome of the review', REVIEW_OUTCOMES);

const REPEATABLE = 'Frei gewählt; dieselbe Anfrage noch einmal ändert nichts / Chosen freely; repeating the request changes nothing';

@InputType({ description: 'Beratung ohne Namen: es gibt kein Feld für eine Person / Advice without a name: there is no field for a person' })
export class ConsultationInput {
  @Field(() => String, { description: REPEATABLE })
  idempotencyKey: string;

  @Field(() => ConsultationGroundEnum)
  ground: ConsultationGround;

  @Field(() => [IndicationEnum])
  indications: Indication[];
}

@InputType({ description: 'Mitteilung über genau eine Person an genau ein Jugendamt / Notification about exactly one person to exactly one Jugendamt' })
export class NotifyJugendamtInput {
  @Field(() => String, { description: REPEATABLE })
  idempotencyKey: string;

  @Field(() => ID)
  client: string;

  @Field(() => String, { description: 'Nur JUGENDAMT:… / JUGENDAMT:… only' })
  jugendamt: string;

  @Field(() => NotificationGroundEnum)
  ground: NotificationGround;

  @Field(() => String, { description: 'Was beobachtet wurde; liest nur dieses Jugendamt / What was observed; read by this Jugendamt only' })
  observedFacts: string;

  @Field(() => String, { description: 'Welche anderen Mittel erwogen wurden und warum sie nicht reichen / Which other means were considered and why they do not suffice' })
  otherMeansConsidered: string;

  @Field(() => Boolean, { description: 'Die Familie weiß von der Mitteilung / The family knows of the notification' })
  familyInformed: boolean;

  @Field(() => String, { nullable: true, description: 'Warum nicht; Pflicht, wenn sie es nicht weiß / Why not; mandatory if it does not' })
  familyReason?: string | null;

  @Field(() => ID, { nullable: true, description: 'Nummer der vorangegangenen Beratung der eigenen Stelle / Number of the own unit’s consultation before' })
  consultation?: string | null;
}

@InputType({ description: 'Die Klientin oder der Klient wurde benachrichtigt, oder begründet später / The client was informed, or will be later for a reason' })
export class EmergencyNoticeInput {
  @Field(() => String, { description: REPEATABLE })
  idempotencyKey: string;

  @Field(() => ID)
  notification: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Ohne Angabe: benachrichtigt; sonst aufgeschoben bis / If left out: informed; else deferred to' })
  deferredTo?: Date | null;

  @Field(() => String, { nullable: true, description: 'Warum aufgeschoben / Why deferred' })
  reason?: string | null;
}
