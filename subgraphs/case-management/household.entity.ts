import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { RepresentativeKind, RepresentativeScope } from './enums.js';

@Protected('HOUSEHOLD')
@ObjectType({ description: 'Haushalt / Household' })
@Entity({ tableName: 'household' })
export class Household extends ClientRecord {
  @Shown(() => Int, 'Erwachsene / Adults')
  @Property({ type: 'integer' })
  adults: number;

  @Shown(() => Int, 'Minderjährige / Minors')
  @Property({ type: 'integer' })
  minors: number;

  @Shown(() => Boolean, 'Alleinerziehend / Single parent')
  @Property({ type: 'boolean' })
  singleParent: boolean;
}

/** That a client is a child of another; shown as `Client.children`. */
@Entity({ tableName: 'child_link' })
export class ChildLink extends ClientRecord {
  /** Pseudonym of the child. */
  @Property({ type: 'text' })
  child: string;
}

@Protected('HOUSEHOLD')
@ObjectType({ description: 'Gesetzliche Vertretung / Legal representative' })
@Entity({ tableName: 'legal_representative' })
export class LegalRepresentative extends ClientRecord {
  @Shown(() => RepresentativeKind, 'Art / Kind')
  @Property({ type: 'text' })
  kind: RepresentativeKind;

  @Shown(() => [RepresentativeScope], 'Wirkungskreise / Scope')
  @Property({ type: 'array' })
  scope: RepresentativeScope[];

  /** Pseudonym of the representative, if they are a client themselves. */
  @Property({ type: 'text', nullable: true })
  representative: string | null;

  @Shown(() => CalendarDate, 'Gültig ab / Valid from')
  @Property({ type: 'date' })
  validFrom: string;

  @Shown(() => CalendarDate, 'Gültig bis, spätestens bis zum 18. Geburtstag / Valid until, at most the 18th birthday')
  @Property({ type: 'date', nullable: true })
  validTo: string | null;
}
