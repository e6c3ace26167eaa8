import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { CatalogueSort } from '../kit/catalogue/filter.js';
import type { CataloguePage } from '../kit/catalogue/page.js';
import { Open } from '../kit/decorators.js';
import { OfferFilter } from './offer-search.js';
import { Offer, OfferConnection } from './offer.entity.js';
import type { Loaders } from './loaders.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Offer)
export class OfferResolver {
  @Open('published catalogue of offers')
  @Query(() => OfferConnection, { nullable: true, description: 'Angebote suchen / Search offers' })
  offers(
    @Arg('filter', () => OfferFilter, { nullable: true }) filter: OfferFilter | null,
    @Arg('sort', () => CatalogueSort, { nullable: true }) sort: CatalogueSort | null,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<CataloguePage<Offer>> {
    return loaders.offerPage({ filter, sort, first, after });
  }

  @Open('published catalogue of offers')
  @Query(() => Offer, { nullable: true, description: 'Ein Angebot / An offer' })
  offer(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Offer | null> {
    return loaders.offers.load(id);
  }
}
