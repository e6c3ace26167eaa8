import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, ID, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { Always, Open, Shown } from '../kit/decorators.js';
import { Cefr, CourseKind, Municipality } from '../kit/enums.js';
import { PageInfo } from '../kit/paging.js';

@Open('published catalogue of courses')
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Kurs / Course' })
@Entity({ tableName: 'course' })
export class Course {
  @Always(() => ID, 'Kennung / Id')
  @PrimaryKey({ type: 'text' })
  id: string;

  @Always(() => String, 'Titel / Title')
  @Property({ type: 'text' })
  title: string;

  @Always(() => String, 'Kursträger / Provider')
  @Property({ type: 'text' })
  provider: string;

  @Always(() => CourseKind, 'Kursart / Kind')
  @Property({ type: 'text' })
  kind: CourseKind;

  @Shown(() => Cefr, 'Eingangsniveau / Level at the start')
  @Property({ type: 'text', nullable: true })
  levelFrom: Cefr | null;

  @Shown(() => Cefr, 'Zielniveau / Level at the end')
  @Property({ type: 'text', nullable: true })
  levelTo: Cefr | null;

  @Always(() => Int, 'Unterrichtseinheiten zu 45 Minuten / Lessons of 45 minutes')
  @Property({ type: 'integer' })
  lessons: number;

  @Always(() => CalendarDate, 'Beginn / Starts on')
  @Property({ type: 'date' })
  startsOn: string;

  @Shown(() => CalendarDate, 'Ende / Ends on')
  @Property({ type: 'date', nullable: true })
  endsOn: string | null;

  @Always(() => String, 'Unterrichtszeiten / Schedule')
  @Property({ type: 'text' })
  schedule: string;

  @Always(() => Municipality, 'Ort / Place')
  @Property({ type: 'text' })
  municipality: Municipality;

  @Always(() => Boolean, 'Mit Kinderbetreuung / With childcare')
  @Property({ type: 'boolean' })
  childcare: boolean;

  @Always(() => Int, 'Freie Plätze / Free places')
  @Property({ type: 'integer' })
  freePlaces: number;
}

@Open('published catalogue of courses')
@ObjectType({ description: 'Kurs in einer Liste / Course in a list' })
export class CourseEdge {
  @Always(() => Course, 'Kurs / Course')
  node: Course;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;
}

@Open('published catalogue of courses')
@ObjectType({ description: 'Seite der Kurse / Page of courses' })
export class CourseConnection {
  @Always(() => [CourseEdge], 'Kurse / Courses')
  edges: CourseEdge[];

  @Always(() => PageInfo, 'Seitenangaben / Page information')
  pageInfo: PageInfo;
}
