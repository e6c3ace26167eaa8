import { LEVELS, MUNICIPALITIES, type Day, type Offered, type Topic } from '../../subgraphs/eligibility/index.js';
import type { Ask } from '../api/ask.js';

export type Level = (typeof LEVELS)[number];
type Place = (typeof MUNICIPALITIES)[number];

/** What guidance shows of an entry. */
interface Entry {
  readonly id: string;
  readonly kind: Topic;
  readonly title: string;
  readonly provider: string;
  readonly childcare: boolean;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly freePlaces: number;
}

export interface CatalogueCourse extends Entry {
  readonly levelFrom: Level | null;
  readonly levelTo: Level | null;
  readonly lessons: number;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly municipality: Place;
}

export interface CatalogueOffer extends Entry {
  readonly languageLevelMin: Level | null;
  readonly municipality: Place | null;
  readonly municipalitiesExcluded: readonly Place[];
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

export interface Catalogue {
  readonly courses: readonly CatalogueCourse[];
  readonly offers: readonly CatalogueOffer[];
}

const ENTRY_FIELDS = 'id kind title provider childcare ageMin ageMax freePlaces';
export const COURSE_FIELDS = `${ENTRY_FIELDS} levelFrom levelTo lessons startsOn endsOn municipality`;

/**
 * The same question for everybody: the next hundred courses from each level, and a hundred offers. What an agency is asked
 * must not depend on the client, or it would learn something of somebody whom it was asked about in the same moment (P7).
 * For the same reason guidance shows excerpts and no references, whose details would be fetched entry by entry.
 */
const QUESTION = `query GuidanceCatalogue($today: Date!) {
  ${LEVELS.map((level) => `${level}: courses(filter: { levelFrom: [${level}], startsFrom: $today }, sort: START, first: 100) { edges { node { ...Course } } }`).join('\n  ')}
  OFFERS: offers(filter: { startsFrom: $today }, sort: START, first: 100) { edges { node { ${ENTRY_FIELDS} languageLevelMin municipality municipalitiesExcluded validFrom validTo } } }
}
fragment Course on Course { ${COURSE_FIELDS} }`;

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
}

/** An agency that does not answer leaves its part empty; the caller is told with the whole answer. */
export async function readCatalogue(ask: Ask, today: Day): Promise<Catalogue> {
  const { data } = await ask(QUESTION, { today });
  const nodes = <Node>(key: string): readonly Node[] => ((data?.[key] as Page<Node> | null | undefined)?.edges ?? []).map(({ node }) => node);
  return { courses: LEVELS.flatMap((level) => nodes<CatalogueCourse>(level)), offers: nodes<CatalogueOffer>('OFFERS') };
}

export const courseAsOffered = ({ kind, ageMin, ageMax, levelFrom, endsOn }: CatalogueCourse): Offered => ({ topic: kind, ageMin, ageMax, level: levelFrom, lastDay: endsOn });
export const offerAsOffered = ({ kind, ageMin, ageMax, languageLevelMin, municipalitiesExcluded, validTo }: CatalogueOffer): Offered => ({
  topic: kind, ageMin, ageMax, level: languageLevelMin, municipalitiesExcluded, lastDay: validTo,
});
