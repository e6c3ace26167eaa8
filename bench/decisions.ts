import { compileRelease, createPolicy, type Category, type ClientRecords, type Consent, type Requester } from '../consent/core/index.js';

export interface DecisionFigures {
  /** Decisions (`Release.grants`) per second on one core. */
  readonly decisionsPerSecond: number;
  /** Microseconds to compile one client's release. */
  readonly compileMicroseconds: number;
}

const NOW = Date.UTC(2026, 2, 2);
const CATEGORIES: readonly Category[] = ['IDENTITY_CORE', 'BENEFIT_REGIME', 'LANGUAGE_LEVEL', 'COURSE_ENROLMENT', 'SCHOOL_PLACEMENT', 'RESIDENCE_TITLE', 'WORK_PERMISSION', 'JC_PLAN'];
const UNITS = ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'KI_SEITENEINSTIEG', 'ABH_KREIS'];
const ASKING: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'cm', role: 'CASE_MANAGER' };

/** A client whom five units work with and who has signed six papers, two of them out of force. */
const records: ClientRecords = {
  version: 1,
  emergencies: [],
  relations: UNITS.map((unit) => ({ unit, from: 0, to: null, persons: ['a'], responsible: 'a' })),
  consents: Array.from({ length: 6 }, (_, index): Consent => ({
    id: String(index), state: index === 5 ? 'WIDERRUFEN' : 'ERTEILT', releasingUnits: [UNITS[1 + (index % 4)]!], releasingPersons: [],
    receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [], categories: CATEGORIES.slice(0, 4 + (index % 4)), explicitCategories: [],
    exclusions: index === 4 ? ['HEALTH'] : [], purposes: ['CM_DURCHFUEHRUNG', 'KURSVERMITTLUNG'], form: 'SCHRIFTLICH', from: NOW - 1, to: NOW + 1,
  })),
};

/** Times the decision core alone, the best of five rounds each (noise only ever slows); `share` of the calls that make the figures steady. */
export function measureDecisions(share = 1): DecisionFigures {
  const policy = createPolicy();
  const release = compileRelease(records, ASKING, 'CM_DURCHFUEHRUNG', NOW, policy);
  let granted = 0;
  const decide = best(2_000_000 * share, (index) => {
    if (release.grants(UNITS[index % 5]!, CATEGORIES[index & 7]!)) granted += 1;
  });
  const compile = best(50_000 * share, () => {
    granted += compileRelease(records, ASKING, 'CM_DURCHFUEHRUNG', NOW, policy).version;
  });
  if (granted === 0) throw new Error('Nothing was decided.');
  return { decisionsPerSecond: 1e9 / decide, compileMicroseconds: compile / 1e3 };
}

/** Nanoseconds of one call, in the fastest of five rounds. */
function best(calls: number, work: (index: number) => void): number {
  const rounds = Array.from({ length: 5 }, () => {
    const begin = process.hrtime.bigint();
    for (let index = 0; index < calls; index += 1) work(index);
    return Number(process.hrtime.bigint() - begin) / calls;
  });
  return Math.min(...rounds);
}
