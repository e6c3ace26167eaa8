import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { Cefr } from '../kit/enums.js';
import { ClassType, SchoolAdviceState, SchoolForm } from './enums.js';

@Protected('SCHOOL_PLACEMENT')
@ObjectType({ description: 'Seiteneinstiegsberatung / School advice for newcomers' })
@Entity({ tableName: 'school_advice' })
export class SchoolAdvice extends ClientRecord {
  @Shown(() => SchoolAdviceState, 'Stand / State')
  @Property({ type: 'text' })
  state: SchoolAdviceState;

  @Shown(() => CalendarDate, 'Fällig am (vier Schulwochen) / Due on (four school weeks)')
  @Property({ type: 'date', nullable: true })
  dueOn: string | null;

  @Shown(() => Boolean, 'Sprachmittlung nötig / Needs an interpreter')
  @Property({ type: 'boolean' })
  interpreter: boolean;

  @Shown(() => SchoolForm, 'Empfehlung / Recommendation')
  @Property({ type: 'text', nullable: true })
  recommendation: SchoolForm | null;
}

/** Whether and since when a child is at school; which school it is stays with the school authority (domain B.5). */
@Protected('SCHOOL_PLACEMENT')
@ObjectType({ description: 'Schulplatz / School placement' })
@Entity({ tableName: 'school_placement' })
export class SchoolPlacement extends ClientRecord {
  @Shown(() => Boolean, 'Besucht eine Schule / Goes to school')
  @Property({ type: 'boolean' })
  beschult: boolean;

  @Shown(() => CalendarDate, 'Erster Schultag / First day')
  @Property({ type: 'date', nullable: true })
  firstDay: string | null;

  @Shown(() => SchoolForm, 'Schulform / School form')
  @Property({ type: 'text', nullable: true })
  schoolForm: SchoolForm | null;

  @Shown(() => ClassType, 'Klassenart / Class type')
  @Property({ type: 'text', nullable: true })
  classType: ClassType | null;
}

@Protected('SCHOOL_BIOGRAPHY')
@ObjectType({ description: 'Schulbiografie / School biography' })
@Entity({ tableName: 'school_biography' })
export class SchoolBiography extends ClientRecord {
  @Shown(() => Int, 'Schuljahre / Years of schooling')
  @Property({ type: 'integer', nullable: true })
  yearsOfSchooling: number | null;

  @Shown(() => [String], 'Zeugnisse / Certificates')
  @Property({ type: 'array' })
  certificates: string[];

  @Shown(() => Cefr, 'Deutschkenntnisse / Level of German')
  @Property({ type: 'text', nullable: true })
  germanLevel: Cefr | null;
}

/** That the school entry examination took place; its findings never leave the Gesundheitsamt. Shown as `Client.healthExamDone`. */
@Entity({ tableName: 'health_exam' })
export class HealthExam extends ClientRecord {
  @Property({ type: 'boolean' })
  done: boolean;
}
