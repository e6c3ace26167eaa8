import { Ctx, Query, Resolver } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Open } from '../kit/decorators.js';
import type { Loaders } from './loaders.js';
import { ProcessChainStep, SchoolHoliday } from './school-year.entity.js';

type Context = AgencyContext<Loaders>;

@Resolver()
export class SchoolYearResolver {
  @Open('published school calendar')
  @Query(() => [SchoolHoliday], { nullable: true, description: 'Schulferien in NRW, nach denen Schulwochen zählen / School holidays in NRW, by which school weeks count' })
  schoolHolidays(@Ctx() { loaders }: Context): Promise<SchoolHoliday[]> {
    return loaders.schoolHolidays();
  }

  @Open('published description of how a child comes to school')
  @Query(() => [ProcessChainStep], { nullable: true, description: 'Visualisierte Prozesskette / Process chain' })
  processChain(@Ctx() { loaders }: Context): Promise<ProcessChainStep[]> {
    return loaders.processChain();
  }
}
