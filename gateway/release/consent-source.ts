import { execute, parse, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { LogUnavailable } from '../../consent/store/types.js';
import { BoundedMap } from './bounded-map.js';
import { SubgraphFault } from './faults.js';
import { isRecord } from './json.js';
import type { RequestContext } from './request-context.js';
import type { SubgraphAnswer, SubgraphRequest, SubgraphSource } from './subgraph-source.js';
import { CONSENT_SUBGRAPH } from './supergraph.js';

/** Texts of the gateway's own fetches that are kept parsed. */
const KEPT = 500;

/** The consent subgraph, executed in this process. It speaks the caller's pseudonyms and needs no ticket. */
export class ConsentSource implements SubgraphSource {
  readonly subgraph = CONSENT_SUBGRAPH;
  readonly #documents = new BoundedMap<DocumentNode>(KEPT);

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly contextFor: (context: RequestContext) => object,
  ) {}

  async send({ query, variables }: SubgraphRequest, context: RequestContext): Promise<SubgraphAnswer> {
    const { data, errors = [] } = await execute({
      schema: this.schema, document: this.#parsed(query), variableValues: { ...variables }, contextValue: this.contextFor(context),
    });
    const untold = errors.filter((error) => !tell(error, context));
    for (const error of untold) context.log('consent subgraph failed', error.originalError ?? error);
    if (!isRecord(data)) {
      if (untold.length > 0) throw new SubgraphFault('SUBGRAPH_ERROR', this.subgraph, untold[0]);
      return { data: {}, faulty: false };
    }
    return { data, faulty: untold.length > 0 };
  }

  async close(): Promise<void> {}

  #parsed(query: string): DocumentNode {
    const known = this.#documents.get(query);
    if (known) return known;
    const document = parse(query, { noLocation: true });
    this.#documents.set(query, document);
    return document;
  }
}

/** Passes on what the consent subgraph says to the caller on purpose: errors with a code of its own. Of entities it says no place. */
function tell(error: GraphQLError, context: RequestContext): boolean {
  const [root] = error.path ?? [];
  const path = root === undefined || String(root).startsWith('_') ? [] : [root];
  if (error.originalError instanceof LogUnavailable) context.faults.storeUnavailable(path);
  else if (typeof error.extensions.code === 'string') context.faults.told(error, path);
  else return false;
  return true;
}
