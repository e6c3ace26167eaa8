import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { Always, Open } from '../kit/decorators.js';

@Open('published school calendar')
@ObjectType({ description: 'Schulferien in NRW / School holidays in NRW' })
@Entity({ tableName: 'school_holiday' })
export class SchoolHoliday {
  @PrimaryKey({ type: 'text' })
  id: string;

  @Always(() => String, 'Name / Name')
  @Property({ type: 'text' })
  name: string;

  @Always(() => CalendarDate, 'Erster Ferientag / First day')
  @Property({ type: 'date' })
  beginsOn: string;

  @Always(() => CalendarDate, 'Letzter Ferientag / Last day')
  @Property({ type: 'date' })
  endsOn: string;
}

@Open('published description of how a child comes to school')
@ObjectType({ description: 'Schritt der visualisierten Prozesskette / Step of the process chain' })
@Entity({ tableName: 'process_chain_step' })
export class ProcessChainStep {
  @PrimaryKey({ type: 'text' })
  id: string;

  @Always(() => Int, 'Reihenfolge / Position')
  @Property({ type: 'integer' })
  position: number;

  @Always(() => String, 'Schritt / Step')
  @Property({ type: 'text' })
  title: string;

  @Always(() => String, 'Zuständig / Responsible')
  @Property({ type: 'text' })
  responsible: string;
}
