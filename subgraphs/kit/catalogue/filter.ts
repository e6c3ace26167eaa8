import { Directive, Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../calendar-date.js';
import { Always, Open } from '../decorators.js';
import { Cefr, Municipality, textEnum } from '../enums.js';
import { Format } from './entry.js';

/** Orders in which a catalogue can be read; entries that are equal come in the order of their ids. */
export const CatalogueSort = textEnum('CatalogueSort', 'Reihenfolge; ohne Angabe nach Treffgenauigkeit bei Volltext, sonst nach Beginn / Order; by default relevance for full text, else start', [
  'START', 'DISTANCE', 'FREE_PLACES', 'RELEVANCE', 'TITLE',
]);
export type CatalogueSort = keyof typeof CatalogueSort;

/** What is counted beside the result. */
export const FacetName = textEnum('FacetName', 'Merkmal, nach dem gezählt wird / Attribute that is counted', [
  'KIND', 'LEVEL_FROM', 'LEVEL_TO', 'MUNICIPALITY', 'FORMAT', 'CHILDCARE', 'WOMEN_ONLY', 'PROVIDER', 'FUNDED_BY', 'FREE_PLACES', 'START_MONTH',
]);
export type FacetName = keyof typeof FacetName;

const Choice = (type: () => unknown, description: string) => Field(type as never, { nullable: true, description });

/** What to look for, the same for every catalogue. What is left out does not matter; several values of one field are alternatives. */
@InputType()
export abstract class CatalogueFilter {
  @Choice(() => String, 'Volltext, auch mit Tippfehlern; alle Wörter müssen vorkommen / Full text, typing errors forgiven; every word must occur')
  text?: string | null;

  @Choice(() => Cefr, 'Passend für jemanden auf diesem Sprachniveau / Fit for somebody at this language level')
  level?: Cefr | null;

  @Choice(() => [Cefr], 'Eingangsniveau / Level at the start')
  levelFrom?: Cefr[] | null;

  @Choice(() => [Cefr], 'Zielniveau / Level at the end')
  levelTo?: Cefr[] | null;

  @Choice(() => CalendarDate, 'Einstieg frühestens / Entry at the earliest')
  startsFrom?: string | null;

  @Choice(() => CalendarDate, 'Einstieg spätestens / Entry at the latest')
  startsUntil?: string | null;

  @Choice(() => [Municipality], 'In diesen Kommunen / In these municipalities')
  municipalities?: Municipality[] | null;

  @Choice(() => Municipality, 'Von hier aus wird die Entfernung gerechnet (Luftlinie zwischen den Orten) / Distances are counted from here (as the crow flies between the towns)')
  near?: Municipality | null;

  @Choice(() => Float, 'Höchstens so viele Kilometer von near / At most so many kilometres from near')
  withinKm?: number | null;

  @Choice(() => [Format], 'Form der Teilnahme / Form of attendance')
  formats?: Format[] | null;

  @Choice(() => Boolean, 'Mit oder ohne Kinderbetreuung / With or without childcare')
  childcare?: boolean | null;

  @Choice(() => Boolean, 'Nur für Frauen oder für alle / Women only or for everybody')
  womenOnly?: boolean | null;

  @Choice(() => Int, 'Offen für dieses Alter in Jahren / Open to this age in years')
  age?: number | null;

  @Choice(() => [String], 'Anbieter / Providers')
  providers?: string[] | null;

  @Choice(() => [String], 'Gefördert durch / Funded by')
  fundedBy?: string[] | null;

  @Choice(() => Int, 'Mindestens so viele freie Plätze / At least so many free places')
  freePlaces?: number | null;

  @Choice(() => Int, 'Übliche Wartezeit höchstens so viele Tage; wo Plätze frei sind, wartet niemand / Usual waiting time at most so many days; nobody waits where places are free')
  waitingDays?: number | null;

  @Choice(() => Boolean, 'Auch Beendetes zeigen / Show what has ended, too')
  ended?: boolean | null;
}

@Open('counts of published entries')
@Directive('@shareable')
@ObjectType({ description: 'Ein Wert und wie viele Einträge ihn haben / A value and how many entries have it' })
export class FacetValue {
  @Always(() => String, 'Wert / Value')
  value: string;

  @Always(() => Int, 'Einträge / Entries')
  count: number;
}

@Open('counts of published entries')
@Directive('@shareable')
@ObjectType({ description: 'Anzahl je Wert eines Merkmals, gezählt unter allen anderen Filtern / Counts by value of an attribute, under all the other filters' })
export class Facet {
  @Always(() => FacetName, 'Merkmal / Attribute')
  name: FacetName;

  @Always(() => [FacetValue], 'Werte, häufige zuerst / Values, frequent ones first')
  values: FacetValue[];
}
