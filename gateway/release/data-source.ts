import type { FetchNode } from '@apollo/query-planner';
import type { Data, Fetch, Subgraph, Variables } from '../plan/subgraph.js';
import { clientIds, type ClientIds } from './client-ids.js';
import { clientsIn, fetchClients, fetchFound, type FetchScope, type Wish } from './client-fetch.js';
import { rootQuery } from './entities-query.js';
import { SubgraphFault } from './faults.js';
import { compileFetch, type FetchPlan } from './fetch-plan.js';
import type { RequestContext } from './request-context.js';
import type { SubgraphSource } from './subgraph-source.js';
import { CLIENT, CONSENT_SUBGRAPH, type Supergraph } from './supergraph.js';
import { requesterTicket, type TicketOptions } from './ticket.js';

/**
 * The seam between plans and one subgraph: no fetch of a plan is sent as it is. Faults are recorded in the request and
 * never thrown, so that nothing of a subgraph's errors can travel on.
 */
export class ReleaseDataSource implements Subgraph<RequestContext> {
  readonly #ids: ClientIds;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly source: SubgraphSource,
    private readonly tickets: TicketOptions,
  ) {
    this.#ids = clientIds(tickets.pseudonyms, source.subgraph);
  }

  prepare({ operationDocumentNode: document }: FetchNode, place: readonly string[]): Fetch<RequestContext> {
    if (!document) throw new Error('A fetch of a query plan without its document.');
    const plan = compileFetch(this.supergraph, this.source.subgraph, document);
    const path = toFirstList(place);
    const scope = (variables: Variables, context: RequestContext): FetchScope =>
      ({ source: this.source, tickets: this.tickets, ids: this.#ids, context, definitions: plan.definitions, variables, path });
    return {
      entities: async (representations, variables, context) => {
        try {
          return await this.#entities(plan, representations, scope(variables, context));
        } catch (error) {
          context.report(error, path);
          return representations.map(() => null);
        }
      },
      root: async (variables, context) => {
        try {
          return await this.#root(plan, scope(variables, context));
        } catch (error) {
          context.report(error, path);
          return {};
        }
      },
    };
  }

  async #entities(plan: FetchPlan, representations: readonly Data[], scope: FetchScope): Promise<readonly (Data | null)[]> {
    const { client, rest } = plan;
    const wishes: Wish[] = [];
    const wishAt: number[] = [];
    const open = new OpenRepresentations();
    representations.forEach((representation, index) => {
      if (representation.__typename !== CLIENT) {
        if (rest.text !== '' && isComplete(representation)) open.add(representation, index);
      } else if (client && typeof representation.id === 'string') {
        wishes.push({ selection: client, callerId: representation.id });
        wishAt.push(index);
      }
    });
    const fetched = await fetchClients(wishes, open.isEmpty ? null : { pruned: rest, representations: open.distinct }, scope);
    const entities: (Data | null)[] = representations.map(() => null);
    fetched.clients.forEach((one, index) => { entities[wishAt[index]!] = one; });
    open.place(fetched.open, entities);
    return entities;
  }

  async #root(plan: FetchPlan, scope: FetchScope): Promise<Data> {
    if (plan.rest.text === '') return {};
    try {
      const changes = plan.keyword === 'mutation' && this.source.subgraph !== CONSENT_SUBGRAPH;
      const ticket = changes ? requesterTicket(this.source.subgraph, scope.context, this.tickets) : null;
      const { data, faulty, misasked } = await this.source.send({ ...rootQuery(plan, scope.variables), ticket }, scope.context);
      for (const key of misasked ?? []) scope.context.faults.misasked(this.source.subgraph, [key]);
      if (faulty && !misasked?.size) for (const key of plan.keys) scope.context.faults.subgraph('SUBGRAPH_ERROR', this.source.subgraph, [key]);
      const result: Data = Object.fromEntries(Object.entries(data).filter(([key]) => plan.rest.keys.has(key)));
      await fetchFound(clientsIn([result], plan.rest.edges, scope), scope);
      return result;
    } catch (error) {
      if (!(error instanceof SubgraphFault)) throw error;
      for (const key of plan.keys) scope.context.report(error, [key]);
      return {};
    }
  }
}

/** Representations of what is no client; equal ones are asked for once. */
class OpenRepresentations {
  readonly distinct: Data[] = [];
  readonly #slots = new Map<string, number>();
  readonly #wanted: { readonly index: number; readonly slot: number }[] = [];

  get isEmpty(): boolean {
    return this.distinct.length === 0;
  }

  add(representation: Data, index: number): void {
    const key = JSON.stringify(representation);
    let slot = this.#slots.get(key);
    if (slot === undefined) this.#slots.set(key, (slot = this.distinct.push(representation) - 1));
    this.#wanted.push({ index, slot });
  }

  place(found: readonly (Data | null)[], entities: (Data | null)[]): void {
    for (const { index, slot } of this.#wanted) {
      const entity = found[slot] ?? null;
      entities[index] = entity && { ...entity };
    }
  }
}

/** A `null` in a representation would be sent on to another agency as data. */
const isComplete = (value: unknown): boolean =>
  value !== null && value !== undefined && (typeof value !== 'object' || Object.values(value).every(isComplete));

/** The response path down to the first list. */
function toFirstList(path: readonly string[]): readonly string[] {
  const end = path.indexOf('@');
  return end === -1 ? path : path.slice(0, end);
}
