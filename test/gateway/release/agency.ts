import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { ticketVerifier, type TicketClaims } from '../../../consent/ticket/index.js';
import { schemas } from './schemas.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export const ticketKey = { kid: 't1', privateKey };

type Resolver = (source: any, args: any, context: { readonly ticket: TicketClaims | null }, info: GraphQLResolveInfo) => unknown;
export type Resolvers = Record<string, Record<string, Resolver>>;

/** What one agency received over HTTP. */
export interface Received {
  readonly query: string;
  readonly variables: Record<string, any>;
  readonly ticket: TicketClaims | null;
}

/** What an agency does instead of answering properly. */
export type Misbehaviour = (answer: any) => { status?: number; body: string } | 'hang' | 'cut';

/** An agency behind real HTTP that verifies tickets and remembers everything it received. */
export interface Agency {
  readonly url: string;
  readonly received: Received[];
  misbehave: Misbehaviour | null;
  close(): Promise<void>;
}

export const schemaOf = (name: string, resolvers: Resolvers): GraphQLSchema => {
  const { sdl } = schemas.find((schema) => schema.name === name)!;
  return buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
};

export async function startAgency(name: string, resolvers: Resolvers, at: number): Promise<Agency> {
  const schema = schemaOf(name, resolvers);
  const verifier = ticketVerifier(name, new Map([['t1', publicKey]]));
  const agency = { received: [] as Received[], misbehave: null as Misbehaviour | null };
  const server = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const { query, variables, extensions } = JSON.parse(text);
      const ticket = extensions?.releaseTicket ? verifier.verify(extensions.releaseTicket, at) : null;
      agency.received.push({ query, variables, ticket });
      const answer = await graphql({ schema, source: query, variableValues: variables, contextValue: { ticket } });
      const instead = agency.misbehave?.(JSON.parse(JSON.stringify(answer)));
      if (instead === 'hang') return;
      if (instead === 'cut') { response.destroy(); return; }
      response.writeHead(instead?.status ?? 200, { 'content-type': 'application/json' });
      response.end(instead?.body ?? JSON.stringify(answer));
    })().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return Object.assign(agency, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); }),
  });
}
