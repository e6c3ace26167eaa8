import { join } from 'node:path';
import { peer, type PeerName } from '../peers.js';
import { freePort, start } from '../program.js';
import type { Ask, Contender } from '../measure.js';
import { PURPOSE } from './county.js';
import type { Setting } from './setting.js';

/** Names of the gateways that serve the county, in the order of the table. */
export const COUNTY_GATEWAYS = ['release on', 'release off', 'stock', 'hive', 'hive rust', 'by hand'] as const;
type Name = (typeof COUNTY_GATEWAYS)[number];

/** Arguments of `node` for the product's gateway, as docker-compose.yml has them. */
export const GATEWAY = ['--max-semi-space-size=24', '--heap-growing-percent=50', 'dist/gateway/main.js'] as const;
const FILES = ['schema/supergraph.graphql', 'schema/consent.graphql'] as const;
const asGraphql = ({ query, variables }: Ask): string => JSON.stringify({ query, variables });
const asEndpoint = ({ endpoint, variables }: Ask): string => JSON.stringify({ endpoint, ...variables });

/** Starts a gateway over the county's agencies, in a process of its own. */
export async function startContender(name: Name, { county, pseudonyms, open, identity, token, gatewayEnv }: Setting): Promise<Contender> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const plain = [JSON.stringify(open), JSON.stringify(county.county.clients.map(({ id }) => id))];
  const production = { NODE_ENV: 'production' };
  const bearer = { authorization: `Bearer ${token}`, 'x-purpose-of-use': PURPOSE };
  const ofPeer = async (folder: PeerName, ...rest: string[]): Promise<Contender> => ({
    name, origin, headers: {}, body: asGraphql,
    program: await start([join(peer(folder), 'server.js'), port, ...FILES, ...plain, ...rest], production, `${origin}/graphql?query=%7B__typename%7D`),
  });
  switch (name) {
    case 'release on': {
      const seen = (id: string): string => pseudonyms.write('unit:KREIS_SERVICESTELLE', id);
      return {
        name, origin, headers: bearer,
        body: ({ query, variables }) => JSON.stringify({ query, variables: { ...variables, ...(typeof variables['id'] === 'string' && { id: seen(variables['id']) }) } }),
        program: await start(GATEWAY, { ...gatewayEnv, PORT: port }, `${origin}/health/ready`),
      };
    }
    case 'release off':
      return {
        name, origin, headers: bearer, body: asGraphql,
        program: await start(['dist/bench/plain-gateway.js', port, ...FILES, ...plain, JSON.stringify(identity)], production, `${origin}/health/live`),
      };
    case 'stock':
      return ofPeer('apollo');
    case 'hive':
      return ofPeer('hive', 'javascript');
    case 'hive rust':
      return ofPeer('hive', 'rust');
    case 'by hand':
      return { name, origin, headers: {}, body: asEndpoint, program: await start(['dist/bench/county/aggregator.js', port, ...plain], production, `${origin}/`) };
  }
}
