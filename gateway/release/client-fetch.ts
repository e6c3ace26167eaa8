import { isGranted, type ClientView } from './decisions.js';
import type { ClientIds } from './client-ids.js';
import { entitiesQuery, groupResult, takeOutUnasked, type EntityGroup } from './entities-query.js';
import { SubgraphFault } from './faults.js';
import type { FetchPlan } from './fetch-plan.js';
import { forEachObject } from './positions.js';
import type { ClientSelection, Edge, Pruned } from './selection.js';
import type { RequestContext } from './request-context.js';
import type { SubgraphSource } from './subgraph-source.js';
import { CLIENT, CONSENT_SUBGRAPH } from './supergraph.js';
import { equalGrants, ownerGrants, ticketFor, TicketGrants, type EqualGrants, type TicketOptions } from './ticket.js';
import { ownersIn, type Release, type SubgraphName } from '../../consent/core/index.js';

/** What is wanted of one client, and where it goes. */
export interface Wish {
  readonly selection: ClientSelection;
  /** As the caller knows the client. */
  readonly callerId: string;
  place(client: Record<string, unknown>): void;
}

/** Entities other than clients, asked for in the same request. */
export interface OpenEntities {
  readonly pruned: Pruned;
  readonly representations: readonly unknown[];
  place(index: number, entity: Record<string, unknown> | null): void;
}

export interface FetchScope {
  readonly source: SubgraphSource;
  readonly ids: ClientIds;
  readonly tickets: TicketOptions;
  readonly context: RequestContext;
  readonly definitions: FetchPlan['definitions'];
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where in the response this belongs; for errors. */
  readonly path: readonly string[];
}

/** Clients about whom the same was decided for the same selection; each once, however often it is wanted. */
interface Group {
  readonly selection: ClientSelection;
  readonly decision: string;
  readonly members: Map<string, { readonly view: ClientView; readonly grants: EqualGrants; readonly wishes: Wish[] }>;
}

type Entity = Record<string, unknown> | null;

/**
 * Asks one subgraph for what is granted of each client and nothing else (promise P2): one request for all, with an
 * `_entities` for each decision; then, if the answers lead to further clients, the same for those.
 */
export async function fetchClients(wishes: readonly Wish[], open: OpenEntities | null, scope: FetchScope): Promise<void> {
  const groups = await decided(wishes, scope);
  const asked = groups.filter(({ selection, decision }) => selection.pruned(decision).text !== '');
  const answers = await ask(asked, open, scope);

  const found: Wish[] = [];
  asked.forEach(({ selection, decision }, index) => {
    for (const entity of answers[index] ?? []) found.push(...wishesIn(entity, selection.pruned(decision).edges, scope));
  });
  const opened = open ? (answers[asked.length] ?? []) : [];
  for (const entity of opened) found.push(...wishesIn(entity, open!.pruned.edges, scope));
  if (found.length > 0) await fetchClients(found, null, scope);

  for (const group of groups) {
    const entities = answers[asked.indexOf(group)] ?? [];
    let index = 0;
    for (const { wishes } of group.members.values()) {
      const entity = entities[index++] ?? null;
      wishes.forEach((wish, place) => wish.place(answered(wish, place === 0 ? entity : entity && { ...entity })));
    }
  }
  open?.representations.forEach((_, index) => open.place(index, opened[index] ?? null));
}

/** The wishes grouped by what was decided, in an order that does not depend on the clients. */
async function decided(wishes: readonly Wish[], { context, source }: FetchScope): Promise<readonly Group[]> {
  if (wishes.length === 0) return [];
  if (!context.decisions) throw new Error('A fetch reached clients in an operation that was not analysed as personal.');
  const views = await context.decisions.of(wishes.map(({ callerId }) => callerId));
  const groups = new Map<ClientSelection, Map<string, Group>>();
  wishes.forEach((wish, index) => {
    const view = views[index]!;
    const { selection } = wish;
    const { decision, grants } = rulingOn(selection, view.release, source.subgraph);
    const byDecision = groups.get(selection) ?? new Map<string, Group>();
    groups.set(selection, byDecision);
    const group = byDecision.get(decision) ?? { selection, decision, members: new Map() };
    byDecision.set(decision, group);
    const member = group.members.get(view.callerId) ?? { view, grants, wishes: [] };
    group.members.set(view.callerId, member);
    member.wishes.push(wish);
  });
  return [...groups.values()].flatMap((byDecision) => [...byDecision.values()].sort((a, b) => (a.decision < b.decision ? -1 : 1)));
}

/**
 * The subgraph's ids of a group's clients, in their own order: in that of the caller's list two agencies could line up
 * whom they are asked about (promise P7). `place` is the client's among the members.
 */
function inOwnOrder({ members }: Group, { ids, context }: FetchScope) {
  const { unit } = context.caller.requester;
  return Array.from(members.values(), ({ view, grants }, place) => ({ grants, place, id: ids.toSubgraph(view, unit) })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function inOrderOfMembers(entities: readonly Entity[], order: ReturnType<typeof inOwnOrder>): readonly Entity[] {
  const placed: Entity[] = [...entities];
  order.forEach(({ place }, index) => { placed[place] = entities[index]!; });
  return placed;
}

async function ask(groups: readonly Group[], open: OpenEntities | null, scope: FetchScope): Promise<readonly (readonly Entity[] | null)[]> {
  if (groups.length === 0 && !open) return [];
  const { context, source } = scope;
  const tickets = new TicketGrants();
  const orders = groups.map((group) => inOwnOrder(group, scope));
  const parts: EntityGroup[] = groups.map(({ selection, decision }, index) => {
    const representations = orders[index]!.map(({ grants, id }) => {
      tickets.add(id, grants);
      return { __typename: CLIENT, id };
    });
    return { pruned: selection.pruned(decision), ofClients: true, representations };
  });
  if (open) parts.push({ pruned: open.pruned, ofClients: false, representations: open.representations });
  const { query, variables } = entitiesQuery(parts, scope.definitions, scope.variables);
  const ticket = source.subgraph === CONSENT_SUBGRAPH ? null : ticketFor(source.subgraph, tickets.grants, context, scope.tickets);
  try {
    const { data, faulty } = await source.send({ query, variables, ticket }, context);
    const results = parts.map(({ representations }, index) => groupResult(data, index, representations.length));
    const unasked = results.map((entities, index) => takeOutUnasked(entities, parts[index]!.pruned)).includes(true);
    if (faulty || unasked || results.includes(null)) context.faults.subgraph('SUBGRAPH_ERROR', source.subgraph, scope.path);
    return results.map((entities, index) => (entities && orders[index] ? inOrderOfMembers(entities, orders[index]) : entities));
  } catch (error) {
    if (!(error instanceof SubgraphFault)) throw error;
    context.report(error, scope.path);
    return [];
  }
}

/** The clients that an answer leads to. Whatever the subgraph sent in their place is taken out at once. */
export function wishesIn(entity: Entity, edges: readonly Edge[], { ids, context, source, path }: FetchScope): readonly Wish[] {
  if (!entity) return [];
  const wishes: Wish[] = [];
  for (const { path: place, selection } of edges) {
    forEachObject(entity, place, (value, replace) => {
      replace(null);
      const callerId = value.__typename === CLIENT ? ids.toCaller(value.id, context.caller.requester.unit) : null;
      if (callerId !== null) wishes.push({ selection, callerId, place: replace });
      else context.faults.subgraph('SUBGRAPH_ERROR', source.subgraph, path);
    });
  }
  return wishes;
}

/** What was asked of a client that needs no fetch is put beside what was fetched. */
function answered({ selection, callerId }: Wish, entity: Entity): Record<string, unknown> {
  const client = entity ?? {};
  for (const key of selection.typenames) if (!Object.hasOwn(client, key)) client[key] = CLIENT;
  for (const key of selection.ids) client[key] = callerId;
  return client;
}

/** What a release means for one selection: worked out once and kept for as long as both are. */
interface Ruling {
  readonly decision: string;
  readonly grants: EqualGrants;
}

/** A selection belongs to one fetch, so to one subgraph. */
const rulings = new WeakMap<ClientSelection, WeakMap<Release, Ruling>>();

function rulingOn(selection: ClientSelection, release: Release, subgraph: string): Ruling {
  let known = rulings.get(selection);
  if (!known) rulings.set(selection, (known = new WeakMap()));
  let ruling = known.get(release);
  if (!ruling) {
    const owners = ownersIn(subgraph as SubgraphName);
    const granted = selection.requirements.filter((requirement) => isGranted(release, owners, requirement));
    const decision = selection.requirements.map((requirement) => (granted.includes(requirement) ? '1' : '0')).join('');
    known.set(release, (ruling = { decision, grants: equalGrants(ownerGrants(release, subgraph, granted)) }));
  }
  return ruling;
}
