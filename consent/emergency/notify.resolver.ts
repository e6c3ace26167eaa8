import { randomBytes } from 'node:crypto';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Open, Protected } from '../../subgraphs/kit/decorators.js';
import { BUSY, fingerprintOf, KEY_INVALID, orKeyReused, withCallerClient } from '../api/caller-client.js';
import type { ConsentProblem } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { encode } from '../api/ids.js';
import { ownActEntry, record, refusing } from '../api/own-act.js';
import { problemsOfLength } from '../api/text-lengths.js';
import { wellKeyed } from '../api/well-keyed.js';
import { ROLES } from '../core/index.js';
import * as answers from './answers.js';
import { ConsultationInput, NotifyJugendamtInput } from './inputs.types.js';
import { EMERGENCY_CATEGORIES, openingFor } from './narrow.js';
import { ConsultationReceipt, NotificationReceipt } from './receipts.types.js';
import { isEntrusted, mayNotify, mayReceive } from './rules.js';
import { EmergencyNotification, shownReceived } from './shown.types.js';
import type { NotificationResult, NotificationText } from './types.js';

const OWN_ACT = "the caller's own act; tells nothing of the client";
const { emergencyEntry, isText } = answers;

/** Steps one and two of the path (domain C.7): advice without a name, then one Jugendamt and one person. */
@Resolver()
export class NotifyResolver {
  @Open('names no person: a number, a ground and codes')
  @Mutation(() => ConsultationReceipt, { nullable: true, description: 'Pseudonymisierte Beratung festhalten / Record a pseudonymised consultation' })
  async startPseudonymisedConsultation(@Arg('input', () => ConsultationInput) input: ConsultationInput, @Ctx() context: ConsentApiContext): Promise<ConsultationReceipt> {
    const { caller: { requester }, store } = context;
    const path = 'startPseudonymisedConsultation';
    const { indications, ground, idempotencyKey } = input;
    const problems = [
      ...(wellKeyed(idempotencyKey) ? [] : [KEY_INVALID]),
      ...(mayNotify(requester) ? [] : [answers.SENDER_FORBIDDEN]),
      ...(indications.length > 0 && new Set(indications).size === indications.length ? [] : [answers.INDICATIONS_INVALID]),
    ];
    const number = `KB-${randomBytes(5).toString('hex').toUpperCase()}`;
    const entry = (basis: string | null) => emergencyEntry(context, path, null, [requester.unit], basis);
    const refuse = async (...why: readonly ConsentProblem[]): Promise<ConsultationReceipt> => {
      await record(entry(null), context);
      return { number: null, problems: why };
    };
    if (problems.length > 0) return refuse(...problems);
    const by = { unit: requester.unit, person: requester.person, idempotencyKey, fingerprint: fingerprintOf(input) };
    const consult = store.emergency.consult({ number, ground, indications, by, entry: entry(`CONSULTATION:${number}`), again: ownActEntry('NOOP', path, context) });
    return orKeyReused(consult.then((recorded) => ({ number: recorded, problems: [] })), refuse);
  }

  @Open(OWN_ACT)
  @Mutation(() => NotificationReceipt, { nullable: true, description: 'Ein Jugendamt benachrichtigen (§ 4 KKG, § 34 StGB) / Notify a Jugendamt' })
  async notifyJugendamt(@Arg('input', () => NotifyJugendamtInput) input: NotifyJugendamtInput, @Ctx() context: ConsentApiContext): Promise<NotificationReceipt> {
    const { caller: { requester }, store, policy, now } = context;
    const { jugendamt } = input;
    const path = 'notifyJugendamt';
    const by = { unit: requester.unit, person: requester.person, idempotencyKey: input.idempotencyKey, fingerprint: fingerprintOf(input) };
    const refuseUnjudged = refusing(path, context, notNotified);
    const notify = withCallerClient<NotificationReceipt>(context, input.client, async ({ clientId, records }) => {
      const refuse = async (...problems: readonly ConsentProblem[]): Promise<NotificationReceipt> => {
        await record(emergencyEntry(context, path, clientId, [requester.unit], null, EMERGENCY_CATEGORIES), context);
        return notNotified(...problems);
      };
      const problems = [...problemsOf(input), ...(mayNotify(requester) ? [] : [answers.SENDER_FORBIDDEN]), ...(isEntrusted(records, requester, now) ? [] : [answers.NOT_ENTRUSTED])];
      if (problems.length > 0) return refuse(...problems);
      const opening = openingFor(records, requester.unit, jugendamt, now, policy);
      if (opening.held.length === 0) return refuse(answers.NOTHING_HELD);
      if (opening.categories.length === 0) return refuse(answers.EXCLUDED);
      const result = await store.emergency.notify({
        head: { clientId, version: records.version }, by, jugendamt, text: textOf(input),
        categories: opening.opensMore ? [] : opening.categories, needsRelation: opening.needsRelation,
        entry: (id) => emergencyEntry(context, path, clientId, [requester.unit, jugendamt], `EMERGENCY:${id}`, opening.opensMore ? undefined : opening.categories),
        again: ownActEntry('NOOP', path, context, { clientId, records }),
      });
      if (result.status === 'CHANGED') return 'CHANGED';
      return result.status === 'NOTIFIED' ? notified(result) : { ...(await refuse(OBSTACLES[result.status])), retryAt: result.status === 'LIMITED' ? new Date(result.until) : null };
    });
    return orKeyReused(notify.then((receipt) => {
      if (receipt === 'NOT_AVAILABLE') return notNotified(answers.NOT_AVAILABLE);
      return receipt === 'BUSY' ? refuseUnjudged(BUSY) : receipt;
    }), refuseUnjudged);
  }

  /** The facts leave here and nowhere else, and never before it is recorded who reads them. */
  @Protected('IDENTITY_CORE')
  @Query(() => [EmergencyNotification], { nullable: true, description: 'Mitteilungen an das eigene Jugendamt, die neuesten 100 / Notifications to the own Jugendamt, the newest 100' })
  async emergencyNotifications(@Ctx() context: ConsentApiContext): Promise<EmergencyNotification[] | null> {
    const { caller: { requester: { unit, role } }, store } = context;
    if (!mayReceive(unit) || !ROLES[role].personalData) return null;
    const received = await store.emergency.received(unit);
    const entries = received.map(({ id, clientId, releasingUnit }) =>
      emergencyEntry(context, 'emergencyNotifications', clientId, [releasingUnit, unit], `EMERGENCY:${id}`, ['IDENTITY_CORE']));
    await store.commit({ heads: [], until: Infinity, entries });
    return received.map((notification) => shownReceived(notification, encode(context, notification.clientId)));
  }
}

const OBSTACLES = { UNREVIEWED: answers.UNREVIEWED, CONSULTATION_UNKNOWN: answers.CONSULTATION_UNKNOWN, LIMITED: answers.LIMITED } as const;

const notNotified = (...problems: readonly ConsentProblem[]): NotificationReceipt =>
  ({ id: null, openCategories: [], openUntil: null, reviewDueAt: null, retryAt: null, problems });

const notified = ({ notification }: NotificationResult & { status: 'NOTIFIED' }): NotificationReceipt => ({
  ...notNotified(), id: notification.id, openCategories: notification.categories,
  openUntil: notification.openUntil === null ? null : new Date(notification.openUntil), reviewDueAt: new Date(notification.reviewDueAt),
});

const textOf = ({ ground, observedFacts, otherMeansConsidered, familyInformed, familyReason, consultation }: NotifyJugendamtInput): NotificationText =>
  ({ ground, observedFacts, otherMeansConsidered, familyInformed, familyReason: familyInformed ? null : (familyReason ?? null), consultation: consultation ?? null });

function problemsOf(input: NotifyJugendamtInput): readonly ConsentProblem[] {
  const { idempotencyKey, jugendamt, observedFacts, otherMeansConsidered, familyInformed, familyReason } = input;
  const checks: readonly (readonly [boolean, ConsentProblem])[] = [
    [wellKeyed(idempotencyKey), KEY_INVALID],
    [mayReceive(jugendamt), answers.RECEIVER_FORBIDDEN],
    [isText(observedFacts, 20), answers.FACTS_INVALID],
    [isText(otherMeansConsidered, 10), answers.MEANS_INVALID],
    [familyInformed || isText(familyReason, 10), answers.REASON_INVALID],
  ];
  return [...problemsOfLength(input), ...checks.filter(([met]) => !met).map(([, problem]) => problem)];
}
