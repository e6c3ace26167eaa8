import type { FetchNode } from '@apollo/query-planner';
import type { Data, Fetch, Subgraph, Variables } from '../plan/subgraph.js';
import { clientIds, type ClientIds } from './client-ids.js';
import { fetchClients, wishesIn, type FetchScope, type OpenEntities, type Wish } from './client-fetch.js';
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
    const entities: (Data | null)[] = representations.map(() => null);
    const wishes: Wish[] = [];
    const others: { readonly index: number; readonly representation: Data }[] = [];
    representations.forEach((representation, index) => {
      if (representation.__typename !== CLIENT) {
        if (plan.rest.text !== '' && isComplete(representation)) others.push({ index, representation });
      } else if (plan.client && typeof representation.id === 'string') {
        const place = (client: Data): void => { entities[index] = client; };
        wishes.push({ selection: plan.client, callerId: representation.id, place });
      }
    });
    await fetchClients(wishes, openEntities(plan, others, entities), scope);
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
      await fetchClients(wishesIn(result, plan.rest.edges, scope), null, scope);
      return result;
    } catch (error) {
      if (!(error instanceof SubgraphFault)) throw error;
      for (const key of plan.keys) scope.context.report(error, [key]);
      return {};
    }
  }
}

/** Equal representations are asked for once. */
function openEntities(
  plan: FetchPlan, wanted: readonly { readonly index: number; readonly representation: unknown }[], entities: (Data | null)[],
): OpenEntities | null {
  if (wanted.length === 0) return null;
  const distinct = new Map<string, { readonly representation: unknown; readonly indices: number[] }>();
  for (const { index, representation } of wanted) {
    const key = JSON.stringify(representation);
    const known = distinct.get(key);
    if (known) known.indices.push(index);
    else distinct.set(key, { representation, indices: [index] });
  }
  const members = [...distinct.values()];
  return {
    pruned: plan.rest,
    representations: members.map(({ representation }) => representation),
    place(position, entity) {
      for (const index of members[position]!.indices) entities[index] = entity && { ...entity };
    },
  };
}

/** A `null` in a representation would be sent on to another agency as data. */
const isComplete = (value: unknown): boolean =>
  value !== null && value !== undefined && (typeof value !== 'object' || Object.values(value).every(isComplete));

/** The response path down to the first list. */
function toFirstList(path: readonly string[]): readonly string[] {
  const end = path.indexOf('@');
  return end === -1 ? path : path.slice(0, end);
}
