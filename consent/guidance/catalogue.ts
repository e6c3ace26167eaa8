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

/** What has free places, the next first. */
export interface Catalogue {
  readonly courses: readonly CatalogueCourse[];
  /** Whether the agency has no more than these. */
  readonly hasAllCourses: boolean;
  readonly offers: readonly CatalogueOffer[];
  readonly hasAllOffers: boolean;
}

const ENTRY_FIELDS = 'id kind title provider childcare ageMin ageMax freePlaces';
export const COURSE_FIELDS = `${ENTRY_FIELDS} levelFrom levelTo lessons startsOn endsOn municipality`;

/** Free courses from each level, and free offers, that are looked at: the next so many pages of a hundred. */
const MOST_PAGES = 3;

const COURSE_LISTS: readonly (readonly [list: string, filter: string])[] = LEVELS.map((level) =>
  [level, level === LEVELS[0] ? `level: ${level}` : `levelFrom: [${level}]`]); // who can do nothing can begin where no level is named, too
const LISTS = [...COURSE_LISTS.map(([list]) => list), 'OFFERS'];

const pageOf = (list: string, entries: string, filter: string, fields: string): string =>
  `${list}: ${entries}(filter: { ${filter} startsFrom: $today freePlaces: 1 }, sort: START, first: 100, after: $after_${list}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`;

/**
 * The same question for everybody: the next free courses from each level, and free offers. What an agency is asked must not
 * depend on the client, or it would learn something of somebody whom it was asked about in the same moment (P7).
 * For the same reason guidance shows excerpts and no references, whose details would be fetched entry by entry.
 */
const QUESTION = `query GuidanceCatalogue($today: Date!, ${LISTS.map((list) => `$after_${list}: String`).join(', ')}) {
  ${COURSE_LISTS.map(([list, filter]) => pageOf(list, 'courses', filter, '...Course')).join('\n  ')}
  ${pageOf('OFFERS', 'offers', '', `${ENTRY_FIELDS} languageLevelMin municipality municipalitiesExcluded validFrom validTo`)}
}
fragment Course on Course { ${COURSE_FIELDS} }`;

interface Page {
  readonly edges: readonly { readonly node: unknown }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A list as far as it has been read. */
interface Read {
  readonly nodes: readonly unknown[];
  readonly after: string | null;
  readonly state: 'GOES_ON' | 'ENDED' | 'SILENT';
}

const UNREAD: Read = { nodes: [], after: null, state: 'GOES_ON' };

/** An agency that does not answer leaves its part empty; the caller is told with the whole answer. */
export async function readCatalogue(ask: Ask, today: Day): Promise<Catalogue> {
  const lists = new Map(LISTS.map((list) => [list, UNREAD]));
  const inState = (state: Read['state'], ...of: readonly string[]): boolean => of.every((list) => lists.get(list)!.state === state);
  for (let pages = 0; pages < MOST_PAGES && LISTS.some((list) => inState('GOES_ON', list)); pages += 1) {
    // Which list has ended changes nothing in the text: it is asked for what comes after its end.
    const { data } = await ask(QUESTION, { today, ...Object.fromEntries(LISTS.map((list) => [`after_${list}`, lists.get(list)!.after])) });
    for (const [list, read] of lists) lists.set(list, readOn(read, (data?.[list] ?? null) as Page | null));
  }
  const nodes = <Node>(...of: readonly string[]): readonly Node[] => of.flatMap((list) => lists.get(list)!.nodes as Node[]);
  const ofCourses = COURSE_LISTS.map(([list]) => list);
  return {
    courses: nodes<CatalogueCourse>(...ofCourses), hasAllCourses: inState('ENDED', ...ofCourses),
    offers: nodes<CatalogueOffer>('OFFERS'), hasAllOffers: inState('ENDED', 'OFFERS'),
  };
}

const readOn = ({ nodes, after }: Read, page: Page | null): Read => (page
  ? { nodes: [...nodes, ...page.edges.map(({ node }) => node)], after: page.pageInfo.endCursor ?? after, state: page.pageInfo.hasNextPage ? 'GOES_ON' : 'ENDED' }
  : { nodes, after, state: 'SILENT' });

export const courseAsOffered = ({ kind, ageMin, ageMax, levelFrom, endsOn }: CatalogueCourse): Offered => ({ topic: kind, ageMin, ageMax, level: levelFrom, lastDay: endsOn });
export const offerAsOffered = ({ kind, ageMin, ageMax, languageLevelMin, municipalitiesExcluded, validTo }: CatalogueOffer): Offered => ({
  topic: kind, ageMin, ageMax, level: languageLevelMin, municipalitiesExcluded, lastDay: validTo,
});
