import { buildSchema, execute, getOperationAST, Kind, parse, validate, type DocumentNode } from 'graphql';
import { stages } from '../../../gateway/documents/stages.js';
import { createTrust, type TrustOptions } from '../../../gateway/documents/trust.js';
import type { Engine, Prepared } from '../../../gateway/engine.js';
import { createIdentity, type Revocations, type StepUpOptions } from '../../../gateway/identity/index.js';
import { createHttpServer } from '../../../gateway/server/server.js';
import { createAdmission, createExplorer, createPipeline, DEFAULT_HTTP, DEFAULT_LIMITS, graphqlEndpoint, limitRules, type HttpOptions, type Logger } from '../../../gateway/server/index.js';
import { AUDIENCE, CLAIMS, ISSUER, issuedToken, keySet } from '../identity/issuer.js';

const typeDefs = 'type Query { greeting: String, slow: String, fault: String, caller: String } type Mutation { greet: String, notifyJugendamt: String }';

/** What the engine of the tests does while it is asked for `slow`: waits to be let go. */
export class Gate {
  private release!: () => void;
  readonly opened = new Promise<void>((resolve) => (this.release = resolve));
  entered = 0;
  aborted = 0;
  open(): void {
    this.release();
  }
}

interface Parsed extends Prepared {
  readonly document: DocumentNode;
}

/** The smallest engine there can be, over graphql-js: the HTTP half of the gateway is under test here. */
export function smallEngine(gate: Gate, ready: () => Promise<void> = async () => undefined): Engine {
  const schema = buildSchema(typeDefs);
  const rootValue = {
    greeting: 'Guten Tag',
    greet: 'Guten Tag',
    notifyJugendamt: 'done',
    slow: async (_: unknown, { signal }: { signal?: AbortSignal }) => {
      gate.entered++;
      signal?.addEventListener('abort', () => gate.aborted++, { once: true });
      await gate.opened;
      return 'at last';
    },
    caller: (_: unknown, { caller }: { caller: unknown }) => JSON.stringify(caller),
  };
  return {
    schema,
    prepare(query, operationName) {
      let document: DocumentNode;
      try {
        document = parse(query);
      } catch (error) {
        return [error as never];
      }
      const errors = [...validate(schema, document, limitRules(DEFAULT_LIMITS)), ...validate(schema, document)];
      if (errors.length > 0) return errors;
      const kind = getOperationAST(document, operationName)?.operation === 'mutation' ? 'mutation' : 'query';
      const fields = (getOperationAST(document, operationName)?.selectionSet.selections ?? []).flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
      const parsed: Parsed = { kind, fields, personal: false, document };
      return parsed;
    },
    async execute(prepared, variableValues, caller, requestId, signal) {
      const { document } = prepared as Parsed;
      if (JSON.stringify(document).includes('"fault"')) throw new Error('SECRET-OF-THE-ENGINE');
      return execute({ schema, document, rootValue, variableValues, contextValue: { caller, requestId, signal } });
    },
    ready,
    close: async () => undefined,
  };
}

export interface Running extends AsyncDisposable {
  readonly url: string;
  readonly gate: Gate;
  readonly logged: string[];
  readonly token: string;
  readonly pipeline: ReturnType<typeof createPipeline>;
  /** POSTs a query with a good token; headers can be replaced or, with `null`, left out. */
  post(body: unknown, headers?: Record<string, string | null>): Promise<Response>;
  get(path: string, headers?: Record<string, string | null>): Promise<Response>;
  close(patience: number): Promise<void>;
}

export interface Conditions extends Partial<HttpOptions> {
  readonly ready?: () => Promise<void>;
  readonly documents?: Omit<TrustOptions, 'logger'>;
  readonly stepUp?: StepUpOptions | null;
  readonly revocations?: Revocations | null;
}

/** The HTTP half of the gateway on a free port. */
export async function runningGateway(conditions: Conditions = {}): Promise<Running> {
  const gate = new Gate();
  const logged: string[] = [];
  const note = (event: string, details = {}): void => void logged.push(JSON.stringify({ event, ...details }));
  const logger: Logger = { info: note, error: note };
  const { ready, documents = { documents: [], stages: stages('off') }, stepUp = null, revocations = null, ...options } = conditions;
  const http = { ...DEFAULT_HTTP, ...options };
  const engine = smallEngine(gate, ready);
  const identity = createIdentity({ issuer: ISSUER, audience: AUDIENCE, jwks: await keySet(), stepUp, revocations });
  const pipeline = createPipeline({ engine, admission: createAdmission(http.shares), trust: createTrust({ ...documents, logger }), stepUp, logger, ...http });
  const server = createHttpServer({
    graphql: graphqlEndpoint({ pipeline, identity, ...http }),
    logout: null,
    ready: () => engine.ready(),
    logger,
    ...http,
    explorer: http.explorer ? createExplorer('{ greeting }') : null,
  });
  const { url } = await server.listen(0, '127.0.0.1');
  const token = await issuedToken(CLAIMS);

  const sent = (defaults: Record<string, string>, headers: Record<string, string | null>): [string, string][] =>
    Object.entries({ authorization: `Bearer ${token}`, ...defaults, ...headers }).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    url, gate, logged, token, pipeline,
    post: (body, headers = {}) =>
      fetch(`${url}/graphql`, { method: 'POST', headers: sent({ 'content-type': 'application/json' }, headers), body: typeof body === 'string' ? body : JSON.stringify(body) }),
    get: (path, headers = {}) => fetch(url + path, { headers: sent({ accept: 'application/json' }, headers) }),
    close: (patience) => server.close(patience),
    async [Symbol.asyncDispose]() {
      gate.open();
      await server.close(0);
    },
  };
}
