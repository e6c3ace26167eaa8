import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { CatalogueEntry, Published, PublishedIfAny } from '../kit/catalogue/entry.js';
import type { Facet } from '../kit/catalogue/filter.js';
import { EdgeDistance, EdgeSortKey, Facets, TotalCount } from '../kit/catalogue/page.js';
import { Always, Open } from '../kit/decorators.js';
import { Cefr, CourseKind, Municipality } from '../kit/enums.js';
import { PageInfo } from '../kit/paging.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Kurs / Course' })
@Entity({ tableName: 'course' })
export class Course extends CatalogueEntry {
  @Published(() => CourseKind, 'Kursart / Kind')
  @Property({ type: 'text' })
  kind: CourseKind;

  @PublishedIfAny(() => Cefr, 'Eingangsniveau / Level at the start')
  @Property({ type: 'text', nullable: true })
  levelFrom: Cefr | null;

  @PublishedIfAny(() => Cefr, 'Zielniveau / Level at the end')
  @Property({ type: 'text', nullable: true })
  levelTo: Cefr | null;

  @Published(() => Int, 'Unterrichtseinheiten zu 45 Minuten / Lessons of 45 minutes')
  @Property({ type: 'integer' })
  lessons: number;

  @Published(() => CalendarDate, 'Beginn / Starts on')
  @Property({ type: 'date' })
  startsOn: string;

  @PublishedIfAny(() => CalendarDate, 'Ende / Ends on')
  @Property({ type: 'date', nullable: true })
  endsOn: string | null;

  @Published(() => String, 'Unterrichtszeiten / Schedule')
  @Property({ type: 'text' })
  schedule: string;

  @Published(() => Municipality, 'Ort / Place')
  @Property({ type: 'text' })
  municipality: Municipality;
}

@Open('published catalogue of courses')
@ObjectType({ description: 'Kurs in einer Liste / Course in a list' })
export class CourseEdge {
  @Always(() => Course, 'Kurs / Course')
  node: Course;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;

  @EdgeSortKey()
  sortKey: string;

  @EdgeDistance()
  distanceKm: number | null;
}

@Open('published catalogue of courses')
@ObjectType({ description: 'Seite der Kurse / Page of courses' })
export class CourseConnection {
  @Always(() => [CourseEdge], 'Kurse / Courses')
  edges: CourseEdge[];

  @Always(() => PageInfo, 'Seitenangaben / Page information')
  pageInfo: PageInfo;

  @TotalCount()
  totalCount: number;

  @Facets()
  facets: Facet[];
}
