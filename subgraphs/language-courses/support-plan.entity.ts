import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { Cefr, CourseKind } from '../kit/enums.js';

@Protected('SUPPORT_PLAN_LANG')
@ObjectType({ description: 'Schritt des Sprachförderplans / Step of the language support plan' })
export class SupportPlanStep {
  @Shown(() => Cefr, 'Niveau danach / Level afterwards')
  level: Cefr;

  @Shown(() => CourseKind, 'Kursart / Kind of course')
  courseKind: CourseKind;

  @Shown(() => CalendarDate, 'Von / From')
  from: string | null;

  @Shown(() => CalendarDate, 'Bis / To')
  to: string | null;
}

@Protected('SUPPORT_PLAN_LANG')
@ObjectType({ description: 'Sprachförderplan / Language support plan' })
@Entity({ tableName: 'support_plan' })
export class SupportPlan extends ClientRecord {
  @Shown(() => Cefr, 'Zielniveau / Target level')
  @Property({ type: 'text' })
  targetLevel: Cefr;

  @Shown(() => CalendarDate, 'A2 fällig am / A2 due on')
  @Property({ type: 'date', nullable: true, fieldName: 'a2_due_on' })
  a2DueOn: string | null;

  @Shown(() => [SupportPlanStep], 'Schritte / Steps')
  @Property({ type: 'json' })
  steps: SupportPlanStep[];
}
