import { foldLines, ICalCalendar, ICalEvent, type ICalEventData } from 'ical-generator';
import type { CatalogueEntry } from '../entry.js';
import type { Thing } from './schema-org.js';

/** How entries of one catalogue are shown to the public. */
export interface Published<T extends CatalogueEntry> {
  /** `courses` in `/catalogue/courses.jsonld`. */
  readonly name: string;
  readonly title: string;
  // written as methods, so that catalogues of different entries fit into one place
  thing(entry: T): Thing;
  event(entry: T): ICalEventData;
}

/** A way to write a whole catalogue, entry by entry. */
export interface Feed<T extends CatalogueEntry> {
  readonly type: string;
  write(entries: AsyncIterable<T>, published: Published<T>, now: Date): AsyncGenerator<string>;
}

export const FEEDS: Readonly<Record<'jsonld' | 'ics', Feed<CatalogueEntry>>> = {
  /** schema.org as JSON-LD 1.1. */
  jsonld: {
    type: 'application/ld+json',
    async *write(entries, { thing }) {
      let separator = '';
      yield '{"@context":"https://schema.org","@graph":[';
      for await (const entry of entries) {
        yield `${separator}\n${JSON.stringify(thing(entry))}`;
        separator = ',';
      }
      yield '\n]}\n';
    },
  },
  /** iCalendar, RFC 5545. */
  ics: {
    type: 'text/calendar; charset=utf-8',
    async *write(entries, { title, event }, now) {
      const calendar = new ICalCalendar({ name: title, prodId: { company: 'Kreis Lippe', product: 'Freigabe', language: 'DE' } });
      const [head, tail] = calendar.toString().split(END);
      yield head!;
      for await (const entry of entries) yield `${foldLines(new ICalEvent({ id: entry.id, stamp: now, ...event(entry) }, calendar).toString())}\r\n`;
      yield `${END}${tail}`;
    },
  },
};

const END = 'END:VCALENDAR';
