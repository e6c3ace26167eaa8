import { Arg, Ctx, Resolver, Root } from 'type-graphql';
import { assess, type Offered } from '../eligibility/index.js';
import type { AgencyContext } from '../kit/agency.js';
import { CalendarDate } from '../kit/calendar-date.js';
import { Open, Resolved } from '../kit/decorators.js';
import { Assessment, shownAssessment } from '../kit/eligibility/assessment.js';
import { HypotheticalPerson, knownOf } from '../kit/eligibility/hypothetical-person.js';
import { Course } from './course.entity.js';
import type { Loaders } from './loaders.js';

/** What a course says itself about who can begin it; its age limits and level bind besides the rules. */
const offeredBy = ({ kind, ageMin, ageMax, levelFrom, endsOn }: Course): Offered => ({ topic: kind, ageMin, ageMax, level: levelFrom, lastDay: endsOn });

@Resolver(() => Course)
export class CourseEligibilityResolver {
  @Open('published rules applied to attributes of nobody')
  @Resolved(() => Assessment, 'Ob jemand mit diesen Merkmalen teilnehmen kann: ein Hinweis, keine Entscheidung (Art. 22 DSGVO) / Whether somebody with these attributes can take part: a hint, no decision (Art. 22 GDPR)')
  eligibility(
    @Root() course: Course,
    @Arg('person', () => HypotheticalPerson) person: HypotheticalPerson,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'Stichtag, sonst heute / Day asked about, else today' }) asOf: string | null,
    @Ctx() { loaders }: AgencyContext<Loaders>,
  ): Assessment {
    return shownAssessment(assess(knownOf(person), offeredBy(course), asOf ?? loaders.today()));
  }
}
