import type { LogEntry } from '../audit/entry.js';
import type { ClientRecords, ConsentState, Instant, Relation, UnitCode } from '../core/index.js';
import type { FiledConsent, ReviewKind } from '../lifecycle/index.js';
import type { ChangeAuthor, ChangeDone, ChangeResult, Head } from './change-types.js';

/** A new consent, or what a change sets of one that is filed; `state` is what it is brought into. */
export type ChangedConsent =
  | { readonly id: string; readonly state: ConsentState; readonly add: FiledConsent }
  | { readonly id: string; readonly state: ConsentState; readonly set: Partial<FiledConsent> };

/** One step of the life cycle with all that follows from it; it happens as a whole or not at all. */
export interface LifecycleChange {
  /** The head on which everything here was judged. */
  readonly head: Head;
  readonly author: ChangeAuthor;
  readonly entry: LogEntry;
  /** Name of the step, for the events. */
  readonly step: string;
  /** What the events keep besides, such as the part that was withdrawn. Never a value of a client's data. */
  readonly detail?: unknown;
  /** The order is that of the events, and so of `ChangeDone.consentIds`. */
  readonly consents: readonly ChangedConsent[];
  /** Units that are told that a release to them ended. */
  readonly notices?: readonly { readonly unit: UnitCode; readonly consentId: string }[];
  readonly tasks?: readonly { readonly unit: UnitCode; readonly consentId: string; readonly kind: ReviewKind; readonly dueAt: Instant }[];
  readonly review?: ReviewKind;
  /** Units that the event finds no longer competent: codes printed for them are revoked. */
  readonly formerUnits?: readonly UnitCode[];
  /** Relations as they were and as they are to be: an end, other persons. */
  readonly relations?: readonly { readonly before: Relation; readonly after: Relation }[];
}

/** That a release to the unit ended; whose and which, never why. */
export interface Notice {
  readonly id: string;
  readonly clientId: string;
  readonly consentId: string;
  readonly at: Instant;
  readonly acknowledgedAt: Instant | null;
}

/** A consent that somebody at the unit has to look at again. */
export interface ReviewTask {
  readonly id: string;
  readonly clientId: string;
  readonly consentId: string;
  readonly kind: ReviewKind;
  readonly dueAt: Instant;
  /** Who leads the case at the unit now. */
  readonly responsible: string | null;
}

/** What somebody at a unit settles. `isNew`: it had not been settled before. */
export interface Settled {
  readonly id: string;
  readonly author: ChangeAuthor;
  readonly at: Instant;
  readonly entry: (clientId: string, isNew: boolean) => LogEntry;
}

export interface LifecycleStore {
  /** What is recorded of a client, fresh, and the consents with their evidence, at one version; `null` for an unknown client. */
  filed(clientId: string): Promise<{ readonly records: ClientRecords; readonly consents: readonly FiledConsent[] } | null>;
  /** What the author's key has done already. @throws KeyReused */
  done(author: ChangeAuthor): Promise<ChangeDone | null>;
  /** Once this resolves with `DONE`, no commit decided on an older version succeeds (promise P5). @throws KeyReused, LogUnavailable */
  change(change: LifecycleChange): Promise<ChangeResult>;
  /** Notices to a unit that knows the client, newest first, at most 100. */
  notices(query: { readonly unit: UnitCode; readonly clientId: string | null; readonly all: boolean }): Promise<readonly Notice[]>;
  /** Takes note of a notice, once; `false`, with nothing logged, if the unit has none of this id. @throws KeyReused, LogUnavailable */
  acknowledge(notice: Settled): Promise<boolean>;
  /** Open tasks of a unit that are due, the longest due first, at most 100. */
  reviewTasks(query: { readonly unit: UnitCode; readonly at: Instant }): Promise<readonly ReviewTask[]>;
  /** Closes a task with what came of it, once; `false`, with nothing logged, if the unit has none of this id. @throws KeyReused, LogUnavailable */
  closeTask(task: Settled & { readonly outcome: string }): Promise<boolean>;
}
