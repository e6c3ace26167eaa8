import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Open, Protected, Resolved } from '../kit/decorators.js';
import { Client } from './client.js';
import type { Loaders } from './loaders.js';
import { Offer } from './offer.entity.js';
import { Participation } from './participation.entity.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Client)
export class ParticipationsResolver {
  @Protected('MEASURE_PARTICIPATION')
  @Resolved(() => [Participation], 'Plätze in Angeboten / Places in offers')
  participations(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly Participation[]> {
    return loaders.participations.load(id);
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @Open('the offer is published; that this client has a place in it is protected by the participation')
  @Resolved(() => Offer, 'Angebot / Offer')
  offer(@Root() { offerId }: Pick<Participation, 'offerId'>, @Ctx() { loaders }: Context): Promise<Offer | null> {
    return loaders.offers.load(offerId);
  }
}
