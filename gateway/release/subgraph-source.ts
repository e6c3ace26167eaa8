import type { RequestContext } from './request-context.js';

export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The release ticket, where the request reads protected fields. */
  readonly ticket: string | null;
}

export interface SubgraphAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether the subgraph reported errors beside its data. */
  readonly faulty: boolean;
  /** Root fields that it did not answer because of how the caller asked; none if anything else went wrong, too. */
  readonly misasked?: ReadonlySet<string>;
}

/** Where a subgraph is asked: over HTTP, or in this process for the consent subgraph. */
export interface SubgraphSource {
  readonly subgraph: string;
  /** @throws SubgraphFault if there is no usable answer. */
  send(request: SubgraphRequest, context: RequestContext): Promise<SubgraphAnswer>;
  /** Has the agency do the one act that a ticket is for; absent where none can be done. @throws SubgraphFault */
  act?(ticket: string, context: RequestContext): Promise<unknown>;
  close(): Promise<void>;
}
