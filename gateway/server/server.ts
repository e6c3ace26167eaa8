import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, refused, send, type Answer } from './answer.js';
import { corsHeaders, preflight } from './cors.js';
import type { Explorer } from './explorer/explorer.js';
import type { Endpoint } from './graphql-endpoint.js';
import type { HttpOptions } from './http-options.js';
import { liveness, readiness } from './health.js';
import type { Logger } from './logger.js';
import { internal } from './pipeline.js';
import { Refusal } from './refusal.js';
import { readBody } from './request-body.js';
import { methodNotAllowed } from './request-rules.js';

export interface HttpServerOptions extends Pick<HttpOptions, 'corsOrigins' | 'receiveTimeout'> {
  readonly graphql: Endpoint;
  /** Ends sessions that the identity provider names; `null`: it cannot tell. */
  readonly logout: ((body: string) => Promise<void>) | null;
  readonly ready: () => Promise<void>;
  /** `null` where there is none: in production. */
  readonly explorer: Explorer | null;
  readonly logger: Logger;
}

export interface HttpServer {
  /** Port 0 takes a free one. @throws the system's error, such as `EADDRINUSE` */
  listen(port: number, host: string): Promise<{ url: string }>;
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Accepts nothing more, closes idle connections at once and all others after `patience` milliseconds. */
  close(patience: number): Promise<void>;
}

/** A logout token is a JWT. */
const MAX_LOGOUT_BYTES = 16 * 1024;

/** The gateway over HTTP/1.1; TLS ends before it. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { logger, corsOrigins } = options;
  let closing = false;

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const gone = new AbortController();
    res.once('close', () => { if (!res.writableFinished) gone.abort(); });
    const extra = { 'x-request-id': requestId, ...corsHeaders(corsOrigins, req) };
    const answer = await route(req, requestId, gone.signal).catch((error: unknown) => {
      if (error instanceof Refusal) return refused(error);
      logger.error('request failed', { requestId, error: String(error) });
      return refused(internal(requestId));
    });
    send(req, res, answer, closing ? { ...extra, connection: 'close' } : extra);
  };

  const route = async (req: IncomingMessage, requestId: string, signal: AbortSignal): Promise<Answer> => {
    const path = req.url!.split('?', 1)[0]!;
    if (path === '/graphql') return preflight(corsOrigins, req) ?? options.graphql(req, requestId, signal);
    if (path === '/backchannel-logout' && options.logout) return logout(req, options.logout);
    const page = await pageAt(path);
    if (!page) throw notFound();
    if (req.method !== 'GET' && req.method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
    return page;
  };

  /** OpenID Connect Back-Channel Logout 1.0 § 2.5–2.8. */
  const logout = async (req: IncomingMessage, end: (body: string) => Promise<void>): Promise<Answer> => {
    if (req.method !== 'POST') throw methodNotAllowed('POST');
    await end(await readBody(req, MAX_LOGOUT_BYTES));
    return { status: 200 };
  };

  const pageAt = async (path: string): Promise<Answer | null> => {
    if (path === '/health/live') return liveness();
    if (path === '/health/ready') return closing ? json(503, { status: 'shutting down' }) : readiness(options.ready);
    return options.explorer ? options.explorer(path) : null;
  };

  const server = createServer({ requestTimeout: options.receiveTimeout, headersTimeout: options.receiveTimeout }, (req, res) => void handle(req, res));
  return {
    handle,
    listen: async (port, host) => {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      const address = server.address() as AddressInfo;
      return { url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}` };
    },
    close: async (patience) => {
      closing = true;
      if (server.listening) await closeGracefully(server, patience);
    },
  };
}

async function closeGracefully(server: Server, patience: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(timer);
}

const notFound = () =>
  new Refusal(404, 'NOT_FOUND', {
    de: 'Hier ist nichts. GraphQL antwortet unter /graphql.',
    en: 'Nothing is here. GraphQL answers at /graphql.',
  });
