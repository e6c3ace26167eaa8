import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { Refusal } from '../../subgraphs/kit/errors.js';
import { isParty } from '../api/consent.js';
import { RecordConsentInput } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { CategoryEnum, PurposeEnum } from '../api/enums.js';
import { mayRecord } from '../api/rights.js';
import { directions, validateConsent } from '../api/validate-consent.js';
import type { Category, ClientRecords, Consent, Purpose } from '../core/index.js';
import type { Withdrawn } from '../lifecycle/withdrawal.js';
import { preview } from './preview.js';
import { ASSUMPTION, ConsentPreview, shownParties } from './preview.types.js';
import { afterGiving, afterWithdrawing, asKnownTo } from './records.js';
import { tell } from './tell.js';

@Resolver()
export class PreviewResolver {
  @Protected('CONSENT_META')
  @Query(() => ConsentPreview, {
    nullable: true,
    description: 'Vor der Unterschrift: wer welches Feld neu sähe, bis wann; wer erfassen darf, darf fragen / Before signing: who would newly see which field, until when',
  })
  async previewConsent(@Arg('input', () => RecordConsentInput) input: RecordConsentInput, @Ctx() context: ConsentApiContext): Promise<ConsentPreview | null> {
    const drafts = directions(input, context);
    const problems = validateConsent(input, context);
    return tell(context, input.client, 'previewConsent', ({ records }) => mayRecord(drafts, records, context), ({ records }) =>
      shown(context, records, drafts, problems, (known) => (problems.length > 0 ? known : afterGiving(known, drafts))));
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
    @Arg('purposes', () => [PurposeEnum], { nullable: true, description: 'Nur für diese Zwecke / For these purposes only' }) purposes: Purpose[] | null | undefined,
    @Ctx() context: ConsentApiContext,
  ): Promise<ConsentPreview | null> {
    const withdrawn = partOf(categories, recipients, purposes);
    const { unit } = context.caller.requester;
    const meant = (records: ClientRecords) => records.consents.find((record) => record.id === consent && isParty(record, unit));
    return tell(context, client, 'previewWithdrawal', ({ records }) => meant(records) !== undefined, ({ records }) =>
      shown(context, records, [], [], (known) => afterWithdrawing(known, meant(records)!, withdrawn)));
  }
}

/** The preview as the caller's unit may have it: of the records as that unit may know them. */
function shown(
  context: ConsentApiContext, records: ClientRecords, drafts: readonly Consent[], problems: ConsentPreview['problems'], change: (known: ClientRecords) => ClientRecords,
): ConsentPreview {
  const { caller: { requester }, now, policy, fields } = context;
  const known = asKnownTo(requester.unit, records, drafts);
  return { problems, parties: shownParties(preview(known, change(known), now, policy, fields), new Set(drafts.map(({ id }) => id))), assumption: ASSUMPTION };
}

/** @throws Refusal if more than one kind of part is named: each is a withdrawal of its own */
function partOf(categories: Category[] | null | undefined, units: string[] | null | undefined, purposes: Purpose[] | null | undefined): Withdrawn {
  const parts: Withdrawn[] = [
    ...(categories ? [{ of: 'CATEGORIES' as const, categories }] : []),
    ...(units ? [{ of: 'RECIPIENTS' as const, units }] : []),
    ...(purposes ? [{ of: 'PURPOSES' as const, purposes }] : []),
  ];
  if (parts.length <= 1) return parts[0] ?? { of: 'ALL' };
  throw new Refusal('BAD_REQUEST', 'Nur eines von categories, recipients, purposes angeben / Give only one of categories, recipients, purposes');
}
