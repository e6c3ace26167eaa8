import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { createPseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { moveIds } from '../../deploy/pseudonyms/move-ids.js';
import { countyDatabases, type CountyDatabases } from '../kit/county-databases.js';

/** The demo county's databases, whose agencies keep their clients under version 1. */
const OLD = Buffer.alloc(32, 'county');
const keys = new Map([[1, OLD], [2, Buffer.alloc(32, 'renewed')]]);
const MOVED = ['case-management', 'language-courses'] as const;
const AGENCIES = [...MOVED, 'school-entry'] as const;

let databases: CountyDatabases;
const connections = new Map<string, pg.Client>();
beforeAll(async () => {
  databases = await countyDatabases('2026-03-02', createPseudonyms(new Map([[1, OLD]])));
  for (const agency of AGENCIES) {
    const connection = new pg.Client({ connectionString: databases.urls[agency.replace('-', '_') as 'school_entry'].ownerUrl });
    await connection.connect();
    connections.set(agency, connection);
  }
});
afterAll(async () => {
  for (const connection of connections.values()) await connection.end();
  await databases.drop();
});

/** Everything that an agency keeps, row by row as text, in an order that ids do not change. */
async function everything(connection: pg.Client): Promise<string[]> {
  const { rows } = await connection.query<{ table: string }>(`select table_name as table from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
  const all = await Promise.all(rows.map(({ table }) => connection.query<{ row: string }>(`select '${table} ' || t::text as row from "${table}" t`)));
  return all.flatMap((found) => found.rows.map(({ row }) => row)).sort();
}
const ID = /\bc\d+_[\w-]{22}(?![\w-])/g;
const idsIn = (rows: readonly string[]): string[] => [...new Set(rows.flatMap((row) => row.match(ID) ?? []))];
const moved = (subgraph: string, map = keys) => createPseudonyms(map, { subgraphs: new Map([[subgraph, 2]]) });

describe.each(MOVED)('the clients’ ids of %s', (subgraph) => {
  it('are rewritten under the new key wherever they stand, and nothing else is; again it does nothing', async () => {
    const connection = connections.get(subgraph)!;
    const before = await everything(connection);
    const pseudonyms = moved(subgraph);
    expect(await moveIds({ connection, subgraph, pseudonyms })).toBeGreaterThanOrEqual(idsIn(before).length);
    const expected = before.map((row) => row.replaceAll(ID, (id) => pseudonyms.write(`subgraph:${subgraph}`, pseudonyms.read(`subgraph:${subgraph}`, id)!)));
    const after = new Set(await everything(connection));
    expect(expected.filter((row) => !after.has(row)).slice(0, 3)).toEqual([]);
    expect(after.size).toBe(new Set(expected).size);
    expect(idsIn(before).every((id) => id.startsWith('c1_'))).toBe(true);
    expect(idsIn(expected).every((id) => id.startsWith('c2_'))).toBe(true);
    expect(idsIn(expected).length).toBe(idsIn(before).length);
    expect(await moveIds({ connection, subgraph, pseudonyms })).toBe(0);
  });
});

it('with another key than they were made with nothing is changed', async () => {
  const connection = connections.get('school-entry')!;
  const before = await everything(connection);
  const wrong = moved('school-entry', new Map([[1, Buffer.alloc(32, 'wrong')], [2, OLD]]));
  await expect(moveIds({ connection, subgraph: 'school-entry', pseudonyms: wrong })).rejects.toThrow('were not made with these keys');
  expect(await everything(connection)).toEqual(before);
});

it('the command moves an agency with the owner’s rights, and says how much', async () => {
  const url = databases.urls.school_entry.ownerUrl;
  const env = { PATH: process.env['PATH']!, PSEUDONYM_KEY: [...keys].map(([version, key]) => `${version}:${key.toString('base64')}`).join(',') };
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['dist/deploy/move-pseudonyms.js', ...args], { env });
  expect((await run('--agency', 'school-entry=2', '--url', url)).stdout).toMatch(/^school-entry: [1-9]\d* Kennungen umgeschrieben/);
  expect((await run('--agency', 'school-entry=2', '--url', url)).stdout).toMatch(/^school-entry: 0 Kennungen/);
  await expect(run('--agency', 'school-entry=3', '--url', url)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^CONFIG: /) });
  expect((await run('--help')).stdout).toContain('npm run -s pseudonyms:move');
});
