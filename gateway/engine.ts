import './telemetry-off.js';
import { getVariableValues, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { DoAct } from '../consent/api/act.js';
import type { Ask } from '../consent/api/ask.js';
import type { Instant, Policy, Requester, Role } from '../consent/core/index.js';
import type { Pseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import type { ConsentStore } from '../consent/store/types.js';
import type { TicketSigningKey } from '../consent/ticket/index.js';
import { checkSupergraph, describeProblem } from '../schema/rules/index.js';
import { answer } from './release/answer.js';
import { BoundedMap } from './release/bounded-map.js';
import type { Caller } from './release/caller.js';
import { ConsentSource } from './release/consent-source.js';
import { ReleaseDataSource } from './release/data-source.js';
import { purposeMissing } from './release/purpose-missing.js';
import { analyse, type Analysis } from './release/operation.js';
import type { createApolloPlanner } from './plan/apollo-planner.js';
import { PlanTooLarge } from './plan/plan-limit.js';
import { createPlanner } from './plan/planner.js';
import { checkScalarsLike } from './plan/scalars.js';
import { actsOf } from './release/place-act.js';
import type { SubgraphSource } from './release/subgraph-source.js';
import { CONSENT_SUBGRAPH, readSupergraph } from './release/supergraph.js';
import { HttpTransport, type ClientTls } from './release/transport.js';
import { DEFAULT_LIMITS, type OperationLimits } from './server/limits.js';
import type { Logger } from './server/logger.js';

export type { Caller } from './release/caller.js';

/** An operation that has been checked; valid for every caller of the engine that prepared it. */
export interface Prepared {
  readonly kind: 'query' | 'mutation';
  /** Names of its root fields. */
  readonly fields: readonly string[];
  /** Whether it touches clients: their data and whatever else is protected, acts for them, the unit's own post about them. */
  readonly personal: boolean;
}

/** From an operation and a caller to an answer in which every personal field has been decided about and logged. */
export interface Engine {
  /** The public schema, for explorers and introspection. */
  readonly schema: GraphQLSchema;
  /** Checks an operation for a caller's role, or says all that is wrong with it. Remembers what it has checked. */
  prepare(query: string, operationName: string | null, role: Role): Prepared | readonly GraphQLError[];
  /** Errors are in the result; rejects only on faults of the gateway itself. */
  execute(prepared: Prepared, variables: Record<string, unknown> | null, caller: Caller, requestId: string, signal?: AbortSignal): Promise<ExecutionResult>;
  /** Rejects while the clients' records cannot be read. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export interface SubgraphAddress {
  readonly url: string;
  /** Milliseconds until the agency counts as not answering. Default: 5,000. */
  readonly timeoutMs?: number;
  readonly tls?: ClientTls | null;
}

export interface EngineOptions {
  readonly supergraphSdl: string;
  /** Where the agencies answer, by subgraph, or a source of one's own that asks them; all but the consent subgraph. */
  readonly subgraphs: Readonly<Record<string, SubgraphAddress | SubgraphSource>>;
  /** The executable consent subgraph, and what its resolvers get as their context. */
  readonly consent: { readonly schema: GraphQLSchema; readonly contextFor: (caller: Caller, requestId: string, at: Instant, ask: Ask, act: DoAct, tried: () => void) => object };
  readonly store: Pick<ConsentStore, 'records' | 'commit' | 'ready'> & { readonly persons: Pick<ConsentStore['persons'], 'remember'> };
  readonly pseudonyms: Pseudonyms;
  readonly ticketKey: TicketSigningKey;
  readonly policy: Policy;
  readonly clock: () => Instant;
  readonly limits: OperationLimits;
  /** Whether callers may ask for the public schema, or in which roles. */
  readonly introspection: boolean | readonly Role[];
  readonly logger: Logger;
  /** Who executes query plans: this gateway's own compiled executor (default), or @apollo/gateway as it is published. */
  readonly executor?: 'compiled' | 'apollo';
  /** Told of ids that led to no client of the caller. */
  readonly onTried?: (requester: Requester, ids: number) => void;
}

/** Checked operations that are kept; one is a few kB. */
const KEPT_OPERATIONS = 1_000;
const DEFAULT_TIMEOUT = 5_000;
/** Largest answer of an agency that is read, in bytes. */
const LARGEST_ANSWER = 16 * 1024 * 1024;
const CONNECTIONS = 64;

/** @throws Error naming every problem of the supergraph and every subgraph without an address. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { supergraphSdl, pseudonyms, policy, limits, introspection, store } = options;
  refuseUnsafe(supergraphSdl);
  const supergraph = readSupergraph(supergraphSdl);
  const sources = openSources(supergraph.subgraphs, options);
  const subgraphOf = (name: string) => new ReleaseDataSource(supergraph, sources.get(name)!, options);
  const planner = options.executor === 'apollo' ? await apolloPlanner(supergraphSdl, subgraphOf) : createPlanner(supergraphSdl, subgraphOf);
  const { schema } = planner;
  checkScalarsLike(options.consent.schema, schema);
  const entries = { pseudonyms, policyVersion: policy.version, schemaVersion: supergraph.version };
  const own = new Map<string, Analysis>();
  const analyseOwn = (query: string): Analysis => {
    const analysis = own.get(query) ?? analyse(query, null, { supergraph, schema, limits: DEFAULT_LIMITS, introspection: false });
    if (!('kind' in analysis)) throw new Error(`A query of the gateway's own does not fit the schema: ${analysis.map(({ message }) => message).join('; ')}`);
    own.set(query, analysis);
    return analysis;
  };
  const answering = { ...options, ...entries, planner, analyseOwn };
  const checked = new BoundedMap<Analysis>(KEPT_OPERATIONS);

  return {
    schema,
    prepare(query, operationName, role) {
      const mayIntrospect = typeof introspection === 'boolean' ? introspection : introspection.includes(role);
      const key = `${mayIntrospect ? '+' : '-'}${operationName?.length ?? '-'} ${operationName ?? ''} ${query}`;
      const known = checked.get(key);
      if (known) return known;
      const analysis = analyse(query, operationName, { supergraph, schema, limits, introspection: mayIntrospect });
      if ('kind' in analysis) checked.set(key, analysis);
      return analysis;
    },
    async execute(prepared, variables, caller, requestId, signal) {
      const analysis = prepared as Analysis;
      if (analysis.clients && caller.purpose === null) return { errors: [purposeMissing()] };
      const values = getVariableValues(schema, analysis.operation.variableDefinitions ?? [], variables ?? {}, { maxErrors: 10 });
      if (values.errors) return { errors: values.errors.map(badInput) };
      const tooCostly = analysis.costCheck(values.coerced);
      if (tooCostly) return { errors: [tooCostly] };
      const { requester } = caller;
      if (analysis.personal || analysis.kind === 'mutation') await store.persons.remember(requester, pseudonyms.person(requester.unit, requester.person));
      return answer({ analysis, variables: values.coerced, caller, requestId, signal }, answering).catch((fault: unknown) => {
        if (fault instanceof PlanTooLarge) return { errors: [fault] };
        throw fault;
      });
    },
    async ready() {
      if (!(await store.ready())) throw new Error('The consent store does not answer.');
    },
    async close() {
      await planner.close();
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}

/** Loaded only where it is wanted. */
const apolloPlanner: typeof createApolloPlanner = async (...args) => (await import('./plan/apollo-planner.js')).createApolloPlanner(...args);

function refuseUnsafe(supergraphSdl: string): void {
  const problems = checkSupergraph(supergraphSdl);
  if (problems.length === 0) return;
  throw new Error(
    `Das Gateway startet nicht mit diesem Supergraphen: / The gateway does not start with this supergraph:\n${problems.map(describeProblem).join('\n')}`,
  );
}

function openSources(names: readonly string[], options: EngineOptions): ReadonlyMap<string, SubgraphSource> {
  const { subgraphs, consent, clock } = options;
  const missing = names.filter((name) => name !== CONSENT_SUBGRAPH && !Object.hasOwn(subgraphs, name));
  if (missing.length > 0) {
    throw new Error(`Adressen fehlen: ${missing.join(', ')}. In subgraphs angeben. / Addresses are missing: ${missing.join(', ')}. Give them in subgraphs.`);
  }
  const open = (name: string): SubgraphSource => {
    if (name === CONSENT_SUBGRAPH) {
      return new ConsentSource(consent.schema, (context) =>
        consent.contextFor(context.caller, context.requestId, context.decisions?.at ?? clock(), context.ask ?? noAsking, acts(context), () => { context.tried += 1; }));
    }
    const given = subgraphs[name]!;
    if ('send' in given) return given;
    const { url, timeoutMs = DEFAULT_TIMEOUT, tls = null } = given;
    return new HttpTransport({ subgraph: name, url, timeoutMs, maxBytes: LARGEST_ANSWER, connections: CONNECTIONS, tls });
  };
  const sources: ReadonlyMap<string, SubgraphSource> = new Map(names.map((name) => [name, open(name)]));
  const acts = actsOf(sources, options);
  return sources;
}

/** For a context that is made outside of any request. */
const noAsking: Ask = () => Promise.reject(new Error('Only an answer to a caller asks on.'));

const badInput = (error: GraphQLError): GraphQLError => {
  error.extensions.code = 'BAD_USER_INPUT';
  return error;
};
