import { addDays, addYears, daysBetween, later } from './dates.js';
import type { Day } from './dates.js';
import type { Gender, Guardian, Person } from './client.js';
import { GROUPS } from './groups.js';
import type { TargetGroup } from './groups.js';
import { PLACES } from './municipalities.js';
import type { Municipality } from './municipalities.js';
import { NAMES, ORIGINS, STREETS } from './names.js';
import type { Origin } from './names.js';
import type { Random } from './random.js';

/** What a person brings along that the rest follows from. */
interface Member {
  readonly gender: Gender;
  readonly birthDate: Day;
  readonly group: TargetGroup;
  readonly guardians: readonly Guardian[];
}

const gender = (choose: Random): Gender => choose.weighted<Gender>([['WEIBLICH', 49], ['MAENNLICH', 50], ['DIVERS', 1]]);

/** Age in years of the one by whom a household belongs to its group. */
function ageOfFirst(group: TargetGroup, choose: Random): number {
  if (group === 'REF_UMF') return choose.int(14, 17);
  if (group.endsWith('_STUDIUM')) return choose.int(19, 29);
  return choose.weighted([[choose.int(18, 27), 35], [choose.int(28, 45), 45], [choose.int(46, 70), 20]]);
}

/** A household of a group: one person, a couple or a family, living at one address since one day. */
export function household(group: TargetGroup, today: Day, choose: Random): Person[] {
  const { children, membersAs, origins, years } = GROUPS[group];
  const origin: Origin = ORIGINS[choose.weighted(origins)];
  const names = NAMES[origin.names];
  const family = choose.pick(names.family);
  const town = choose.weighted([...PLACES.values()].map(({ code, weight }) => [code, weight] as const));
  const registeredOn = addDays(today, -choose.int(2, years * 365));
  const moved = choose.chance(0.05);
  const shared = {
    family, nationality: origin.country, municipality: town, registeredOn, household: choose.uuid(),
    previousMunicipality: moved ? otherTown(town, choose) : null,
    movedOn: moved ? addDays(registeredOn, Math.ceil(daysBetween(registeredOn, today) / 2)) : null,
    street: `${choose.pick(STREETS)} ${choose.int(1, 80)}`,
    safeChannel: choose.weighted<Person['safeChannel']>([['POST', 85], ['TELEFON', 12], ['NUR_PERSOENLICH', 3]]),
  };

  const born = (age: number): Day => addDays(addYears(today, -age), -choose.int(1, 364));
  const person = (member: Member): Person => ({
    ...shared,
    ...(member.birthDate > registeredOn && bornHere(member.birthDate, shared.movedOn)),
    ...member,
    id: choose.uuid(),
    given: choose.pick(member.gender === 'WEIBLICH' ? names.female : member.gender === 'MAENNLICH' ? names.male : [...names.female, ...names.male]),
    ...reach(choose, member.birthDate > addYears(today, -14)),
    ...speech(origin, registeredOn, today, choose),
  });

  const age = ageOfFirst(group, choose);
  const first = person({ gender: gender(choose), birthDate: born(age), group, guardians: [] });
  if (group === 'REF_UMF') return [{ ...first, guardians: [ward(first, town)] }];

  const isFamily = choose.chance(children) && age >= 20;
  const hasPartner = choose.chance(isFamily ? 0.75 : 0.15);
  const others = membersAs ?? group;
  const partner = hasPartner
    ? [person({
      gender: first.gender === 'MAENNLICH' ? 'WEIBLICH' : 'MAENNLICH', birthDate: born(Math.max(18, age + choose.int(-6, 4))), group: others, guardians: [],
    })]
    : [];
  const parents = [first, ...partner];
  const kids = Array.from({ length: isFamily ? choose.weighted([[1, 40], [2, 35], [3, 18], [4, 7]]) : 0 }, () => {
    const birthDate = born(choose.int(0, Math.min(17, age - 19)));
    return person({ gender: gender(choose), birthDate, group: others, guardians: custody(parents, birthDate) });
  });
  return [...parents, ...kids];
}

/** A child born in Lippe is registered on its birthday, and moved only with those who were there before. */
const bornHere = (birthDate: Day, movedOn: Day | null): Partial<Person> => ({
  registeredOn: birthDate,
  ...(movedOn && birthDate > movedOn && { previousMunicipality: null, movedOn: null }),
});

const otherTown = (town: Municipality, choose: Random): Municipality => choose.pick([...PLACES.keys()].filter((code) => code !== town));

/** Parents who live together have joint custody; a parent alone has it alone. */
export const custody = (parents: readonly { readonly id: string }[], birthDate: Day): Guardian[] =>
  parents.map(({ id }) => ({
    kind: parents.length > 1 ? 'ELTERNTEIL_GEMEINSAM' : 'ELTERNTEIL_ALLEIN',
    client: id, unit: null, from: birthDate, to: addYears(birthDate, 18),
  }));

/** An unaccompanied minor is the ward of the Jugendamt of the place (§ 1774 BGB, Amtsvormundschaft). */
export const ward = ({ birthDate, registeredOn }: Pick<Person, 'birthDate' | 'registeredOn'>, town: Municipality): Guardian => ({
  kind: 'AMTSVORMUND', client: null, unit: PLACES.get(town)!.jugendamt, from: later(birthDate, registeredOn), to: addYears(birthDate, 18),
});

/** Telephone numbers are from a range kept free for films and books; `example.org` receives no mail. */
const reach = (choose: Random, isChild: boolean): Pick<Person, 'phone' | 'email'> =>
  isChild
    ? { phone: null, email: null }
    : { phone: `0171 39200${choose.int(10, 99)}`, email: choose.chance(0.6) ? `post-${choose.int(10_000, 99_999)}@example.org` : null };

/** German joins the languages after a year; who came lately needs an interpreter. */
function speech({ language }: Origin, registeredOn: Day, today: Day, choose: Random): Pick<Person, 'languages' | 'interpreter' | 'literateInLatin'> {
  const speaksGerman = language === 'de' || (addYears(registeredOn, 1) < today && choose.chance(0.7));
  const languages = [language, ...(speaksGerman && language !== 'de' ? ['de'] : []), ...(language !== 'en' && choose.chance(0.25) ? ['en'] : [])];
  return { languages, interpreter: speaksGerman ? null : language, literateInLatin: speaksGerman || choose.chance(0.75) };
}
