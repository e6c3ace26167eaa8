import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { DocumentNode } from 'graphql';
import { clientIds, type ClientIds } from './client-ids.js';
import { fetchClients, wishesIn, type FetchScope, type OpenEntities, type Wish } from './client-fetch.js';
import { rootQuery } from './entities-query.js';
import { SubgraphFault } from './faults.js';
import { compileFetch, type FetchPlan } from './fetch-plan.js';
import { isRecord } from './json.js';
import type { RequestContext } from './request-context.js';
import type { SubgraphSource } from './subgraph-source.js';
import { CLIENT, CONSENT_SUBGRAPH, type Supergraph } from './supergraph.js';
import { requesterTicket, type TicketOptions } from './ticket.js';

type Data = Record<string, unknown>;

/**
 * The seam between the planner and one subgraph: no fetch of a plan is sent as it is. Faults are recorded in the request
 * and never returned, so that nothing of a subgraph's errors can travel on.
 */
export class ReleaseDataSource implements GraphQLDataSource {
  /** Compiled fetches live as long as the plans they belong to. */
  readonly #plans = new WeakMap<DocumentNode, FetchPlan>();
  readonly #ids: ClientIds;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly source: SubgraphSource,
    private readonly tickets: TicketOptions,
  ) {
    this.#ids = clientIds(tickets.pseudonyms, source.subgraph);
  }

  async process(options: GraphQLDataSourceProcessOptions): Promise<{ data: Data }> {
    if (options.kind !== 'incoming operation' || !options.document) throw new Error('Only fetches of a query plan are sent.');
    const context = options.context as RequestContext;
    const path = pathOf(options.pathInIncomingRequest ?? []);
    const variables = options.request.variables ?? {};
    const representations: unknown = variables.representations;
    try {
      const plan = this.#plan(options.document);
      const { source, tickets } = this;
      const scope = { source, tickets, ids: this.#ids, context, definitions: plan.definitions, variables, path };
      return { data: plan.entities ? await this.#entities(plan, representations, scope) : await this.#root(plan, scope) };
    } catch (error) {
      context.report(error, path);
      return { data: Array.isArray(representations) ? { _entities: representations.map(() => null) } : {} };
    }
  }

  #plan(document: DocumentNode): FetchPlan {
    const known = this.#plans.get(document);
    if (known) return known;
    const plan = compileFetch(this.supergraph, this.source.subgraph, document);
    this.#plans.set(document, plan);
    return plan;
  }

  async #entities(plan: FetchPlan, representations: unknown, scope: FetchScope): Promise<Data> {
    if (!Array.isArray(representations)) throw new Error('Entity fetch without representations.');
    const entities: (Data | null)[] = representations.map(() => null);
    const wishes: Wish[] = [];
    const others: { readonly index: number; readonly representation: unknown }[] = [];
    representations.forEach((representation: unknown, index) => {
      if (!isRecord(representation)) return;
      if (representation.__typename !== CLIENT) {
        if (plan.rest.text !== '' && isComplete(representation)) others.push({ index, representation });
      } else if (plan.client && typeof representation.id === 'string') {
        const place = (client: Data): void => { entities[index] = client; };
        wishes.push({ selection: plan.client, callerId: representation.id, place });
      }
    });
    await fetchClients(wishes, openEntities(plan, others, entities), scope);
    return { _entities: entities };
  }

  async #root(plan: FetchPlan, scope: FetchScope): Promise<Data> {
    if (plan.rest.text === '') return {};
    try {
      const changes = plan.keyword === 'mutation' && this.source.subgraph !== CONSENT_SUBGRAPH;
      const ticket = changes ? requesterTicket(this.source.subgraph, scope.context, this.tickets) : null;
      const { data, faulty } = await this.source.send({ ...rootQuery(plan, scope.variables), ticket }, scope.context);
      if (faulty) for (const key of plan.keys) scope.context.faults.subgraph('SUBGRAPH_ERROR', this.source.subgraph, [key]);
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
function pathOf(path: readonly (string | number)[]): readonly string[] {
  const end = path.findIndex((part) => part === '@' || typeof part === 'number');
  return (end === -1 ? path : path.slice(0, end)).map(String);
}
