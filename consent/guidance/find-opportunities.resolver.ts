import { GraphQLError } from 'graphql';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { COURSE_TOPICS, OFFER_TOPICS, type Topic } from '../../subgraphs/eligibility/index.js';
import { CatalogueSort, type Facet } from '../../subgraphs/kit/catalogue/filter.js';
import { Open } from '../../subgraphs/kit/decorators.js';
import { pageSize } from '../../subgraphs/kit/paging.js';
import type { ConsentApiContext } from '../api/context.js';
import { CatalogueItemConnection, OpportunityFilter } from './find-opportunities.types.js';
import { cursorsIn, merge, type Listed } from './merge.js';

const PAGE = '{ totalCount pageInfo { hasNextPage } facets { name values { value count } } edges { cursor sortKey distanceKm node { id } } }';

/** Both agencies are asked the same; what comes back is put into one order. */
const QUESTION = `query FindOpportunities($courses: CourseFilter, $offers: OfferFilter, $sort: CatalogueSort, $first: Int!, $afterCourses: String, $afterOffers: String) {
  courses(filter: $courses, sort: $sort, first: $first, after: $afterCourses) ${PAGE}
  offers(filter: $offers, sort: $sort, first: $first, after: $afterOffers) ${PAGE}
}`;

const LONGEST_TEXT = 200;

@Resolver()
export class FindOpportunitiesResolver {
  @Open('published catalogues of courses and offers')
  @Query(() => CatalogueItemConnection, { nullable: true, description: 'Kurse und Angebote zusammen suchen / Search courses and offers together' })
  async findOpportunities(
    @Arg('filter', () => OpportunityFilter, { nullable: true }) filter: OpportunityFilter | null,
    @Arg('sort', () => CatalogueSort, { nullable: true }) sort: CatalogueSort | null,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { ask }: ConsentApiContext,
  ): Promise<CatalogueItemConnection> {
    const size = pageSize(first);
    const { kinds, ...shared } = filter ?? {};
    if (sort === 'DISTANCE' && !shared.near) throw refused('Nach Entfernung ordnen braucht filter.near / Sorting by distance needs filter.near');
    if ((shared.text?.length ?? 0) > LONGEST_TEXT || shared.text?.includes('\0')) throw refused(`text hat höchstens ${LONGEST_TEXT} Zeichen / text has at most ${LONGEST_TEXT} characters`);
    const from = after ? cursorsIn(after) : { Course: null, Offer: null };
    if (!from) throw refused('after ist kein Zeiger dieser Liste / after is no cursor of this list');

    const kindsOf = (topics: readonly Topic[]): readonly Topic[] | null => kinds?.filter((kind) => topics.includes(kind)) ?? null;
    const { data } = await ask(QUESTION, {
      courses: { ...shared, kinds: kindsOf(COURSE_TOPICS) }, offers: { ...shared, kinds: kindsOf(OFFER_TOPICS) }, sort: sort ?? null, first: size,
      afterCourses: from.Course, afterOffers: from.Offer,
    });
    const lists = { Course: (data?.['courses'] ?? null) as Listed | null, Offer: (data?.['offers'] ?? null) as Listed | null };
    const { edges, hasNextPage, totalCount, facets } = merge(lists, from, size);
    return { edges, totalCount, facets: facets as readonly Facet[], pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}

const refused = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
