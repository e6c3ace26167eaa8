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
  const audience = (unit: UnitCode): Audience => (subgraph === CONSENT_SUBGRAPH ? `unit:${unit}` : `subgraph:${subgraph}`);
  return {
    toSubgraph: ({ internalId }, unit) => pseudonyms.write(audience(unit), internalId!),
    toCaller(id, unit) {
      const internalId = typeof id === 'string' ? pseudonyms.read(audience(unit), id) : null;
      return internalId === null ? null : pseudonyms.write(`unit:${unit}`, internalId);
    },
  };
}
