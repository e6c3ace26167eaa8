import { CATEGORIES, isImmigrationAuthority, ownersIn, type SubgraphName, type UnitCode } from '../../consent/core/index.js';
import type { TicketClaims } from '../../consent/ticket/index.js';

/** Purposes for which an immigration or naturalisation authority may be told anything: checks the client asked for (domain C.10-1, F4). */
const CLIENT_INITIATED = new Set(['AUFENTHALTSPERSPEKTIVE_25A_25B', 'EINBUERGERUNG']);

/**
 * What the owner units let out at most, whatever the gateway decided: the transmitting body answers for a transmission
 * (§ 67d Abs. 1 SGB X). Only for tenants of this subgraph, never a category of tier T6, and nothing to an immigration
 * or naturalisation authority but its own data and what a check needs that the client initiated.
 */
export function ownerPolicy(agency: SubgraphName, { requester, purpose }: TicketClaims): (owner: UnitCode, category: string) => boolean {
  const tenants = new Set(ownersIn(agency));
  const onlyOwn = isImmigrationAuthority(requester.unit) && !CLIENT_INITIATED.has(purpose);
  return (owner, category) => {
    const tier = CATEGORIES.get(category)?.tier;
    return tenants.has(owner) && tier !== undefined && tier !== 'T6' && (!onlyOwn || owner === requester.unit);
  };
}
