import { createHash, randomUUID } from 'node:crypto';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Open } from '../../subgraphs/kit/decorators.js';
import { leadsTheCase, ROLES, UNITS, type ClientRecords, type Consent } from '../core/index.js';
import type { LogEntry } from '../audit/entry.js';
import { KeyReused, type ChangeAuthor, type ChangeResult, type Head } from '../store/types.js';
import { isParty } from './consent.js';
import { ConsentReceipt, RecordConsentInput, WithdrawConsentInput, type ConsentProblem } from './consent-input.js';
import type { ConsentApiContext } from './context.js';
import { validateConsent, wellKeyed } from './validate-consent.js';

const OWN_ACT = "the caller's own act; tells nothing of the client";

/** How often a change is judged anew when the client's records move under it. */
const ROUNDS = 3;

@Resolver()
export class ChangeConsentResolver {
  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { description: 'Schweigepflichtsentbindung erfassen / Record a release from confidentiality' })
  async recordConsent(@Arg('input', () => RecordConsentInput) input: RecordConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const problems = validateConsent(input, context.now);
    const consents = directions(input, context.now);
    const evidence = { language: input.language ?? null, interpreter: input.interpreter ?? null, signatureReference: input.signatureReference ?? null };
    return change(context, input, problems, consents[0]!.state, (records) => mayRecord(consents, records, context), (head, author) =>
      context.store.recordConsent({ head, consents, evidence, author, entry: entryOf('recordConsent', context, head, consents) }));
  }

  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { description: 'Widerruf, sofort wirksam, bei jeder beteiligten Stelle / Withdrawal, effective at once, at any unit concerned' })
  async withdrawConsent(@Arg('input', () => WithdrawConsentInput) input: WithdrawConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const { unit } = context.caller.requester;
    const problems = wellKeyed(input.idempotencyKey) ? [] : [problem('KEY_INVALID', 'idempotencyKey: 8 bis 200 Zeichen angeben', 'idempotencyKey: give 8 to 200 characters')];
    // As easy as giving it (Art. 7 Abs. 3 GDPR): every unit that is a party takes the client's word.
    const meant = ({ consents }: ClientRecords) => consents.filter((record) => record.id === input.consent && isParty(record, unit));
    return change(context, input, problems, 'WIDERRUFEN', (records) => meant(records).length > 0, (head, author, records) =>
      context.store.withdrawConsent({ head, consentId: input.consent, author, entry: entryOf('withdrawConsent', context, head, meant(records)) }));
  }
}

/** Changes a consent for a person at a unit that works with the client; for everyone else neither client nor consent exists. */
async function change(
  context: ConsentApiContext,
  input: RecordConsentInput | WithdrawConsentInput,
  problems: readonly ConsentProblem[],
  state: Consent['state'],
  mayChange: (records: ClientRecords) => boolean,
  apply: (head: Head, author: ChangeAuthor, records: ClientRecords) => Promise<ChangeResult>,
): Promise<ConsentReceipt> {
  const { caller: { requester }, pseudonyms, store } = context;
  const refused = (all: readonly ConsentProblem[]): ConsentReceipt => ({ consentIds: [], state: null, problems: all });
  const author: ChangeAuthor = {
    unit: requester.unit, person: pseudonyms.person(requester.unit, requester.person), idempotencyKey: input.idempotencyKey,
    fingerprint: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
  };
  for (let round = 0; round < ROUNDS; round++) {
    const found = await workedWith(context, input.client);
    if (!found || !mayChange(found.records)) {
      const attempt = context.entry({ kind: 'ATTEMPT', client: null, attemptedId: input.client, rechtskreise: [], owners: [], items: [] });
      await store.commit({ heads: [], until: Infinity, entries: [attempt] });
      return refused([...problems, NOT_AVAILABLE]);
    }
    if (problems.length > 0) return refused(problems);
    const { clientId, records } = found;
    try {
      const result = await apply({ clientId, version: records.version }, author, records);
      if (result.status === 'DONE') return { consentIds: result.consentIds, state, problems: [] };
    } catch (fault) {
      if (fault instanceof KeyReused) return refused([{ code: fault.code, message: fault.message }]);
      throw fault;
    }
  }
  return refused([problem('BUSY', 'Die Daten ändern sich gerade; erneut versuchen', 'The records are changing right now; try again')]);
}

/** A client whom the caller's unit works with, for callers who work on files; `null` for all others, whether or not the client exists. */
export async function workedWith(
  { caller: { requester }, pseudonyms, store, now }: ConsentApiContext, client: string,
): Promise<{ readonly clientId: string; readonly records: ClientRecords } | null> {
  const clientId = pseudonyms.read(`unit:${requester.unit}`, client);
  const records = clientId === null ? undefined : (await store.records([clientId])).get(clientId);
  const related = records?.relations.some(({ unit, from, to }) => unit === requester.unit && from <= now && (to === null || now < to));
  return clientId !== null && records && related && ROLES[requester.role].personalData ? { clientId, records } : null;
}

/** Who releases may always write it down; who only receives could release to itself, so that is for the case manager in charge. */
export const mayRecord = (consents: readonly Consent[], records: ClientRecords, { caller: { requester }, now }: ConsentApiContext): boolean =>
  consents.every(({ releasingUnits }) => releasingUnits.includes(requester.unit)) ||
  (leadsTheCase(records, requester, now) && consents.some((record) => isParty(record, requester.unit)));

/** The records of an input: one, or one for each direction. A child as interpreter makes them void from the start. */
export function directions(input: RecordConsentInput, now: number): Consent[] {
  const there: Consent = {
    id: randomUUID(), state: input.interpreter === 'KIND' ? 'UNWIRKSAM' : 'ERTEILT',
    releasingUnits: input.releasingUnits, releasingPersons: input.releasingPersons,
    receivingUnits: input.receivingUnits, receivingPersons: input.receivingPersons,
    categories: input.categories, explicitCategories: input.explicitCategories, exclusions: input.exclusions, purposes: input.purposes,
    form: input.form, from: input.validFrom?.getTime() ?? now, to: input.validTo?.getTime() ?? NaN,
  };
  if (!input.twoWay) return [there];
  const receivers = [...new Set([...input.receivingUnits, ...input.receivingPersons.map(({ unit }) => unit)])];
  const back: Consent = {
    ...there, id: randomUUID(), releasingUnits: receivers, releasingPersons: input.receivingPersons,
    receivingUnits: input.releasingUnits, receivingPersons: input.releasingPersons,
  };
  return [there, back];
}

function entryOf(path: string, context: ConsentApiContext, { clientId }: Head, consents: readonly Consent[]): LogEntry {
  const parties = [...new Set(consents.flatMap(({ releasingUnits, receivingUnits, receivingPersons }) =>
    [...releasingUnits, ...receivingUnits, ...receivingPersons.map(({ unit }) => unit)]))];
  return context.entry({
    kind: 'CONSENT', client: clientId, attemptedId: null, owners: parties,
    rechtskreise: [...new Set(parties.flatMap((unit) => UNITS.get(unit)?.rechtskreis ?? []))],
    items: consents.map(({ id }) => ({ path, category: 'CONSENT_META', owners: parties, granted: true, basis: `CONSENT:${id}` })),
  });
}

const problem = (code: string, de: string, en: string): ConsentProblem => ({ code, message: `${de} / ${en}` });

/** One answer for unknown, undecodable and foreign clients, and for consents that are not the caller's to change (promise P6). */
const NOT_AVAILABLE = problem('NOT_AVAILABLE',
  'Klientin, Klient oder Schweigepflichtsentbindung ist für Ihre Stelle nicht vorhanden; Kennung und Zuständigkeit prüfen',
  'The client or release does not exist for your unit; check the id and the competence');
