import type { Ask } from '../../consent/api/ask.js';
import type { Logger } from '../server/logger.js';
import type { Caller } from './caller.js';
import { StoreUnavailable, type Decisions } from './decisions.js';
import { Faults, SubgraphFault } from './faults.js';

/** One attempt to answer one request, as the fetches of its plan share it. */
export class RequestContext {
  readonly faults: Faults;
  /** Set once the store could not be read. */
  storeUnavailable = false;
  /** What its log entries say beside the decisions: `DECIDED_AGAIN` if an earlier attempt may have fetched more than is answered. */
  readonly hints: string[] = [];
  /** Ids that the gateway's own subgraph found to lead to no client of the caller; those decided about are counted by `Decisions`. */
  tried = 0;
  /** For the gateway's own subgraph; absent in what it has asked itself: there is no asking within asking. */
  ask: Ask | null = null;

  constructor(
    readonly caller: Caller,
    readonly requestId: string,
    /** `null` as long as the operation touches no client. */
    public decisions: Decisions | null,
    readonly signal: AbortSignal | undefined,
    private readonly logger: Logger,
  ) {
    this.faults = new Faults(requestId);
  }

  /** For the operator only. */
  log(event: string, error: unknown): void {
    this.logger.error(event, { requestId: this.requestId, error: error instanceof Error ? (error.stack ?? String(error)) : String(error) });
  }

  /** Tells the operator what happened and the caller only what kind of thing it was. */
  report(error: unknown, path: readonly (string | number)[]): void {
    this.log('fetch failed', error);
    if (error instanceof SubgraphFault) this.faults.subgraph(error.code, error.agency, path);
    else if (error instanceof StoreUnavailable) this.storeUnavailable = true;
    else this.faults.internal(path);
  }
}
