import { Arg, Ctx, Field, GraphQLISODateTime, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import { ROLES, UNITS, type ClientRecords } from '../core/index.js';
import { affectedBy, losersOf, partiesOf, problem, relationsAfter, reviewerOf, type Problem, type ReviewEvent } from '../lifecycle/index.js';
import { ConsentProblem, KEY_DESCRIPTION } from './consent-input.js';
import type { ConsentApiContext } from './context.js';
import { ReviewKindEnum } from './enums.js';
import { encode } from './ids.js';
import { ReviewEventInput } from './lifecycle-input.js';
import { mayEnd, mayHandOver } from './rights.js';
import { settle } from './settle.js';
import { recordReading, step } from './step.js';

const OWN_WORK = "the asking unit's own work";

@Open(OWN_WORK)
@ObjectType({ description: 'Eine Entbindung, die zu überprüfen ist / A release that must be reviewed' })
export class ReviewTask {
  @Always(() => ID, 'Kennung / Id')
  id: string;

  @Always(() => ID, 'Pseudonym der eigenen Stelle / Pseudonym of the own unit')
  clientPseudonym: string;

  @Always(() => ID, 'Entbindung / Release')
  consent: string;

  @Always(() => ReviewKindEnum, 'Anlass / Occasion')
  kind: string;

  @Field(() => GraphQLISODateTime, { description: 'Fällig seit / Due since' })
  dueAt: Date;

  @Shown(() => String, 'Fallführende Person der eigenen Stelle / Person leading the case at the own unit')
  responsible: string | null;
}

@Open(OWN_WORK)
@ObjectType({ description: 'Ergebnis: festgehalten oder alle Hindernisse / Result: recorded, or all problems' })
export class ReviewReceipt {
  @Always(() => Boolean, 'Festgehalten / Recorded')
  recorded: boolean;

  @Always(() => [ConsentProblem], 'Hindernisse / Problems')
  problems: readonly ConsentProblem[];
}

@Resolver()
export class ReviewResolver {
  /** What may no longer be released stops with this, in the same transaction: relations end, codes are revoked, a successor takes over. */
  @Open("the caller's own act; tells nothing of the client")
  @Mutation(() => ReviewReceipt, { nullable: true, description: 'Umzug, Rechtskreiswechsel, Wechsel oder Ende der Fallführung, 18. Geburtstag / Move, change of legal sphere, change or end of case management, 18th birthday' })
  async recordReviewEvent(@Arg('input', () => ReviewEventInput) input: ReviewEventInput, @Ctx() context: ConsentApiContext): Promise<ReviewReceipt> {
    const { caller: { requester: { unit } }, now } = context;
    const event = eventOf(input, unit);
    const formerUnits = 'formerUnits' in event ? event.formerUnits : [];
    const outcome = await step('recordReviewEvent', input, context, ({ records, filed }) => {
      if (!mayRecordEvent(event, records, context)) return null;
      const affected = affectedBy(event, records, now);
      const relations = relationsAfter(event, records.relations, now);
      return {
        problems: problemsOfEvent(input),
        change: {
          consents: affected.map(({ id, state }) => ({ id, state, set: {} })), review: event.kind, detail: { kind: event.kind, formerUnits }, formerUnits,
          relations: records.relations.map((before, index) => ({ before, after: relations[index]! })).filter(({ before, after }) => before !== after),
          tasks: affected.flatMap((consent) => {
            const reviewer = reviewerOf(consent, relations, unit, now);
            return reviewer === null ? [] : [{ unit: reviewer, consentId: consent.id, kind: event.kind, dueAt: now }];
          }),
          notices: affected.flatMap((consent) => losersOf(consent, event, records.relations, now).filter((loser) => loser !== unit).map((loser) => ({ unit: loser, consentId: consent.id }))),
        },
        concerned: filed.filter(({ id }) => affected.some((consent) => consent.id === id && partiesOf(consent).includes(unit))),
      };
    });
    return 'refused' in outcome ? { recorded: false, problems: outcome.refused } : { recorded: true, problems: [] };
  }

  @Open(OWN_WORK)
  @Query(() => [ReviewTask], { nullable: true, description: 'Fällige Überprüfungen der eigenen Stelle, höchstens 100 / Reviews of the own unit that are due, at most 100' })
  async reviewTasks(@Ctx() context: ConsentApiContext): Promise<ReviewTask[] | null> {
    const { caller: { requester }, store, now } = context;
    if (!ROLES[requester.role].personalData) return null;
    const tasks = await store.lifecycle.reviewTasks({ unit: requester.unit, at: now });
    await recordReading('reviewTasks', context);
    return tasks.map(({ id, clientId, consentId, kind, dueAt, responsible }) => ({
      id, clientPseudonym: encode(context, clientId), consent: encode(context, consentId), kind, dueAt: new Date(dueAt), responsible,
    }));
  }

  @Open("the caller's own act")
  @Mutation(() => Boolean, { nullable: true, description: 'Überprüfung abschließen, mit Ergebnis; noch einmal ändert nichts / Close a review, with its outcome; again changes nothing' })
  closeReviewTask(
    @Arg('task', () => ID) id: string,
    @Arg('outcome', () => String, { description: 'Was daraus wurde / What came of it' }) outcome: string,
    @Arg('idempotencyKey', () => String, { description: KEY_DESCRIPTION }) idempotencyKey: string,
    @Ctx() context: ConsentApiContext,
  ): Promise<boolean> {
    return settle('closeReviewTask', { id, outcome, idempotencyKey }, context, (task) => context.store.lifecycle.closeTask({ ...task, outcome }));
  }
}

function eventOf({ kind, formerUnits, newResponsible }: ReviewEventInput, unit: string): ReviewEvent {
  switch (kind) {
    case 'CHANGE_OF_CASE_MANAGER':
      return { kind, unit, person: newResponsible ?? '' };
    case 'END_OF_CASE_MANAGEMENT':
      return { kind, formerUnits: [unit] };
    case 'MOVE':
    case 'RECHTSKREISWECHSEL':
    case 'BIRTHDAY':
      return { kind, formerUnits };
  }
}

const mayRecordEvent = (event: ReviewEvent, records: ClientRecords, context: ConsentApiContext): boolean =>
  'formerUnits' in event ? mayEnd(event.formerUnits, records, context) : mayHandOver(records, context);

function problemsOfEvent({ kind, formerUnits, newResponsible }: ReviewEventInput): Problem[] {
  const namesUnits = kind === 'MOVE' || kind === 'RECHTSKREISWECHSEL';
  const unknown = formerUnits.filter((unit) => !UNITS.has(unit));
  return [
    ...(namesUnits && formerUnits.length === 0 ? [problem('UNIT_MISSING', 'formerUnits', 'Nicht mehr zuständige Stellen nennen', 'name the units that are no longer competent')] : []),
    ...(unknown.length > 0 ? [problem('UNIT_UNKNOWN', 'formerUnits', `Unbekannte Stellen: ${unknown.join(', ')}`, `unknown units: ${unknown.join(', ')}`)] : []),
    ...(kind === 'CHANGE_OF_CASE_MANAGER' && !newResponsible?.trim() ? [problem('PERSON_MISSING', 'newResponsible', 'Neue fallführende Person nennen', 'name the new case manager')] : []),
  ];
}
