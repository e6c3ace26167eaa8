import type { UnitCode } from '../core/index.js';
import type { PlaceAnswer, TicketAct } from '../ticket/index.js';

/** An act on a place, with the client's internal id. */
export interface OrderedAct extends Omit<TicketAct, 'client'> {
  readonly clientId: string;
  readonly provider: UnitCode;
}

/**
 * Has an agency do an act, by a ticket for this one act. Whoever calls has decided, and has it on record before (promise P4).
 * Rejects if the agency gives no answer: then nobody knows whether it was done, and only the same key may be tried again.
 */
export type DoAct = (subgraph: 'language-courses' | 'jobcenter', act: OrderedAct) => Promise<PlaceAnswer>;
