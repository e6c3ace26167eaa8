import pg from 'pg';
import type { DatabaseName } from '../../deploy/databases.js';
import { migrateAgency, openDatabase } from '../../subgraphs/kit/index.js';
import { testDatabase, type TestDatabase } from '../kit/postgres.js';
import { SAMPLES } from './samples.js';

describe.each(SAMPLES)('the database of $agency.name', ({ agency, table, columns, owner }) => {
  let database: TestDatabase;
  const as = async <T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await act(client);
    } finally {
      await client.end();
    }
  };
  const insert = (url: string, tenant: string) => {
    const row = { id: `${table}-${tenant}`, client: 'c', owner: tenant, recorded_on: '2026-05-01', ...columns };
    return as(url, (client) =>
      client.query(`insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row).map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(row)));
  };

  beforeAll(async () => {
    database = await testDatabase(agency.database as DatabaseName);
    await migrateAgency(agency, database.ownerUrl);
  });
  afterAll(() => database.drop());

  test('can be migrated again without a change', async () => {
    await insert(database.ownerUrl, owner);
    await migrateAgency(agency, database.ownerUrl);
    expect((await as(database.appUrl, (client) => client.query(`select client, owner from ${table}`))).rows).toEqual([{ client: 'c', owner }]);
  });

  test.each(['JOBCENTER', 'ABH', 'POLIZEI'])('takes no row of %s, which is no tenant', async (tenant) => {
    await expect(insert(database.ownerUrl, tenant)).rejects.toThrow(/check constraint/);
  });

  test('lets the running program read and nothing else', async () => {
    await expect(insert(database.appUrl, owner)).rejects.toThrow(/permission denied/);
    for (const statement of [`update ${table} set owner = owner`, `delete from ${table}`, `drop table ${table}`, 'create table mine (id int)']) {
      await expect(as(database.appUrl, (client) => client.query(statement))).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  test('has the columns of every entity, readable by the running program', async () => {
    const orm = await openDatabase(agency, { url: database.appUrl, poolSize: 1 });
    for (const entity of agency.entities) await expect(orm.em.fork().find(entity, {})).resolves.toBeInstanceOf(Array);
    await orm.close();
  });

  test('has an index by client and owner on every table of records', async () => {
    const { rows } = await as(database.superUrl, (client) => client.query(
      `select t.table_name as name, exists (select from pg_indexes i where i.tablename = t.table_name and i.indexdef like '%(client, owner, recorded_on DESC)') as indexed
         from information_schema.columns join information_schema.tables t using (table_schema, table_name)
         where table_schema = 'public' and column_name = 'owner' and table_type = 'BASE TABLE' -- views use the indexes of their tables`));
    expect(rows.filter(({ indexed }) => !indexed)).toEqual([]);
  });
});
