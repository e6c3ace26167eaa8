// Stock @apollo/gateway behind Apollo Server 5, as their documentation sets them up. No identity, release, ticket or log.
// Arguments: port, supergraph file, consent SDL file or '', JSON {subgraph: url}, JSON [client ids].
import { readFileSync } from 'node:fs';

process.env.APOLLO_TELEMETRY_DISABLED = '1';
process.env.NODE_ENV = 'production';
const { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } = await import('@apollo/gateway');
const { ApolloServer } = await import('@apollo/server');
const { startStandaloneServer } = await import('@apollo/server/standalone');
const { buildSubgraphSchema } = await import('@apollo/subgraph');
const { parse } = await import('graphql');

const [port, supergraphFile, consentFile, urlsText, idsText] = process.argv.slice(2);
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

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraphFile, 'utf8'),
  buildService: ({ name }) => (name === 'consent' ? new LocalGraphQLDataSource(registry) : new RemoteGraphQLDataSource({ url: urls[name] })),
});
const server = new ApolloServer({ gateway, csrfPrevention: false });
await startStandaloneServer(server, { listen: { port: Number(port), host: '127.0.0.1', path: '/graphql' } });
