import { deadlinesOf, type Arrival } from '../subgraphs/case-management/deadlines/compute.js';
import { REGISTER } from '../subgraphs/case-management/deadlines/register.js';
import type { Client } from './client.js';
import { addDays } from './dates.js';
import type { Day } from './dates.js';
import type { Random } from './random.js';

/** What case management knows of a client's arrival itself: no other agency's data goes into it (scenario F1). */
export const arrivalOf = ({ birthDate, registeredOn }: Pick<Client, 'birthDate' | 'registeredOn'>): Arrival =>
  ({ birthDate, events: { REGISTRIERUNG: registeredOn, EINREISE: null, ZUWEISUNG: null }, milestones: [] });

/** Four in five of the goals that were due have been met, some days before. */
export const milestonesOf = (client: Client, today: Day, choose: Random): { readonly key: string; readonly metOn: Day }[] =>
  deadlinesOf(arrivalOf(client), REGISTER, today).flatMap(({ goalKey, dueOn }) =>
    dueOn !== null && dueOn < today && choose.chance(0.8) ? [{ key: goalKey, metOn: addDays(dueOn, -choose.int(0, 9)) }] : []);
