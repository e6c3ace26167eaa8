import { readFile } from 'node:fs/promises';
import { consentSubgraph } from '../consent/api/index.js';
import { openPress } from '../consent/papers/press.js';
import { createPseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import { openConsentStore } from '../consent/store/index.js';
import { readConfig, type GatewayConfig } from './config.js';
import { ConfigurationError } from './config/settings.js';
import { HELP } from './config/variables.js';
import { createGateway } from './create-gateway.js';
import { releasableFields } from './release/releasable-fields.js';
import { jsonLines } from './server/index.js';

const logger = jsonLines((line) => process.stdout.write(line));

/** `node dist/gateway/main.js`: one replica of the gateway, until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(HELP);
    return;
  }
  const config = readConfig();
  const close = await start(config);
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1); // asked twice: at once
      closing = true;
      logger.info('stopping', { signal });
      close().then(() => logger.info('stopped'), fail);
    });
  }
}

async function start(config: GatewayConfig): Promise<() => Promise<void>> {
  const { databaseUrl, maxLogLag, supergraphFile, pseudonymKeys, pseudonymVersions, port, host, ...options } = config;
  const supergraphSdl = await readFile(supergraphFile, 'utf8');
  const pseudonyms = createPseudonyms(pseudonymKeys, pseudonymVersions);
  const store = await openConsentStore({ url: databaseUrl, maxLogLag, onFault: (fault) => logger.error('consent database', { error: String(fault) }) });
  const press = openPress();
  const consent = await consentSubgraph({ store, pseudonyms, policy: config.policy, fields: releasableFields(supergraphSdl), press });
  const gateway = await createGateway({ ...options, supergraphSdl, store, pseudonyms, consent, logger });
  const { url } = await gateway.listen(port, host);
  logger.info('ready', { url });
  return async () => {
    await gateway.close();
    await press.close();
    await store.close();
  };
}

/** What the operator can mend is told plainly, anything else with its stack. */
function fail(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return `${error.message}\n\nHilfe / help: node dist/gateway/main.js --help`;
  if (!(error instanceof Error)) return String(error);
  const { code, path, port } = error as Error & { code?: string; path?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} ist belegt; PORT auf einen freien setzen, 0 nimmt irgendeinen. / Port ${port} is taken; set PORT to a free one, 0 takes any.`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} ist diesem Konto verboten; einen ab 1024 wählen. / Port ${port} is forbidden to this account; choose one from 1024.`;
  if (code === 'ENOENT') return `Die Datei ${path} fehlt; SUPERGRAPH_FILE prüfen. / The file ${path} is missing; check SUPERGRAPH_FILE.`;
  return error.stack ?? error.message;
}

await main().catch(fail);
