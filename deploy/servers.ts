import pg from 'pg';
import { placesIn, type DeployConfig } from './config.js';
import { DATABASES, provision, type Databases } from './databases.js';
import { DeployError } from './deploy-error.js';
import type { Keys } from './keys.js';
import { startPostgres } from './postgres.js';

export interface OpenDatabases {
  readonly databases: Databases;
  /** Calls back once if the embedded server ends by itself. */
  onGone(told: () => void): void;
  stop(): Promise<void>;
}

/** The six databases: on the embedded PostgreSQL, or wherever `DATABASE_URL…` says. */
export async function openDatabases(config: DeployConfig, { password }: Keys): Promise<OpenDatabases> {
  if (!config.externalServers) {
    const postgres = await startPostgres({ dataDir: placesIn(config.home).database });
    try {
      return { databases: await provision(postgres.superUrl, { password }), onGone: postgres.onGone, stop: postgres.stop };
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }
  const found: Partial<Databases>[] = [];
  for (const name of DATABASES) {
    const url = config.externalServers[name];
    await reach(url);
    found.push(await provision(url, { password, only: [name] }));
  }
  return { databases: Object.assign({}, ...found) as Databases, onGone: () => undefined, stop: async () => undefined };
}

async function reach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    const { host } = new URL(url);
    const why = error instanceof Error ? error.message : String(error);
    throw new DeployError('DATABASE_GONE',
      `Der PostgreSQL-Server ${host} antwortet nicht (${why}). Läuft er, und stimmen Adresse und Kennwort in DATABASE_URL?`,
      `The PostgreSQL server ${host} does not answer (${why}). Is it running, and are address and password in DATABASE_URL right?`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}
