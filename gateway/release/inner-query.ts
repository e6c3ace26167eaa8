import type { Ask } from '../../consent/api/ask.js';
import type { LogEntry } from '../../consent/audit/entry.js';
import { StoreUnavailable, type Decisions } from './decisions.js';
import type { EntryOptions } from './log-entry.js';
import type { Analysis } from './operation.js';
import type { Planner } from '../plan/planner.js';
import { purposeMissing } from './purpose-missing.js';
import { report } from './report.js';
import { RequestContext } from './request-context.js';
import type { Logger } from '../server/logger.js';

export interface InnerQueryOptions extends EntryOptions {
  readonly planner: Planner<RequestContext>;
  readonly logger: Logger;
  /** Checks one of the gateway's own texts. @throws Error if it does not fit the schema */
  readonly analyseOwn: (query: string) => Analysis;
}

/** What was asked within one attempt to answer a request. */
export interface InnerQueries {
  readonly ask: Ask;
  /** The entries about it, to be committed with the request's own. */
  readonly entries: readonly LogEntry[];
}

/**
 * Queries of the gateway's own subgraph, for the caller whose request it is answering. They take part in that request's
 * decisions and in its commit, so that an answer made from them never outlives a decision (promise P5).
 */
export function innerQueries(outer: RequestContext, decide: () => Decisions, options: InnerQueryOptions): InnerQueries {
  const { planner, logger, analyseOwn } = options;
  const entries: LogEntry[] = [];
  const ask: Ask = async (query, variables = {}) => {
    const analysis = analyseOwn(query);
    if (analysis.clients && outer.caller.purpose === null) throw purposeMissing();
    const decisions = analysis.clients ? decide() : null;
    const context = new RequestContext(outer.caller, outer.requestId, decisions, outer.signal, logger);
    const { data, own, errors } = await planner.execute(analysis, variables, context);
    outer.tried += context.tried;
    for (const error of errors) context.report(error, []);
    for (const error of context.faults.errors()) outer.faults.told(error, []);
    if (context.storeUnavailable) outer.storeUnavailable = true;
    if (!data || context.storeUnavailable) return { data: null, withheld: [] };
    if (!decisions) return { data, withheld: [] };
    try {
      const { entries: found, withheld } = await report(analysis, { data, own }, variables, context, decisions, options);
      entries.push(...found);
      return { data, withheld };
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      outer.report(error, []);
      return { data: null, withheld: [] };
    }
  };
  return { ask, entries };
}
