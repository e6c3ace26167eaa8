import { createPublicKey } from 'node:crypto';
import { createPseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import { SHOWCASE } from '../demo/scenarios.js';
import { AGENCIES } from '../subgraphs/agencies.js';
import { startAgency, type Agency, type RunningAgency } from '../subgraphs/kit/index.js';
import { placesIn, type DeployConfig } from './config.js';
import type { DatabaseName, Databases } from './databases.js';
import { portTaken } from './deploy-error.js';
import { startGateway } from './gateway.js';
import { startIdentityProvider } from './identity-provider.js';
import { loadKeys, type Keys } from './keys.js';
import { loadDemoOnce } from './load-demo-once.js';
import { logKey, startLogChores, startLogKeeper, startLogRetention } from './log-keeper.js';
import { migrateAll } from './migrate-all.js';
import { together, type Step } from './progress.js';
import { removeRunFile, writeRunFile, type RunFile } from './run-file.js';
import { openDatabases } from './servers.js';
import { staffToken } from './staff-token.js';
import type { ShowcaseCall } from './welcome.js';

/** Name of the ticket key at the agencies. */
const TICKET_KEY_ID = 'ticket-1';

export interface RunningCounty {
  /** `http://…/graphql` */
  readonly gateway: string;
  readonly showcase: readonly ShowcaseCall[];
  onDatabaseGone(told: () => void): void;
  /** In the reverse order of starting: requests drain first, PostgreSQL goes last. */
  stop(): Promise<void>;
}

/** Starts everything in this process; whatever has started is stopped again if something fails. */
export async function runCounty(config: DeployConfig, step: Step): Promise<RunningCounty> {
  const stopping = new AsyncDisposableStack();
  try {
    return await assemble(config, step, stopping);
  } catch (error) {
    await stopping.disposeAsync();
    throw error;
  }
}

async function assemble(config: DeployConfig, step: Step, stopping: AsyncDisposableStack): Promise<RunningCounty> {
  const places = placesIn(config.home);
  const keys = loadKeys(places.keys);
  const pseudonyms = createPseudonyms(new Map([[1, keys.pseudonyms]]));
  const server = await step('PostgreSQL starten / starting PostgreSQL', () => openDatabases(config, keys));
  stopping.defer(server.stop);
  const { databases } = server;
  await step('Datenbanken auf den neuesten Stand bringen / migrating databases', () => migrateAll(databases));

  const [identityProvider, agencies] = await step('Stellen starten / starting agencies', () => together([
    startIdentityProvider({ port: config.identityProviderPort, key: keys.issuer, clientSecret: keys.clientSecret, production: config.production })
      .then((provider) => stopLater(stopping, provider, () => provider.stop())),
    together(AGENCIES.map((agency, index) => startOne(agency, index, config, databases, keys)
      .then((running) => stopLater(stopping, running, () => running.close())))),
    step('Demodaten laden / loading the demo county', () => loadDemoOnce({ databases, pseudonyms, today: config.demoToday })),
  ]));

  const keeper = startLogKeeper(databases.consent.keeperUrl, keys.log, places.checkpoints);
  stopping.defer(async () => {
    await keeper.settle(); // what was answered last is signed, too
    await keeper.close();
  });

  const retention = startLogRetention(databases.consent.keeperUrl, keys.log);
  stopping.defer(retention.close);
  const chores = startLogChores(databases.consent.keeperUrl, keys.log);
  stopping.defer(chores.close);

  const subgraphs = Object.fromEntries(AGENCIES.map(({ name }, index) => [name, agencies[index]!.url]));
  const gateway = await step('Gateway starten / starting the gateway', () => startGateway({
    port: config.port, databaseUrl: databases.consent.appUrl, subgraphs, issuer: identityProvider.issuer, pseudonyms,
    ticketKey: { kid: TICKET_KEY_ID, privateKey: keys.ticket }, logRequests: config.logRequests,
  }));
  stopping.defer(gateway.close);

  writeRunFile(places.run, runFile(config, keys, gateway.url, identityProvider.issuer, subgraphs, databases));
  stopping.defer(() => removeRunFile(places.run));
  const showcase = await Promise.all(Object.values(SHOWCASE.staff).map(async (requester): Promise<ShowcaseCall> => ({
    requester, client: pseudonyms.write(`unit:${requester.unit}`, SHOWCASE.client),
    token: await staffToken(identityProvider.issuer, keys.clientSecret, requester),
  })));
  return { gateway: gateway.url, showcase, onDatabaseGone: server.onGone, stop: () => stopping.disposeAsync() };
}

function stopLater<T>(stopping: AsyncDisposableStack, started: T, stop: () => Promise<void>): T {
  stopping.defer(stop);
  return started;
}

async function startOne(agency: Agency, index: number, config: DeployConfig, databases: Databases, keys: Keys): Promise<RunningAgency> {
  const port = config.subgraphPorts === 0 ? 0 : config.subgraphPorts + index;
  try {
    return await startAgency(agency, {
      port, host: '127.0.0.1', databaseUrl: databases[agency.database as DatabaseName].appUrl, databasePool: 10,
      ticketKeys: new Map([[TICKET_KEY_ID, createPublicKey(keys.ticket)]]), introspection: true,
    });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? portTaken(port, 'SUBGRAPH_PORTS', error) : error;
  }
}

function runFile(config: DeployConfig, keys: Keys, gateway: string, identityProvider: string, subgraphs: RunFile['subgraphs'], databases: Databases): RunFile {
  return {
    pid: process.pid, gateway, identityProvider, subgraphs,
    databases: Object.fromEntries(Object.entries(databases).map(([name, { appUrl }]) => [name, appUrl])) as RunFile['databases'],
    audit: { checkpoints: placesIn(config.home).checkpoints, keys: [logKey(keys.log)] },
  };
}

