import { addDays, ageOn, daysBetween, later } from '../dates.js';
import type { Day } from '../dates.js';
import type { Course } from '../catalogue.js';
import type { AccessBasis, Benefit, Cefr, EnrolmentState, LanguageFacts, Person } from '../client.js';
import { GROUPS } from '../groups.js';
import type { Random } from '../random.js';

export const LEVELS: readonly Cefr[] = ['UNTER_A1', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'];

/** Levels grow with the years in the county; whoever came lately is a beginner. */
function levelAfter(years: number, choose: Random): Cefr {
  if (years < 1) return choose.weighted<Cefr>([['UNTER_A1', 50], ['A1', 35], ['A2', 15]]);
  if (years < 3) return choose.weighted<Cefr>([['UNTER_A1', 8], ['A1', 22], ['A2', 38], ['B1', 26], ['B2', 6]]);
  return choose.weighted<Cefr>([['A1', 8], ['A2', 26], ['B1', 40], ['B2', 20], ['C1', 6]]);
}

/** A course that the level fits, and how far the client is in it. */
function enrolment(level: Cefr, catalogue: readonly Course[], today: Day, choose: Random): LanguageFacts['enrolment'] {
  const rank = LEVELS.indexOf(level);
  const fitting = catalogue.filter(({ levelFrom, levelTo }) => LEVELS.indexOf(levelFrom) <= rank && LEVELS.indexOf(levelTo) > rank);
  if (fitting.length === 0) return null;
  const course = choose.pick(fitting);
  const running = course.startsOn <= today;
  const state = choose.weighted<EnrolmentState>(running ? [['BEGONNEN', 85], ['UNTERBROCHEN', 9], ['ABGEBROCHEN', 6]] : [['ANGEMELDET', 55], ['WARTELISTE', 45]]);
  return { course: course.id, provider: course.provider, state, from: course.startsOn, to: state === 'ABGEBROCHEN' ? today : null };
}

const JOBCENTER_ACCESS: readonly (readonly [AccessBasis, number])[] = [
  ['VERPFLICHTUNG_44A_1_NR2_JC', 50], ['ZULASSUNG_JC_5A_INTV', 30], ['VERPFLICHTUNG_44A_1_NR1_ABH', 20],
];
const ASYLBLG_ACCESS: readonly (readonly [AccessBasis, number])[] = [
  ['KOMMUNAL', 60], ['VERPFLICHTUNG_44A_1_NR4_ASYLBLG', 20], ['ZULASSUNG_44_4_BAMF', 20],
];

/** Integration courses lead to B1, vocational ones beyond it; who decides follows the benefit (domain D.1). */
function access(level: Cefr, { regime }: Benefit, { group }: Person, choose: Random): AccessBasis {
  if (LEVELS.indexOf(level) >= LEVELS.indexOf('B1')) return regime === 'SGB_II' ? 'BERECHTIGUNG_DEUFOEV_JC' : 'BERECHTIGUNG_DEUFOEV_AA';
  if (regime === 'SGB_II') return choose.weighted(JOBCENTER_ACCESS);
  if (regime.startsWith('ASYLBLG')) return choose.weighted(ASYLBLG_ACCESS);
  return group.startsWith('EU_') ? 'ZULASSUNG_44_4_BAMF' : 'ANSPRUCH_44_1';
}

/** The file at CuK: the test due six weeks after registration (domain A.4), the aim, the course. From 16 years on. */
export function language(person: Person, benefit: Benefit, catalogue: readonly Course[], today: Day, choose: Random): LanguageFacts | null {
  const { birthDate, group, registeredOn } = person;
  if (ageOn(birthDate, today) < 16 || person.languages[0] === 'de' || !choose.chance(GROUPS[group].tested)) return null;
  const testedOn = addDays(later(registeredOn, addDays(today, -900)), choose.int(10, 60));
  if (testedOn > today) return null;
  const level = levelAfter(daysBetween(registeredOn, today) / 365, choose);
  const targetLevel = LEVELS[Math.min(LEVELS.indexOf('C1'), LEVELS.indexOf(level) + choose.int(1, 2))]!;
  return {
    level, testedOn, targetLevel, access: access(level, benefit, person, choose),
    enrolment: choose.chance(0.7) ? enrolment(level, catalogue, today, choose) : null,
  };
}
