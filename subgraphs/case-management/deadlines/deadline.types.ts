import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kit/calendar-date.js';
import { ClientRecord } from '../../kit/client-record.js';
import { Always, Open, Protected, Shown } from '../../kit/decorators.js';
import { DeadlineKey, DeadlineState, LengthUnit, StartEvent } from '../enums.js';
import type { ComputedDeadline, Milestone as Noted } from './compute.js';
import type { Day } from './days.js';
import type { DeadlineRule as Rule } from './register.js';

/** A deadline as it stands today; computed from the unit's own file and never stored. */
@Protected('CM_PROCESS')
@ObjectType({ description: 'Frist des Kreises, heute berechnet / Deadline set by the county, as computed today' })
export class Deadline implements ComputedDeadline {
  client: string;
  owner: string;

  @Shown(() => DeadlineKey, 'Welche Frist / Which deadline')
  goalKey: DeadlineKey;

  @Shown(() => StartEvent, 'Womit sie beginnt / What it begins with')
  startEvent: StartEvent;

  @Shown(() => CalendarDate, 'Begonnen am / Started on')
  startedOn: Day | null;

  @Shown(() => CalendarDate, 'Fällig am / Due on')
  dueOn: Day | null;

  @Shown(() => CalendarDate, 'Erreicht am / Met on')
  metOn: Day | null;

  @Shown(() => DeadlineState, 'Stand / State')
  state: DeadlineState;

  @Shown(() => String, 'Wie gezählt wurde / How it was counted')
  why: string;
}

/** A view on the unit's own file: all that deadlines are computed from, and nothing else of registration and person. */
@Entity({ tableName: 'deadline_basis' })
export class DeadlineBasis extends ClientRecord {
  @Property({ type: 'date' })
  registeredOn: Day;

  @Property({ type: 'date', nullable: true })
  enteredOn: Day | null;

  @Property({ type: 'date', nullable: true })
  assignedOn: Day | null;

  @Property({ type: 'date', nullable: true })
  birthDate: Day | null;
}

/** What the unit has noted of a goal. */
@Entity({ tableName: 'milestone' })
export class Milestone extends ClientRecord implements Noted {
  @Property({ type: 'text' })
  goalKey: DeadlineKey;

  @Property({ type: 'date', nullable: true })
  metOn: Day | null;
}

@Open('the county’s published goals')
@ObjectType({ description: 'Regel einer Frist, mit Geltungszeit / Rule of a deadline, with the time it holds' })
@Entity({ tableName: 'deadline_rule' })
export class DeadlineRule implements Rule {
  @PrimaryKey({ type: 'text' })
  id: string;

  @Always(() => DeadlineKey, 'Welche Frist / Which deadline')
  @Property({ type: 'text' })
  goalKey: DeadlineKey;

  @Always(() => StartEvent, 'Womit sie beginnt / What it begins with')
  @Property({ type: 'text' })
  startEvent: StartEvent;

  @Always(() => Int, 'Länge / Length')
  @Property({ type: 'integer' })
  length: number;

  @Always(() => LengthUnit, 'Einheit der Länge / Unit of the length')
  @Property({ type: 'text' })
  unit: LengthUnit;

  @Always(() => Int, 'Gilt ab diesem Alter am Tag der Anmeldung / Applies from this age on the day of registration')
  @Property({ type: 'integer' })
  ageFrom: number;

  @Always(() => Int, 'Gilt bis zu diesem Alter am Tag der Anmeldung / Applies up to this age on the day of registration')
  @Property({ type: 'integer' })
  ageTo: number;

  @Always(() => Int, 'So viele Tage vorher bald fällig / Due soon so many days before')
  @Property({ type: 'integer' })
  warnDays: number;

  @Always(() => CalendarDate, 'Gilt bei Anmeldung ab / Holds for who registers on or after')
  @Property({ type: 'date' })
  validFrom: Day;

  @Shown(() => CalendarDate, 'Gilt bei Anmeldung bis / Holds for who registers on or before')
  @Property({ type: 'date', nullable: true })
  validTo: Day | null;

  @Always(() => String, 'Fundstelle / Source')
  @Property({ type: 'text' })
  source: string;
}

@Open('the county’s published goals')
@ObjectType({ description: 'Jährliche Aufgabe des Kreises / Yearly task of the county' })
export class CountyDeadline {
  @Always(() => DeadlineKey, 'Welche Aufgabe / Which task')
  goalKey: DeadlineKey;

  @Always(() => CalendarDate, 'Als Nächstes fällig am / Next due on')
  dueOn: Day;

  @Always(() => String, 'Fundstelle / Source')
  source: string;
}
