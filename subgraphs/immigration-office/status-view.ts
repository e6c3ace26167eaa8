import { ObjectType } from 'type-graphql';
import { CalendarDate } from '../kit/calendar-date.js';
import { Protected, Shown } from '../kit/decorators.js';
import { CourseAccess, StatusGroup } from './enums.js';
import type { Residence } from './residence.entity.js';
import { statusGroup, type StatusGroup as Group } from './titles.js';

/** What other agencies usually need instead of the paragraph; derived, never stored (domain E). */
@Protected('RESIDENCE_TITLE')
@ObjectType({ description: 'Abgeleiteter Status / Derived status' })
export class StatusView {
  readonly client: string;
  readonly owner: string;

  @Shown(() => StatusGroup, 'Gruppe / Group')
  readonly group: Group;

  @Shown(() => CourseAccess, 'Zugang zum Integrationskurs / Access to the integration course')
  readonly courseAccess: CourseAccess;

  @Shown(() => CalendarDate, 'Gültig bis / Valid until')
  readonly validUntil: string | null;

  /** The row that it was derived from. */
  readonly residence: Residence;
}

/** Access by the group alone, so that it tells no more than the group does (§ 44 Abs. 1 and 4 AufenthG). */
const courseAccessOf: Readonly<Record<Group, CourseAccess>> = {
  GESTATTUNG: 'NUR_AUF_ZULASSUNG', DULDUNG: 'NUR_AUF_ZULASSUNG', HUMANITAER: 'MOEGLICH', ERWERB: 'MOEGLICH', BILDUNG: 'UNGEKLAERT',
  FAMILIE: 'MOEGLICH', UNBEFRISTET: 'NUR_AUF_ZULASSUNG', EU: 'NUR_AUF_ZULASSUNG', FIKTION: 'UNGEKLAERT', UNBEKANNT: 'UNGEKLAERT',
};

export function statusViewOf(residence: Residence): StatusView {
  const { client, owner, storedTitle } = residence;
  const group = statusGroup(storedTitle);
  // A Fiktion holds on although the card's date is past: never show it as expired (§ 81 AufenthG, domain E).
  const validUntil = group === 'FIKTION' ? null : residence.validUntil;
  return { client, owner, group, courseAccess: courseAccessOf[group], validUntil, residence };
}
