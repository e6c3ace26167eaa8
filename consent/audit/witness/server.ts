import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Witness, WitnessAnswer } from './witness.js';

/** A signed note of the largest kind and 63 hashes fit well. */
const LARGEST_BODY = 256 * 1024;
const PATIENCE = 5_000;

export interface WitnessServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a witness: `POST /add-checkpoint`, `GET /<hash of origin>/checkpoint`, and its health. */
export async function serveWitness(witness: Witness, port: number, host: string, onFault: (fault: unknown) => void): Promise<WitnessServer> {
  const server = createServer({ requestTimeout: PATIENCE, maxHeaderSize: 8_192 }, (request, response) => {
    respond(witness, request).then(
      ({ status, body, type }) => response.writeHead(status, { 'content-type': type ?? 'text/plain; charset=utf-8' }).end(body),
      (fault: unknown) => {
        onFault(fault);
        response.writeHead(500).end();
      });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}`,
    async close() {
      server.close();
      server.closeIdleConnections();
      await once(server, 'close');
    },
  };
}

type Answer = Omit<WitnessAnswer, 'status'> & { readonly status: number };

async function respond(witness: Witness, request: IncomingMessage): Promise<Answer> {
  const { method, url = '' } = request;
  if (method === 'POST' && url === '/add-checkpoint') {
    const body = await bodyOf(request);
    return body === null ? { status: 413, body: '' } : witness.addCheckpoint(body);
  }
  if (method !== 'GET') return { status: 405, body: '' };
  const [, origin] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(url) ?? [];
  if (origin) return witness.checkpoint(origin);
  return url.startsWith('/health/') ? { status: 200, body: 'ok\n' } : { status: 404, body: '' };
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
