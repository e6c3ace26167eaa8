import pg from 'pg';
import { provision } from '../../deploy/databases.js';
import { serverUrl, testDatabase, type TestDatabase } from '../kit/postgres.js';

async function attempt(url: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(sql);
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.end();
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

describe('the databases and their roles', () => {
  let jobcenter: TestDatabase;
  let consent: TestDatabase;
  beforeAll(async () => { [jobcenter, consent] = await Promise.all([testDatabase('jobcenter'), testDatabase('consent')]); });
  afterAll(() => Promise.all([jobcenter.drop(), consent.drop()]));

  it('let the owner create tables', async () => {
    expect(await attempt(jobcenter.ownerUrl, 'CREATE TABLE offer (id int)')).toBe('done');
  });

  it.each([
    ['a table', 'CREATE TABLE mine (id int)'],
    ['a schema', 'CREATE SCHEMA mine'],
    ['a temporary table', 'CREATE TEMPORARY TABLE mine (id int)'],
    ['a role', 'CREATE ROLE mine'],
    ['a database', 'CREATE DATABASE mine'],
  ])('refuse the running program %s', async (_what, sql) => {
    expect(await attempt(jobcenter.appUrl, sql)).toBe(INSUFFICIENT_PRIVILEGE);
  });

  it('let no role into the database of another agency', async () => {
    for (const role of [jobcenter.appUrl, jobcenter.ownerUrl]) {
      const elsewhere = new URL(role);
      elsewhere.pathname = new URL(consent.ownerUrl).pathname;
      expect(await attempt(elsewhere.href, 'SELECT 1')).toBe(INSUFFICIENT_PRIVILEGE);
    }
  });

  it('can be provisioned again, and by many at once', async () => {
    const again = () => provision(serverUrl(), { password: (role) => role, suffix: '_twice', only: ['school_entry'] });
    const results = await Promise.all([again(), again(), again()]);
    expect(new Set(results.map((databases) => databases.school_entry.appUrl)).size).toBe(1);
    expect(await attempt(results[0]!.school_entry.appUrl, 'SELECT 1')).toBe('done');
    await attempt(serverUrl(), 'DROP DATABASE school_entry_twice WITH (FORCE)');
  });
});
