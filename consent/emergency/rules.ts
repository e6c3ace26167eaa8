import { isImmigrationAuthority, ROLES, UNITS, type ClientRecords, type Instant, type Requester, type UnitCode } from '../core/index.js';

/** An emergency is about one person: whoever notifies more often has to pick up the telephone. */
export const MOST_NOTIFICATIONS = { ofPersonPerHour: 3, ofUnitPerDay: 10 } as const;

/** Latest day to which telling the client may be put off at a time, in days. */
export const LONGEST_DEFERRAL = 90;

/** Nobody but a Jugendamt is ever notified here: no Ausländerbehörde, and the police by telephone only (domain C.7, C.10-2). */
export const mayReceive = (unit: UnitCode): boolean => UNITS.has(unit) && unit.startsWith('JUGENDAMT:');

/** Keepers of secrets at social units and schools (§ 4 KKG); neither an Ausländerbehörde nor a Jugendamt itself. */
export const mayNotify = ({ unit, role }: Requester): boolean => ROLES[role].personalData && !isImmigrationAuthority(unit) && !mayReceive(unit);

/** Only who is entrusted with the client can have seen what there is to tell. */
export const isEntrusted = ({ relations }: ClientRecords, { unit, person }: Requester, at: Instant): boolean =>
  relations.some((relation) => relation.unit === unit && relation.from <= at && (relation.to === null || at < relation.to) && relation.persons.includes(person));
