import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { Refusal } from '../../subgraphs/kit/errors.js';
import type { ConsentApiContext } from '../api/context.js';
import { PurposeEnum } from '../api/enums.js';
import { HOLDERS, isCategory, leadsTheCase, type Category, type Purpose, type UnitCode } from '../core/index.js';
import { whatWouldRelease } from './counterfactual.js';
import { Counterfactual, shownCounterfactual } from './counterfactual.types.js';
import type { ReleasableField } from './fields.js';
import { tell } from './tell.js';

@Resolver()
export class CounterfactualResolver {
  /** A root field and not one of `Client`, since below `Client` no argument may choose what is looked at (schema rule 7). */
  @Protected('CONSENT_META')
  @Query(() => Counterfactual, {
    nullable: true,
    description: 'Welche kleinste Entbindung ein Feld freigäbe, nur für die fallführende Person / Which smallest release would let a field out, for the person leading the case only',
  })
  async whatWouldRelease(
    @Arg('client', () => ID) client: string,
    @Arg('field', () => String, { description: 'Feld wie languageLevel, oder Kategorie / Field such as languageLevel, or category' }) field: string,
    @Arg('purpose', () => PurposeEnum) purpose: Purpose,
    @Ctx() context: ConsentApiContext,
  ): Promise<Counterfactual | null> {
    const { caller: { requester }, now, policy, fields } = context;
    const { owners, categories } = meant(field, fields);
    return tell(context, client, 'whatWouldRelease', ({ records }) =>
      leadsTheCase(records, requester, now) ? shownCounterfactual(whatWouldRelease(records, requester, purpose, now, policy, owners, categories)) : null);
  }
}

/** What a field or category takes, and whose it may be. @throws Refusal for what is neither */
function meant(name: string, fields: readonly ReleasableField[]): { readonly owners: readonly UnitCode[]; readonly categories: readonly [Category, ...Category[]] } {
  const field = fields.find(({ path, coordinate }) => path === name || coordinate === name);
  if (field) return field;
  if (isCategory(name)) return { owners: HOLDERS.get(name) ?? [], categories: [name] };
  throw new Refusal('BAD_REQUEST', 'field ist weder ein Feld von Client noch eine Kategorie / field is neither a field of Client nor a category');
}
