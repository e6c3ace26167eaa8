import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Open, Protected } from '../../subgraphs/kit/decorators.js';
import { fingerprintOf, KEY_INVALID, orKeyReused } from '../api/caller-client.js';
import type { ConsentProblem } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { encode } from '../api/ids.js';
import { ownActEntry, record } from '../api/own-act.js';
import { problemsOfLength } from '../api/text-lengths.js';
import { wellKeyed } from '../api/well-keyed.js';
import { ROLES } from '../core/index.js';
import * as answers from './answers.js';
import type { ReviewOutcome } from './codes.js';
import { EmergencyNoticeInput, ReviewOutcomeEnum } from './inputs.types.js';
import { EmergencyReceipt } from './receipts.types.js';
import { LONGEST_DEFERRAL } from './rules.js';
import { EmergencyReview, EmergencyTask, shownReview, shownTask } from './shown.types.js';
import type { Entry } from './types.js';

const OWN_ACT = "the caller's own act; tells nothing of the client";
const { emergencyEntry, isText } = answers;

/** Steps three and four of the path (domain C.7): a second person reviews, and the client is told. */
@Resolver()
export class FollowUpResolver {
  @Protected('ACCESS_LOG')
  @Query(() => [EmergencyReview], { nullable: true, description: 'Mitteilungen der eigenen Stelle für die Datenschutzbeauftragten, ungeprüfte zuerst / The own unit’s notifications for its data-protection officer, unreviewed first' })
  async emergencyReviews(@Ctx() context: ConsentApiContext): Promise<EmergencyReview[] | null> {
    const { caller: { requester: { unit, role } }, store, pseudonyms, now } = context;
    if (!ROLES[role].accessLog) return null;
    const notifications = await store.emergency.ofUnit(unit);
    const reading = context.entry({
      kind: 'SUPERVISION', client: null, attemptedId: null, rechtskreise: [], owners: [unit],
      items: [{ path: 'emergencyReviews', category: 'ACCESS_LOG', owners: ['CONSENT_SERVICE'], granted: true, delivered: true, basis: 'OWN_DATA' }],
    });
    await record(reading, context);
    return notifications.map((row) => shownReview(row, encode(context, row.clientId), pseudonyms.person(unit, row.initiator), now));
  }

  @Open(OWN_ACT)
  @Mutation(() => EmergencyReceipt, { nullable: true, description: 'Mitteilung prüfen, nie die eigene / Review a notification, never one’s own' })
  async reviewEmergency(
    @Arg('id', () => ID) id: string, @Arg('outcome', () => ReviewOutcomeEnum) outcome: ReviewOutcome, @Arg('note', () => String) note: string,
    @Arg('idempotencyKey', () => String) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<EmergencyReceipt> {
    const { caller: { requester }, store } = context;
    const refuse = refusing(context, 'reviewEmergency');
    if (!ROLES[requester.role].accessLog) return refuse(answers.NOT_AVAILABLE);
    const problems = [...(wellKeyed(idempotencyKey) ? [] : [KEY_INVALID]), ...problemsOfLength({ note }), ...(isText(note, 10) ? [] : [answers.NOTE_INVALID])];
    if (problems.length > 0) return refuse(...problems);
    const by = { unit: requester.unit, person: requester.person, idempotencyKey, fingerprint: fingerprintOf([id, outcome, note]) };
    const review = store.emergency.review({ by, id, outcome, note, entry: entryOf(context, 'reviewEmergency') });
    return orKeyReused(review.then((result) => (result === 'REVIEWED' ? done(id) : refuse(REVIEW_OBSTACLES[result]))), refuse);
  }

  @Protected('CM_PROCESS')
  @Query(() => [EmergencyTask], { nullable: true, description: 'Eigene Mitteilungen und wie es um die Benachrichtigung steht / Own notifications, and how telling the client stands' })
  async emergencyTasks(@Ctx() context: ConsentApiContext): Promise<EmergencyTask[] | null> {
    const { caller: { requester: { unit, person, role } }, store, now } = context;
    if (!ROLES[role].personalData) return null;
    const notifications = await store.emergency.ofPerson(unit, person);
    const entries = notifications.map(({ clientId }) => emergencyEntry(context, 'emergencyTasks', clientId, [unit], 'OWN_DATA'));
    await store.commit({ heads: [], until: Infinity, entries });
    return notifications.map((row) => shownTask(row, encode(context, row.clientId), now));
  }

  @Open(OWN_ACT)
  @Mutation(() => EmergencyReceipt, { nullable: true, description: 'Benachrichtigung festhalten oder begründet aufschieben / Record that the client was told, or defer it for a reason' })
  async recordEmergencyNotice(@Arg('input', () => EmergencyNoticeInput) input: EmergencyNoticeInput, @Ctx() context: ConsentApiContext): Promise<EmergencyReceipt> {
    const { caller: { requester }, store, now } = context;
    const { notification: id, idempotencyKey, reason } = input;
    const refuse = refusing(context, 'recordEmergencyNotice');
    if (!ROLES[requester.role].personalData) return refuse(answers.NOT_AVAILABLE);
    const deferredTo = input.deferredTo?.getTime() ?? null;
    const problems = [
      ...(wellKeyed(idempotencyKey) ? [] : [KEY_INVALID]),
      ...problemsOfLength(input),
      ...(deferredTo === null || (deferredTo > now && deferredTo <= now + LONGEST_DEFERRAL * DAY) ? [] : [answers.DEFERRAL_INVALID]),
      ...(deferredTo === null || isText(reason, 10) ? [] : [answers.REASON_INVALID]),
    ];
    if (problems.length > 0) return refuse(...problems);
    const by = { unit: requester.unit, person: requester.person, idempotencyKey, fingerprint: fingerprintOf(input) };
    const deferral = deferredTo === null ? null : { to: deferredTo, reason: reason! };
    const record = store.emergency.recordNotice({ by, id, deferral, entry: entryOf(context, 'recordEmergencyNotice') });
    return orKeyReused(record.then((result) => (result === 'RECORDED' ? done(id) : refuse(NOTICE_OBSTACLES[result]))), refuse);
  }
}

const DAY = 86_400_000;
const REVIEW_OBSTACLES = { OWN_ACT: answers.OWN_ACT, ALREADY_REVIEWED: answers.ALREADY_REVIEWED, UNKNOWN: answers.NOT_AVAILABLE } as const;
const NOTICE_OBSTACLES = { ALREADY_INFORMED: answers.ALREADY_INFORMED, UNKNOWN: answers.NOT_AVAILABLE } as const;

const done = (id: string): EmergencyReceipt => ({ id, problems: [] });
const notDone = (...problems: readonly ConsentProblem[]): EmergencyReceipt => ({ id: null, problems });

const refusing = (context: ConsentApiContext, path: string) => async (...problems: readonly ConsentProblem[]): Promise<EmergencyReceipt> => {
  await record(emergencyEntry(context, path, null, [context.caller.requester.unit], null), context);
  return notDone(...problems);
};

const entryOf = (context: ConsentApiContext, path: string): Entry => ({ id, clientId, releasingUnit, jugendamt }, isNew) =>
  !isNew ? ownActEntry('NOOP', path, context, { clientId }) : emergencyEntry(context, path, clientId, path === 'reviewEmergency' ? [releasingUnit, jugendamt] : [releasingUnit], `EMERGENCY:${id}`);
