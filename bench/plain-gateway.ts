// Our gateway with release off: the same HTTP server, identity, planner and transport, and none of decisions, pruning,
// pseudonyms, tickets, report and commit. Not part of the product, which has no such switch.
// Arguments: port, supergraph file, consent SDL file, JSON {subgraph: url}, JSON [client ids], JSON identity.
import '../gateway/telemetry-off.js';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLDataSource } from '@apollo/gateway';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { execute, getOperationAST, parse, print, validate } from 'graphql';
import type { Engine, Prepared } from '../gateway/engine.js';
import { createIdentity } from '../gateway/identity/index.js';
import type { Analysis } from '../gateway/release/operation.js';
import { createPlanner } from '../gateway/release/planner.js';
import type { RequestContext } from '../gateway/release/request-context.js';
import { HttpTransport } from '../gateway/release/transport.js';
import { createAdmission, createHttpServer, createPipeline, DEFAULT_HTTP, graphqlEndpoint, jsonLines, UNLIMITED } from '../gateway/server/index.js';

const [port, supergraphFile, consentFile, urlsText, idsText, identityText] = process.argv.slice(2) as string[];
const urls = JSON.parse(urlsText!) as Record<string, string>;
const ids = JSON.parse(idsText!) as string[];
const identityOptions = JSON.parse(identityText!) as { issuer: string; audience: string; jwks: string };
const logger = jsonLines((line) => process.stderr.write(line));

const registry = buildSubgraphSchema({
  typeDefs: parse(readFileSync(consentFile!, 'utf8')),
  resolvers: {
    Query: {
      client: (_: unknown, { id }: { id: string }) => ({ __typename: 'Client', id }),
      clients: (_: unknown, { first }: { first: number }) => ({ edges: ids.slice(0, first).map((id) => ({ node: { __typename: 'Client', id } })) }),
    },
  },
});

const sourceOf = (name: string): GraphQLDataSource => {
  if (name === 'consent') {
    return { process: async ({ request }) => (await execute({ schema: registry, document: parse(request.query!), variableValues: request.variables ?? {} })) as never };
  }
  const transport = new HttpTransport({ subgraph: name, url: urls[name]!, timeoutMs: 5_000, maxBytes: 1 << 24, connections: 64 });
  return {
    process: async ({ request }) => ({
      data: (await transport.send({ query: request.query!, variables: request.variables ?? {}, ticket: null }, {} as RequestContext)).data as Record<string, unknown>,
    }),
  };
};

const planner = await createPlanner(readFileSync(supergraphFile!, 'utf8'), sourceOf, logger);
const prepared = new Map<string, Analysis>();
const engine: Engine = {
  schema: planner.schema,
  prepare(query) {
    const known = prepared.get(query);
    if (known) return known;
    const document = parse(query);
    const errors = validate(planner.schema, document);
    if (errors.length > 0) return errors;
    const operation = getOperationAST(document)!;
    const analysis = { kind: 'query', personal: true, document, operation, hash: createHash('sha256').update(print(document)).digest('hex') } as unknown as Analysis;
    prepared.set(query, analysis);
    return analysis;
  },
  execute: (analysis: Prepared, variables) => planner.execute(analysis as Analysis, variables ?? {}, {} as RequestContext),
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
