import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Protected, Resolved } from '../kit/decorators.js';
import { WorkAccess } from '../kit/enums.js';
import type { Loaders } from './loaders.js';
import { StatusView } from './status-view.js';
import { forbidsWork } from './titles.js';

@Resolver(() => StatusView)
export class StatusViewResolver {
  /** Stricter than what is around it: needs its own category from the same owner. */
  @Protected('WORK_PERMISSION')
  @Resolved(() => WorkAccess, 'Zugang zum Arbeitsmarkt / Access to the labour market')
  async workAccess(@Root() { client, owner, residence }: StatusView, @Ctx() { loaders }: AgencyContext<Loaders>): Promise<WorkAccess | undefined> {
    if (forbidsWork(residence.storedTitle)) return 'VERBOTEN';
    return (await loaders.workPermissions.load(client)).find((permission) => permission.owner === owner)?.access;
  }
}
