import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { CategoryEnum, tableEnum } from '../api/enums.js';
import type { Category, Instant } from '../core/index.js';
import { NOTICE_STATES } from './codes.js';
import { NotificationGroundEnum, ReviewOutcomeEnum } from './inputs.types.js';
import { noticeState, type Notification, type ReceivedNotification } from './types.js';

const NoticeStateEnum = tableEnum('NoticeState', 'Stand der Benachrichtigung / State of telling the client', NOTICE_STATES);

/** What everybody concerned may know of a notification; `client` is the asking unit's own pseudonym. */
@ObjectType()
abstract class Common {
  @Always(() => ID, 'Kennung / Id')
  id: string;

  @Always(() => ID, 'Pseudonym der eigenen Stelle / Pseudonym of the own unit')
  client: string;

  @Always(() => NotificationGroundEnum, 'Grund / Ground')
  ground: string;

  @Field(() => GraphQLISODateTime, { description: 'Zeitpunkt / Time' })
  at: Date;

  @Always(() => Boolean, 'Die Familie wusste davon / The family knew of it')
  familyInformed: boolean;

  @Always(() => [CategoryEnum], 'Was dafür geöffnet wurde / What was opened for it')
  openCategories: readonly Category[];

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Ende der Öffnung / End of the opening' })
  openUntil: Date | null;
}

@ObjectType({ description: 'Mitteilung an das eigene Jugendamt / Notification to the own Jugendamt' })
export class EmergencyNotification extends Common {
  @Always(() => String, 'Mitteilende Stelle / Notifying unit')
  releasingUnit: string;

  @Always(() => String, 'Was beobachtet wurde / What was observed')
  observedFacts: string;
}

@ObjectType({ description: 'Was über die Benachrichtigung festgehalten ist / What is recorded about telling the client' })
export class EmergencyNotice {
  @Field(() => GraphQLISODateTime, { description: 'Zeitpunkt / Time' })
  at: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Aufgeschoben bis; leer: benachrichtigt / Deferred to; empty: informed' })
  deferredTo: Date | null;

  @Shown(() => String, 'Warum aufgeschoben / Why deferred')
  reason: string | null;
}

/** A notification as the unit that has sent it follows it up. */
@ObjectType()
abstract class FollowUp extends Common {
  @Always(() => String, 'Benachrichtigtes Jugendamt / Notified Jugendamt')
  jugendamt: string;

  @Field(() => GraphQLISODateTime, { description: 'Ende des nächsten Arbeitstags in Nordrhein-Westfalen / End of the next working day in Nordrhein-Westfalen' })
  dueAt: Date;

  @Shown(() => ReviewOutcomeEnum, 'Ergebnis der Prüfung / Outcome of the review')
  outcome: string | null;

  @Always(() => NoticeStateEnum, 'Stand der Benachrichtigung / State of telling the client')
  notice: string;

  @Always(() => [EmergencyNotice], 'Benachrichtigung und Aufschübe / Telling the client, and deferrals')
  notices: readonly EmergencyNotice[];
}

@ObjectType({ description: 'Aufgabe: die Klientin oder den Klienten benachrichtigen / Task: tell the client' })
export class EmergencyTask extends FollowUp {
  @Always(() => Boolean, 'Noch offen und überfällig / Still open and overdue')
  overdue: boolean;
}

@ObjectType({ description: 'Prüfung durch die zweite Person / Review by the second person' })
export class EmergencyReview extends FollowUp {
  @Always(() => String, 'Pseudonym der mitteilenden Person / Pseudonym of the notifying person')
  initiator: string;

  @Always(() => String, 'Erwogene andere Mittel / Other means considered')
  otherMeansConsidered: string;

  @Shown(() => String, 'Warum die Familie nichts weiß / Why the family does not know')
  familyReason: string | null;

  @Shown(() => ID, 'Vorangegangene Beratung / Consultation before')
  consultation: string | null;

  @Shown(() => String, 'Vermerk der Prüfung / Note of the review')
  note: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Geprüft am / Reviewed at' })
  reviewedAt: Date | null;

  @Always(() => Boolean, 'Noch nicht geprüft und überfällig, oder zu spät geprüft / Not reviewed yet and overdue, or reviewed too late')
  overdue: boolean;
}

const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

const common = ({ id, ground, at, familyInformed, categories, openUntil }: Notification | ReceivedNotification, client: string): Common =>
  ({ id, client, ground, at: new Date(at), familyInformed, openCategories: categories, openUntil: date(openUntil) });

export const shownReceived = (notification: ReceivedNotification, client: string): EmergencyNotification =>
  ({ ...common(notification, client), releasingUnit: notification.releasingUnit, observedFacts: notification.observedFacts });

const followUp = (notification: Notification, client: string, now: Instant): FollowUp => ({
  ...common(notification, client), jugendamt: notification.jugendamt, dueAt: new Date(notification.reviewDueAt), outcome: notification.review?.outcome ?? null,
  notice: noticeState(notification, now),
  notices: notification.notices.map(({ at, deferredTo, reason }) => ({ at: new Date(at), deferredTo: date(deferredTo), reason })),
});

export const shownTask = (notification: Notification, client: string, now: Instant): EmergencyTask =>
  ({ ...followUp(notification, client, now), overdue: noticeState(notification, now) === 'OFFEN' && now >= notification.reviewDueAt });

export function shownReview(notification: Notification, client: string, initiator: string, now: Instant): EmergencyReview {
  const { otherMeansConsidered, familyReason, consultation, review, reviewDueAt } = notification;
  return {
    ...followUp(notification, client, now), initiator, otherMeansConsidered, familyReason, consultation,
    note: review?.note ?? null, reviewedAt: date(review?.at ?? null), overdue: (review?.at ?? now) >= reviewDueAt,
  };
}
