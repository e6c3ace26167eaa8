import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { DATABASES, provision, type Databases } from '../../deploy/databases.js';
import { loadDemoOnce } from '../../deploy/load-demo-once.js';
import { migrateAll } from '../../deploy/migrate-all.js';
import { dropDatabase, serverUrl } from './postgres.js';

const password = (role: string): string => role;

export interface CountyDatabases {
  readonly urls: Databases;
  drop(): Promise<void>;
}

/** Six fresh databases with the demo county of a day: copies of a template that the first test of a jest run makes. */
export async function countyDatabases(today: string, pseudonyms: Pseudonyms): Promise<CountyDatabases> {
  const template = `_demo_${today.replaceAll('-', '')}`;
  const suffix = `_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    // Also guards the copying: PostgreSQL copies a template only while nobody is connected to it.
    await client.query(`SELECT pg_advisory_lock(hashtext('freigabe test template'))`);
    await makeTemplate(client, template, today, pseudonyms);
    for (const name of DATABASES) await client.query(`CREATE DATABASE ${name}${suffix} TEMPLATE ${name}${template} OWNER freigabe_${name}_owner`);
  } finally {
    await client.end();
  }
  const urls = await provision(serverUrl(), { password, suffix });
  return {
    urls,
    async drop() {
      for (const name of DATABASES) await dropDatabase(name + suffix);
    },
  };
}

async function makeTemplate(client: pg.Client, template: string, today: string, pseudonyms: Pseudonyms): Promise<void> {
  const done = `freigabe${template}`;
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [done]);
  if (rowCount) return;
  const databases = await provision(serverUrl(), { password, suffix: template });
  await migrateAll(databases);
  await loadDemoOnce({ databases, pseudonyms, today });
  await client.query(`CREATE ROLE ${done} NOLOGIN`); // a mark that all workers of the run see
}
