import { readFile } from 'node:fs/promises';
import { consentSubgraph } from '../consent/api/index.js';
import { createPolicy } from '../consent/core/index.js';
import { openPress } from '../consent/papers/press.js';
import type { Pseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import { openConsentStore } from '../consent/store/index.js';
import type { TicketSigningKey } from '../consent/ticket/index.js';
import { createGateway, jsonLines, releasableFields, type Logger } from '../gateway/index.js';
import { portTaken } from './deploy-error.js';
import { AUDIENCE } from './identity-provider.js';

export interface DemoGatewayOptions {
  readonly port: number;
  /** Consent database, runtime role. */
  readonly databaseUrl: string;
  /** Addresses of the agencies by name. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly issuer: string;
  readonly pseudonyms: Pseudonyms;
  readonly ticketKey: TicketSigningKey;
  readonly logRequests: boolean;
}

/** As in production: a quarter of an hour. */
const MAX_LOG_LAG = 15 * 60_000;

export interface DemoGateway {
  readonly url: string;
  close(): Promise<void>;
}

/** The gateway of `npm start`: as in production, with explorer and introspection. */
export async function startGateway(options: DemoGatewayOptions): Promise<DemoGateway> {
  const { port, databaseUrl, subgraphs, issuer, pseudonyms, ticketKey } = options;
  const logger = loggerFor(options);
  const policy = createPolicy();
  const store = await openConsentStore({ url: databaseUrl, maxLogLag: MAX_LOG_LAG, onFault: (fault) => logger.error('consent database', { error: String(fault) }) });
  const stopping = new AsyncDisposableStack();
  stopping.defer(() => store.close());
  const press = openPress();
  stopping.defer(() => press.close());
  try {
    const supergraphSdl = await readFile(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8');
    const gateway = await createGateway({
      supergraphSdl,
      subgraphs: Object.fromEntries(Object.entries(subgraphs).map(([name, url]) => [name, { url }])),
      consent: await consentSubgraph({ store, pseudonyms, policy, fields: releasableFields(supergraphSdl), press }),
      store, pseudonyms, ticketKey, policy, logger, introspection: true, http: { explorer: true },
      identity: { issuer, audience: AUDIENCE, jwks: new URL('/jwks', issuer) },
    });
    stopping.defer(() => gateway.close());
    const { url } = await gateway.listen(port, '127.0.0.1');
    return { url: new URL('/graphql', url).href, close: () => stopping.disposeAsync() };
  } catch (error) {
    await stopping.disposeAsync();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? portTaken(port, 'PORT', error) : error;
  }
}

/** Errors always, a line per request only on demand: the terminal belongs to whoever tries things out. */
function loggerFor({ logRequests }: DemoGatewayOptions): Logger {
  const { info, error } = jsonLines((line) => process.stderr.write(line));
  return { info: logRequests ? info : () => undefined, error };
}
