import { addDays, addYears, ageOn, daysBetween } from '../dates.js';
import type { Day } from '../dates.js';
import type { KitaFacts, Person, SchoolFacts } from '../client.js';
import type { Random } from '../random.js';

/** KI advises pupils of the Sekundarstufen who came within two years; primary schools take children directly (domain A.5). */
export function school({ birthDate, languages, registeredOn }: Person, today: Day, choose: Random): SchoolFacts | null {
  const age = ageOn(birthDate, today);
  const weeks = daysBetween(registeredOn, today) / 7;
  if (age < 10 || age > 17 || weeks > 104 || languages[0] === 'de') return null;
  const state = weeks < 3 ? choose.pick(['ANGEMELDET', 'TERMIN'] as const)
    : weeks < 8 ? choose.pick(['GESPRAECH_ERFOLGT', 'EMPFEHLUNG', 'WARTELISTE', 'SCHULPLATZ_ZUGEWIESEN'] as const)
      : choose.weighted([['BESCHULT', 90], ['WARTELISTE', 10]] as const);
  return {
    state, yearsOfSchooling: Math.max(0, age - choose.int(6, 9)),
    firstDay: state === 'BESCHULT' ? addDays(registeredOn, choose.int(21, 50)) : null,
  };
}

/** Childcare from the first birthday (§ 24 SGB VIII): need, an offer within four weeks, a place. */
export function kita({ birthDate, registeredOn }: Person, today: Day, choose: Random): KitaFacts | null {
  const age = ageOn(birthDate, today);
  if (age < 1 || age > 5 || !choose.chance(age < 3 ? 0.5 : 0.85)) return null;
  const neededFrom = registeredOn > addYears(birthDate, 1) ? registeredOn : addYears(birthDate, 1);
  const fresh = daysBetween(neededFrom, today) < 40;
  const state = fresh ? choose.pick(['BEDARF_GEMELDET', 'ANGEBOT_GEMACHT'] as const)
    : choose.weighted([['PLATZ', 75], ['ANGEBOT_ANGENOMMEN', 8], ['ANGEBOT_ABGELEHNT', 4], ['BEDARF_GEMELDET', 13]] as const);
  const offered = state !== 'BEDARF_GEMELDET' && neededFrom < today;
  return {
    state: offered ? state : 'BEDARF_GEMELDET', neededFrom,
    offeredOn: offered ? addDays(neededFrom, Math.min(choose.int(7, 45), daysBetween(neededFrom, today))) : null,
  };
}
