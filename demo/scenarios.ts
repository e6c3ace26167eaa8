import type { Course } from './catalogue.js';
import type { Day } from './dates.js';
import { conferenceCast, CONFERENCE_SCENARIOS } from './scenarios/conference.js';
import { familyCast, FAMILY_SCENARIOS } from './scenarios/family.js';
import { languageCast, LANGUAGE_SCENARIOS } from './scenarios/language.js';
import { residenceCast, RESIDENCE_SCENARIOS } from './scenarios/residence.js';
import { showcaseCast } from './scenarios/showcase.js';
import type { Cast } from './scenarios/cast.js';

export type { Scenario } from './scenarios/cast.js';
export { scenarioId } from './scenarios/cast.js';
export { SHOWCASE } from './scenarios/showcase.js';

/** The fifteen scenarios of domain F by name; ids are the same in every demo county. */
export const SCENARIOS = { ...LANGUAGE_SCENARIOS, ...RESIDENCE_SCENARIOS, ...FAMILY_SCENARIOS, ...CONFERENCE_SCENARIOS };

/** Everybody who appears in a scenario, with the consents that it starts from. */
export function scenarioCast(today: Day, courses: readonly Course[]): Cast {
  const ahead = (kind: Course['kind']): Course => courses.find((course) => course.kind === kind && course.startsOn > today)!;
  const casts = [
    showcaseCast(today, ahead('BSK_B2')), languageCast(today, ahead('BSK_B2')), residenceCast(today), familyCast(today), conferenceCast(today),
  ];
  return { clients: casts.flatMap(({ clients }) => clients), consents: casts.flatMap(({ consents }) => consents) };
}
