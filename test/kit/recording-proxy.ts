import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the gateway sent to a subgraph. */
export interface Received {
  readonly subgraph: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** The ticket of an act, which is no query. */
  readonly ticket?: string;
}

export interface RecordingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** An answer in place of the subgraph's own. */
export interface Reply {
  readonly status?: number;
  readonly body: string;
}

/** Waited for before the subgraph gets to know of the request; may answer in its place. */
export type Recorder = (received: Received) => Promise<Reply | undefined>;

/** Stands between gateway and subgraph on the wire, so that a test sees what is really sent, and changes nothing of its own accord. */
export async function recordingProxy(subgraph: string, target: string, record: Recorder): Promise<RecordingProxy> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      const { query = '', variables = {}, extensions = {}, ticket } = JSON.parse(body) as Partial<Received>;
      const reply = await record({ subgraph, headers: request.headers, query, variables, extensions, ...(ticket !== undefined && { ticket }) });
      if (reply) return void response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' }).end(reply.body);
      const { 'content-type': type = 'application/json', accept = '*/*' } = request.headers;
      const answer = await fetch(new URL(request.url!, target), { method: 'POST', headers: { 'content-type': type, accept }, body });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy()); // the subgraph is gone: so is the connection
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}
