import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { compose } from '../../schema/compose.js';
import { subgraph } from '../schema/fixtures.js';

/** The least that makes a county: where clients come from, and one agency. */
const consent = subgraph('consent', `
  type Query {
    client(id: ID!): Client @open(because: "the caller's own relation")
    clients(first: Int, after: String): Clients @open(because: "the caller's own relations")
  }
  type Clients { nodes: [Client!]! @open(because: "the caller's own relations") }
  type Mutation { withdrawConsent(id: ID!): Withdrawal @open(because: "the caller's own act") }
  type Withdrawal { id: ID! @open(because: "the caller's own act") }
  type Client @key(fields: "id") { id: ID! @open(because: "pseudonym") consents: [String!] @consent(category: "CONSENT_META") }`);

const courses = subgraph('language-courses', `
  type Query { courses: [Course!] @open(because: "public") }
  type Course @key(fields: "id") { id: ID! @open(because: "public") title: String @open(because: "public") }
  type Client @key(fields: "id") {
    id: ID! @open(because: "pseudonym")
    languageLevel: String @consent(category: "LANGUAGE_LEVEL")
    supportPlan: String @consent(category: "SUPPORT_PLAN_LANG")
  }`);

const composed = compose([consent, courses].map((part) => ({ ...part, url: 'http://127.0.0.1:9/' })));
if (composed.supergraph === null) throw new Error(JSON.stringify(composed.problems));
export const supergraphSdl = composed.supergraph;

/** In the gateway's process. */
export const consentSchema = buildSubgraphSchema({
  typeDefs: parse(consent.sdl),
  resolvers: {
    Query: { client: (_source: unknown, { id }: { id: string }) => ({ id }) },
    Mutation: { withdrawConsent: (_source: unknown, { id }: { id: string }) => ({ id }) },
  },
});

/** The agency, behind HTTP; to everybody it says that the level is A2. */
export async function startCourses(): Promise<{ readonly url: string; close(): void }> {
  const schema = buildSubgraphSchema({
    typeDefs: parse(courses.sdl),
    resolvers: {
      Query: { courses: () => [{ id: 'k1', title: 'B1' }] },
      Client: { __resolveReference: ({ id }: { id: string }) => ({ id, languageLevel: 'A2', supportPlan: 'secret' }) },
    },
  });
  const handler = createHandler({ schema });
  const server = createServer((req, res) => void handler(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
