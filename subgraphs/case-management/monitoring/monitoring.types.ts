import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kit/calendar-date.js';
import { Always, Open, Shown } from '../../kit/decorators.js';
import { DeadlineKey } from '../enums.js';

@Open('counts without persons: small figures and what would tell them are withheld before they are stored')
@ObjectType({ description: 'Zielerreichung in einem Quartal / Attainment of a goal in a quarter' })
@Entity({ tableName: 'monitoring_figure' })
export class GoalFigure {
  @Always(() => String, 'Quartal der Fälligkeit, etwa 2026-Q1 / Quarter in which it fell due, such as 2026-Q1')
  @PrimaryKey({ type: 'text' })
  quarter: string;

  @Always(() => DeadlineKey, 'Ziel / Goal')
  @PrimaryKey({ type: 'text' })
  goalKey: DeadlineKey;

  @Always(() => String, 'Kommune, oder ALLE / Municipality, or ALLE for all')
  @PrimaryKey({ type: 'text' })
  municipality: string;

  @Always(() => String, 'Zielgruppe, oder ALLE / Target group, or ALLE for all')
  @PrimaryKey({ type: 'text' })
  targetGroup: string;

  @Shown(() => Int, 'In der Frist erreicht, gerundet; leer: zu wenige, oder verriete andere / Met in time, rounded; empty: too few, or would tell others')
  @Property({ type: 'integer', nullable: true })
  met: number | null;

  @Shown(() => Int, 'Versäumt, gerundet; leer wie oben / Missed, rounded; empty as above')
  @Property({ type: 'integer', nullable: true })
  missed: number | null;

  @Always(() => Int, 'Schwelle, unter der Zahlen zurückgehalten werden / Threshold below which figures are withheld')
  @Property({ type: 'integer' })
  threshold: number;

  @Always(() => CalendarDate, 'Veröffentlicht am / Published on')
  @Property({ type: 'date' })
  publishedOn: string;
}
