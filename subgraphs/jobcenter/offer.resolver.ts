import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Open } from '../kit/decorators.js';
import { Municipality } from '../kit/enums.js';
import { pageOf, pageSize, type Page } from '../kit/paging.js';
import { OfferKind } from './enums.js';
import type { Loaders } from './loaders.js';
import { Offer, OfferConnection } from './offer.entity.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Offer)
export class OfferResolver {
  @Open('published catalogue of offers')
  @Query(() => OfferConnection, { nullable: true, description: 'Angebote, nach Art und Kommune / Offers, by kind and municipality' })
  async offers(
    @Arg('kind', () => OfferKind, { nullable: true }) kind: OfferKind | null,
    @Arg('municipality', () => Municipality, { nullable: true }) municipality: Municipality | null,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Page<Offer>> {
    const size = pageSize(first);
    return pageOf(await loaders.offerPage({ kind, municipality, after }, size + 1), size);
  }

  @Open('published catalogue of offers')
  @Query(() => Offer, { nullable: true, description: 'Ein Angebot / An offer' })
  offer(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Offer | null> {
    return loaders.offers.load(id);
  }
}
