import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createPseudonyms, type Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { migrateConsent } from '../../consent/store/index.js';
import { publishEscrowKey } from '../../consent/supervision/persons/open-approved.js';
import { loadCounty } from '../../demo/load.js';
import { provision, type DatabaseName, type Databases } from '../../deploy/databases.js';
import { startPostgres } from '../../deploy/postgres.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import { migrateAgency } from '../../subgraphs/kit/database.js';
import { startIssuer, type Issuer } from '../issuer.js';
import { benchCounty, type BenchCounty } from './county.js';
import { freePort, start, type Program } from '../program.js';

/** Everything the gateways under measurement share: databases, agencies, tokens, the same clients. */
export interface Setting {
  readonly county: BenchCounty;
  readonly pseudonyms: Pseudonyms;
  /** Agencies behind guard and ticket, for the product; the same without, for the others. */
  readonly guarded: Readonly<Record<string, string>>;
  readonly open: Readonly<Record<string, string>>;
  readonly identity: Issuer['identity'];
  readonly token: string;
  /** Environment of the product's gateway. */
  readonly gatewayEnv: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts it all. `size`: clients of the county. */
export async function createSetting(size: number, say: (line: string) => void): Promise<Setting> {
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-bench-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const programs: Program[] = [];
  try {
    const password = (role: string): string => `${role}-bench`;
    const pseudonymKey = randomBytes(32);
    const pseudonyms = createPseudonyms(new Map([[1, pseudonymKey]]));
    const county = benchCounty(size);
    say('Loading the county twice: under pseudonyms for the product, under plain ids for the others.');
    const guardedData = await loaded(await provision(postgres.superUrl, { password }), county, pseudonyms);
    await publishKeyForNames(guardedData.consent.ownerUrl);
    const plainIds: Pseudonyms = { ...pseudonyms, write: (_, id) => id, read: (_, id) => id };
    const openData = await loaded(await provision(postgres.superUrl, { password, suffix: '_open' }), county, plainIds);

    const ticket = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const ticketKeys = JSON.stringify({ keys: [{ ...(createPublicKey(createPrivateKey(ticket)).export({ format: 'jwk' })), kid: 'ticket-1' }] });
    const guarded: Record<string, string> = {};
    const open: Record<string, string> = {};
    for (const { name, database } of AGENCIES) {
      const ports = { guarded: await freePort(), open: await freePort() };
      const env = { PORT: ports.guarded, DATABASE_URL: guardedData[database as DatabaseName].appUrl, TICKET_PUBLIC_KEYS: ticketKeys };
      programs.push(await start([`dist/subgraphs/${name}/main.js`], env, `http://127.0.0.1:${ports.guarded}/health/live`));
      programs.push(await start(['dist/bench/county/open-agency.js', name, ports.open, openData[database as DatabaseName].appUrl], {}, `http://127.0.0.1:${ports.open}/`));
      guarded[name] = `http://127.0.0.1:${ports.guarded}/graphql`;
      open[name] = `http://127.0.0.1:${ports.open}/graphql`;
    }
    const issuer = await startIssuer();
    const variable = (name: string): string => `${name.toUpperCase().replaceAll('-', '_')}_URL`;
    return {
      county, pseudonyms, guarded, open, token: issuer.token,
      identity: issuer.identity,
      gatewayEnv: {
        DATABASE_URL: guardedData.consent.appUrl, OIDC_ISSUER: issuer.identity.issuer, OIDC_AUDIENCE: issuer.identity.audience, OIDC_JWKS_URL: issuer.identity.jwks,
        PSEUDONYM_KEY: pseudonymKey.toString('base64'), TICKET_PRIVATE_KEY: ticket, NODE_ENV: 'production',
        LOG_MAX_LAG_MS: '86400000', // no keeper runs beside the measurement
        SUBGRAPH_TIMEOUT_MS: '60000', // the others wait at least as long
        RATE_PERSON: '1000000', BURST_PERSON: '1000000', CONCURRENT_PERSON: '1000', RATE_UNIT: '1000000', BURST_UNIT: '1000000', CONCURRENT_UNIT: '1000', MAX_CONCURRENT: '1000',
        ...Object.fromEntries(Object.entries(guarded).map(([name, url]) => [variable(name), url])),
      },
      async close() {
        await Promise.all(programs.map((program) => program.stop()));
        issuer.close();
        await postgres.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await Promise.all(programs.map((program) => program.stop()));
    await postgres.stop();
    throw error;
  }
}

async function loaded(databases: Databases, { county }: BenchCounty, pseudonyms: Pseudonyms): Promise<Databases> {
  await migrateConsent(databases.consent.ownerUrl);
  for (const agency of AGENCIES) await migrateAgency(agency, databases[agency.database as DatabaseName].ownerUrl);
  const agencyUrls = Object.fromEntries(AGENCIES.map(({ name, database }) => [name, databases[database as DatabaseName].ownerUrl]));
  await loadCounty(county, { consentUrl: databases.consent.ownerUrl, agencyUrls: agencyUrls as never, pseudonyms, onProgress: () => undefined });
  return databases;
}

/** As the log keeper does when it starts: without this key every request would look for it. */
async function publishKeyForNames(url: string): Promise<void> {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  await publishEscrowKey(connection, generateKeyPairSync('x25519').privateKey);
  await connection.end();
}
