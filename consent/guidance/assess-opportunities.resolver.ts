import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { assess, TOPICS, type RuleSet, type Topic } from '../../subgraphs/eligibility/index.js';
import { CalendarDate } from '../../subgraphs/kit/calendar-date.js';
import { Open } from '../../subgraphs/kit/decorators.js';
import { Assessment, shownAssessment } from '../../subgraphs/kit/eligibility/assessment.js';
import { EligibilityRuleSet, EligibilityTopic } from '../../subgraphs/kit/eligibility/enums.js';
import { HypotheticalPerson, knownOf } from '../../subgraphs/kit/eligibility/hypothetical-person.js';
import type { ConsentApiContext } from '../api/context.js';
import { guidanceOf } from './guidance.js';

/** The standard look-up: attributes of nobody. Nothing of it is logged, so nobody can count who has been asked about (scenario F11). */
@Resolver()
export class AssessOpportunitiesResolver {
  @Open('published rules applied to attributes of nobody')
  @Query(() => [Assessment], {
    nullable: true,
    description: 'Was Regeln jemandem mit diesen Merkmalen eröffnen: Hinweise, keine Entscheidung (Art. 22 DSGVO) / What rules open to somebody with these attributes: hints, no decision (Art. 22 GDPR)',
  })
  assessOpportunities(
    @Arg('person', () => HypotheticalPerson) person: HypotheticalPerson,
    @Arg('topics', () => [EligibilityTopic], { nullable: true, description: 'Wonach gefragt wird, sonst alles / What is asked about, else everything' }) topics: Topic[] | null,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'Stichtag, sonst heute / Day asked about, else today' }) asOf: string | null,
    @Arg('ruleSets', () => [EligibilityRuleSet], { defaultValue: [] }) ruleSets: RuleSet[],
    @Ctx() context: ConsentApiContext,
  ): Assessment[] {
    const known = knownOf(person);
    return [...new Set(topics ?? TOPICS)].map((topic) => shownAssessment(assess(known, { topic }, asOf ?? guidanceOf(context).today, ruleSets)));
  }
}
