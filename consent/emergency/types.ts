import type { LogEntry } from '../audit/entry.js';
import type { Category, Instant, UnitCode } from '../core/index.js';
import type { ConsultationGround, Indication, NoticeState, NotificationGround, ReviewOutcome } from './codes.js';

/** Who acts, by the identity provider's subject, and the key under which repeating does nothing. */
export interface Act {
  readonly unit: UnitCode;
  readonly person: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
}

/** That advice was taken about somebody not named: there is no field for a person. */
export interface Consultation {
  readonly number: string;
  readonly ground: ConsultationGround;
  readonly indications: readonly Indication[];
}

/** What whoever notifies has to say. `observedFacts` is shown to the notified Jugendamt only. */
export interface NotificationText {
  readonly ground: NotificationGround;
  readonly observedFacts: string;
  readonly otherMeansConsidered: string;
  readonly familyInformed: boolean;
  /** Why the family was not told; `null` if it was. */
  readonly familyReason: string | null;
  readonly consultation: string | null;
}

export interface NotificationRequest {
  /** The head on which the request was judged. */
  readonly head: { readonly clientId: string; readonly version: number };
  readonly by: Act;
  readonly jugendamt: UnitCode;
  readonly text: NotificationText;
  /** What is opened for the time of the emergency; nothing if only the facts are told. */
  readonly categories: readonly Category[];
  /** Whether the Jugendamt gets a relation of its own for that time. */
  readonly needsRelation: boolean;
  readonly entry: (id: string) => LogEntry;
  /** For the log where this key has notified before. */
  readonly again: LogEntry;
}

/** `CHANGED`: judge again. `UNREVIEWED`: the last one about this client to this Jugendamt waits for its review. */
export type NotificationResult =
  | { readonly status: 'NOTIFIED'; readonly notification: Notification }
  | { readonly status: 'CHANGED' | 'UNREVIEWED' | 'CONSULTATION_UNKNOWN' }
  | { readonly status: 'LIMITED'; readonly until: Instant };

/** A notification as the units concerned keep it, without the observed facts. */
export interface Notification {
  readonly id: string;
  readonly clientId: string;
  readonly releasingUnit: UnitCode;
  readonly jugendamt: UnitCode;
  readonly initiator: string;
  readonly ground: NotificationGround;
  readonly otherMeansConsidered: string;
  readonly familyInformed: boolean;
  readonly familyReason: string | null;
  readonly consultation: string | null;
  readonly at: Instant;
  readonly reviewDueAt: Instant;
  readonly categories: readonly Category[];
  /** When what was opened ends; `null` if nothing was opened. */
  readonly openUntil: Instant | null;
  readonly review: { readonly outcome: ReviewOutcome; readonly note: string; readonly reviewer: string; readonly at: Instant } | null;
  /** What was done about telling the client, oldest first. */
  readonly notices: readonly Notice[];
}

/** The client was told (`deferredTo: null`), or it was put off to a day for a reason. */
export interface Notice {
  readonly deferredTo: Instant | null;
  readonly reason: string | null;
  readonly at: Instant;
}

/** A notification as its Jugendamt reads it: the only place where the facts are read. */
export interface ReceivedNotification {
  readonly id: string;
  readonly clientId: string;
  readonly releasingUnit: UnitCode;
  readonly ground: NotificationGround;
  readonly observedFacts: string;
  readonly familyInformed: boolean;
  readonly at: Instant;
  readonly categories: readonly Category[];
  readonly openUntil: Instant | null;
}

/** `isNew`: this key had not done it before. */
export type Entry = (notification: Notification, isNew: boolean) => LogEntry;

export interface ReviewRequest {
  readonly by: Act;
  readonly id: string;
  readonly outcome: ReviewOutcome;
  readonly note: string;
  readonly entry: Entry;
}

export interface NoticeRequest {
  readonly by: Act;
  readonly id: string;
  readonly deferral: { readonly to: Instant; readonly reason: string } | null;
  readonly entry: Entry;
}

export interface EmergencyStore {
  /** The number of the consultation: a repeated key gives the first one. @throws KeyReused, LogUnavailable */
  consult(consultation: Consultation & { readonly by: Act; readonly entry: LogEntry; readonly again: LogEntry }): Promise<string>;
  /** @throws KeyReused, LogUnavailable */
  notify(request: NotificationRequest): Promise<NotificationResult>;
  /** `UNKNOWN` also for another unit's notification. Ends what is still open if it was not justified. @throws KeyReused, LogUnavailable */
  review(request: ReviewRequest): Promise<'REVIEWED' | 'OWN_ACT' | 'ALREADY_REVIEWED' | 'UNKNOWN'>;
  /** `UNKNOWN` also for whoever neither notified nor is entrusted with the client. @throws KeyReused, LogUnavailable */
  recordNotice(request: NoticeRequest): Promise<'RECORDED' | 'ALREADY_INFORMED' | 'UNKNOWN'>;
  /** The newest notifications to a Jugendamt. */
  received(jugendamt: UnitCode): Promise<readonly ReceivedNotification[]>;
  /** Notifications by a unit: those without a review first, by their due time. */
  ofUnit(unit: UnitCode): Promise<readonly Notification[]>;
  /** Those that `person` has made or whose client they are entrusted with. */
  ofPerson(unit: UnitCode, person: string): Promise<readonly Notification[]>;
}

/** How telling the client stands. A deferral that has run out is no deferral. */
export function noticeState({ familyInformed, notices }: Pick<Notification, 'familyInformed' | 'notices'>, now: Instant): NoticeState {
  if (familyInformed || notices.some(({ deferredTo }) => deferredTo === null)) return 'ERFOLGT';
  return notices.some(({ deferredTo }) => deferredTo !== null && now < deferredTo) ? 'AUFGESCHOBEN' : 'OFFEN';
}
