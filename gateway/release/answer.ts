import type { ExecutionResult } from 'graphql';
import type { Requester } from '../../consent/core/index.js';
import { LogUnavailable } from '../../consent/store/types.js';
import { commitRelease } from './commit.js';
import { Decisions, StoreUnavailable, type DecisionOptions } from './decisions.js';
import type { Analysis } from './operation.js';
import { catalogueEntry, unanswered } from './log-entry.js';
import { innerQueries, type InnerQueryOptions } from './inner-query.js';
import { valueAt } from './json.js';
import { report, type Report } from './report.js';
import { RequestContext } from './request-context.js';
import type { Caller } from './caller.js';

export interface AnswerOptions extends DecisionOptions, InnerQueryOptions {
  readonly clock: () => number;
  /** Told of ids that led to no client of the caller. */
  readonly onTried?: (requester: Requester, ids: number) => void;
}

export interface Request {
  readonly analysis: Analysis;
  readonly variables: Record<string, unknown>;
  readonly caller: Caller;
  readonly requestId: string;
  readonly signal: AbortSignal | undefined;
}

/** How often a query is run when releases change while it is under way. */
const ATTEMPTS = 4;

/** Executes an operation and lets the answer out only when the release is committed. */
export async function answer(request: Request, options: AnswerOptions): Promise<ExecutionResult> {
  for (let attempt = 1; ; attempt += 1) {
    const { context, data, release, outcome } = await run(request, options, attempt);
    if (outcome === 'CHANGED' && attempt < ATTEMPTS && request.analysis.kind === 'query') continue;
    const { roots } = request.analysis;
    const tried = (context.decisions?.unrelated ?? 0) + context.tried;
    if (tried > 0) options.onTried?.(request.caller.requester, tried);
    if (outcome === 'COMMITTED') return result(data, context, release);
    if (outcome === 'CHANGED') await recordUnanswered(context, options);
    for (const { key } of roots) {
      if (outcome === 'CHANGED') context.faults.changed([key]);
      else context.faults.storeUnavailable([key]);
    }
    return result(withoutPersonal(request.analysis, data), context, null);
  }
}

async function run({ analysis, variables, caller, requestId, signal }: Request, options: AnswerOptions, attempt: number) {
  const { planner, store, clock, logger } = options;
  const context = new RequestContext(caller, requestId, null, signal, logger);
  if (attempt > 1) context.hints.push('DECIDED_AGAIN');
  const decide = (): Decisions => (context.decisions ??= new Decisions(options, caller.requester, caller.purpose!, clock()));
  const inner = innerQueries(context, decide, options);
  context.ask = inner.ask;
  if (analysis.clients) decide();
  if (analysis.changesCatalogue && !(await recorded(context, options))) {
    context.faults.storeUnavailable([]);
    return { context, data: null, release: null, outcome: 'UNAVAILABLE' as const };
  }
  const { data, own, errors, incomplete } = await planner.execute(analysis, variables, context);
  for (const error of errors) context.report(error, []);
  for (const key of incomplete) if (context.faults.none && !context.storeUnavailable) context.faults.incomplete([key]);
  const { decisions } = context;
  if (!data || !decisions || context.storeUnavailable) {
    if (decisions && !context.storeUnavailable) await recordUnanswered(context, options);
    return { context, data, release: null, outcome: context.storeUnavailable ? ('UNAVAILABLE' as const) : ('COMMITTED' as const) };
  }
  try {
    const release = await report(analysis, { data, own }, variables, context, decisions, options);
    return { context, data, release, outcome: await commitRelease(store, decisions, [...release.entries, ...inner.entries]) };
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    context.report(error, []);
    return { context, data, release: null, outcome: 'UNAVAILABLE' as const };
  }
}

/** Records that a catalogue is about to be changed, or says that it cannot be (promise P4). */
async function recorded(context: RequestContext, options: AnswerOptions): Promise<boolean> {
  try {
    return (await options.store.commit({ heads: [], until: Infinity, entries: [catalogueEntry(context, options)] })) === 'COMMITTED';
  } catch (error) {
    if (error instanceof LogUnavailable) return false;
    throw error;
  }
}

/** Nothing personal leaves here, so a log that is out of reach keeps nothing back. */
async function recordUnanswered(context: RequestContext, options: AnswerOptions): Promise<void> {
  const entries = unanswered(context.decisions?.decided() ?? [], context, options);
  if (entries.length > 0) await options.store.commit({ heads: [], until: Infinity, entries }).catch((error: unknown) => context.log('entry lost', error));
}

/** The open part of an answer. */
function withoutPersonal({ roots }: Analysis, data: ExecutionResult['data']): ExecutionResult['data'] {
  if (!data || roots.some(({ key, nullable }) => valueAt(data, key) !== undefined && !nullable)) return null;
  for (const { key } of roots) if (valueAt(data, key) !== undefined) data[key] = null;
  return data;
}

function result(data: ExecutionResult['data'], { faults }: RequestContext, release: Report | null): ExecutionResult {
  const errors = faults.errors();
  return {
    data,
    ...(errors.length > 0 && { errors }),
    ...(release && { extensions: { release: { purpose: release.purpose, withheld: release.withheld } } }),
  };
}
