import { ownersIn, type Basis, type Release, type SubgraphName, type UnitCode } from '../../consent/core/index.js';
import type { Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { signTicket, type TicketBasis, type TicketGrant, type TicketSigningKey } from '../../consent/ticket/index.js';
import { BoundedMap } from './bounded-map.js';
import { grantsAll } from './decisions.js';
import type { RequestContext } from './request-context.js';
import type { Requirement } from './supergraph.js';

type OwnerGrants = Record<UnitCode, Record<string, TicketBasis>>;

/** What the owners in one subgraph grant of `requirements`, with the basis of each category. */
export function ownerGrants(release: Release, subgraph: string, requirements: readonly Requirement[]): OwnerGrants {
  const owners: OwnerGrants = {};
  for (const owner of ownersIn(subgraph as SubgraphName)) {
    for (const requirement of requirements) {
      if (!grantsAll(release, owner, requirement)) continue;
      for (const category of requirement.categories) {
        (owners[owner] ??= {})[category] = named(release.basis(owner, category)!);
      }
    }
  }
  return owners;
}

/** A flow by its id, since it is law; a paper's id would be the same for every agency that it releases from (promise P7). */
const named = ({ kind, id }: Basis): TicketBasis => (kind === 'STATUTE' ? `${kind}:${id}` : kind);

/** Grants of which equal ones are one object, as long as that is remembered. */
export interface EqualGrants {
  readonly isEmpty: boolean;
  readonly owners: OwnerGrants;
}

const KEPT_GRANTS = 1_000;
const known = new BoundedMap<EqualGrants>(KEPT_GRANTS);

export function equalGrants(owners: OwnerGrants): EqualGrants {
  const text = JSON.stringify(owners);
  let grants = known.get(text);
  if (!grants) known.set(text, (grants = { isEmpty: text === '{}', owners }));
  return grants;
}

/** Collects the grants of one subgraph request; clients with equal grants share a block. */
export class TicketGrants {
  readonly #blocks = new Map<EqualGrants, Set<string>>();

  add(subgraphId: string, grants: EqualGrants): void {
    if (grants.isEmpty) return;
    const block = this.#blocks.get(grants);
    if (block) block.add(subgraphId);
    else this.#blocks.set(grants, new Set([subgraphId]));
  }

  get grants(): readonly TicketGrant[] {
    return Array.from(this.#blocks, ([{ owners }, clients]) => ({ clients: [...clients], owners }));
  }
}

export interface TicketOptions {
  readonly ticketKey: TicketSigningKey;
  readonly pseudonyms: Pseudonyms;
  readonly clock: () => number;
}

/** The signed ticket for one request to one subgraph; `null` where nothing protected is granted. */
export function ticketFor(subgraph: string, grants: readonly TicketGrant[], context: RequestContext, options: TicketOptions): string | null {
  const { purpose } = context.caller;
  return grants.length === 0 || purpose === null ? null : signed(subgraph, grants, context, options);
}

/** A ticket that says who asks and grants nothing, for what an agency decides about by the requester alone. */
export const requesterTicket = (subgraph: string, context: RequestContext, options: TicketOptions): string => signed(subgraph, [], context, options);

function signed(subgraph: string, grants: readonly TicketGrant[], context: RequestContext, options: TicketOptions): string {
  const { requester, purpose } = context.caller;
  const person = options.pseudonyms.person(requester.unit, requester.person);
  const requestId = options.pseudonyms.writeOnce(`subgraph:${subgraph}`, context.requestId);
  return signTicket(
    { aud: subgraph, requestId, requester: { unit: requester.unit, person, role: requester.role }, purpose, occasion: null, grants },
    options.ticketKey,
    options.clock(),
  );
}
