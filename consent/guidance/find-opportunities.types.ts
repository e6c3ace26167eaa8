import { createUnionType, Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { Topic } from '../../subgraphs/eligibility/index.js';
import { CatalogueFilter, Facet } from '../../subgraphs/kit/catalogue/filter.js';
import { Always, Open, Shown } from '../../subgraphs/kit/decorators.js';
import { EligibilityTopic } from '../../subgraphs/kit/eligibility/enums.js';
import { PageInfo } from '../../subgraphs/kit/paging.js';
import { CourseReference, OfferReference } from './catalogue-reference.types.js';

const PUBLISHED = 'published catalogues';

@InputType({ description: 'Welche Kurse und Angebote; was fehlt, ist gleich / Which courses and offers; what is left out does not matter' })
export class OpportunityFilter extends CatalogueFilter {
  @Field(() => [EligibilityTopic], { nullable: true, description: 'Arten von Kursen und Angeboten / Kinds of courses and offers' })
  kinds?: Topic[] | null;
}

export const CatalogueItem = createUnionType({
  name: 'CatalogueItem',
  description: 'Kurs oder Angebot / Course or offer',
  types: () => [CourseReference, OfferReference] as const,
  resolveType: (item) => (item as unknown as CatalogueItemEdge['node']).__typename,
});

@Open(PUBLISHED)
@ObjectType({ description: 'Kurs oder Angebot in einer Liste / Course or offer in a list' })
export class CatalogueItemEdge {
  @Always(() => CatalogueItem, 'Kurs oder Angebot / Course or offer')
  node: { readonly __typename: 'Course' | 'Offer'; readonly id: string };

  @Shown(() => Float, 'Entfernung von near in km, Luftlinie / Distance from near in km, as the crow flies')
  distanceKm: number | null;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;
}

@Open(PUBLISHED)
@ObjectType({ description: 'Seite aus beiden Katalogen, in einer Reihenfolge / Page of both catalogues, in one order' })
export class CatalogueItemConnection {
  @Always(() => [CatalogueItemEdge], 'Kurse und Angebote / Courses and offers')
  edges: readonly CatalogueItemEdge[];

  @Always(() => PageInfo, 'Seitenangaben / Page information')
  pageInfo: PageInfo;

  @Always(() => Int, 'Einträge insgesamt / Entries in all')
  totalCount: number;

  @Always(() => [Facet], 'Anzahl je Merkmal über beide Kataloge / Counts by attribute over both catalogues')
  facets: readonly Facet[];
}
