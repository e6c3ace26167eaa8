import { ownersIn, type Release, type SubgraphName, type UnitCode } from '../../consent/core/index.js';
import type { ClientIds } from './client-ids.js';
import { isGranted, type ClientView } from './decisions.js';
import type { ClientSelection } from './selection.js';
import { CLIENT } from './supergraph.js';
import { equalGrants, ownerGrants, type EqualGrants } from './ticket.js';

/** Where one client stands in one fetch, by the caller's release: worked out once and kept for as long as both are. */
export interface Standing {
  /** Whom it is about: what is no client of anybody's shares one release. */
  readonly internalId: string | null;
  /** One `0` or `1` for each requirement of the selection. */
  readonly decision: string;
  /** What the subgraph is asked with, under its own id, and the grants for it; `null` where nothing is left to ask. */
  readonly asked: { readonly representation: Representation; readonly grants: EqualGrants } | null;
}

export interface Representation {
  readonly __typename: typeof CLIENT;
  /** The subgraph's own id of the client. */
  readonly id: string;
}

/** To whom a selection is sent, which does not change: it belongs to one fetch of one subgraph. */
interface Addressee {
  readonly subgraph: string;
  readonly ids: ClientIds;
}

const kept = new WeakMap<ClientSelection, WeakMap<Release, Standing>>();

/** A release is of one requester and one state of the client's records, so what follows from it is, too: another one is worked out anew. */
export function standingOf(view: ClientView, selection: ClientSelection, addressee: Addressee, unit: UnitCode): Standing {
  let ofSelection = kept.get(selection);
  if (!ofSelection) kept.set(selection, (ofSelection = new WeakMap()));
  let standing = ofSelection.get(view.release);
  if (standing?.internalId !== view.internalId) ofSelection.set(view.release, (standing = workedOut(view, selection, addressee, unit)));
  return standing!;
}

function workedOut(view: ClientView, selection: ClientSelection, { subgraph, ids }: Addressee, unit: UnitCode): Standing {
  const { release, internalId } = view;
  const owners = ownersIn(subgraph as SubgraphName);
  const granted = selection.requirements.filter((requirement) => isGranted(release, owners, requirement));
  const decision = selection.requirements.map((requirement) => (granted.includes(requirement) ? '1' : '0')).join('');
  if (selection.pruned(decision).text === '') return { internalId, decision, asked: null };
  const representation = Object.freeze({ __typename: CLIENT, id: ids.toSubgraph(view, unit) } as const);
  return { internalId, decision, asked: { representation, grants: equalGrants(ownerGrants(release, subgraph, granted)) } };
}
