import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { CatalogueSort } from '../kit/catalogue/filter.js';
import type { CataloguePage } from '../kit/catalogue/page.js';
import { Open } from '../kit/decorators.js';
import { CourseFilter } from './course-search.js';
import { Course, CourseConnection } from './course.entity.js';
import type { Loaders } from './loaders.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Course)
export class CourseResolver {
  @Open('published catalogue of courses')
  @Query(() => CourseConnection, { nullable: true, description: 'Kurse suchen / Search courses' })
  courses(
    @Arg('filter', () => CourseFilter, { nullable: true }) filter: CourseFilter | null,
    @Arg('sort', () => CatalogueSort, { nullable: true }) sort: CatalogueSort | null,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<CataloguePage<Course>> {
    return loaders.coursePage({ filter, sort, first, after });
  }

  @Open('published catalogue of courses')
  @Query(() => Course, { nullable: true, description: 'Ein Kurs / A course' })
  course(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Course | null> {
    return loaders.courses.load(id);
  }
}
