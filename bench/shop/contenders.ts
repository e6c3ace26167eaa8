import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateConsent } from '../../consent/store/index.js';
import { provision } from '../../deploy/databases.js';
import { startPostgres } from '../../deploy/postgres.js';
import { compose } from '../../schema/compose.js';
import { startIssuer } from '../issuer.js';
import type { Contender, Shape } from '../measure.js';
import { installPeers, peer, type PeerName } from '../peers.js';
import { freePort, start } from '../program.js';
import { openSdl, SHOP, SHOP_QUERY } from './sdl.js';

/** Names of the gateways that serve the shop, in the order of the table. */
export const SHOP_GATEWAYS = ['release on', 'release off', 'stock', 'hive', 'hive rust', 'mercurius'] as const;
type Name = (typeof SHOP_GATEWAYS)[number];

export const SHOP_SHAPES: readonly Shape[] = [{
  name: 'shop', what: 'the query of known gateway benchmarks over users, products, reviews and inventory; nobody’s data', callers: 8,
  asks: async () => [{ endpoint: 'shop', query: SHOP_QUERY, variables: {} }],
}];

const PEERS: Readonly<Partial<Record<Name, PeerName>>> = { stock: 'apollo', hive: 'hive', 'hive rust': 'hive', mercurius: 'mercurius' };

export interface Shop {
  contender(name: Name): Promise<Contender>;
  close(): Promise<void>;
}

/** Starts the four subgraphs, and what this gateway needs besides them: a consent database, in which nobody is, and an issuer. */
export async function startShop(names: readonly Name[], say: (line: string) => void): Promise<Shop> {
  installPeers([...new Set(names.flatMap((name) => PEERS[name] ?? []))], say);
  await using starting = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-shop-'));
  starting.defer(() => rmSync(folder, { recursive: true, force: true }));
  const ports = Object.fromEntries(await Promise.all(Object.keys(SHOP).map(async (name) => [name, await freePort()] as const)));
  const urls = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `http://127.0.0.1:${port}/graphql`]));
  const subgraphs = await start(['dist/bench/shop/subgraphs.js', ...Object.values(ports)], {}, urls['inventory']!);
  starting.defer(subgraphs.stop);
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  starting.defer(postgres.stop);
  const { consent } = await provision(postgres.superUrl, { password: (role) => `${role}-bench`, only: ['consent'] });
  await migrateConsent(consent.ownerUrl);
  const issuer = await startIssuer();
  starting.defer(issuer.close);
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphOf(urls));

  const addresses = JSON.stringify(urls);
  const identity = JSON.stringify(issuer.identity);
  const begin = async (name: Name, port: string, origin: string): Promise<Contender['program']> => {
    const production = { NODE_ENV: 'production' };
    const typename = `${origin}/graphql?query=%7B__typename%7D`;
    switch (name) {
      case 'release on':
        return start(['dist/bench/shop/gateway.js', port, supergraph, addresses, consent.appUrl, identity], production, `${origin}/health/ready`);
      case 'release off':
        return start(['dist/bench/plain-gateway.js', port, supergraph, '', addresses, '[]', identity], production, `${origin}/health/live`);
      case 'mercurius':
        return start([join(peer('mercurius'), 'server.js'), port, addresses], production, typename);
      case 'stock':
      case 'hive':
      case 'hive rust':
        return start([join(peer(PEERS[name]!), 'server.js'), port, supergraph, '', addresses, '[]', name === 'hive rust' ? 'rust' : 'javascript'], production, typename);
    }
  };
  const ours = { authorization: `Bearer ${issuer.token}` };
  const running = starting.move();
  return {
    async contender(name) {
      const port = await freePort();
      const origin = `http://127.0.0.1:${port}`;
      return {
        name, origin, headers: name.startsWith('release') ? ours : {},
        body: ({ query, variables }) => JSON.stringify({ query, variables }), program: await begin(name, port, origin),
      };
    },
    close: () => running.disposeAsync(),
  };
}

function supergraphOf(urls: Readonly<Record<string, string>>): string {
  const { supergraph, problems } = compose(Object.entries(SHOP).map(([name, sdl]) => ({ name, url: urls[name]!, sdl: openSdl(sdl) })));
  if (supergraph === null) throw new Error(problems.map(({ coordinate, text }) => `${coordinate}: ${text}`).join('\n'));
  return supergraph;
}
