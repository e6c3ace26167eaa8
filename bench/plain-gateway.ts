// Our gateway with release off: the same HTTP server, identity, planner and transport, and none of decisions, pruning,
// pseudonyms, tickets, report and commit. Not part of the product, which has no such switch.
// Arguments: port, supergraph file, consent SDL file or '', JSON {subgraph: url}, JSON [client ids], JSON identity.
import '../gateway/telemetry-off.js';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { readFileSync } from 'node:fs';
import { execute, parse, validate } from 'graphql';
import type { Engine, Prepared } from '../gateway/engine.js';
import { createIdentity } from '../gateway/identity/index.js';
import { createPlanner, type Planned } from '../gateway/plan/planner.js';
import type { Subgraph, Variables } from '../gateway/plan/subgraph.js';
import type { RequestContext } from '../gateway/release/request-context.js';
import { HttpTransport } from '../gateway/release/transport.js';
import { createAdmission, createHttpServer, createPipeline, DEFAULT_HTTP, graphqlEndpoint, jsonLines, UNLIMITED } from '../gateway/server/index.js';

const [port, supergraphFile, consentFile, urlsText, idsText, identityText] = process.argv.slice(2) as string[];
const urls = JSON.parse(urlsText!) as Record<string, string>;
const ids = JSON.parse(idsText!) as string[];
const identityOptions = JSON.parse(identityText!) as { issuer: string; audience: string; jwks: string };
const logger = jsonLines((line) => process.stderr.write(line));

const registry = consentFile ? buildSubgraphSchema({
  typeDefs: parse(readFileSync(consentFile, 'utf8')),
  resolvers: {
    Query: {
      client: (_: unknown, { id }: { id: string }) => ({ __typename: 'Client', id }),
      clients(_: unknown, { first, after }: { first: number; after?: string }) {
        const page = ids.slice(after ? ids.indexOf(after) + 1 : 0).slice(0, first);
        return { edges: page.map((id) => ({ node: { __typename: 'Client', id } })), pageInfo: { endCursor: page.at(-1) } };
      },
    },
  },
}) : null;

const subgraphOf = (name: string): Subgraph<unknown> => ({
  prepare({ operation }) {
    if (name === 'consent') {
      const document = parse(operation);
      const ask = async (variables: Variables) => (await execute({ schema: registry!, document, variableValues: variables })).data as Record<string, unknown>;
      return { root: ask, entities: async (representations, variables) => (await ask({ ...variables, representations }))._entities as never };
    }
    const transport = transports.get(name)!;
    const ask = async (variables: Variables) =>
      (await transport.send({ query: operation, variables, ticket: null }, {} as RequestContext)).data as Record<string, unknown>;
    return { root: ask, entities: async (representations, variables) => (await ask({ ...variables, representations }))._entities as never };
  },
});
const transports = new Map(Object.entries(urls).map(([name, url]) => [name, new HttpTransport({ subgraph: name, url, timeoutMs: 60_000, maxBytes: 1 << 24, connections: 64 })]));

const planner = createPlanner(readFileSync(supergraphFile!, 'utf8'), subgraphOf);
const prepared = new Map<string, Prepared & Planned>();
const engine: Engine = {
  schema: planner.schema,
  prepare(query) {
    const known = prepared.get(query);
    if (known) return known;
    const document = parse(query);
    const errors = validate(planner.schema, document);
    if (errors.length > 0) return errors;
    const planned = { kind: 'query', personal: true, fields: [] as string[], document } as const;
    prepared.set(query, planned);
    return planned;
  },
  execute: async (operation, variables) => ({ data: (await planner.execute(operation as Prepared & Planned, variables ?? {}, null)).data }),
  ready: async () => undefined,
  close: async () => undefined,
};

const identity = createIdentity({ ...identityOptions, jwks: new URL(identityOptions.jwks) });
const server = createHttpServer({
  logout: null,
  ...DEFAULT_HTTP, explorer: null, logger, ready: () => engine.ready(),
  graphql: graphqlEndpoint({ ...DEFAULT_HTTP, identity, pipeline: createPipeline({ ...DEFAULT_HTTP, admission: createAdmission(UNLIMITED), trust: ({ query }, { purpose }) => ({ query: query!, purpose }), stepUp: null, engine, logger }) }),
});
await server.listen(Number(port), '127.0.0.1');
