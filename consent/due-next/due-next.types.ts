import { ID, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../subgraphs/kit/calendar-date.js';
import { Protected, Shown } from '../../subgraphs/kit/decorators.js';
import { PageInfo } from '../../subgraphs/kit/paging.js';
import type { Due } from './due.js';

@Protected('CM_PROCESS')
@ObjectType({ description: 'Was bei wem als Nächstes fällig ist / What is due next with whom' })
export class DueDeadline implements Due {
  @Shown(() => ID, 'Pseudonym der eigenen Stelle / Pseudonym of the own unit')
  client: string;

  @Shown(() => String, 'Welche Frist, wie DeadlineKey / Which deadline, as DeadlineKey')
  goalKey: string;

  @Shown(() => CalendarDate, 'Fällig am / Due on')
  dueOn: string;

  @Shown(() => String, 'Stand, wie DeadlineState / State, as DeadlineState')
  state: string;

  @Shown(() => String, 'Wie gezählt wurde / How it was counted')
  why: string;
}

@Protected('CM_PROCESS')
@ObjectType({ description: 'Frist in einer Liste / Deadline in a list' })
export class DueEdge {
  @Shown(() => DueDeadline, 'Frist / Deadline')
  node: DueDeadline;

  @Shown(() => String, 'Zeiger / Cursor')
  cursor: string;
}

@Protected('CM_PROCESS')
@ObjectType({ description: 'Seite der Fristen / Page of deadlines' })
export class DueConnection {
  @Shown(() => [DueEdge], 'Fristen / Deadlines')
  edges: readonly DueEdge[];

  @Shown(() => PageInfo, 'Seitenangaben / Page information')
  pageInfo: PageInfo;
}
