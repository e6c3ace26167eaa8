import type { DeadlineKey, LengthUnit, StartEvent } from '../enums.js';
import type { Day } from './days.js';

/** One deadline of the county's register (domain A.16) as it holds from one day to another. */
export interface DeadlineRule {
  readonly goalKey: DeadlineKey;
  readonly startEvent: StartEvent;
  readonly length: number;
  readonly unit: LengthUnit;
  /** Ages on the day of registration to which it applies, both included. */
  readonly ageFrom: number;
  readonly ageTo: number;
  /** So many days before it is due it counts as due soon. */
  readonly warnDays: number;
  /** Who registers from this day on falls under it, until `validTo`, both included; `null`: until further notice. */
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly source: string;
}

const SINCE = '2020-08-13';
const rule = (goalKey: DeadlineKey, length: number, unit: LengthUnit, [ageFrom, ageTo]: readonly [number, number], warnDays: number, source: string): DeadlineRule =>
  ({ goalKey, startEvent: 'REGISTRIERUNG', length, unit, ageFrom, ageTo, warnDays, validFrom: SINCE, validTo: null, source });

/**
 * The register that a database starts with: the goals adopted on 13.08.2020. From when SCHULE, KITA_ANGEBOT and A2 run the
 * Handlungsstruktur does not say; the registration is taken until the county decides (domain G.7). It is changed in the
 * database, by ending a row and adding another.
 */
export const REGISTER: readonly DeadlineRule[] = [
  rule('ANKOMMENSGESPRAECH', 14, 'TAGE', [0, 150], 5, 'Handlungsstruktur, Leitziel III'),
  rule('SPRACHTEST', 42, 'TAGE', [16, 150], 14, 'Handlungsstruktur 3.2, Ziel III'),
  rule('ARBEITSBERATUNG', 42, 'TAGE', [16, 66], 14, 'Handlungsstruktur 3.1, Ziel I'),
  rule('SCHULE', 4, 'SCHULWOCHEN', [6, 17], 10, 'Handlungsstruktur 3.3, Ziel I'),
  rule('KITA_ANGEBOT', 28, 'TAGE', [0, 5], 10, 'Handlungsstruktur 3.3, Ziel III'),
  rule('A2', 2, 'JAHRE', [16, 150], 180, 'Handlungsstruktur 3.2, Ziel I'),
];

/** What the county itself has to do, not for one client: every year from the first day on (domain A.16). */
export const YEARLY = { goalKey: 'KITA_MONITORING', first: '2021-07-31', source: 'Handlungsstruktur 3.3, Ziel IV' } as const;
