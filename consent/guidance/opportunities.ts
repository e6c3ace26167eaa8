import { judge, LEVELS, OUTCOMES, type Day, type HypotheticalPerson, type Offered, type Outcome } from '../../subgraphs/eligibility/index.js';
import { courseAsOffered, offerAsOffered, type Catalogue, type CatalogueCourse, type CatalogueOffer } from './catalogue.js';

/** Something from a catalogue that is not closed to somebody. */
export interface Opportunity {
  readonly course: CatalogueCourse | null;
  readonly offer: CatalogueOffer | null;
  readonly offered: Offered;
  /** Where it stands in the list: by outcome, near first, early first; unique. */
  readonly position: string;
}

/** What the catalogues hold for a person of whom this is known, without what is closed to them or teaches them nothing. */
export function opportunitiesFor(person: HypotheticalPerson, { courses, offers }: Catalogue, today: Day): readonly Opportunity[] {
  const fitting = courses.filter((course) => teaches(course, person));
  const candidates = [
    ...fitting.map((course) => ({ course, offer: null, offered: courseAsOffered(course), starts: course.startsOn, place: course.municipality, id: course.id })),
    ...offers.map((offer) => ({ course: null, offer, offered: offerAsOffered(offer), starts: offer.validFrom < today ? today : offer.validFrom, place: offer.municipality, id: offer.id })),
  ];
  return candidates
    .flatMap(({ course, offer, offered, starts, place, id }) => {
      const { outcome } = judge(person, offered, today);
      if (outcome === 'NICHT_ZUGAENGLICH') return [];
      const isNear = place === null || place === person.municipality;
      return [{ course, offer, offered, position: positionOf(outcome, isNear, starts, course ? 'course' : 'offer', id) }];
    })
    .sort((a, b) => (a.position < b.position ? -1 : 1));
}

const positionOf = (outcome: Outcome, isNear: boolean, starts: Day, kind: string, id: string): string => `${OUTCOMES.indexOf(outcome)} ${isNear ? 0 : 1} ${starts} ${kind} ${id}`;

/** Where the level is not known, every course may teach something. */
function teaches({ levelTo }: CatalogueCourse, { level }: HypotheticalPerson): boolean {
  return typeof level !== 'string' || levelTo === null || LEVELS.indexOf(levelTo) >= LEVELS.indexOf(level);
}
