import { Directive, ID, ObjectType } from 'type-graphql';
import { Always, Open } from '../../subgraphs/kit/decorators.js';

const PUBLISHED = 'published catalogue';

/** A course of the language courses' catalogue; everything but the id is told there. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Course', { description: 'Kurs / Course' })
export class CourseReference {
  @Open(PUBLISHED)
  @Always(() => ID, 'Kennung / Id')
  id: string;
}

/** An offer of the Jobcenter's and employment agency's catalogue; everything but the id is told there. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Offer', { description: 'Angebot / Offer' })
export class OfferReference {
  @Open(PUBLISHED)
  @Always(() => ID, 'Kennung / Id')
  id: string;
}
