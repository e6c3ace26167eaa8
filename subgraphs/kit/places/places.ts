import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlaceAnswer, PlaceOutcome } from '../../../consent/ticket/index.js';
import type { AdmittedAct } from './act.js';

/** How long a reservation waits to be confirmed, and how long for somebody who comes from the waiting list. */
export const HOLD = '72 hours';
export const HOLD_FOR_WAITING = '7 days';

/** How often lapsed reservations are looked for (ms): until then a lapsed place is not shown as free, but nobody is refused it. */
export const SETTLE_EVERY = 30_000;

const SETTLED_AT_ONCE = 500;

/** Does an act, once per key: a second time it answers what it answered then. */
export async function actOnPlace(em: EntityManager, { kind, item, client, provider, unit, key }: AdmittedAct): Promise<PlaceAnswer> {
  try {
    const [row] = await em.getConnection().execute<{ answer: Partial<PlaceAnswer> & { outcome: PlaceOutcome } }[]>(
      'select act_on_place(?, ?, ?, ?, ?, ?, ?::interval, ?::interval) as answer', [kind, item, client, provider, unit, key, HOLD, HOLD_FOR_WAITING]);
    const { outcome, lapsesAt = null, position = null } = row!.answer;
    return { outcome, lapsesAt, position };
  } catch (fault) {
    // Two acts under one key on two entries at once: one of them is the other's key used again.
    if ((fault as { code?: unknown }).code === UNIQUE_VIOLATION) return { outcome: 'KEY_REUSED', lapsesAt: null, position: null };
    throw fault;
  }
}

const UNIQUE_VIOLATION = '23505';

/** Lets reservations lapse and fills free places from the waiting lists, until nothing is due. */
export async function settlePlaces(em: EntityManager): Promise<void> {
  for (let settled = SETTLED_AT_ONCE; settled === SETTLED_AT_ONCE;) {
    const [row] = await em.getConnection().execute<{ settled: number }[]>('select settle_due_places(?::interval, ?) as settled', [HOLD_FOR_WAITING, SETTLED_AT_ONCE]);
    settled = row!.settled;
  }
}
