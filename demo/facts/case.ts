import type { HealthNeed, PsychosocialNeed } from '../../subgraphs/case-management/enums.js';
import { addDays, ageOn, daysBetween, later } from '../dates.js';
import type { Day } from '../dates.js';
import type { CaseFacts, Needs, Person } from '../client.js';
import type { Random } from '../random.js';

/**
 * A case in case management: opened after the first talk, with a fortnight to think it over (Bedenkzeit, domain A.10).
 * Cases last about two years; whoever has lived here for more than a year counts to the share with obstacles.
 */
export function caseOf({ birthDate, registeredOn, movedOn }: Person, today: Day, choose: Random): CaseFacts | null {
  if (ageOn(birthDate, today) < 16) return null;
  const start = later(addDays(later(registeredOn, movedOn ?? registeredOn), choose.int(5, 30)), addDays(today, -choose.int(20, 800)));
  if (start > today) return null;
  const days = daysBetween(start, today);
  const phase = days < 14 ? 'KLAERUNG' : days < 45 ? 'ASSESSMENT' : days < 100 ? 'SERVICEPLANUNG'
    : days < 200 ? 'LINKING' : days < 600 ? 'MONITORING' : choose.pick(['MONITORING', 'EVALUATION', 'ABGESCHLOSSEN'] as const);
  return {
    phase, openedOn: start, decideBy: addDays(start, 14),
    share: daysBetween(registeredOn, start) > 365 ? 'HEMMNISABBAU_30' : 'BESCHLEUNIGUNG_70',
  };
}

const PSYCHOSOCIAL: readonly PsychosocialNeed[] = ['SCHULDNERBERATUNG', 'SUCHTBERATUNG', 'WOHNUNGSSICHERUNG', 'PSYCHOSOZIALE_BERATUNG', 'ERZIEHUNGSBERATUNG'];
const HEALTH: readonly HealthNeed[] = ['NUR_TEILZEIT', 'HOECHSTENS_15_STUNDEN', 'BARRIEREFREI', 'KLEINE_GRUPPE', 'REGELMAESSIGE_PAUSEN', 'ARZTTERMINE_FREIHALTEN'];

/** One in five adults who take part has told of a burden, one in eight of a need for reasons of health. */
export function needs({ birthDate }: Person, today: Day, choose: Random): Needs {
  const told = <Need>(probability: number, codes: readonly Need[]): Need[] => (choose.chance(probability) ? [choose.pick(codes)] : []);
  if (ageOn(birthDate, today) < 18) return { psychosocial: [], health: [] };
  return { psychosocial: told(0.2, PSYCHOSOCIAL), health: told(0.125, HEALTH) };
}
