import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Open } from '../../subgraphs/kit/decorators.js';
import type { ClientRecords, ConsentState } from '../core/index.js';
import {
  after, cappedEnd, filed, isVoidByInterpreter, paperOf, prevent, problemsOfAge, problemsOfBedenkzeit, problemsOfDrafting, problemsOfGiving, problemsOfHaste,
  problemsOfInformation, problemsOfRecording, problemsOfReplacing, type FiledConsent, type Step,
} from '../lifecycle/index.js';
import type { ChangedConsent } from '../store/index.js';
import { added, birthdayReview, signedPaper, stateForbids } from './change-consent.resolver.js';
import { ConsentCheck, ConsentPaperInput, ConsentReceipt } from './consent-input.js';
import type { ConsentApiContext } from './context.js';
import { idOf } from './ids.js';
import { DraftConsentInput, GiveConsentInput, RecordInformationInput, ReplaceConsentInput, StartBedenkzeitInput } from './lifecycle-input.js';
import { paperOfInput, problemsOfSignatories, signedEvidence } from './paper-of-input.js';
import { directionsOf, mayRecord, problemsOfOtherReleasers } from './rights.js';
import { receiptOf, shownProblem, step, type Judgement } from './step.js';

const OWN_ACT = "the caller's own act; tells nothing of the client";

type Directions = readonly [FiledConsent, ...FiledConsent[]];

@Resolver()
export class LifecycleResolver {
  @Open('judges the input alone')
  @Query(() => ConsentCheck, {
    nullable: true,
    description: 'Was vor der Unterschrift noch fehlt, Feld für Feld; dieselben Regeln wie beim Erteilen / What is still missing before anyone signs, field by field; the rules of giving',
  })
  checkConsent(@Arg('input', () => ConsentPaperInput) input: ConsentPaperInput, @Ctx() context: ConsentApiContext): ConsentCheck {
    const problems = [...problemsOfSignatories(input.givenBy, context), ...problemsOfGiving(paperOfInput(input, context), context.policy, context.now)];
    return { problems: problems.filter((one) => prevent([one])).map(shownProblem), warnings: problems.filter((one) => !prevent([one])).map(shownProblem) };
  }

  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { nullable: true, description: 'Formular vorbereiten / Draw up a form' })
  async draftConsent(@Arg('input', () => DraftConsentInput) input: DraftConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const paper = paperOfInput(input, context);
    return receiptOf(await step('draftConsent', input, context, ({ clientId, records }) => {
      const consents = filed({ ...paper, client: clientId, to: paper.to ?? NaN }, { ids: [randomUUID(), randomUUID()], state: 'ENTWURF' });
      if (!mayRecord(consents, records, context)) return null;
      const problems = [...problemsOfSignatories(input.givenBy, context), ...problemsOfDrafting(paper, context.policy, context.now)];
      return { problems, change: { consents: added(consents) }, concerned: consents };
    }), context);
  }

  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { nullable: true, description: 'Aufklärung festhalten / Record that the client was informed' })
  async recordInformation(@Arg('input', () => RecordInformationInput) input: RecordInformationInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const { informedAbout, language, formVersion, interpreter = null } = input;
    return this.#pending('recordInformation', 'INFORM', input, context, (directions) => {
      const told = { informedAbout, language, formVersion, interpreter };
      return { set: told, problems: problemsOfInformation({ ...paperOf(directions), ...told }, context.now) };
    });
  }

  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { nullable: true, description: 'Bedenkzeit beginnen, nach vollständiger Aufklärung / Begin the time to think it over, after full information' })
  async startBedenkzeit(@Arg('input', () => StartBedenkzeitInput) input: StartBedenkzeitInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const until = input.until.getTime();
    return this.#pending('startBedenkzeit', 'START_BEDENKZEIT', input, context, (directions) => ({
      set: { bedenkzeitUntil: until }, problems: [...problemsOfInformation(paperOf(directions), context.now), ...problemsOfBedenkzeit(until, context.now)],
    }));
  }

  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { nullable: true, description: 'Erteilen: die Unterschriften liegen vor / Give: the signatures are there' })
  async giveConsent(@Arg('input', () => GiveConsentInput) input: GiveConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const { now, policy } = context;
    const evidence = signedEvidence(input, context);
    return this.#pending('giveConsent', 'GIVE', input, context, (directions, records) => {
      const written = { ...paperOf(directions), ...evidence };
      const paper = { ...written, from: Math.max(written.from, now) }; // nobody gives for the time before
      return {
        set: { ...evidence, from: paper.from, to: cappedEnd(paper, now) },
        as: isVoidByInterpreter(paper) ? 'VOID' : 'GIVE',
        problems: [
          ...problemsOfSignatories(input.givenBy, context), ...problemsOfOtherReleasers(directions, records, context), ...problemsOfHaste(directions[0].bedenkzeitUntil, paper.givenBy, now),
          ...problemsOfAge(directions[0], paper), ...problemsOfGiving(paper, policy, now),
        ],
        tasks: birthdayReview([{ ...directions[0], ...evidence }], context),
      };
    });
  }

  /** The one way to lift an exclusion: by the client's new word, in force, and of the same units. */
  @Open(OWN_ACT)
  @Mutation(() => ConsentReceipt, { nullable: true, description: 'Durch eine neue, unterschriebene Entbindung ersetzen / Replace by a new, signed release' })
  async replaceConsent(@Arg('input', () => ReplaceConsentInput) input: ReplaceConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentReceipt> {
    const paper = paperOfInput(input, context);
    return receiptOf(await step('replaceConsent', input, context, ({ clientId, records, filed: all }) => {
      const old = directionsOf(input.replaces, all, context);
      const consents = signedPaper(paper, clientId, context, idOf(context, input.replaces));
      if (!old || !mayRecord(consents, records, context)) return null;
      return {
        problems: [
          ...problemsOfSignatories(input.givenBy, context), ...problemsOfOtherReleasers(consents, records, context), ...problemsOfRecording(paper, context.policy, context.now),
          ...(old.every(({ state }) => after('REPLACE', state)) ? [] : [stateForbids(old)]),
          ...problemsOfReplacing(consents, old, context.now),
        ],
        change: {
          consents: [...added(consents), ...old.map(({ id }): ChangedConsent => ({ id, state: 'ERSETZT', set: {} }))], tasks: birthdayReview(consents, context),
        },
        concerned: [...consents, ...old],
      };
    }), context);
  }

  /** A step of a form that nobody has signed yet, for whoever may record it. */
  async #pending(
    name: string, kind: Step, input: { readonly idempotencyKey: string; readonly client: string; readonly consent: string }, context: ConsentApiContext,
    judge: (directions: Directions, records: ClientRecords) => Pick<Judgement, 'problems'> & { readonly set: Partial<FiledConsent>; readonly as?: Step } & Pick<Judgement['change'], 'tasks'>,
  ): Promise<ConsentReceipt> {
    return receiptOf(await step(name, input, context, ({ records, filed: all }) => {
      const directions = directionsOf(input.consent, all, context);
      if (!directions || !mayRecord(directions, records, context)) return null;
      if (directions.some(({ state }) => after(kind, state) === null)) return { problems: [stateForbids(directions)], change: { consents: [] }, concerned: [] };
      const { problems, set, as = kind, tasks } = judge(directions, records);
      const consents = directions.map(({ id, state }): ChangedConsent => ({ id, state: after(as, state) as ConsentState, set }));
      return { problems, change: { consents, ...(tasks && { tasks }) }, concerned: directions };
    }), context);
  }
}
