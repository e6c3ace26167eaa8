import { addDays, addMonths, daysBetween, judge, LEVELS, type Day, type HypotheticalPerson } from '../../subgraphs/eligibility/index.js';
import { courseAsOffered, type CatalogueCourse, type Level } from './catalogue.js';

/** Everybody is to reach A2 within two years of registration; the start event is the county's to fix (domain A.4, A.16). */
const GOAL: Level = 'A2';
const GOAL_MONTHS = 24;
const LESSONS_A_WEEK = 20;

export interface PlanStep {
  readonly course: CatalogueCourse;
  readonly from: Day;
  readonly to: Day;
  readonly levelFrom: Level;
  readonly levelTo: Level;
  /** Whole weeks between the step before, or today, and this one. */
  readonly gapWeeks: number;
  /** Already attended, not proposed. */
  readonly enrolled: boolean;
}

export const A2_STATES = ['ERREICHT', 'IN_FRIST', 'GEFAEHRDET', 'VERSAEUMT', 'NICHT_GEPLANT', 'UNBEKANNT'] as const;

export interface LanguagePlan {
  readonly startLevel: Level | null;
  readonly targetLevel: Level;
  readonly steps: readonly PlanStep[];
  /** Where the courses end, if before the target. */
  readonly missing: { readonly from: Level; readonly to: Level } | null;
  readonly reachedOn: Day | null;
  readonly a2: { readonly dueOn: Day | null; readonly plannedOn: Day | null; readonly state: (typeof A2_STATES)[number] };
}

/** What a plan is made from; all of it as far as the caller may know it. */
export interface PlanBasis {
  readonly person: HypotheticalPerson;
  readonly level: Level | null;
  readonly target: Level | null;
  readonly a2DueOn: Day | null;
  readonly registeredOn: Day | null;
  /** Courses that the client attends or is enrolled in. */
  readonly attending: readonly CatalogueCourse[];
}

interface Reached {
  readonly on: Day;
  readonly steps: readonly PlanStep[];
}

/** The chain of real courses with free places that leads to the target soonest, each passed. */
export function languagePlan({ person, level, target, a2DueOn, registeredOn, attending }: PlanBasis, courses: readonly CatalogueCourse[], today: Day): LanguagePlan {
  const targetLevel = target ?? GOAL;
  const dueOn = a2DueOn ?? (registeredOn && addMonths(registeredOn, GOAL_MONTHS));
  if (level === null) return { startLevel: null, targetLevel, steps: [], missing: null, reachedOn: null, a2: { dueOn, plannedOn: null, state: 'UNBEKANNT' } };
  const free = courses.filter(({ id, freePlaces }) => freePlaces > 0 && !attending.some((course) => course.id === id));
  const isOpen = (course: CatalogueCourse, at: Level): boolean => judge({ ...person, level: at }, courseAsOffered(course), course.startsOn).outcome !== 'NICHT_ZUGAENGLICH';
  const reached = soonest(level, today, attending, free, isOpen);
  const end = soonestAtLeast(targetLevel, reached) ?? LEVELS.findLast((one) => reached.has(one))!;
  const { steps, on } = reached.get(end)!;
  const isThere = rank(end) >= rank(targetLevel);
  return {
    startLevel: level, targetLevel, steps, missing: isThere ? null : { from: end, to: targetLevel },
    reachedOn: isThere && steps.length > 0 ? on : null,
    a2: a2Of(level, dueOn, plannedFor(GOAL, reached), today),
  };
}

const rank = (level: Level): number => LEVELS.indexOf(level);

function soonestAtLeast(goal: Level, reached: ReadonlyMap<Level, Reached>): Level | undefined {
  const [first] = [...reached].filter(([level]) => rank(level) >= rank(goal)).sort(([, a], [, b]) => (a.on < b.on ? -1 : 1));
  return first?.[0];
}

function plannedFor(goal: Level, reached: ReadonlyMap<Level, Reached>): Day | null {
  const level = soonestAtLeast(goal, reached);
  return level === undefined ? null : reached.get(level)!.on;
}

/** When each level can be reached at the earliest, and how: the earliest reached level is left first (Dijkstra). */
function soonest(
  level: Level, today: Day, attending: readonly CatalogueCourse[], free: readonly CatalogueCourse[], isOpen: (course: CatalogueCourse, at: Level) => boolean,
): ReadonlyMap<Level, Reached> {
  const reached = new Map<Level, Reached>([[level, { on: today, steps: [] }]]);
  const left = new Set<Level>();
  for (;;) {
    const [next] = [...reached].filter(([at]) => !left.has(at)).sort(([a, { on: x }], [b, { on: y }]) => (x === y ? rank(a) - rank(b) : x < y ? -1 : 1));
    if (!next) return reached;
    const [at, { on, steps }] = next;
    left.add(at);
    for (const [course, enrolled] of [...attending.map((one) => [one, true] as const), ...free.map((one) => [one, false] as const)]) {
      const step = stepOf(course, at, on, enrolled);
      if (!step || (!enrolled && !isOpen(course, at))) continue;
      const known = reached.get(step.levelTo);
      const isSooner = known === undefined || step.to < known.on || (step.to === known.on && course.id < (known.steps.at(-1)?.course.id ?? ''));
      if (isSooner && !left.has(step.levelTo)) reached.set(step.levelTo, { on: step.to, steps: [...steps, step] });
    }
  }
}

/** A course as the next step of somebody who is at a level from a day on. */
function stepOf(course: CatalogueCourse, at: Level, on: Day, enrolled: boolean): PlanStep | null {
  const { levelFrom, levelTo, startsOn, lessons } = course;
  if (levelTo === null || rank(levelTo) <= rank(at) || (levelFrom !== null && rank(levelFrom) > rank(at))) return null;
  if (!enrolled && startsOn < on) return null;
  const to = course.endsOn ?? addDays(startsOn, Math.ceil(lessons / LESSONS_A_WEEK) * 7);
  const gapWeeks = Math.max(0, Math.floor(daysBetween(on, startsOn) / 7));
  return to > on ? { course, from: startsOn, to, levelFrom: at, levelTo, gapWeeks, enrolled } : null;
}

function a2Of(level: Level, dueOn: Day | null, plannedOn: Day | null, today: Day): LanguagePlan['a2'] {
  if (rank(level) >= rank(GOAL)) return { dueOn, plannedOn: null, state: 'ERREICHT' };
  if (dueOn === null) return { dueOn, plannedOn, state: 'UNBEKANNT' };
  if (dueOn < today) return { dueOn, plannedOn, state: 'VERSAEUMT' };
  if (plannedOn === null) return { dueOn, plannedOn, state: 'NICHT_GEPLANT' };
  return { dueOn, plannedOn, state: plannedOn <= dueOn ? 'IN_FRIST' : 'GEFAEHRDET' };
}
