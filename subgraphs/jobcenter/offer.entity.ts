import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { CatalogueEntry, Published, PublishedIfAny } from '../kit/catalogue/entry.js';
import type { Facet } from '../kit/catalogue/filter.js';
import { EdgeDistance, EdgeSortKey, Facets, TotalCount } from '../kit/catalogue/page.js';
import { Always, Open } from '../kit/decorators.js';
import { Cefr, Handlungsfeld, Municipality } from '../kit/enums.js';
import { PageInfo } from '../kit/paging.js';
import { OfferKind } from './enums.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Angebot / Offer' })
@Entity({ tableName: 'offer' })
export class Offer extends CatalogueEntry {
  @Published(() => OfferKind, 'Art / Kind')
  @Property({ type: 'text' })
  kind: OfferKind;

  @Published(() => Handlungsfeld, 'Handlungsfeld / Field of action')
  @Property({ type: 'text' })
  handlungsfeld: Handlungsfeld;

  @Published(() => [String], 'Zielgruppen / Target groups')
  @Property({ type: 'array' })
  targetGroups: string[];

  @PublishedIfAny(() => Cefr, 'Sprachniveau mindestens / Language level at least')
  @Property({ type: 'text', nullable: true })
  languageLevelMin: Cefr | null;

  @Published(() => [Municipality], 'Nicht in diesen Kommunen / Not in these municipalities')
  @Property({ type: 'array' })
  municipalitiesExcluded: Municipality[];

  @PublishedIfAny(() => Municipality, 'Ort; fehlt er, gilt das Angebot im ganzen Kreis / Place; without one the offer holds in the whole county')
  @Property({ type: 'text', nullable: true })
  municipality: Municipality | null;

  @Published(() => CalendarDate, 'Gültig ab / Valid from')
  @Property({ type: 'date' })
  validFrom: string;

  @PublishedIfAny(() => CalendarDate, 'Gültig bis / Valid until')
  @Property({ type: 'date', nullable: true })
  validTo: string | null;
}

@Open('published catalogue of offers')
@ObjectType({ description: 'Angebot in einer Liste / Offer in a list' })
export class OfferEdge {
  @Always(() => Offer, 'Angebot / Offer')
  node: Offer;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;

  @EdgeSortKey()
  sortKey: string;

  @EdgeDistance()
  distanceKm: number | null;
}

@Open('published catalogue of offers')
@ObjectType({ description: 'Seite der Angebote / Page of offers' })
export class OfferConnection {
  @Always(() => [OfferEdge], 'Angebote / Offers')
  edges: OfferEdge[];

  @Always(() => PageInfo, 'Seitenangaben / Page information')
  pageInfo: PageInfo;

  @TotalCount()
  totalCount: number;

  @Facets()
  facets: Facet[];
}
