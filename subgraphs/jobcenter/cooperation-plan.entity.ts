import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { CourseKind } from '../kit/enums.js';
import { PlanStep } from './enums.js';

/** Of the Kooperationsplan (§ 15 SGB II) only what others need to plan with; the rest stays in the Jobcenter's own system. */
@Protected('JC_PLAN')
@ObjectType({ description: 'Auszug aus dem Kooperationsplan (§ 15 SGB II) / Extract of the cooperation plan (§ 15 SGB II)' })
@Entity({ tableName: 'cooperation_plan' })
export class CooperationPlan extends ClientRecord {
  @Shown(() => CourseKind, 'Sprachförderung (§ 15 Abs. 2 Nr. 3 SGB II) / Language measure (§ 15 Abs. 2 Nr. 3 SGB II)')
  @Property({ type: 'text', nullable: true })
  languageMeasure: CourseKind | null;

  @Shown(() => PlanStep, 'Nächster Schritt / Next step')
  @Property({ type: 'text', nullable: true })
  nextStep: PlanStep | null;

  @Shown(() => CalendarDate, 'Stand vom / As of')
  @Property({ type: 'date' })
  updatedOn: string;
}
