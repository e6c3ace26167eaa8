import type { Audience, Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import type { UnitCode } from '../../consent/core/index.js';
import type { ClientView } from './decisions.js';
import { CONSENT_SUBGRAPH } from './supergraph.js';

/** Clients' ids at the seam to one subgraph: the caller's on this side, the subgraph's own on the other (promise P7). */
export interface ClientIds {
  toSubgraph(view: ClientView, unit: UnitCode): string;
  /** The caller's id for what a subgraph sent as a client's id; `null` if that is none. */
  toCaller(id: unknown, unit: UnitCode): string | null;
}

export function clientIds(pseudonyms: Pseudonyms, subgraph: string): ClientIds {
  // The consent subgraph lives in the gateway and speaks the caller's pseudonyms itself.
  const own: Audience = `subgraph:${subgraph}`;
  const audience = (unit: UnitCode): Audience => (subgraph === CONSENT_SUBGRAPH ? callers(unit) : own);
  return {
    toSubgraph: ({ internalId }, unit) => pseudonyms.write(audience(unit), internalId!),
    toCaller(id, unit) {
      const internalId = typeof id === 'string' ? pseudonyms.read(audience(unit), id) : null;
      return internalId === null ? null : pseudonyms.write(callers(unit), internalId);
    },
  };
}

/** The audience of a unit's callers, always the same text: it is looked up for every client of every fetch. */
function callers(unit: UnitCode): Audience {
  let audience = known.get(unit);
  if (!audience) known.set(unit, (audience = `unit:${unit}`));
  return audience;
}

const known = new Map<UnitCode, Audience>();
