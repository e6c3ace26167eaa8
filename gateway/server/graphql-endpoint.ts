import type { IncomingMessage } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { createHandler } from 'graphql-http';
import type { Caller, Prepared } from '../engine.js';
import { callerFromHeaders, type Identity } from '../identity/index.js';
import type { Answer } from './answer.js';
import { cacheable } from './cacheable.js';
import type { HttpOptions } from './http-options.js';
import type { Operation, Pipeline } from './pipeline.js';
import { Refusal } from './refusal.js';
import { readBody } from './request-body.js';
import { operationFromBody, operationFromUrl } from './request-operation.js';
import { checkRequest } from './request-rules.js';

export interface EndpointOptions extends Pick<HttpOptions, 'maxBodyBytes'> {
  readonly pipeline: Pipeline;
  readonly identity: Identity;
}

interface Context {
  readonly caller: Caller;
  readonly operation: Operation;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Whether the answer is published data alone, without an error: set while it is made. */
  open: boolean;
  /** Set once the operation has been executed. */
  result: ExecutionResult | null;
}

export type Endpoint = (req: IncomingMessage, requestId: string, signal: AbortSignal) => Promise<Answer>;

/**
 * GraphQL over HTTP. graphql-http negotiates and shapes the response; what comes in is checked here, the cheap
 * things first, and nobody's body is read before they are known.
 */
export function graphqlEndpoint({ pipeline, identity, maxBodyBytes }: EndpointOptions): Endpoint {
  const handler = createHandler<IncomingMessage, Context>({
    parseRequestParams: () => NO_PARAMS,
    onSubscribe: async ({ method, context }) => {
      const { caller, operation, requestId, signal } = context;
      const onPrepared = ({ kind, personal }: Prepared): void => { context.open = kind === 'query' && !personal; };
      const result = await pipeline.run(operation, caller, { requestId, signal, mutations: method === 'POST', onPrepared });
      context.open &&= !result.errors;
      if (result.data === undefined && result.errors) return result.errors;
      context.result = result;
      return EXECUTED;
    },
  });

  return async (req, requestId, signal) => {
    checkRequest(req);
    const caller = await callerFromHeaders(req.headersDistinct, identity);
    const method = req.method!;
    const url = req.url!;
    const operation = method === 'GET' ? operationFromUrl(url) : operationFromBody(await readBody(req, maxBodyBytes));
    const context: Context = { caller, operation, requestId, signal, open: false, result: null };
    const [text, { status, headers }] = await handler({ method, url, headers: req.headers, body: null, raw: req, context });
    if (status === 406) throw notAcceptable();
    const answer = { status, headers, body: context.result ? JSON.stringify(context.result) : text };
    return method === 'GET' && context.open ? cacheable(answer, req) : answer;
  };
}

/** What is asked stands in the context: with persisted operations there may be no text. */
const NO_PARAMS = { query: '' };

/** Stands for a result while graphql-http chooses status and headers: it would ask a function about every value of the text. */
const EXECUTED: ExecutionResult = { data: null };

const notAcceptable = () =>
  new Refusal(406, 'NOT_ACCEPTABLE', {
    de: 'Antworten gibt es nur als application/graphql-response+json oder application/json.',
    en: 'Responses come as application/graphql-response+json or application/json only.',
  });
