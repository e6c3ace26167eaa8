import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Open, Protected } from '../../subgraphs/kit/decorators.js';
import { orKeyReused, problem } from '../api/caller-client.js';
import { KEY_DESCRIPTION, type ConsentProblem } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { encode, idOf } from '../api/ids.js';
import { record } from '../api/own-act.js';
import { LONGEST_TEXT } from '../api/text-lengths.js';
import { ALREADY_APPROVED, OWN_REQUEST } from './approval-problems.js';
import { asOfficer, supervisionEntry } from './officer.js';
import { obstaclesOf, officersStep } from './officers-step.js';
import { PersonResolution, PersonResolutionReceipt } from './persons.types.js';
import type { PersonResolution as Kept } from './persons/types.js';

const OWN_ACT = "the caller's own act; tells nothing of a client";

const NOT_AVAILABLE = problem('NOT_AVAILABLE',
  'Pseudonym oder Auflösung ist für Sie nicht vorhanden; nur Datenschutzbeauftragte, nur Pseudonyme aus dem Protokoll der eigenen Stelle, innerhalb von sieben Tagen',
  'The pseudonym or resolution does not exist for you; officers only, pseudonyms in the own unit’s log only, within seven days');
const CAUSE_INVALID = problem('CAUSE_INVALID', 'cause: den Anlass in 10 bis 500 Zeichen angeben', 'cause: give the cause in 10 to 500 characters');
const NOT_READABLE = problem('NOT_READABLE',
  'Nicht zu lesen: noch keine Zustimmung, eben erst zugestimmt (gleich erneut versuchen), schon gelesen, abgelaufen, oder von jemand anderem verlangt',
  'Not to be read: not approved yet, approved just now (try again in a moment), read already, over, or asked for by somebody else');

/** Whom a pseudonym of staff stands for: asked on cause by one officer, approved by another, read once by the first. Every step is done once per key, and logged each time. */
@Resolver()
export class PersonsResolver {
  @Protected('ACCESS_LOG')
  @Query(() => [PersonResolution], { nullable: true, description: 'Verlangte Auflösungen der eigenen Stelle, neueste zuerst / The own unit’s requests, newest first' })
  async personResolutions(@Ctx() context: ConsentApiContext): Promise<PersonResolution[] | null> {
    const { unit } = context.caller.requester;
    return asOfficer(context, 'personResolutions', async () => (await context.store.persons.ofUnit(unit)).map((row) => shown(row, context)));
  }

  @Open(OWN_ACT)
  @Mutation(() => PersonResolutionReceipt, { nullable: true, description: 'Aus einem Anlass nach der Person hinter einem Pseudonym fragen / Ask on cause for the person behind a pseudonym' })
  async requestPersonResolution(
    @Arg('pseudonym', () => ID) pseudonym: string, @Arg('cause', () => String) cause: string,
    @Arg('idempotencyKey', () => String, { description: KEY_DESCRIPTION }) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<PersonResolutionReceipt> {
    const { caller: { requester: { unit } }, store } = context;
    const path = 'requestPersonResolution';
    const refuse = refusing(path, context);
    const obstacles = obstaclesOf(context, idempotencyKey, NOT_AVAILABLE);
    if (obstacles.length > 0) return refuse(...obstacles);
    const reason = cause.trim();
    if (reason.length < 10 || cause.length > LONGEST_TEXT) return refuse(CAUSE_INVALID);
    const seen = await store.accessLog({ unit, first: 1, before: null, from: null, to: null, filter: { requesterPerson: pseudonym } });
    if (seen.items.length === 0) return refuse(NOT_AVAILABLE);
    const step = officersStep(context, path, idempotencyKey, { pseudonym, cause });
    const request = store.persons.request({ ...step, pseudonym, cause: reason, entry: { ...step.entry, occasion: reason } });
    return orKeyReused(request.then((id) => (id === null ? refuse(NOT_AVAILABLE) : done(encode(context, id)))), refuse);
  }

  @Open(OWN_ACT)
  @Mutation(() => PersonResolutionReceipt, { nullable: true, description: 'Einer Auflösung zustimmen, nie der eigenen / Approve a request, never one’s own' })
  async approvePersonResolution(
    @Arg('id', () => ID) id: string, @Arg('idempotencyKey', () => String, { description: KEY_DESCRIPTION }) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<PersonResolutionReceipt> {
    const path = 'approvePersonResolution';
    const refuse = refusing(path, context);
    const obstacles = obstaclesOf(context, idempotencyKey, NOT_AVAILABLE);
    if (obstacles.length > 0) return refuse(...obstacles);
    const approval = context.store.persons.approve({ ...officersStep(context, path, idempotencyKey, { id }), id: idOf(context, id) });
    return orKeyReused(approval.then((outcome) => (outcome === 'APPROVED' ? done(id) : notDone({ UNKNOWN: NOT_AVAILABLE, OWN_REQUEST, ALREADY_APPROVED }[outcome]))), refuse);
  }

  @Open(OWN_ACT)
  @Mutation(() => PersonResolutionReceipt, {
    nullable: true,
    description: 'Die Person erfahren, nach der man selbst gefragt hat: einmal; ging die Antwort verloren, zehn Minuten lang unter demselben Schlüssel noch einmal / ' +
      'Learn the person one has asked for oneself: once; if the answer was lost, again under the same key for ten minutes',
  })
  async readPersonResolution(
    @Arg('id', () => ID) id: string, @Arg('idempotencyKey', () => String, { description: KEY_DESCRIPTION }) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<PersonResolutionReceipt> {
    const path = 'readPersonResolution';
    const refuse = refusing(path, context);
    const obstacles = obstaclesOf(context, idempotencyKey, NOT_AVAILABLE);
    if (obstacles.length > 0) return refuse(...obstacles);
    const reading = context.store.persons.read({ ...officersStep(context, path, idempotencyKey, { id }), id: idOf(context, id), entry: supervisionEntry(context, path, { delivered: true }) });
    return orKeyReused(reading.then((name) => (name === null ? notDone(NOT_READABLE) : { id, person: name, problems: [] })), refuse);
  }
}

const done = (id: string): PersonResolutionReceipt => ({ id, person: null, problems: [] });
const notDone = (...problems: readonly ConsentProblem[]): PersonResolutionReceipt => ({ id: null, person: null, problems });

/** Refuses a step, once the refusal is on record. */
const refusing = (path: string, context: ConsentApiContext) => async (...problems: readonly ConsentProblem[]): Promise<PersonResolutionReceipt> => {
  await record(supervisionEntry(context, path, { granted: false }), context);
  return notDone(...problems);
};

function shown({ id, pseudonym, cause, requestedBy, requestedAt, approvedBy, endsAt, readAt }: Kept, context: ConsentApiContext): PersonResolution {
  const { caller: { requester: { unit } }, pseudonyms, now } = context;
  const state = readAt !== null ? 'READ' : now >= endsAt ? 'ENDED' : approvedBy === null ? 'REQUESTED' : 'APPROVED';
  return {
    id: encode(context, id), pseudonym, cause, state, requestedBy: pseudonyms.person(unit, requestedBy), requestedAt: new Date(requestedAt),
    approvedBy: approvedBy === null ? null : pseudonyms.person(unit, approvedBy), endsAt: new Date(endsAt),
  };
}
