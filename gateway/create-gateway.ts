import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { stages } from './documents/stages.js';
import { createTrust, type TrustOptions } from './documents/trust.js';
import { createEngine, type Caller, type EngineOptions } from './engine.js';
import { backChannelLogout, callerFromProcess, createIdentity, shareRevocations, type IdentityOptions, type RevocationStore } from './identity/index.js';
import {
  createAdmission, createExplorer, createHttpServer, createPipeline, DEFAULT_HTTP, DEFAULT_LIMITS, graphqlEndpoint, jsonLines, Refusal, type HttpOptions, type Operation,
} from './server/index.js';

type Defaulted = 'clock' | 'limits' | 'introspection' | 'logger';
/** What the gateway sets itself. */
type Wired = 'onTried';

export interface GatewayOptions extends Omit<EngineOptions, Defaulted | Wired>, Partial<Pick<EngineOptions, Defaulted>> {
  readonly store: EngineOptions['store'] & { readonly sessions: RevocationStore };
  readonly identity: IdentityOptions;
  readonly http?: Partial<HttpOptions>;
  /** Which operations units have registered, and how strictly that counts; default: none, and it does not. */
  readonly documents?: Omit<TrustOptions, 'logger'>;
  /** Client ids under which the identity provider sends logout tokens to `/backchannel-logout`, and how long (s) its access tokens live; default: it sends none. */
  readonly logout?: { readonly clients: readonly string[]; readonly tokenLifetime: number } | null;
}

/** A running gateway. Whichever way an operation comes in, it goes through one pipeline (promise P9). */
export interface Gateway {
  /** Serves HTTP; port 0 takes a free one. */
  listen(port: number, host: string): Promise<{ readonly url: string }>;
  /** Serves one request of somebody else's HTTP server. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Executes an operation of this process for a caller whom it has identified itself. Refusals are errors in the result. */
  execute(operation: Operation, caller: Caller): Promise<ExecutionResult>;
  /** Answers what is running, then ends. The store stays open: it is the caller's. */
  close(): Promise<void>;
}

/** @throws Error if the supergraph or the addresses are not fit to be served */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { clock = Date.now, limits = DEFAULT_LIMITS, introspection = false } = options;
  const logger = options.logger ?? jsonLines((line) => process.stderr.write(line));
  const http = { ...DEFAULT_HTTP, ...options.http };
  const revocations = await hearOfLogouts(options, clock, (fault) => logger.error('ended sessions cannot be read', { error: String(fault) }));
  const identity = createIdentity({ clock, revocations, ...options.identity });
  const admission = createAdmission(http.shares);
  const trust = createTrust({ ...(options.documents ?? NO_DOCUMENTS), logger });
  const engine = await createEngine({ ...options, clock, limits, introspection, logger, onTried: admission.tried });

  const pipeline = createPipeline({ engine, admission, trust, stepUp: options.identity.stepUp ?? null, logger, ...http });
  const server = createHttpServer({
    graphql: graphqlEndpoint({ pipeline, identity, ...http }),
    logout: revocations && backChannelLogout({ clock, ...options.identity, clients: options.logout!.clients, revocations }),
    ready: () => engine.ready(),
    logger,
    ...http,
    explorer: http.explorer ? createExplorer(FIRST_QUERY) : null,
  });

  return {
    listen: server.listen,
    handle: server.handle,
    async execute(operation, caller) {
      try {
        return await pipeline.run(operation, callerFromProcess(caller), { requestId: randomUUID(), mutations: true });
      } catch (error) {
        if (error instanceof Refusal) return { errors: [error] };
        throw error;
      }
    },
    async close() {
      await Promise.all([server.close(http.drainTimeout), pipeline.drain(http.drainTimeout)]);
      await engine.close();
      await revocations?.close();
    },
  };
}

const NO_DOCUMENTS: Omit<TrustOptions, 'logger'> = { documents: [], stages: stages('off') };

async function hearOfLogouts({ store, logout }: GatewayOptions, clock: () => number, onFault: (fault: unknown) => void) {
  return logout ? shareRevocations({ store: store.sessions, lifetime: logout.tokenLifetime, clock, onFault }) : null;
}

/** What the explorer shows first: nobody's data. */
const FIRST_QUERY = `# Oben das Token eintragen; personenbezogene Felder brauchen auch einen Zweck.
# Enter the token above; personal fields need a purpose, too.
query Kurse {
  courses(first: 5, filter: { freePlaces: 1 }) {
    edges { node { title provider levelFrom levelTo startsOn municipality } }
  }
}
`;
