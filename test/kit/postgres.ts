import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { provision, type ConsentUrls, type DatabaseName } from '../../deploy/databases.js';

export interface TestDatabase extends ConsentUrls {
  /** The superuser, in this database. */
  readonly superUrl: string;
  /** Ends every session of the database and removes it. */
  drop(): Promise<void>;
}

/** URL of the PostgreSQL that jest's global setup started, database `postgres`. */
export function serverUrl(): string {
  const url = process.env['FREIGABE_TEST_SUPER_URL'];
  if (!url) throw new Error('No PostgreSQL: run the tests with `npm run test:only`');
  return url;
}

/** A fresh, empty database as `deploy/databases.ts` makes it, under a name of its own. */
export async function testDatabase(name: DatabaseName): Promise<TestDatabase> {
  const suffix = `_${randomBytes(6).toString('hex')}`;
  const databases = await provision(serverUrl(), { password: (role) => role, suffix, only: [name] });
  const superUrl = new URL(serverUrl());
  superUrl.pathname = `/${name}${suffix}`;
  return { ...(databases[name] as ConsentUrls), superUrl: superUrl.href, drop: () => dropDatabase(name + suffix) };
}

export async function dropDatabase(database: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`);
  await client.end();
}
