import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Open } from '../kit/decorators.js';
import { Cefr, CourseKind, Municipality } from '../kit/enums.js';
import { pageOf, pageSize, type Page } from '../kit/paging.js';
import { Course, CourseConnection } from './course.entity.js';
import type { Loaders } from './loaders.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Course)
export class CourseResolver {
  @Open('published catalogue of courses')
  @Query(() => CourseConnection, { nullable: true, description: 'Kurse, nach Art, Ort und Eingangsniveau / Courses, by kind, place and level at the start' })
  async courses(
    @Arg('kind', () => CourseKind, { nullable: true }) kind: CourseKind | null,
    @Arg('municipality', () => Municipality, { nullable: true }) municipality: Municipality | null,
    @Arg('levelFrom', () => Cefr, { nullable: true }) levelFrom: Cefr | null,
    @Arg('withFreePlaces', () => Boolean, { defaultValue: false }) withFreePlaces: boolean,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Page<Course>> {
    const size = pageSize(first);
    return pageOf(await loaders.coursePage({ kind, municipality, levelFrom, withFreePlaces, after }, size + 1), size);
  }

  @Open('published catalogue of courses')
  @Query(() => Course, { nullable: true, description: 'Ein Kurs / A course' })
  course(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Course | null> {
    return loaders.courses.load(id);
  }
}
