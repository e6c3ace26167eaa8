import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './errors.js';

/** Longest request body in bytes: a thousand entities with their keys take about a tenth of it. */
export const BODY_LIMIT = 1_048_576;

/** A GraphQL request as the gateway posts it. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly extensions?: { readonly releaseTicket?: unknown };
}

/** A JSON object in a body. @throws Refusal for anything else. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(graphql-response\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type) || request.headers['content-encoding']) {
    throw new Refusal('BAD_REQUEST', 'Nur unkomprimiertes JSON in UTF-8 / Only uncompressed JSON in UTF-8');
  }
  const body = parse(await readBody(request));
  if (Array.isArray(body)) throw new Refusal('BATCHING_REFUSED', 'Eine Anfrage je Aufruf / One request per call');
  if (!isObject(body)) throw new Refusal('BAD_REQUEST', 'Kein JSON-Objekt / Not a JSON object');
  return body;
}

/** The GraphQL request in a JSON body. @throws Refusal for anything else. */
export async function readRequest(request: IncomingMessage): Promise<GraphqlRequest> {
  const body = await readJson(request);
  if (typeof body.query !== 'string') throw new Refusal('BAD_REQUEST', 'Das Feld query fehlt / The field query is missing');
  if (!isOptionalObject(body.variables) || !isOptionalObject(body.extensions) || !isOptionalText(body.operationName)) {
    throw new Refusal('BAD_REQUEST', 'variables und extensions sind Objekte, operationName ein Text / variables and extensions are objects, operationName is a text');
  }
  return {
    query: body.query,
    variables: body.variables ?? {},
    ...(body.operationName && { operationName: body.operationName }),
    extensions: body.extensions ?? {},
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Refusal('BODY_TOO_LARGE', `Höchstens ${BODY_LIMIT} Bytes / At most ${BODY_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('BAD_REQUEST', 'Kein gültiges JSON / Not valid JSON');
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOptionalObject = (value: unknown): value is Record<string, unknown> | null | undefined => value === undefined || value === null || isObject(value);
const isOptionalText = (value: unknown): value is string | null | undefined => value === undefined || value === null || typeof value === 'string';

/** Answers with JSON; `no-store`, because a release must not outlive its withdrawal in a cache. */
export function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}
