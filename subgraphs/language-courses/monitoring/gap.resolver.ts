import { Ctx, Query, Resolver } from 'type-graphql';
import type { AgencyContext } from '../../kit/agency.js';
import { Open } from '../../kit/decorators.js';
import type { Loaders } from '../loaders.js';
import { CourseGap } from './gap.types.js';

@Resolver()
export class CourseGapResolver {
  @Open('sums of what the published catalogue shows of each course')
  @Query(() => [CourseGap], { nullable: true, description: 'Wartelisten nach Niveau und Ort, für die Planung des Angebots / Waiting lists by level and place, for planning what is offered' })
  courseGaps(@Ctx() { loaders }: AgencyContext<Loaders>): Promise<readonly CourseGap[]> {
    return loaders.courseGaps();
  }
}
