import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Logger } from '../server/logger.js';
import type { Analysis } from './operation.js';
import type { RequestContext } from './request-context.js';

/** Plans operations over the supergraph and executes the plans through data sources: all there is of @apollo/gateway. */
export interface Planner {
  /** What callers see. */
  readonly schema: GraphQLSchema;
  execute(analysis: Analysis, variables: Record<string, unknown>, context: RequestContext): Promise<ExecutionResult>;
  close(): Promise<void>;
}

/** @param sourceOf the data source of a subgraph by name. */
export async function createPlanner(supergraphSdl: string, sourceOf: (subgraph: string) => GraphQLDataSource, logger: Logger): Promise<Planner> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => sourceOf(name),
    __exposeQueryPlanExperimental: false,
    // Fetches are recognised by their document, and read without fragments.
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true, reuseQueryFragments: false },
    logger: { debug: () => undefined, info: () => undefined, warn: told, error: told },
  });
  function told(message: unknown): void {
    logger.error('planner', { message: String(message) });
  }
  const { schema, executor } = await gateway.load();
  type Request = Parameters<typeof executor>[0];
  return {
    schema,
    execute({ document, operation, hash }, variables, context) {
      const request = { request: { variables }, document, operation, queryHash: hash, operationName: null, context, schema, metrics: {}, logger: silent };
      return executor(request as unknown as Request) as Promise<ExecutionResult>;
    },
    close: () => gateway.stop(),
  };
}

/** Errors of a request are told where they are masked. */
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
