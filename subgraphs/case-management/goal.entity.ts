import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { Handlungsfeld } from '../kit/enums.js';
import { ActorType, GoalState } from './enums.js';

@Protected('CM_GOALS')
@ObjectType({ description: 'Vereinbartes Ziel / Agreed goal' })
@Entity({ tableName: 'goal' })
export class Goal extends ClientRecord {
  @Shown(() => Handlungsfeld, 'Handlungsfeld / Field of action')
  @Property({ type: 'text' })
  handlungsfeld: Handlungsfeld;

  @Shown(() => String, 'Was genau / What exactly')
  @Property({ type: 'text' })
  specific: string;

  @Shown(() => String, 'Woran messbar / How it is measured')
  @Property({ type: 'text', nullable: true })
  measurable: string | null;

  @Shown(() => CalendarDate, 'Fällig am / Due on')
  @Property({ type: 'date', nullable: true })
  dueOn: string | null;

  @Shown(() => GoalState, 'Stand / State')
  @Property({ type: 'text' })
  state: GoalState;

  @Shown(() => ActorType, 'Verantwortliche Stelle / Responsible actor')
  @Property({ type: 'text', nullable: true })
  responsible: ActorType | null;
}
