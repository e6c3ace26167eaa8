import { Arg, Ctx, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { assess, type Attribute } from '../../subgraphs/eligibility/index.js';
import { Protected, Resolved } from '../../subgraphs/kit/decorators.js';
import { shownAssessment } from '../../subgraphs/kit/eligibility/assessment.js';
import { attributeName } from '../../subgraphs/kit/eligibility/enums.js';
import { cursorOf, idOf, pageSize } from '../../subgraphs/kit/paging.js';
import { Client } from '../api/client.js';
import type { ConsentApiContext } from '../api/context.js';
import type { NeededConsent } from '../api/release-status.js';
import { guidanceOf } from './guidance.js';
import { excerptOfCourse, excerptOfOffer, LanguagePlan, OpportunityConnection, type SharpeningRelease } from './guidance.types.js';
import { languagePlan } from './language-plan.js';
import { opportunitiesFor } from './opportunities.js';
import { sharpening, type Sharpening } from './sharpening.js';

/**
 * What there is for a client, made from what this caller may see of them and from nothing else: what is withheld is unknown
 * here. `CONSENT_META`, since that is what the answers tell beyond the released: which release is missing.
 */
@Resolver(() => Client)
export class GuidanceResolver {
  @Protected('CONSENT_META')
  @Resolved(() => OpportunityConnection, 'Kurse und Angebote mit freien Plätzen, die in Frage kommen: ein Hinweis, keine Entscheidung (Art. 22 DSGVO) / Courses and offers with free places that come into question: a hint, no decision (Art. 22 GDPR)')
  async opportunities(
    @Root() { id }: Client,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: ConsentApiContext,
  ): Promise<OpportunityConnection | null> {
    const size = pageSize(first);
    const beyond = after === null || after === undefined ? '' : idOf(after);
    const guidance = guidanceOf(context);
    const [client, catalogue] = [await guidance.client(id), await guidance.catalogue()];
    if (!client) return null;
    const rest = opportunitiesFor(client.person, catalogue, guidance.today).filter(({ position }) => position > beyond);
    const page = rest.slice(0, size).map((found) => ({ ...found, assessment: assess(client.person, found.offered, guidance.today) }));
    const unknown = [...new Set(page.flatMap(({ assessment }) => assessment.unknownAttributes))];
    const { by, askTheClient } = sharpening(unknown, client);
    return {
      edges: page.map(({ course, offer, assessment, position }) =>
        ({ node: { course: course && excerptOfCourse(course), offer: offer && excerptOfOffer(offer), assessment: shownAssessment(assessment) }, cursor: cursorOf(position) })),
      pageInfo: { hasNextPage: rest.length > size, endCursor: page.length > 0 ? cursorOf(page.at(-1)!.position) : null },
      catalogueComplete: catalogue.hasAllCourses && catalogue.hasAllOffers,
      knownAttributes: (Object.keys(client.person) as Attribute[]).map(attributeName),
      askTheClient: askTheClient.map(attributeName),
      sharpenedBy: by.map(shownSharpening),
    };
  }

  @Protected('CONSENT_META')
  @Resolved(() => LanguagePlan, 'Sprachkette vom festgestellten Niveau zum Ziel / Language chain from the tested level to the target')
  languagePlan(@Root() { id }: Client, @Ctx() context: ConsentApiContext): Promise<LanguagePlan | null> {
    return planFor(id, [], context);
  }

  /** A root field and not one of `Client`, since below `Client` there are no arguments but those for paging (schema rule 7). */
  @Protected('CONSENT_META')
  @Query(() => LanguagePlan, { nullable: true, description: 'Sprachkette, wenn diese Kurse ausfallen oder voll sind / Language chain if these courses are cancelled or full' })
  simulateLanguagePlan(
    @Arg('client', () => ID) client: string,
    @Arg('withoutCourses', () => [ID]) withoutCourses: string[],
    @Ctx() context: ConsentApiContext,
  ): Promise<LanguagePlan | null> {
    return planFor(client, withoutCourses, context);
  }
}

const ATTENDED = ['BEGONNEN', 'ANGEMELDET'];
/** What a plan needs of a client; the rest only narrows which courses are open. */
const FOR_A_PLAN: readonly Attribute[] = ['level', 'arrivedOn', 'integrationCourse'];

async function planFor(id: string, without: readonly string[], context: ConsentApiContext): Promise<LanguagePlan | null> {
  const guidance = guidanceOf(context);
  const [client, { courses, hasAllCourses }] = [await guidance.client(id), await guidance.catalogue()];
  if (!client) return null;
  const { released: { languageLevel, supportPlan, registration, enrolments }, person, withheld } = client;
  const attending = (enrolments ?? []).flatMap(({ state, course }) => (course && ATTENDED.includes(state ?? '') && !without.includes(course.id) ? [course] : []));
  const plan = languagePlan({
    person, attending, level: languageLevel?.level ?? null, target: supportPlan?.targetLevel ?? null, a2DueOn: supportPlan?.a2DueOn ?? null, registeredOn: registration?.registeredOn ?? null,
  }, courses.filter((course) => !without.includes(course.id)), guidance.today);
  const { by } = sharpening(FOR_A_PLAN, client);
  const supportPlanWithheld = withheld.get('supportPlan');
  const target: readonly Sharpening[] = supportPlanWithheld ? [{ attributes: [], withheld: supportPlanWithheld }] : [];
  return { ...plan, catalogueComplete: hasAllCourses, steps: plan.steps.map(({ course, ...step }) => ({ ...step, course: excerptOfCourse(course) })), sharpenedBy: [...by, ...target].map(shownSharpening) };
}

const shownSharpening = ({ attributes, withheld: { category, reason, neededConsent } }: Sharpening): SharpeningRelease =>
  ({ attributes: attributes.map(attributeName), category, reason: reason ?? null, needed: (neededConsent as NeededConsent | null | undefined) ?? null });
