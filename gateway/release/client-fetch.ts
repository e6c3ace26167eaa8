import type { ClientIds } from './client-ids.js';
import { entitiesQuery, groupResult, takeOutUnasked, type EntityGroup } from './entities-query.js';
import { SubgraphFault } from './faults.js';
import type { FetchPlan } from './fetch-plan.js';
import { forEachObject, type Position } from './positions.js';
import type { ClientSelection, Edge, Pruned } from './selection.js';
import type { RequestContext } from './request-context.js';
import { standingOf, type Representation, type Standing } from './standing.js';
import type { SubgraphSource } from './subgraph-source.js';
import { CLIENT, CONSENT_SUBGRAPH } from './supergraph.js';
import { ticketFor, TicketGrants, type TicketOptions } from './ticket.js';

/** What is wanted of one client. */
export interface Wish {
  readonly selection: ClientSelection;
  /** As the caller knows the client. */
  readonly callerId: string;
}

/** Entities other than clients, asked for in the same request. */
export interface OpenEntities {
  readonly pruned: Pruned;
  readonly representations: readonly unknown[];
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

type Data = Record<string, unknown>;
type Entity = Data | null;

export interface Fetched {
  /** For each wish, in their order. */
  readonly clients: readonly Data[];
  /** For each of the other entities, in their order. */
  readonly open: readonly Entity[];
}

/** A wish that is asked for; `slot` is its client's place among the group's representations. */
interface Member {
  /** The wish's place among the wishes. */
  readonly place: number;
  readonly asked: NonNullable<Standing['asked']>;
  slot: number;
}

/** Wishes for the same selection about whose clients the same was decided. */
interface Group {
  readonly selection: ClientSelection;
  readonly decision: string;
  readonly members: Member[];
}

/**
 * Asks one subgraph for what is granted of each client and nothing else (promise P2): one request for all, with an
 * `_entities` for each decision; then, if the answers lead to further clients, the same for those.
 */
export async function fetchClients(wishes: readonly Wish[], open: OpenEntities | null, scope: FetchScope): Promise<Fetched> {
  const groups = await decided(wishes, scope);
  const answers = await ask(groups, open, scope);
  const opened = open ? (answers[groups.length] ?? []) : [];

  const found = groups.flatMap(({ selection, decision }, index) => clientsIn(answers[index] ?? [], selection.pruned(decision).edges, scope));
  if (open) found.push(...clientsIn(opened, open.pruned.edges, scope));
  await fetchFound(found, scope);

  const clients = new Array<Entity>(wishes.length).fill(null);
  groups.forEach(({ members }, index) => {
    let slot = -1;
    for (const member of members) {
      const entity = answers[index]?.[member.slot] ?? null;
      clients[member.place] = member.slot === slot ? entity && { ...entity } : entity;
      slot = member.slot;
    }
  });
  return { clients: wishes.map((wish, place) => answered(wish, clients[place] ?? {})), open: opened };
}

/** The wishes grouped by what was decided, in an order that does not depend on the clients. Of whom nothing may be asked is in no group. */
async function decided(wishes: readonly Wish[], { context, source: { subgraph }, ids }: FetchScope): Promise<readonly Group[]> {
  if (wishes.length === 0) return [];
  if (!context.decisions) throw new Error('A fetch reached clients in an operation that was not analysed as personal.');
  const views = await context.decisions.of(wishes.map(({ callerId }) => callerId));
  const { unit } = context.caller.requester;
  const addressee = { subgraph, ids };
  const groups = new Map<ClientSelection, Map<string, Group>>();
  wishes.forEach(({ selection }, place) => {
    let byDecision = groups.get(selection);
    if (!byDecision) groups.set(selection, (byDecision = new Map()));
    const { decision, asked } = standingOf(views[place]!, selection, addressee, unit);
    if (!asked) return;
    let group = byDecision.get(decision);
    if (!group) byDecision.set(decision, (group = { selection, decision, members: [] }));
    group.members.push({ place, asked, slot: 0 });
  });
  return [...groups.values()].flatMap((byDecision) => [...byDecision.values()].sort((a, b) => (a.decision < b.decision ? -1 : 1)));
}

/**
 * A group's clients, each once however often it is wanted, in the order of the subgraph's own ids: in that of the caller's
 * list two agencies could line up whom they are asked about (promise P7).
 */
function inOwnOrder(members: Member[], tickets: TicketGrants): readonly Representation[] {
  members.sort(({ asked: { representation: a } }, { asked: { representation: b } }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const representations: Representation[] = [];
  for (const member of members) {
    const { representation, grants } = member.asked;
    if (representations.at(-1)?.id !== representation.id) {
      representations.push(representation);
      tickets.add(representation.id, grants);
    }
    member.slot = representations.length - 1;
  }
  return representations;
}

async function ask(groups: readonly Group[], open: OpenEntities | null, scope: FetchScope): Promise<readonly (readonly Entity[] | null)[]> {
  if (groups.length === 0 && !open) return [];
  const { context, source } = scope;
  const tickets = new TicketGrants();
  const parts: EntityGroup[] = groups.map(({ selection, decision, members }) =>
    ({ pruned: selection.pruned(decision), ofClients: true, representations: inOwnOrder(members, tickets) }));
  if (open) parts.push({ ...open, ofClients: false });
  const { query, variables } = entitiesQuery(parts, scope.definitions, scope.variables);
  const ticket = source.subgraph === CONSENT_SUBGRAPH ? null : ticketFor(source.subgraph, tickets.grants, context, scope.tickets);
  try {
    const { data, faulty } = await source.send({ query, variables, ticket }, context);
    const results = parts.map(({ representations }, index) => groupResult(data, index, representations.length));
    const unasked = results.map((entities, index) => takeOutUnasked(entities, parts[index]!.pruned)).includes(true);
    if (faulty || unasked || results.includes(null)) context.faults.subgraph('SUBGRAPH_ERROR', source.subgraph, scope.path);
    return results;
  } catch (error) {
    if (!(error instanceof SubgraphFault)) throw error;
    context.report(error, scope.path);
    return [];
  }
}

/** A client that an answer leads to, and where it belongs. */
interface Found extends Wish {
  readonly at: Position;
}

/** The clients that answers lead to. Whatever the subgraph sent in their place is taken out at once. */
export function clientsIn(entities: readonly Entity[], edges: readonly Edge[], { ids, context, source, path }: FetchScope): Found[] {
  const found: Found[] = [];
  for (const { path: place, selection } of edges) {
    for (const entity of entities) {
      if (!entity) continue;
      forEachObject(entity, place, (value, at) => {
        at.holder[at.key] = null;
        const callerId = value.__typename === CLIENT ? ids.toCaller(value.id, context.caller.requester.unit) : null;
        if (callerId !== null) found.push({ selection, callerId, at });
        else context.faults.subgraph('SUBGRAPH_ERROR', source.subgraph, path);
      });
    }
  }
  return found;
}

/** Puts what there is to be known of clients in their places. */
export async function fetchFound(found: readonly Found[], scope: FetchScope): Promise<void> {
  if (found.length === 0) return;
  const { clients } = await fetchClients(found, null, scope);
  found.forEach(({ at: { holder, key } }, index) => { holder[key] = clients[index]; });
}

/** What was asked of a client that needs no fetch is put beside what was fetched. */
function answered({ selection, callerId }: Wish, client: Data): Data {
  for (const key of selection.typenames) if (!Object.hasOwn(client, key)) client[key] = CLIENT;
  for (const key of selection.ids) client[key] = callerId;
  return client;
}
