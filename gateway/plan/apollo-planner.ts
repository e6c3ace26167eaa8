import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { createHash } from 'node:crypto';
import { getOperationAST, print, type ExecutionResult, type GraphQLError } from 'graphql';
import { takeOwn } from './own-keys.js';
import type { Planner } from './planner.js';
import type { Data, Fetch, Subgraph } from './subgraph.js';

/**
 * The same through @apollo/gateway as it is published: the reference that our own executor is tried against, and an engine
 * to fall back to (`executor: 'apollo'`).
 */
export async function createApolloPlanner<Context>(supergraphSdl: string, subgraphOf: (name: string) => Subgraph<Context>): Promise<Planner<Context>> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => dataSource(subgraphOf(name)),
    __exposeQueryPlanExperimental: false,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true, reuseQueryFragments: false },
    logger: SILENT,
  });
  const { schema, executor } = await gateway.load();
  type Request = Parameters<typeof executor>[0];
  return {
    schema,
    async execute({ document }, variables, context) {
      const queryHash = createHash('sha256').update(print(document)).digest('hex');
      const request = { request: { variables }, document, operation: getOperationAST(document), queryHash, operationName: null, context, schema, metrics: {}, logger: SILENT };
      const { data = null, errors = [], extensions } = (await executor(request as unknown as Request)) as ExecutionResult<Data>;
      const missing = (extensions?.valueCompletion ?? []) as readonly GraphQLError[];
      return { data, own: takeOwn(data), errors, incomplete: [...new Set(missing.map(({ path }) => String(path?.[0])))] };
    },
    close: () => gateway.stop(),
  };
}

function dataSource<Context>(subgraph: Subgraph<Context>): GraphQLDataSource {
  const known = new WeakMap<object, Fetch<Context>>();
  return {
    async process(options) {
      if (options.kind !== 'incoming operation' || !options.document) throw new Error('Only fetches of a query plan are sent.');
      const { document, pathInIncomingRequest = [], request: { query, variables = {} } } = options;
      let fetch = known.get(document);
      if (!fetch) {
        const node = { kind: 'Fetch', serviceName: '', operation: query!, operationName: undefined, operationKind: 'query', operationDocumentNode: document } as const;
        known.set(document, (fetch = subgraph.prepare(node as never, pathInIncomingRequest.map(String))));
      }
      const { representations, ...others } = variables;
      if (!Array.isArray(representations)) return { data: await fetch.root(others, options.context as Context) };
      return { data: { _entities: await fetch.entities(representations as Data[], others, options.context as Context) } };
    },
  };
}

/** Faults of a request are told where they are masked. */
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
