import { Ctx, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../kit/agency.js';
import { Open, Resolved } from '../kit/decorators.js';
import { Course } from './course.entity.js';
import { Enrolment } from './enrolment.entity.js';
import type { Loaders } from './loaders.js';

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @Open('the course is published; that this client attends it is protected by the enrolment')
  @Resolved(() => Course, 'Kurs / Course')
  course(@Root() { courseId }: Pick<Enrolment, 'courseId'>, @Ctx() { loaders }: AgencyContext<Loaders>): Promise<Course | null> {
    return loaders.courses.load(courseId);
  }
}
