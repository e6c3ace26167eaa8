import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { Refusal } from '../../subgraphs/kit/errors.js';
import { signedPaper } from '../api/change-consent.resolver.js';
import { ConsentPaperInput, NamedPersonInput, ReceivingFunctionInput } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { CategoryEnum, PurposeEnum } from '../api/enums.js';
import { basisIdOf, idOf } from '../api/ids.js';
import { paperOfInput } from '../api/paper-of-input.js';
import { directionsOf, mayRecord } from '../api/rights.js';
import { shownProblem } from '../api/step.js';
import type { Category, ClientRecords, Consent, NamedPerson, Purpose, ReceivingFunction, UnitCode } from '../core/index.js';
import { isParty, cappedEnd, consentOf, prevent, problemsOfDraft, problemsOfReplacing, type FiledConsent, type Problem, type Withdrawn } from '../lifecycle/index.js';
import { preview } from './preview.js';
import { ASSUMPTION, ConsentPreview, shownParties } from './preview.types.js';
import { afterGiving, afterReplacing, afterWithdrawing, asKnownTo } from './records.js';
import { tell } from './tell.js';

@Resolver()
export class PreviewResolver {
  @Protected('CONSENT_META')
  @Query(() => ConsentPreview, {
    nullable: true,
    description: 'Vor der Unterschrift: wer welches Feld neu sähe, bis wann; wer erfassen darf, darf fragen / Before signing: who would newly see which field, until when',
  })
  async previewConsent(
    @Arg('input', () => ConsentPaperInput) input: ConsentPaperInput,
    @Arg('replaces', () => ID, { nullable: true, description: 'Entbindung, die ersetzt würde / Release that would be replaced' }) replaces: string | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<ConsentPreview | null> {
    const paper = paperOfInput(input, context);
    const problems = problemsOfDraft(paper, context.policy, context.now);
    const signed = signedPaper(paper, paper.client ?? '', context);
    const drafts = signed.map(consentOf);
    return tell(context, input.client, 'previewConsent', async ({ clientId, records }) => {
      const old = replaces ? await filedTogether(clientId, replaces, context) : [];
      if (!mayRecord(drafts, records, context) || old === null) return null;
      const found = [...problems, ...(replaces ? problemsOfReplacing(signed, old, context.now) : [])];
      return shown(context, records, drafts, found, (known) => (prevent(found) ? known : afterGiving(afterReplacing(known, old.map(({ id }) => id)), drafts)));
    });
  }

  /** A draft that is filed already, with both its directions. */
  @Protected('CONSENT_META')
  @Query(() => ConsentPreview, {
    nullable: true,
    description: 'Was ein erfasster Entwurf bewirkte, wenn er jetzt unterschrieben würde / What a filed draft would do if it were signed now',
  })
  async previewGiving(@Arg('client', () => ID) client: string, @Arg('consent', () => ID) consent: string, @Ctx() context: ConsentApiContext): Promise<ConsentPreview | null> {
    const { now } = context;
    return tell(context, client, 'previewGiving', async ({ clientId, records }) => {
      const ids = (await filedTogether(clientId, consent, context))?.map(({ id }) => id);
      const drafts = records.consents.filter(({ id, state }) => ids?.includes(id) && (state === 'ENTWURF' || state === 'BEDENKZEIT'));
      if (drafts.length === 0 || !mayRecord(drafts, records, context)) return null;
      const given = drafts.map((draft): Consent =>
        ({ ...draft, state: 'ERTEILT', from: Math.max(draft.from, now), to: cappedEnd({ to: draft.to, ofAgeAt: draft.ofAgeAt ?? null }, now) }));
      return shown(context, records, given, [], (known) =>
        afterGiving({ ...known, consents: known.consents.filter(({ id }) => !given.some((one) => one.id === id)) }, given));
    });
  }

  @Protected('CONSENT_META')
  @Query(() => ConsentPreview, {
    nullable: true,
    description: 'Vor dem Widerruf, ganz oder in Teilen: wer was nicht mehr sähe, und was bleibt / Before withdrawing, in whole or in part: who would see what no longer, and what stays',
  })
  async previewWithdrawal(
    @Arg('client', () => ID) client: string,
    @Arg('consent', () => ID) consent: string,
    @Arg('categories', () => [CategoryEnum], { nullable: true, description: 'Nur diese Kategorien / These categories only' }) categories: Category[] | null | undefined,
    @Arg('recipients', () => [String], { nullable: true, description: 'Nur gegenüber diesen Stellen / Towards these units only' }) recipients: string[] | null | undefined,
    @Arg('recipientPersons', () => [NamedPersonInput], { nullable: true, description: 'Nur gegenüber diesen Personen / Towards these persons only' }) persons: NamedPersonInput[] | null | undefined,
    @Arg('recipientFunctions', () => [ReceivingFunctionInput], { nullable: true, description: 'Nur gegenüber diesen Funktionen / Towards these functions only' }) functions: ReceivingFunctionInput[] | null | undefined,
    @Arg('purposes', () => [PurposeEnum], { nullable: true, description: 'Nur für diese Zwecke / For these purposes only' }) purposes: Purpose[] | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<ConsentPreview | null> {
    const withdrawn = partOf(categories, { units: recipients ?? [], persons: persons ?? [], functions: functions ?? [] }, purposes);
    const { unit } = context.caller.requester;
    return tell(context, client, 'previewWithdrawal', ({ records }) => {
      const meant = records.consents.find((record) => record.id === idOf(context, consent) && isParty(record, unit));
      return meant ? shown(context, records, [], [], (known) => afterWithdrawing(known, meant, withdrawn)) : null;
    });
  }
}

/** Both directions of the paper a consent is on, as far as the caller's unit is a party; `null` if there is none for it. */
async function filedTogether(clientId: string, consent: string, context: ConsentApiContext): Promise<readonly FiledConsent[] | null> {
  const filed = await context.store.lifecycle.filed(clientId);
  return filed && directionsOf(consent, filed.consents, context);
}

/** The preview as the caller's unit may have it: of the records as that unit may know them. */
function shown(
  context: ConsentApiContext, records: ClientRecords, drafts: readonly Consent[], problems: readonly Problem[], change: (known: ClientRecords) => ClientRecords,
): ConsentPreview {
  const { caller: { requester }, now, policy, fields } = context;
  const known = asKnownTo(requester.unit, records, drafts);
  const planned = new Set(drafts.map(({ id }) => id)); // these exist only in the preview
  return {
    problems: problems.map(shownProblem), assumption: ASSUMPTION,
    parties: shownParties(preview(known, change(known), now, policy, fields), (basis) => (planned.has(basis.id ?? '') ? null : basisIdOf(context, basis))),
  };
}

/** An empty list names no part, as in the withdrawal itself. @throws Refusal if more than one kind of part is named: each is a withdrawal of its own */
function partOf(
  categories: Category[] | null | undefined, recipients: { units: UnitCode[]; persons: NamedPerson[]; functions: ReceivingFunction[] }, purposes: Purpose[] | null | undefined,
): Withdrawn {
  const parts: Withdrawn[] = [
    ...(categories?.length ? [{ of: 'CATEGORIES' as const, categories }] : []),
    ...(Object.values(recipients).some(({ length }) => length > 0) ? [{ of: 'RECIPIENTS' as const, ...recipients }] : []),
    ...(purposes?.length ? [{ of: 'PURPOSES' as const, purposes }] : []),
  ];
  if (parts.length <= 1) return parts[0] ?? { of: 'ALL' };
  throw new Refusal('BAD_REQUEST', 'Nur eines von categories, recipients, purposes angeben / Give only one of categories, recipients, purposes');
}
