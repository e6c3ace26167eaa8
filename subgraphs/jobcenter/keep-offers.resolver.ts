import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { CatalogueChange, keeperIn, tooMany } from '../kit/catalogue/keeping/keeping.js';
import type { Saved } from '../kit/catalogue/keeping/save.js';
import { Open } from '../kit/decorators.js';
import { OfferInput } from './offer-keeping.js';
import type { Loaders } from './loaders.js';

type Context = AgencyContext<Loaders>;

/** How units keep their offers: each its own, nobody another's. */
@Resolver()
export class KeepOffersResolver {
  @Open('published catalogue of offers')
  @Mutation(() => CatalogueChange, { nullable: true, description: 'Eigene Angebote anlegen und ändern, nach der eigenen Kennung / Create and change own offers, by the own key' })
  async saveOffers(
    @Arg('offers', () => [OfferInput]) offers: OfferInput[],
    @Arg('goodRest', () => Boolean, { defaultValue: false, description: 'Gutes speichern, auch wenn anderes falsch ist / Save what is good though the rest is wrong' }) goodRest: boolean,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: 'Nur prüfen / Check only' }) dryRun: boolean,
    @Ctx() { release, loaders }: Context,
  ): Promise<Saved> {
    const keeper = keeperIn('jobcenter', release);
    return 'refusal' in keeper ? keeper.refusal : tooMany(offers) ?? loaders.saveOffers(offers.map((offer) => ({ ...offer })), { keptBy: keeper.unit, goodRest, dryRun });
  }

  @Open('published catalogue of offers')
  @Mutation(() => CatalogueChange, { nullable: true, description: 'Ein eigenes Angebot zurückziehen / Withdraw an own offer' })
  async withdrawOffer(
    @Arg('key', () => String) key: string,
    @Arg('version', () => Int, { nullable: true }) version: number | null,
    @Ctx() { release, loaders }: Context,
  ): Promise<Saved> {
    const keeper = keeperIn('jobcenter', release);
    return 'refusal' in keeper ? keeper.refusal : loaders.withdrawOffer({ keptBy: keeper.unit, key, version: version ?? null });
  }
}
