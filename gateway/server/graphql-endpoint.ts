import type { IncomingMessage } from 'node:http';
import { createHandler, type RequestParams } from 'graphql-http';
import type { Caller } from '../engine.js';
import { callerFromHeaders, type Identity } from '../identity/index.js';
import type { Answer } from './answer.js';
import type { HttpOptions } from './http-options.js';
import type { Pipeline } from './pipeline.js';
import { Refusal } from './refusal.js';
import { readBody } from './request-body.js';
import { paramsFromBody, paramsFromUrl } from './request-params.js';
import { checkRequest } from './request-rules.js';

export interface EndpointOptions extends Pick<HttpOptions, 'maxBodyBytes'> {
  readonly pipeline: Pipeline;
  readonly identity: Identity;
}

interface Context {
  readonly caller: Caller;
  readonly params: RequestParams;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

export type Endpoint = (req: IncomingMessage, requestId: string, signal: AbortSignal) => Promise<Answer>;

/**
 * GraphQL over HTTP. graphql-http negotiates and shapes the response; what comes in is checked here, the cheap
 * things first, and nobody's body is read before they are known.
 */
export function graphqlEndpoint({ pipeline, identity, maxBodyBytes }: EndpointOptions): Endpoint {
  const handler = createHandler<IncomingMessage, Context>({
    parseRequestParams: ({ context }) => context.params,
    onSubscribe: async ({ method, context: { caller, requestId, signal } }, { query, operationName, variables }) => {
      const operation = { query, operationName, variables };
      const result = await pipeline.run(operation, caller, { requestId, signal, mutations: method === 'POST' });
      return result.data === undefined && result.errors ? result.errors : result;
    },
  });

  return async (req, requestId, signal) => {
    checkRequest(req);
    const caller = await callerFromHeaders(req.headersDistinct, identity);
    const method = req.method!;
    const url = req.url!;
    const params = method === 'GET' ? paramsFromUrl(url) : paramsFromBody(await readBody(req, maxBodyBytes));
    const context = { caller, params, requestId, signal };
    const [body, { status, headers }] = await handler({ method, url, headers: req.headers, body: null, raw: req, context });
    if (status === 406) throw notAcceptable();
    return { status, headers, body };
  };
}

const notAcceptable = () =>
  new Refusal(406, 'NOT_ACCEPTABLE', {
    de: 'Antworten gibt es nur als application/graphql-response+json oder application/json.',
    en: 'Responses come as application/graphql-response+json or application/json only.',
  });
