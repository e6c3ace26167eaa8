import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { Cefr } from '../kit/enums.js';
import { EnrolmentState } from './enums.js';

/** That and how far somebody attends a course; absences and reasons stay with the provider (domain C.10-3, scenario F13). */
@Protected('COURSE_ENROLMENT')
@ObjectType({ description: 'Kursanmeldung / Course enrolment' })
@Entity({ tableName: 'enrolment' })
export class Enrolment extends ClientRecord {
  /** Id of the course; shown as the course itself. */
  @Property({ type: 'text', fieldName: 'course' })
  courseId: string;

  @Shown(() => EnrolmentState, 'Stand / State')
  @Property({ type: 'text' })
  state: EnrolmentState;

  @Shown(() => CalendarDate, 'Von / From')
  @Property({ type: 'date', nullable: true })
  beginsOn: string | null;

  @Shown(() => CalendarDate, 'Bis / To')
  @Property({ type: 'date', nullable: true })
  endsOn: string | null;

  @Shown(() => Cefr, 'Erreichtes Niveau / Level reached')
  @Property({ type: 'text', nullable: true })
  result: Cefr | null;
}
