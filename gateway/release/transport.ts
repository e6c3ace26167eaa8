import { Pool, type Dispatcher } from 'undici';
import { SubgraphFault } from './faults.js';
import { isRecord, parseJson } from './json.js';
import type { RequestContext } from './request-context.js';
import type { SubgraphAnswer, SubgraphRequest, SubgraphSource } from './subgraph-source.js';

export interface TransportOptions {
  readonly subgraph: string;
  readonly url: string;
  /** Milliseconds until an unanswered request is given up. */
  readonly timeoutMs: number;
  /** Bytes of the largest answer that is read. */
  readonly maxBytes: number;
  readonly connections: number;
  /** For `https` addresses with certificates of the county's own; `null`: those the system trusts. */
  readonly tls?: ClientTls | null;
}

/** How the gateway shows itself to agencies, and whom it believes (mutual TLS); PEM. */
export interface ClientTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Asks a subgraph over kept-alive HTTP connections. Whatever it says in errors stays here. */
export class HttpTransport implements SubgraphSource {
  readonly subgraph: string;
  readonly #pool: Pool;
  readonly #path: string;

  constructor(private readonly options: TransportOptions) {
    const url = new URL(options.url);
    this.subgraph = options.subgraph;
    this.#pool = new Pool(url.origin, { connections: options.connections, ...(options.tls && { connect: { ...options.tls, minVersion: 'TLSv1.3' } }) });
    this.#path = url.pathname + url.search;
  }

  async send(request: SubgraphRequest, context: RequestContext): Promise<SubgraphAnswer> {
    const body = parsed(this.subgraph, await this.#post(bodyOf(request), context));
    if (!isRecord(body) || !(isRecord(body.data) || Array.isArray(body.errors))) {
      throw new SubgraphFault('SUBGRAPH_ERROR', this.subgraph, 'no GraphQL response');
    }
    if (!isRecord(body.data)) throw new SubgraphFault('SUBGRAPH_ERROR', this.subgraph, JSON.stringify(body.errors).slice(0, 500));
    const errors = Array.isArray(body.errors) ? body.errors : [];
    return { data: body.data, faulty: errors.length > 0, misasked: misasked(errors) };
  }

  async act(ticket: string, context: RequestContext): Promise<unknown> {
    const body = parsed(this.subgraph, await this.#post(JSON.stringify({ ticket }), context, ACTS));
    return isRecord(body) ? body.data : null;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #post(body: string, context: RequestContext, path = this.#path): Promise<string> {
    try {
      const { status, text } = await this.#exchange(path, body, context.signal);
      if (status === 200) return text;
      throw new SubgraphFault(status >= 500 ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_ERROR', this.subgraph, `HTTP ${status}`);
    } catch (error) {
      throw error instanceof SubgraphFault ? error : new SubgraphFault('SUBGRAPH_UNAVAILABLE', this.subgraph, error);
    }
  }

  /** One request and its answer, read as it arrives: streams and signals of their own would cost more than the exchange. */
  #exchange(path: string, body: string, signal: AbortSignal | undefined): Promise<{ readonly status: number; readonly text: string }> {
    const { subgraph, options: { timeoutMs, maxBytes } } = this;
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      let status = 0;
      let fault: Error | null = null;
      let under: Dispatcher.DispatchController | null = null;
      const stop = (why: Error): void => {
        fault ??= why;
        under?.abort(fault);
        end(() => reject(fault));
      };
      const timer = setTimeout(() => stop(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      const leave = (): void => stop(new Error('nobody waits for the answer any more'));
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
        settle();
      };
      signal?.addEventListener('abort', leave, { once: true });
      if (signal?.aborted) return leave();
      this.#pool.dispatch({ path, method: 'POST', headers: HEADERS, body }, {
        onRequestStart(controller) {
          under = controller;
          if (fault) controller.abort(fault);
        },
        onResponseStart(_controller, code) {
          status = code;
        },
        onResponseData(_controller, chunk) {
          bytes += chunk.length;
          if (bytes > maxBytes) stop(new SubgraphFault('SUBGRAPH_ERROR', subgraph, `answer above ${maxBytes} bytes`));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          end(() => resolve({ status, text: (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8') }));
        },
        onResponseError(_controller, error) {
          end(() => reject(fault ?? error));
        },
      });
    });
  }
}

/** Where an agency takes acts, beside its GraphQL. */
const ACTS = '/acts';

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

const bodyOf = ({ query, variables, ticket }: SubgraphRequest): string =>
  JSON.stringify({ query, variables, ...(ticket !== null && { extensions: { releaseTicket: ticket } }) });

function parsed(subgraph: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new SubgraphFault('SUBGRAPH_ERROR', subgraph, error);
  }
}

/** The root fields of errors that all say the caller asked for what cannot be asked (cursors, page sizes, filters). */
function misasked(errors: readonly unknown[]): ReadonlySet<string> {
  const fields = errors.map((error) => {
    const { path, extensions } = Object(error) as { path?: unknown; extensions?: unknown };
    const { code } = Object(extensions) as { code?: unknown };
    return code === 'BAD_REQUEST' && Array.isArray(path) ? String(path[0]) : null;
  });
  return new Set(fields.includes(null) ? [] : (fields as string[]));
}
