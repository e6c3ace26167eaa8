import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { CalendarDate } from '../calendar-date.js';
import { Always, Open, Resolved, Shown, type TypeOf } from '../decorators.js';
import { textEnum } from '../enums.js';
import { coarse } from '../monitoring/protect.js';

/** How an entry can be attended; an entry may have several. */
export const Format = textEnum('Format', 'Form der Teilnahme / Form of attendance', ['VOLLZEIT', 'TEILZEIT', 'ABENDS', 'ONLINE', 'BERUFSBEGLEITEND']);
export type Format = keyof typeof Format;

/**
 * A field of a published entry. Marked one by one and not on the type: the gateway's own subgraph refers to courses and
 * offers, too, and a mark on a type would speak for fields of others. `description`: German / English.
 */
export const Published = (type: TypeOf, description: string): PropertyDecorator => both(Always(type, description) as PropertyDecorator);
/** The same for a field that may be missing. */
export const PublishedIfAny = (type: TypeOf, description: string): PropertyDecorator => both(Shown(type, description) as PropertyDecorator);

const both = (field: PropertyDecorator): PropertyDecorator => (target, property) => {
  (Open('published catalogue') as PropertyDecorator)(target, property);
  field(target, property);
};

/** What courses and offers have in common: published, kept by a unit, with places. */
@ObjectType()
export abstract class CatalogueEntry {
  @Published(() => ID, 'Kennung / Id')
  @PrimaryKey({ type: 'text' })
  id: string;

  @Published(() => String, 'Titel / Title')
  @Property({ type: 'text' })
  title: string;

  @Published(() => String, 'Anbieter / Provider')
  @Property({ type: 'text' })
  provider: string;

  @Published(() => String, 'Stelle, die den Eintrag pflegt / Unit that keeps the entry')
  @Property({ type: 'text' })
  keptBy: string;

  @PublishedIfAny(() => String, 'Kennung beim Anbieter / Key at the provider')
  @Property({ type: 'text', nullable: true })
  providerKey: string | null;

  @Published(() => Int, 'Fassung, zählt jede Änderung durch den Anbieter / Version, counts the changes by the provider')
  @Property({ type: 'integer' })
  version: number;

  @PublishedIfAny(() => String, 'Beschreibung / Description')
  @Property({ type: 'text', nullable: true })
  description: string | null;

  @Published(() => [Format], 'Formen der Teilnahme / Forms of attendance')
  @Property({ type: 'array' })
  formats: Format[];

  @Published(() => Boolean, 'Mit Kinderbetreuung / With childcare')
  @Property({ type: 'boolean' })
  childcare: boolean;

  @Published(() => Boolean, 'Nur für Frauen / Women only')
  @Property({ type: 'boolean' })
  womenOnly: boolean;

  @PublishedIfAny(() => Int, 'Alter von / Age from')
  @Property({ type: 'integer', nullable: true })
  ageMin: number | null;

  @PublishedIfAny(() => Int, 'Alter bis / Age to')
  @Property({ type: 'integer', nullable: true })
  ageMax: number | null;

  @PublishedIfAny(() => String, 'Gefördert durch / Funded by')
  @Property({ type: 'text', nullable: true })
  fundedBy: string | null;

  @Published(() => Int, 'Plätze / Places')
  @Property({ type: 'integer' })
  capacity: number;

  @Published(() => Int, 'Freie Plätze / Free places')
  @Property({ type: 'integer' })
  freePlaces: number;

  /** Not published as it is: a list of one is about somebody. */
  @Property({ type: 'integer', fieldName: 'waiting' })
  waitingExactly: number;

  @PublishedIfAny(() => Int, 'Übliche Wartezeit in Tagen / Usual waiting time in days')
  @Property({ type: 'integer', nullable: true })
  waitingDays: number | null;

  @PublishedIfAny(() => CalendarDate, 'Zurückgezogen am / Withdrawn on')
  @Property({ type: 'date', nullable: true })
  withdrawnOn: string | null;
}

@Resolver(() => CatalogueEntry)
export class CatalogueEntryResolver {
  @Open('published catalogue')
  @Resolved(() => Int, 'Personen auf der Warteliste, auf Fünfer gerundet; leer: weniger als fünf / People on the waiting list, in fives; empty: fewer than five')
  waiting(@Root() { waitingExactly }: Pick<CatalogueEntry, 'waitingExactly'>): number | null {
    return coarse(waitingExactly);
  }
}
