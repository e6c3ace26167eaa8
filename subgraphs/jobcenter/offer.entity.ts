import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, ID, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { Always, Open, Shown } from '../kit/decorators.js';
import { Cefr, Handlungsfeld, Municipality } from '../kit/enums.js';
import { PageInfo } from '../kit/paging.js';
import { OfferFormat, OfferKind } from './enums.js';

@Open('published catalogue of offers')
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Angebot / Offer' })
@Entity({ tableName: 'offer' })
export class Offer {
  @Always(() => ID, 'Kennung / Id')
  @PrimaryKey({ type: 'text' })
  id: string;

  @Always(() => String, 'Titel / Title')
  @Property({ type: 'text' })
  title: string;

  @Always(() => String, 'Anbieter / Provider')
  @Property({ type: 'text' })
  provider: string;

  @Always(() => OfferKind, 'Art / Kind')
  @Property({ type: 'text' })
  kind: OfferKind;

  @Always(() => Handlungsfeld, 'Handlungsfeld / Field of action')
  @Property({ type: 'text' })
  handlungsfeld: Handlungsfeld;

  @Always(() => [String], 'Zielgruppen / Target groups')
  @Property({ type: 'array' })
  targetGroups: string[];

  @Always(() => OfferFormat, 'Form / Form')
  @Property({ type: 'text' })
  format: OfferFormat;

  @Shown(() => Cefr, 'Sprachniveau mindestens / Language level at least')
  @Property({ type: 'text', nullable: true })
  languageLevelMin: Cefr | null;

  @Shown(() => Int, 'Alter von / Age from')
  @Property({ type: 'integer', nullable: true })
  ageMin: number | null;

  @Shown(() => Int, 'Alter bis / Age to')
  @Property({ type: 'integer', nullable: true })
  ageMax: number | null;

  @Always(() => [Municipality], 'Nicht in diesen Kommunen / Not in these municipalities')
  @Property({ type: 'array' })
  municipalitiesExcluded: Municipality[];

  @Always(() => Int, 'Plätze / Places')
  @Property({ type: 'integer' })
  capacity: number;

  @Always(() => Int, 'Freie Plätze / Free places')
  @Property({ type: 'integer' })
  freePlaces: number;

  @Always(() => CalendarDate, 'Gültig ab / Valid from')
  @Property({ type: 'date' })
  validFrom: string;

  @Shown(() => CalendarDate, 'Gültig bis / Valid until')
  @Property({ type: 'date', nullable: true })
  validTo: string | null;

  @Shown(() => String, 'Gefördert durch / Funded by')
  @Property({ type: 'text', nullable: true })
  fundedBy: string | null;
}

@Open('published catalogue of offers')
@ObjectType({ description: 'Angebot in einer Liste / Offer in a list' })
export class OfferEdge {
  @Always(() => Offer, 'Angebot / Offer')
  node: Offer;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;
}

@Open('published catalogue of offers')
@ObjectType({ description: 'Seite der Angebote / Page of offers' })
export class OfferConnection {
  @Always(() => [OfferEdge], 'Angebote / Offers')
  edges: OfferEdge[];

  @Always(() => PageInfo, 'Seitenangaben / Page information')
  pageInfo: PageInfo;
}
