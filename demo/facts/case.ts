import { addDays, ageOn, daysBetween, later } from '../dates.js';
import type { Day } from '../dates.js';
import type { CaseFacts, Person } from '../client.js';
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
