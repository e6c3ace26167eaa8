import { courses, offers } from './catalogue.js';
import type { Course, Offer } from './catalogue.js';
import type { Client } from './client.js';
import { consentsOf } from './consents.js';
import type { RecordedConsent } from './consents.js';
import type { Day } from './dates.js';
import { factsOf } from './facts.js';
import { GROUPS } from './groups.js';
import type { TargetGroup } from './groups.js';
import { household } from './household.js';
import { random } from './random.js';
import { relationsOf } from './relations.js';
import { scenarioCast } from './scenarios.js';
import { staff } from './staff.js';
import type { StaffMember } from './staff.js';

/** The demo county on a day: people, papers, staff and the open catalogue. Everybody in it is invented. */
export interface County {
  readonly seed: number;
  readonly today: Day;
  readonly clients: readonly Client[];
  readonly consents: readonly RecordedConsent[];
  readonly staff: readonly StaffMember[];
  readonly courses: readonly Course[];
  readonly offers: readonly Offer[];
}

export interface CountyOptions {
  readonly seed?: number;
  /** The day on which the county is looked at, `yyyy-mm-dd`; every date is near it. */
  readonly today: Day;
}

/**
 * About a thousand clients in households, and the people of the scenarios F1–F15. Pure: the same seed and day give
 * the same county.
 */
export function buildCounty({ seed = 2026, today }: CountyOptions): County {
  const catalogue = courses(seed, today);
  const cast = scenarioCast(today, catalogue);
  const population = Object.keys(GROUPS).flatMap((group) => householdsOf(seed, group as TargetGroup, today)).map((person): Client => {
    const known = { ...person, ...factsOf(seed, person, catalogue, today) };
    return { ...known, relations: relationsOf(known, today, random(seed, 'relations', person.id)) };
  });
  return {
    seed, today,
    clients: [...cast.clients, ...population],
    consents: [...cast.consents, ...population.flatMap((client) => consentsOf(client, today, random(seed, 'consents', client.id)))],
    staff: staff(seed),
    courses: catalogue,
    offers: offers(seed, today),
  };
}

/** Households of a group until its share of the thousand is reached. */
function householdsOf(seed: number, group: TargetGroup, today: Day) {
  const people: ReturnType<typeof household> = [];
  for (let number = 0; people.length < GROUPS[group].share; number += 1) {
    people.push(...household(group, today, random(seed, 'household', group, number)));
  }
  return people;
}
