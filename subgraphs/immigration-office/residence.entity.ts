import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { ClientRecord } from '../kit/client-record.js';
import { Protected, Shown } from '../kit/decorators.js';
import { ObligationKind, WorkCondition } from './enums.js';
import { WorkAccess } from '../kit/enums.js';
import type { StoredTitle } from './titles.js';

@Protected('RESIDENCE_TITLE')
@ObjectType({ description: 'Aufenthaltstitel / Residence title' })
@Entity({ tableName: 'residence' })
export class Residence extends ClientRecord {
  /** As held by the office; shown by the resolver under its public name. */
  @Property({ type: 'text', fieldName: 'title' })
  storedTitle: StoredTitle;

  @Shown(() => CalendarDate, 'Gültig bis / Valid until')
  @Property({ type: 'date', nullable: true })
  validUntil: string | null;

  @Shown(() => CalendarDate, 'Erstmals erteilt am / First issued on')
  @Property({ type: 'date', nullable: true })
  firstIssuedOn: string | null;
}

@Protected('WORK_PERMISSION')
@ObjectType({ description: 'Zugang zum Arbeitsmarkt / Permission to work' })
@Entity({ tableName: 'work_permission' })
export class WorkPermission extends ClientRecord {
  @Shown(() => WorkAccess, 'Zugang / Access')
  @Property({ type: 'text' })
  access: WorkAccess;

  @Shown(() => [WorkCondition], 'Bedingungen / Conditions')
  @Property({ type: 'array' })
  conditions: WorkCondition[];

  @Shown(() => CalendarDate, 'Gültig bis / Valid until')
  @Property({ type: 'date', nullable: true })
  validUntil: string | null;
}

@Protected('RESIDENCE_OBLIGATION')
@ObjectType({ description: 'Wohnsitzauflage oder -regelung / Residence obligation' })
@Entity({ tableName: 'residence_obligation' })
export class ResidenceObligation extends ClientRecord {
  @Shown(() => ObligationKind, 'Art / Kind')
  @Property({ type: 'text' })
  kind: ObligationKind;

  @Shown(() => String, 'Ort / Place')
  @Property({ type: 'text', nullable: true })
  place: string | null;

  @Shown(() => CalendarDate, 'Bis / Until')
  @Property({ type: 'date', nullable: true })
  until: string | null;
}
