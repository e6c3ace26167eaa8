import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Open, Protected } from '../../subgraphs/kit/decorators.js';
import { orKeyReused, problem } from '../api/caller-client.js';
import { KEY_DESCRIPTION, type ConsentProblem } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { encode, idOf } from '../api/ids.js';
import { record } from '../api/own-act.js';
import { LONGEST_TEXT } from '../api/text-lengths.js';
import { ErasureReceipt, ErasureRequest } from './erasures.types.js';
import type { ErasureRequest as Kept } from './erasures/types.js';
import { ALREADY_APPROVED, OWN_REQUEST } from './approval-problems.js';
import { asOfficer, supervisionEntry } from './officer.js';
import { obstaclesOf, officersStep } from './officers-step.js';

const OWN_ACT = "the caller's own act; tells nothing of a client";

const NOT_AVAILABLE = problem('NOT_AVAILABLE',
  'Person oder Löschung ist für Sie nicht vorhanden; nur Datenschutzbeauftragte, nur Personen aus dem Protokoll der eigenen Stelle, innerhalb von 30 Tagen',
  'The client or erasure does not exist for you; officers only, clients in the own unit’s log only, within 30 days');
const REASON_INVALID = problem('REASON_INVALID', 'reason: den Grund in 10 bis 500 Zeichen angeben', 'reason: give the reason in 10 to 500 characters');

/**
 * Erasing a client from the access log: asked for by one officer, approved by another, done by who runs the log (`audit:erase`), who alone
 * can do nothing. The steps are logged as about nobody: they must outlast what is erased.
 */
@Resolver()
export class ErasuresResolver {
  @Protected('ACCESS_LOG')
  @Query(() => [ErasureRequest], { nullable: true, description: 'Verlangte Löschungen der eigenen Stelle, neueste zuerst / The own unit’s requests to erase, newest first' })
  async erasureRequests(@Ctx() context: ConsentApiContext): Promise<ErasureRequest[] | null> {
    const { unit } = context.caller.requester;
    return asOfficer(context, 'erasureRequests', async () => (await context.store.erasures.ofUnit(unit)).map((row) => shown(row, context)));
  }

  @Open(OWN_ACT)
  @Mutation(() => ErasureReceipt, { nullable: true, description: 'Verlangen, dass eine Person aus dem Protokoll gelöscht wird / Ask for a client to be erased from the log' })
  async requestErasure(
    @Arg('client', () => ID) client: string, @Arg('reason', () => String) reason: string,
    @Arg('idempotencyKey', () => String, { description: KEY_DESCRIPTION }) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<ErasureReceipt> {
    const { caller: { requester: { unit } }, store } = context;
    const path = 'requestErasure';
    const refuse = refusing(path, context);
    const obstacles = obstaclesOf(context, idempotencyKey, NOT_AVAILABLE);
    if (obstacles.length > 0) return refuse(...obstacles);
    if (!isReason(reason)) return refuse(REASON_INVALID);
    const id = idOf(context, client);
    const seen = id === '' ? null : await store.accessLog({ unit, first: 1, before: null, from: null, to: null, filter: { client: id } });
    if (!seen?.items.length) {
      context.tried();
      return refuse(NOT_AVAILABLE);
    }
    const request = store.erasures.request({ ...officersStep(context, path, idempotencyKey, { client, reason }), client: id, reason });
    return orKeyReused(request.then((made) => done(encode(context, made))), refuse);
  }

  @Open(OWN_ACT)
  @Mutation(() => ErasureReceipt, { nullable: true, description: 'Einer Löschung zustimmen, nie der eigenen / Approve an erasure, never one’s own' })
  async approveErasure(
    @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string,
    @Arg('idempotencyKey', () => String, { description: KEY_DESCRIPTION }) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<ErasureReceipt> {
    const path = 'approveErasure';
    const refuse = refusing(path, context);
    const obstacles = obstaclesOf(context, idempotencyKey, NOT_AVAILABLE);
    if (obstacles.length > 0) return refuse(...obstacles);
    if (!isReason(reason)) return refuse(REASON_INVALID);
    const approval = context.store.erasures.approve({ ...officersStep(context, path, idempotencyKey, { id, reason }), id: idOf(context, id), reason });
    return orKeyReused(approval.then((outcome) => (outcome === 'APPROVED' ? done(id) : notDone({ UNKNOWN: NOT_AVAILABLE, OWN_REQUEST, ALREADY_APPROVED }[outcome]))), refuse);
  }
}

const isReason = (reason: string): boolean => reason.trim().length >= 10 && reason.length <= LONGEST_TEXT && !reason.includes('\0');

const done = (id: string): ErasureReceipt => ({ id, problems: [] });
const notDone = (...problems: readonly ConsentProblem[]): ErasureReceipt => ({ id: null, problems });

/** Refuses a step, once the refusal is on record. */
const refusing = (path: string, context: ConsentApiContext) => async (...problems: readonly ConsentProblem[]): Promise<ErasureReceipt> => {
  await record(supervisionEntry(context, path, { granted: false }), context);
  return notDone(...problems);
};

function shown({ id, client, reason, requestedBy, requestedAt, endsAt, approvedBy, doneAt }: Kept, context: ConsentApiContext): ErasureRequest {
  const { caller: { requester: { unit } }, pseudonyms, now } = context;
  const state = doneAt !== null ? 'DONE' : now >= endsAt ? 'ENDED' : approvedBy === null ? 'REQUESTED' : 'APPROVED';
  return {
    id: encode(context, id), clientPseudonym: client && encode(context, client), reason, state, requestedBy: pseudonyms.person(unit, requestedBy),
    requestedAt: new Date(requestedAt), approvedBy: approvedBy === null ? null : pseudonyms.person(unit, approvedBy), endsAt: new Date(endsAt),
  };
}
