import type { LogEntry } from '../audit/entry.js';
import { ROLES, type ClientRecords, type Consent, type ConsentState } from '../core/index.js';
import { partiesIn, prevent, type FiledConsent, type Problem } from '../lifecycle/index.js';
import { KeyReused, type ChangeDone, type LifecycleChange } from '../store/index.js';
import { authorOf } from './author.js';
import { BUSY, KEY_INVALID, problem, spheresOf } from './caller-client.js';
import type { ConsentProblem, ConsentReceipt, StillSeen } from './consent-input.js';
import type { ConsentApiContext } from './context.js';
import { encode } from './ids.js';
import { ownActEntry, record, recordAttempt } from './own-act.js';
import { problemsOfLength } from './text-lengths.js';
import { wellKeyed } from './well-keyed.js';

/** How often a change is judged anew when the client's records move under it. */
const ROUNDS = 3;

/** A client of the caller's unit as a step finds it. */
export interface Subject {
  readonly clientId: string;
  readonly records: ClientRecords;
  readonly filed: readonly FiledConsent[];
}

/** What a step comes to: all that stands against it, and what it would change if nothing does. */
export interface Judgement {
  readonly problems: readonly Problem[];
  readonly change: Omit<LifecycleChange, 'head' | 'author' | 'entry' | 'step'>;
  /** The consents that the log entry names. */
  readonly concerned: readonly Parties[];
}

export type Parties = Pick<Consent, 'id' | 'releasingUnits' | 'receivingUnits' | 'receivingPersons' | 'receivingFunctions'>;

interface Keyed {
  readonly idempotencyKey: string;
  readonly client: string;
}

type Outcome = { readonly refused: readonly ConsentProblem[] } | { readonly done: ChangeDone; readonly warnings: readonly ConsentProblem[] };

/**
 * One step of the life cycle for a person at a unit that works with the client, once per key. `judge` gives `null` where the
 * consent is not the caller's to change: for them, as for everyone else, neither client nor consent exists.
 */
export async function step(
  name: string, input: Keyed, context: ConsentApiContext, judge: (subject: Subject) => Judgement | null,
): Promise<Outcome> {
  const { store } = context;
  const malformed = [...(wellKeyed(input.idempotencyKey) ? [] : [KEY_INVALID]), ...problemsOfLength(input).map(shownProblem)];
  const author = authorOf(context, name, input.idempotencyKey, input);
  let subject: Subject | null = null;
  const refused = async (problems: readonly ConsentProblem[]): Promise<Outcome> => {
    await record(ownActEntry('REFUSAL', name, context, subject), context);
    return { refused: problems };
  };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      subject = await subjectOf(input.client, context);
      // Looked up after the records: what a repetition has changed must not be judged as if it were still to come.
      const before = await store.lifecycle.done(author);
      if (before) return await repeated(before);
      const judgement = subject && judge(subject);
      if (!subject || !judgement) return { refused: [...malformed, await unavailable(input.client, context)] };
      const { problems } = judgement;
      const told = problems.map(shownProblem);
      if (prevent(problems) || malformed.length > 0) return await refused([...malformed, ...told.filter((_, index) => problems[index]!.severity === 'PROBLEM')]);
      const { clientId, records: { version } } = subject;
      const entry = { ...entryOf(name, context, clientId, judgement.concerned), recordsVersion: version };
      const result = await store.lifecycle.change({ ...judgement.change, head: { clientId, version }, author, step: name, entry });
      if (result.status === 'DONE') return result.repeated ? await repeated(result) : { done: result, warnings: told };
    }
  } catch (fault) {
    if (fault instanceof KeyReused) return refused([{ code: fault.code, message: fault.message, field: 'idempotencyKey' }]);
    throw fault;
  }
  return refused([BUSY]);

  async function repeated(done: ChangeDone): Promise<Outcome> {
    await record(ownActEntry('NOOP', name, context, subject), context);
    return { done, warnings: [] };
  }
}

/** An outcome as the receipt tells it. */
export const receiptOf = (outcome: Outcome, context: ConsentApiContext, stillSeen: readonly StillSeen[] = []): ConsentReceipt =>
  'refused' in outcome
    ? { consentIds: [], state: null, problems: outcome.refused, warnings: [], stillSeen: [] }
    : { consentIds: outcome.done.consentIds.map((id) => encode(context, id)), state: outcome.done.state as ConsentState, problems: [], warnings: outcome.warnings, stillSeen };

/** A client whom the caller's unit works with, for callers who work on files; `null` for all others, whether or not the client exists. */
export async function subjectOf(client: string, { caller: { requester }, pseudonyms, store, now }: ConsentApiContext): Promise<Subject | null> {
  const clientId = pseudonyms.read(`unit:${requester.unit}`, client);
  const found = clientId === null || !ROLES[requester.role].personalData ? null : await store.lifecycle.filed(clientId);
  const related = found?.records.relations.some(({ unit, from, to }) => unit === requester.unit && from <= now && (to === null || now < to));
  return clientId !== null && found && related ? { clientId, records: found.records, filed: found.consents } : null;
}

/** Notes the attempt, and gives the one answer to all of them (promise P6). */
export async function unavailable(client: string, context: ConsentApiContext): Promise<ConsentProblem> {
  await recordAttempt(client, context);
  return NOT_AVAILABLE;
}

/** Reading the unit's own post or tasks names its clients, so it is on record before it is answered (promise P4). */
export async function recordReading(path: string, context: ConsentApiContext): Promise<void> {
  const entry = context.entry({
    kind: 'RELEASE', client: null, attemptedId: null, rechtskreise: [], owners: ['CONSENT_SERVICE'],
    items: [{ path, category: 'CONSENT_META', owners: ['CONSENT_SERVICE'], granted: true, basis: 'OWN_DATA' }],
  });
  await record(entry, context);
}

/** The entry of a change, naming the parties whose matter it is. */
export function entryOf(path: string, context: ConsentApiContext, client: string | null, consents: readonly Parties[]): LogEntry {
  const parties = [...new Set(consents.flatMap(partiesIn))];
  return context.entry({
    kind: 'CONSENT', client, attemptedId: null, owners: parties,
    rechtskreise: spheresOf(parties),
    items: consents.map(({ id }) => ({ path, category: 'CONSENT_META', owners: parties, granted: true, basis: `CONSENT:${id}` })),
  });
}

export const shownProblem = ({ code, message, field }: Problem): ConsentProblem => ({ code, message, field });

/** One answer for unknown, undecodable and foreign clients, and for consents that are not the caller's to change (promise P6). */
const NOT_AVAILABLE = problem('NOT_AVAILABLE',
  'Klientin, Klient oder Schweigepflichtsentbindung ist für Ihre Stelle nicht vorhanden; Kennung und Zuständigkeit prüfen',
  'The client or release does not exist for your unit; check the id and the competence');
