import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Open } from '../../subgraphs/kit/decorators.js';
import { BUSY, fingerprintOf, KEY_INVALID, orKeyReused, problem, spheresOf, withCallerClient } from '../api/caller-client.js';
import type { ConsentProblem } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { ownActEntry, record, refusing } from '../api/own-act.js';
import { problemsOfLength } from '../api/text-lengths.js';
import { wellKeyed } from '../api/well-keyed.js';
import type { LogEntry } from '../audit/entry.js';
import { ROLES } from '../core/index.js';
import { newLinkingCode, readLinkingCode } from './code.js';
import { CreateLinkingCodeInput, LinkingCodeReceipt, LinkingReceipt } from './linking.types.js';
import { CODE_DAYS, isReviewDue, mayCreateCode } from './rules.js';
import type { CreationResult, Redeemed } from './types.js';

const OWN_ACT = "the caller's own act; tells nothing of the client";

/** How a unit finds its way to a client: by the code on the form the client has signed, and in no other way (domain C.10-10). */
@Resolver()
export class LinkingResolver {
  @Open(OWN_ACT)
  @Mutation(() => LinkingCodeReceipt, { nullable: true, description: 'Verknüpfungscode für das Formular anlegen / Create a linking code for the form' })
  async createLinkingCode(@Arg('input', () => CreateLinkingCodeInput) input: CreateLinkingCodeInput, @Ctx() context: ConsentApiContext): Promise<LinkingCodeReceipt> {
    const { caller: { requester }, pseudonyms, store, now } = context;
    const path = 'createLinkingCode';
    const refuse = refusing(path, context, notMade);
    const problems = [
      ...(wellKeyed(input.idempotencyKey) ? [] : [KEY_INVALID]),
      ...problemsOfLength(input),
      ...(input.validDays >= CODE_DAYS.least && input.validDays <= CODE_DAYS.most ? [] : [DAYS_INVALID]),
    ];
    if (problems.length > 0) return refuse(...problems);
    const code = newLinkingCode();
    const [mac] = pseudonyms.codeMacs(readLinkingCode(code)!);
    const make = withCallerClient<CreationResult | 'FORBIDDEN' | 'REVIEW_DUE'>(context, input.client, async ({ clientId, records }) => {
      if (!mayCreateCode(records, requester, input.unit, now)) {
        await record(linkingEntry(context, path, clientId, [requester.unit], null), context);
        return 'FORBIDDEN';
      }
      // Read after the records: an event in between has raised their version, and nothing is made.
      if (isReviewDue(records, input.unit, now, await store.linking.endedFor(clientId, input.unit))) return 'REVIEW_DUE';
      const result = await store.linking.create({
        head: { clientId, version: records.version }, unit: input.unit, by: requester, mac, days: input.validDays,
        idempotencyKey: input.idempotencyKey, fingerprint: fingerprintOf(input),
        // Not the other unit's business before it is redeemed: it would learn of a client who is not its own.
        entry: (codeId) => linkingEntry(context, path, clientId, [requester.unit], codeId),
        again: ownActEntry('NOOP', path, context, { clientId, records }),
      });
      return result.status === 'CHANGED' ? 'CHANGED' : result;
    });
    return orKeyReused(make.then((result) => {
      if (result === 'BUSY') return refuse(BUSY);
      if (result === 'REVIEW_DUE') return refuse(REVIEW_DUE);
      if (typeof result === 'string' || result.status === 'CHANGED') return notMade(NOT_AVAILABLE);
      const made = { id: result.codeId, expiresAt: new Date(result.expiresAt) };
      return result.isNew ? { ...made, code, problems: [] } : { ...made, code: null, problems: [SHOWN_ALREADY] };
    }), refuse);
  }

  @Open(OWN_ACT)
  @Mutation(() => LinkingReceipt, { nullable: true, description: 'Verknüpfungscode einlösen: die eigene Akte verknüpfen / Redeem a linking code: link the own file' })
  async redeemLinkingCode(
    @Arg('code', () => String) typed: string, @Arg('idempotencyKey', () => String) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<LinkingReceipt> {
    const { caller: { requester }, pseudonyms, store } = context;
    const path = 'redeemLinkingCode';
    const refused = linkingEntry(context, path, null, [requester.unit], null);
    const refuse = async (...problems: readonly ConsentProblem[]): Promise<LinkingReceipt> => {
      await record(refused, context);
      return notLinked(...problems);
    };
    const code = readLinkingCode(typed);
    const obstacles = [
      ...(wellKeyed(idempotencyKey) ? [] : [KEY_INVALID]),
      ...problemsOfLength({ code: typed }),
      ...(ROLES[requester.role].personalData ? [] : [ROLE_FORBIDDEN]),
      ...(code === null ? [MISTYPED] : []),
    ];
    if (code === null || obstacles.length > 0) return refuse(...obstacles);
    const accepted = ({ codeId, clientId, creatorUnit }: Redeemed): LogEntry =>
      linkingEntry(context, path, clientId, [requester.unit, creatorUnit], codeId);
    const again = (clientId: string): LogEntry => ownActEntry('NOOP', path, context, { clientId });
    const redeem = store.linking.redeem({ by: requester, idempotencyKey, macs: pseudonyms.codeMacs(code), accepted, again, refused });
    return orKeyReused(redeem.then((result) => {
      if (result.status === 'REFUSED') return notLinked(NOT_ACCEPTED);
      if (result.status === 'LOCKED') return { ...notLinked(LOCKED), retryAt: new Date(result.until) };
      return { client: pseudonyms.write(`unit:${requester.unit}`, result.clientId), retryAt: null, problems: [] };
    }), refuse);
  }

  @Open(OWN_ACT)
  @Mutation(() => LinkingCodeReceipt, { nullable: true, description: 'Eigenen Verknüpfungscode widerrufen / Revoke a linking code of one’s own' })
  async revokeLinkingCode(
    @Arg('id', () => ID) id: string, @Arg('idempotencyKey', () => String) idempotencyKey: string, @Ctx() context: ConsentApiContext,
  ): Promise<LinkingCodeReceipt> {
    const { caller: { requester }, store } = context;
    const path = 'revokeLinkingCode';
    const refuse = refusing(path, context, notMade);
    if (!wellKeyed(idempotencyKey)) return refuse(KEY_INVALID);
    const entry = (clientId: string, isNew: boolean): LogEntry =>
      (isNew ? linkingEntry(context, path, clientId, [requester.unit], id) : ownActEntry('NOOP', path, context, { clientId }));
    const result = await store.linking.revoke({ by: requester, codeId: id, entry });
    if (result === 'UNKNOWN') {
      await record(linkingEntry(context, path, null, [requester.unit], null), context);
      return notMade(NOT_AVAILABLE);
    }
    return result === 'REVOKED' ? { id, code: null, expiresAt: null, problems: [] } : refuse(REDEEMED);
  }
}

const notMade = (...problems: readonly ConsentProblem[]): LinkingCodeReceipt => ({ id: null, code: null, expiresAt: null, problems });
const notLinked = (...problems: readonly ConsentProblem[]): LinkingReceipt => ({ client: null, retryAt: null, problems });

/** Success and refusal alike; never the code, of which a slip of the pen would give away almost all. */
function linkingEntry(context: ConsentApiContext, path: string, client: string | null, units: readonly string[], codeId: string | null): LogEntry {
  const owners = [...new Set(units)];
  const item = { path, category: 'CONSENT_META' as const, owners, granted: codeId !== null, basis: codeId && `LINKING_CODE:${codeId}` };
  return context.entry({ kind: client === null ? 'ATTEMPT' : 'CONSENT', client, attemptedId: null, owners, rechtskreise: spheresOf(owners), items: [item] });
}

const NOT_AVAILABLE = problem('NOT_AVAILABLE',
  'Klientin, Klient, Formular oder Code ist für Sie nicht vorhanden; Kennung, Zuständigkeit und die auf dem Formular genannten Stellen prüfen',
  'The client, form or code does not exist for you; check the id, the competence and the units named on the form');
const REVIEW_DUE = problem('REVIEW_DUE',
  'Die Stelle ist nach einem Umzug oder Wechsel nicht mehr zuständig, und eine Schweigepflichtsentbindung von vorher nennt sie noch; diese zuerst durch eine neue ersetzen oder widerrufen',
  'After a move or a change the unit is no longer competent, and a release from before still names it; replace that by a new one first, or withdraw it');
const DAYS_INVALID = problem('DAYS_INVALID', `validDays: ${CODE_DAYS.least} bis ${CODE_DAYS.most} angeben`, `validDays: give ${CODE_DAYS.least} to ${CODE_DAYS.most}`);
const SHOWN_ALREADY = problem('CODE_SHOWN_ALREADY',
  'Der Code wurde schon einmal angezeigt und ist nirgends gespeichert; ist er verloren, widerrufen und mit neuem idempotencyKey anlegen',
  'The code has been shown already and is stored nowhere; if it is lost, revoke it and create one with a new idempotencyKey');
const REDEEMED = problem('CODE_REDEEMED',
  'Der Code ist eingelöst; wenn die Stelle nichts mehr erfahren soll, die Schweigepflichtsentbindung widerrufen',
  'The code has been redeemed; if the unit is to learn nothing more, withdraw the release from confidentiality');
const ROLE_FORBIDDEN = problem('ROLE_FORBIDDEN', 'Nur wer Akten führt, verknüpft sie', 'Only who works on files links them');
const MISTYPED = problem('CODE_MISTYPED', 'Der Code enthält einen Tippfehler; vom Formular neu abschreiben oder scannen', 'The code contains a slip; copy it from the form again or scan it');
const NOT_ACCEPTED = problem('CODE_NOT_ACCEPTED',
  'Dieser Code gilt nicht: falsch, abgelaufen, verbraucht oder für eine andere Stelle; bei der ausstellenden Stelle einen neuen erbitten',
  'This code does not hold: wrong, expired, used or for another unit; ask the issuing unit for a new one');
const LOCKED = problem('LOCKED', 'Zu viele Fehlversuche; ab retryAt erneut versuchen', 'Too many failures; try again from retryAt on');
