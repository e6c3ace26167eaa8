import { BUSY, KEY_INVALID, spheresOf, withCallerClient, type CallerClient } from '../api/caller-client.js';
import type { ConsentApiContext, LogPart } from '../api/context.js';
import { record, refusing } from '../api/own-act.js';
import { problemsOfLength } from '../api/text-lengths.js';
import { wellKeyed } from '../api/well-keyed.js';
import { explain, leadsTheCase, type Basis, type Purpose, type UnitCode } from '../core/index.js';
import type { PlaceActKind } from '../ticket/index.js';
import * as answers from './answers.js';
import { handOver, knownWith, PLACE_PURPOSES, readers, type HandOver } from './hand-over.js';
import type { PlaceInput, PlaceReceipt } from './places.types.js';

type Catalogue = 'language-courses' | 'jobcenter';

/** Where a place is, and the unit that gives it. */
interface Wanted {
  readonly catalogue: Catalogue;
  readonly item: string;
  readonly provider: UnitCode;
}

const COURSE = 'query PlaceInCourse($id: ID!) { item: course(id: $id) { keptBy } }';
const OFFER = 'query PlaceInOffer($id: ID!) { item: offer(id: $id) { keptBy } }';

/**
 * One act on a place for a client of the caller's unit. What the provider gets to know by it needs a basis; it is on record
 * before the agency hears of it, and what came of it after. Everybody else's clients do not exist.
 */
export async function actForClient(mutation: string, kind: PlaceActKind, input: PlaceInput, context: ConsentApiContext): Promise<PlaceReceipt> {
  const { caller: { requester, purpose }, policy, now } = context;
  const refuse = refusing(mutation, context, answers.refused);
  const malformed = [...(wellKeyed(input.idempotencyKey) ? [] : [KEY_INVALID]), ...problemsOfLength(input)];
  if (malformed.length > 0) return refuse(...malformed);
  if (purpose === null || !PLACE_PURPOSES.includes(purpose)) return refuse(answers.PURPOSE_UNFIT);
  const receipt = await withCallerClient<PlaceReceipt>(context, input.client, async (client) => {
    const refuseFor = refusing(mutation, context, answers.refused, client);
    const wanted = await find(input, context);
    if ('code' in wanted) return refuseFor(wanted);
    const handed = handOver(client.records, requester, wanted.provider, purpose, now, policy);
    if (!handed) return refuseFor(answers.SENDS_NOBODY);
    if (!handed.basis && kind !== 'CANCEL') return withoutBasis(mutation, client, wanted.provider, handed, purpose, context);
    return carryOut(mutation, kind, input, client, wanted, handed, context);
  });
  if (receipt === 'NOT_AVAILABLE') return answers.refused(answers.NOT_AVAILABLE);
  return receipt === 'BUSY' ? refuse(BUSY) : receipt;
}

async function find({ course, offer }: PlaceInput, { ask }: ConsentApiContext): Promise<Wanted | typeof answers.UNKNOWN> {
  const item = course ?? offer;
  if (!item || (course && offer)) return answers.ONE_OF_TWO;
  const { data } = await ask(course ? COURSE : OFFER, { id: item });
  const found = data?.['item'] as { readonly keptBy: string } | null | undefined;
  return found ? { catalogue: course ? 'language-courses' : 'jobcenter', item, provider: found.keptBy } : answers.UNKNOWN;
}

async function withoutBasis(mutation: string, { clientId, records }: CallerClient, provider: UnitCode, { category }: HandOver, purpose: Purpose, context: ConsentApiContext): Promise<PlaceReceipt> {
  const { caller: { requester }, now } = context;
  await record(context.entry(entryPart('REFUSAL', mutation, clientId, [requester.unit], category, null)), context);
  const reasons = readers(provider).map((reader) => explain(knownWith(provider, requester.unit, records), reader, purpose, now, [requester.unit], category).reason);
  // What is released to some of them is told by those who miss it.
  const reason = leadsTheCase(records, requester, now) ? (reasons.find((one) => one !== 'NO_BASIS') ?? 'NO_BASIS') : null;
  return { ...answers.refused(answers.NO_BASIS), reason, needed: { releasingUnit: requester.unit, receivingUnit: provider, category, purpose } };
}

async function carryOut(
  mutation: string, kind: PlaceActKind, { idempotencyKey }: PlaceInput, { clientId, records }: CallerClient, { catalogue, item, provider }: Wanted,
  { category, basis, until }: HandOver, context: ConsentApiContext,
): Promise<PlaceReceipt | 'CHANGED'> {
  const { caller: { requester }, store, act } = context;
  const entry = (path: string) => context.entry(entryPart('ACT', path, clientId, [requester.unit, provider], category, basis && nameOf(basis)));
  const recorded = await store.commit({ heads: [{ clientId, version: records.version }], until, entries: [entry(mutation)] });
  if (recorded === 'CHANGED') return 'CHANGED';
  const ordered = { kind, clientId, item, provider, category, basis: basis && (basis.kind === 'STATUTE' ? nameOf(basis) : basis.kind), key: idempotencyKey };
  const answer = await act(catalogue, ordered).catch(() => null); // the operator has been told why
  await record(entry(`${mutation}.${answer?.outcome ?? 'AGENCY_SILENT'}`), context);
  return answer ? answers.receiptOf(answer) : answers.refused(answers.UNCERTAIN);
}

const nameOf = ({ kind, id }: Basis) => (id === null ? kind : `${kind}:${id}` as const);

const entryPart = (kind: 'ACT' | 'REFUSAL', path: string, client: string, units: readonly UnitCode[], category: HandOver['category'], basis: string | null): LogPart => ({
  kind, client, attemptedId: null, rechtskreise: spheresOf(units), owners: units, items: [{ path, category, owners: units.slice(0, 1), granted: basis !== null, delivered: kind === 'ACT', basis }],
});
