import type { DeadlineKey, DeadlineState, StartEvent } from '../enums.js';
import { addDays, addYears, ageOn, german, type Day } from './days.js';
import type { DeadlineRule } from './register.js';
import { addSchoolWeeks, CALENDAR_ENDS } from './school-calendar.js';

/** What a unit of case management itself knows of a client's arrival; nothing else goes into a deadline (scenario F1). */
export interface Arrival {
  readonly birthDate: Day | null;
  readonly events: Readonly<Record<StartEvent, Day | null>>;
  readonly milestones: readonly Milestone[];
}

/** What the unit has noted of a goal: met on a day, or (`null`) that it does not apply to the client. */
export interface Milestone {
  readonly goalKey: DeadlineKey;
  readonly metOn: Day | null;
}

export interface ComputedDeadline {
  readonly goalKey: DeadlineKey;
  readonly startEvent: StartEvent;
  readonly startedOn: Day | null;
  readonly dueOn: Day | null;
  readonly metOn: Day | null;
  readonly state: DeadlineState;
  /** How it was counted, German / English; nothing about the person. */
  readonly why: string;
}

/** A client's deadlines on a day, soonest first; those that cannot be counted last. Pure: the same arrival, register and day give the same. */
export function deadlinesOf(arrival: Arrival, register: readonly DeadlineRule[], today: Day): readonly ComputedDeadline[] {
  return register
    .filter((rule) => applies(rule, arrival, today))
    .map((rule) => computed(rule, arrival, today))
    .sort((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.goalKey.localeCompare(b.goalKey));
}

/**
 * The day of registration says which rule of a goal holds, by its time and by the age on that day, whatever the rule counts from:
 * judged by each rule's own start event, a change of the event would leave some with two deadlines of a goal and others with
 * none. Who is not registered falls under the rules of today. Unknown age leaves no deadline out.
 */
function applies({ ageFrom, ageTo, validFrom, validTo }: DeadlineRule, { birthDate, events }: Arrival, today: Day): boolean {
  const anchor = events.REGISTRIERUNG ?? today;
  if (anchor < validFrom || (validTo !== null && anchor > validTo)) return false;
  const age = birthDate === null ? null : ageOn(birthDate, anchor);
  return age === null || (age >= ageFrom && age <= ageTo);
}

function computed(rule: DeadlineRule, { events, milestones }: Arrival, today: Day): ComputedDeadline {
  const { goalKey, startEvent } = rule;
  const startedOn = events[startEvent];
  const dueOn = startedOn === null ? null : dueAfter(startedOn, rule);
  const milestone = milestones.find((noted) => noted.goalKey === goalKey);
  const metOn = milestone?.metOn ?? null;
  return { goalKey, startEvent, startedOn, dueOn, metOn, state: stateOf(rule, dueOn, milestone, today), why: why(rule, startedOn, dueOn) };
}

export function dueAfter(start: Day, { length, unit }: Pick<DeadlineRule, 'length' | 'unit'>): Day {
  switch (unit) {
    case 'TAGE': return addDays(start, length);
    case 'SCHULWOCHEN': return addSchoolWeeks(start, length);
    case 'JAHRE': return addYears(start, length);
  }
}

/** Met late is missed: `metOn` says that it was made good. The day it is due still counts. */
function stateOf({ warnDays }: DeadlineRule, dueOn: Day | null, milestone: Milestone | undefined, today: Day): DeadlineState {
  if (milestone?.metOn === null) return 'NICHT_ANWENDBAR';
  if (dueOn === null) return milestone ? 'ERFUELLT' : 'BEGINN_UNBEKANNT';
  if (milestone) return milestone.metOn! <= dueOn ? 'ERFUELLT' : 'VERSAEUMT';
  if (today > dueOn) return 'VERSAEUMT';
  return today >= addDays(dueOn, -warnDays) ? 'BALD_FAELLIG' : 'OFFEN';
}

const EVENTS: Readonly<Record<StartEvent, readonly [german: string, english: string]>> = {
  REGISTRIERUNG: ['Anmeldung', 'registration'], EINREISE: ['Einreise', 'entry'], ZUWEISUNG: ['Zuweisung', 'assignment'],
};
const UNITS: Readonly<Record<DeadlineRule['unit'], readonly [german: string, english: string]>> = {
  TAGE: ['Tage', 'days'], SCHULWOCHEN: ['Schulwochen ohne Ferien', 'school weeks without holidays'], JAHRE: ['Jahre', 'years'],
};

function why({ startEvent, length, unit, source }: DeadlineRule, startedOn: Day | null, dueOn: Day | null): string {
  const [event, eventEn] = EVENTS[startEvent];
  if (startedOn === null) return `${source}: zählt ab ${event}, deren Tag nicht festgehalten ist / counts from ${eventEn}, whose day is not on file`;
  const incomplete = unit === 'SCHULWOCHEN' && dueOn! > CALENDAR_ENDS;
  return `${source}: ${event} am ${german(startedOn)} + ${length} ${UNITS[unit][0]}${incomplete ? `, Ferien nach dem ${german(CALENDAR_ENDS)} noch nicht berücksichtigt` : ''}`
    + ` / ${eventEn} on ${startedOn} + ${length} ${UNITS[unit][1]}${incomplete ? `, holidays after ${CALENDAR_ENDS} not taken into account yet` : ''}`;
}
