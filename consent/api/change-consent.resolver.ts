import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Open } from '../../subgraphs/kit/decorators.js';
import { isUnderstood } from '../core/index.js';
import {
  after, cappedEnd, consentOf, cut, filed, isGiven, isPending, isVoidByInterpreter, problem, problemsOfRecording, receiversOf, stillSeen,
  type FiledConsent, type Paper, type Withdrawn,
} from '../lifecycle/index.js';
import type { ChangedConsent } from '../store/index.js';
import { ConsentReceipt, RecordConsentInput, WithdrawConsentInput, type StillSeen } from './consent-input.js';
import { isParty } from '../lifecycle/index.js';
import type { ConsentApiContext } from './context.js';
import { idOf } from './ids.js';
import { paperOfInput, problemsOfSignatories } from './paper-of-input.js';
import { directionsOf, mayRecord, problemsOfOtherReleasers } from './rights.js';
import { receiptOf, step, subjectOf, type Judgement, type Subject } from './step.js';

const OWN_ACT = "the caller's own act; tells nothing of the client";

@Resolver()
export class ChangeConsentResolver {
  /** A paper signed elsewhere: drawn up and given in one step. */
  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { nullable: true, description: 'Schweigepflichtsentbindung erfassen / Record a release from confidentiality' })
  async recordConsent(@Arg('input', () => RecordConsentInput) input: RecordConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const paper = paperOfInput(input, context);
    return receiptOf(await step('recordConsent', input, context, ({ clientId, records }) => {
      const consents = signedPaper(paper, clientId, context);
      if (!mayRecord(consents, records, context)) return null;
      return {
        problems: [...problemsOfSignatories(input.givenBy, context), ...problemsOfOtherReleasers(consents, records, context), ...problemsOfRecording(paper, context.policy, context.now)],
        change: { consents: added(consents), tasks: birthdayReview(consents, context) }, concerned: consents,
      };
    }), context);
  }

  /** As easy as giving it (Art. 7 Abs. 3 GDPR): every unit that is a party takes the client's word. */
  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { nullable: true, description: 'Widerruf, sofort wirksam, bei jeder beteiligten Stelle / Withdrawal, effective at once, at any unit concerned' })
  async withdrawConsent(@Arg('input', () => WithdrawConsentInput) input: WithdrawConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const outcome = await step('withdrawConsent', input, context, ({ filed: all }) => {
      const directions = directionsOf(input.consent, all, context);
      return directions && withdrawal(input, input.bothDirections ? directions : directions.filter(({ id }) => id === idOf(context, input.consent)), context);
    });
    return receiptOf(outcome, context, 'done' in outcome ? remainder(outcome.done.consentIds, await subjectOf(input.client, context), context) : []);
  }
}

/** The records of a paper that has been signed. A child as interpreter makes them void from the start. */
export const signedPaper = (paper: Paper, clientId: string, { now }: ConsentApiContext, replaces: string | null = null): FiledConsent[] =>
  filed({ ...paper, client: clientId, to: cappedEnd({ to: paper.to ?? NaN, ofAgeAt: paper.ofAgeAt }, now) },
    { ids: [randomUUID(), randomUUID()], state: isVoidByInterpreter(paper) ? 'UNWIRKSAM' : 'ERTEILT', replaces });

export const added = (consents: readonly FiledConsent[]): ChangedConsent[] => consents.map((add) => ({ id: add.id, state: add.state, add }));

/** Whoever takes a minor's consent looks at it again on the 18th birthday (F8). */
export const birthdayReview = (consents: readonly FiledConsent[], { caller, now }: ConsentApiContext): NonNullable<Judgement['change']['tasks']> =>
  consents.slice(0, 1).flatMap(({ id, ofAgeAt }) => (ofAgeAt !== null && now < ofAgeAt ? [{ unit: caller.requester.unit, consentId: id, kind: 'BIRTHDAY' as const, dueAt: ofAgeAt }] : []));

/** What the client takes back of these consents; the part taken stays as a withdrawn consent of its own, with its exclusions. */
function withdrawal(input: WithdrawConsentInput, consents: readonly FiledConsent[], { caller, now }: ConsentApiContext): Judgement {
  const parts = partsOf(input);
  const withdrawn = parts[0] ?? { of: 'ALL' as const };
  const cuts = consents.map((consent) => ({ consent, taken: cut(consentOf(consent), withdrawn) })).filter(({ taken }) => taken.kind !== 'NOTHING');
  const partIds = new Map(cuts.map(({ consent }) => [consent.id, randomUUID()]));
  const partOf = ({ id }: FiledConsent): string => partIds.get(id)!;
  const possible = cuts.every(({ consent, taken }) => after(taken.kind === 'PART' ? 'WITHDRAW_PART' : 'WITHDRAW', consent.state) !== null);
  const changed = cuts.flatMap(({ consent, taken }): ChangedConsent[] => {
    // What nobody has signed was never said: it forbids nothing either.
    if (taken.kind !== 'PART') return [{ id: consent.id, state: 'WIDERRUFEN', set: isPending(consent) ? { exclusions: [] } : {} }];
    const part: FiledConsent = { ...consent, ...taken.taken, id: partOf(consent), state: 'WIDERRUFEN' };
    return [{ id: consent.id, state: 'TEILWIDERRUFEN', set: taken.remaining }, { id: part.id, state: part.state, add: part }];
  });
  const ended = cuts.filter(({ consent }) => isUnderstood(consentOf(consent)) && isGiven(consent, now));
  return {
    problems: [
      ...(parts.length > 1 ? [problem('ONE_PART_AT_A_TIME', 'categories', 'Entweder Kategorien oder Empfänger oder Zwecke angeben', 'state categories or recipients or purposes')] : []),
      ...(cuts.length === 0 ? [problem('NOTHING_TO_WITHDRAW', 'consent', 'Die Entbindung enthält nichts davon; Angaben prüfen', 'the release contains nothing of that; check the input')] : []),
      ...(possible ? [] : [stateForbids(consents)]),
    ],
    change: {
      consents: changed, detail: withdrawn,
      notices: ended.flatMap(({ consent, taken }) =>
        receiversOf(taken.kind === 'PART' ? taken.taken : consent).filter((unit) => unit !== caller.requester.unit)
          // Whoever is no party to the rest is told of the part that ended.
          .map((unit) => ({ unit, consentId: taken.kind === 'PART' && !isParty({ ...consent, ...taken.remaining }, unit) ? partOf(consent) : consent.id }))),
    },
    concerned: consents,
  };
}

const partsOf = ({ categories, recipients, recipientPersons, recipientFunctions, purposes }: WithdrawConsentInput): Withdrawn[] => [
  ...(categories.length > 0 ? [{ of: 'CATEGORIES' as const, categories }] : []),
  ...(recipients.length + recipientPersons.length + recipientFunctions.length > 0
    ? [{ of: 'RECIPIENTS' as const, units: recipients, persons: recipientPersons, functions: recipientFunctions }] : []),
  ...(purposes.length > 0 ? [{ of: 'PURPOSES' as const, purposes }] : []),
];

export const stateForbids = (consents: readonly { readonly state: string }[]) => {
  const states = [...new Set(consents.map(({ state }) => state))].join(', ');
  return problem('STATE_FORBIDS', 'consent', `Im Stand ${states} ist das nicht möglich`, `not possible in the state ${states}`);
};

/** Statutes are not touched by a withdrawal, and the receipt says so. */
function remainder(consentIds: readonly string[], subject: Subject | null, { policy, caller, now }: ConsentApiContext): StillSeen[] {
  const withdrawn = subject?.filed.filter(({ id, state }) => consentIds.includes(id) && state === 'WIDERRUFEN') ?? [];
  return withdrawn.flatMap((consent) => stillSeen(subject!.records, consentOf(consent), policy, caller.requester, now)).map(({ basis, ...seen }) => ({
    ...seen, basis: basis.kind, citation: policy.flows.find(({ id }) => basis.kind === 'STATUTE' && id === basis.id)?.citation ?? null,
  }));
}
