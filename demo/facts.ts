import type { Course } from './catalogue.js';
import type { Facts, Person } from './client.js';
import { addDays } from './dates.js';
import type { Day } from './dates.js';
import { benefit } from './facts/benefit.js';
import { caseOf, needs } from './facts/case.js';
import { language } from './facts/language.js';
import { residence } from './facts/residence.js';
import { kita, school } from './facts/schooling.js';
import { GROUPS } from './groups.js';
import { random } from './random.js';

/** What the agencies know of a person. What a household shares is chosen once per household. */
export function factsOf(seed: number, person: Person, catalogue: readonly Course[], today: Day): Facts {
  const own = (topic: string) => random(seed, topic, person.id);
  const shared = (topic: string) => random(seed, topic, person.household);
  const takesPart = shared('case').chance(GROUPS[person.group].inCase);
  const arrived = person.registeredOn > addDays(today, -60); // the Ankommensgespraech is everyone's
  const livesOn = benefit(person, today, shared('benefit'));
  return {
    residence: residence(person, today, own('residence')),
    benefit: livesOn,
    language: language(person, livesOn, catalogue, today, own('language')),
    case: takesPart ? caseOf(person, today, own('case')) : null,
    inCaseManagement: takesPart || arrived,
    needs: takesPart ? needs(person, today, own('needs')) : { psychosocial: [], health: [] },
    school: school(person, today, own('school')),
    kita: kita(person, today, own('kita')),
  };
}
