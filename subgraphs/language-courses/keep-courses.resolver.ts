import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { CatalogueChange, keeperIn, tooMany } from '../kit/catalogue/keeping/keeping.js';
import type { Saved } from '../kit/catalogue/keeping/save.js';
import { Open } from '../kit/decorators.js';
import { CourseInput } from './course-keeping.js';
import type { Loaders } from './loaders.js';

type Context = AgencyContext<Loaders>;

/** How course providers keep their catalogue: each its own, nobody another's. */
@Resolver()
export class KeepCoursesResolver {
  @Open('published catalogue of courses')
  @Mutation(() => CatalogueChange, { nullable: true, description: 'Eigene Kurse anlegen und ändern, nach der eigenen Kennung / Create and change own courses, by the own key' })
  async saveCourses(
    @Arg('courses', () => [CourseInput]) courses: CourseInput[],
    @Arg('goodRest', () => Boolean, { defaultValue: false, description: 'Gutes speichern, auch wenn anderes falsch ist / Save what is good though the rest is wrong' }) goodRest: boolean,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: 'Nur prüfen / Check only' }) dryRun: boolean,
    @Ctx() { release, loaders }: Context,
  ): Promise<Saved> {
    const keeper = keeperIn('language-courses', release);
    return 'refusal' in keeper ? keeper.refusal : tooMany(courses) ?? loaders.saveCourses(courses.map((course) => ({ ...course })), { keptBy: keeper.unit, goodRest, dryRun });
  }

  @Open('published catalogue of courses')
  @Mutation(() => CatalogueChange, { nullable: true, description: 'Einen eigenen Kurs zurückziehen / Withdraw an own course' })
  async withdrawCourse(
    @Arg('key', () => String) key: string,
    @Arg('version', () => Int, { nullable: true }) version: number | null,
    @Ctx() { release, loaders }: Context,
  ): Promise<Saved> {
    const keeper = keeperIn('language-courses', release);
    return 'refusal' in keeper ? keeper.refusal : loaders.withdrawCourse({ keptBy: keeper.unit, key, version: version ?? null });
  }
}
