import type { Client } from './client.js';
import { addDays, addYears, ageOn } from './dates.js';
import type { Day } from './dates.js';
import type { Random } from './random.js';
import { addSchoolWeeks } from './school-calendar.js';

export interface Deadline {
  readonly key: 'ANKOMMENSGESPRAECH' | 'SPRACHTEST' | 'ARBEITSBERATUNG' | 'SCHULE' | 'KITA_ANGEBOT' | 'A2';
  readonly dueOn: Day;
  readonly state: 'OFFEN' | 'ERFUELLT' | 'VERSAEUMT';
}

interface Rule {
  readonly key: Deadline['key'];
  /** Ages at registration to which it applies, both included. */
  readonly ages: readonly [number, number];
  readonly due: (registeredOn: Day) => Day;
}

/**
 * The deadline register (domain A.16). All run from the registration; where the county has not said from when (SCHULE,
 * KITA_ANGEBOT, A2) this is the demo county's reading.
 */
const RULES: readonly Rule[] = [
  { key: 'ANKOMMENSGESPRAECH', ages: [0, 120], due: (day) => addDays(day, 14) },
  { key: 'SPRACHTEST', ages: [16, 120], due: (day) => addDays(day, 42) },
  { key: 'ARBEITSBERATUNG', ages: [16, 66], due: (day) => addDays(day, 42) },
  { key: 'SCHULE', ages: [6, 17], due: (day) => addSchoolWeeks(day, 4) },
  { key: 'KITA_ANGEBOT', ages: [0, 5], due: (day) => addDays(day, 28) },
  { key: 'A2', ages: [16, 120], due: (day) => addYears(day, 2) },
];

/** What case management has noted itself: no other agency's data goes into it (scenario F1). */
export const deadlinesOf = ({ birthDate, registeredOn }: Client, today: Day, choose: Random): Deadline[] =>
  RULES.filter(({ ages: [from, to] }) => ageOn(birthDate, registeredOn) >= from && ageOn(birthDate, registeredOn) <= to).map(({ key, due }) => {
    const dueOn = due(registeredOn);
    return { key, dueOn, state: dueOn >= today ? 'OFFEN' : choose.chance(0.8) ? 'ERFUELLT' : 'VERSAEUMT' };
  });
