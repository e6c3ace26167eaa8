import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Protected, Resolved } from '../kit/decorators.js';
import { newest } from '../kit/reader.js';
import { Client } from './client.js';
import { Household, LegalRepresentative } from './household.entity.js';
import type { Loaders } from './loaders.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Client)
export class HouseholdResolver {
  @Protected('HOUSEHOLD')
  @Resolved(() => Household, 'Haushalt / Household')
  household(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<Household | null> {
    return newest(loaders.households, id);
  }

  @Protected('HOUSEHOLD')
  @Resolved(() => [Client], 'Kinder; über jedes gilt dessen eigene Freigabe / Children; for each their own release holds')
  async children(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<Client[]> {
    const links = await loaders.childLinks.load(id);
    return [...new Set(links.map(({ child }) => child))].map((child) => ({ id: child }));
  }

  @Protected('HOUSEHOLD')
  @Resolved(() => [LegalRepresentative], 'Gesetzliche Vertretung / Legal representatives')
  guardians(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly LegalRepresentative[]> {
    return loaders.representatives.load(id);
  }
}

@Resolver(() => LegalRepresentative)
export class LegalRepresentativeResolver {
  @Protected('HOUSEHOLD')
  @Resolved(() => Client, 'Die vertretende Person, falls selbst Klientin oder Klient / The representative, if a client themselves')
  person(@Root() { representative }: Pick<LegalRepresentative, 'representative'>): Client | null {
    return representative === null ? null : { id: representative };
  }
}
