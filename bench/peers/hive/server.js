// Hive Gateway as its documentation sets it up in code. No identity, release, ticket or log; requests in flight are not shared.
// Arguments: port, supergraph file, consent SDL file or '', JSON {subgraph: url}, JSON [client ids], planner: javascript or rust.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createGatewayRuntime, Logger } from '@graphql-hive/gateway';
import { execute, parse } from 'graphql';

const [port, supergraphFile, consentFile, urlsText, idsText, planner] = process.argv.slice(2);
const urls = JSON.parse(urlsText);
const ids = JSON.parse(idsText);

// The registry of clients in the gateway's own process, as in the product, so that both fetch from the same five agencies.
const registry = consentFile && buildSubgraphSchema({
  typeDefs: parse(readFileSync(consentFile, 'utf8')),
  resolvers: {
    Query: {
      client: (_, { id }) => ({ __typename: 'Client', id }),
      clients(_, { first, after }) {
        const page = ids.slice(after ? ids.indexOf(after) + 1 : 0).slice(0, first);
        return { edges: page.map((id) => ({ node: { __typename: 'Client', id } })), pageInfo: { endCursor: page.at(-1) } };
      },
    },
  },
});
const inProcess = { getSubgraphExecutor: () => ({ document, variables }) => execute({ schema: registry, document, variableValues: variables }) };

const gateway = createGatewayRuntime({
  supergraph: readFileSync(supergraphFile, 'utf8'),
  ...(planner === 'rust' ? { unifiedGraphHandler: (await import('@graphql-hive/router-runtime')).unifiedGraphHandler } : {}),
  transports: async (kind) => (kind === 'in-process' ? inProcess : import('@graphql-mesh/transport-http')),
  transportEntries: {
    ...Object.fromEntries(Object.entries(urls).map(([name, location]) => [name, { kind: 'http', location }])),
    ...(registry ? { consent: { kind: 'in-process' } } : {}),
  },
  inboundInflightRequestDeduplication: false,
  logging: new Logger({ level: 'error' }),
  graphiql: false,
});
createServer(gateway).listen(Number(port), '127.0.0.1');
