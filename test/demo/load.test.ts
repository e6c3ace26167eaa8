import pg from 'pg';
import { createPseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { migrateConsent } from '../../consent/store/index.js';
import { buildCounty } from '../../demo/county.js';
import { loadCounty, loadedCounty } from '../../demo/load.js';
import { AGENCY_ROWS, type AgencyName } from '../../demo/rows.js';
import { consentRows } from '../../demo/rows/consent.js';
import type { Tables } from '../../demo/rows/tables.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import type { DatabaseName } from '../../deploy/databases.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import { migrateAgency } from '../../subgraphs/kit/index.js';
import { testDatabase, type TestDatabase } from '../kit/postgres.js';

const county = buildCounty({ today: '2026-11-22' });
const pseudonyms = createPseudonyms(new Map([[1, new Uint8Array(32).fill(7)]]));
const rows = new Map(AGENCIES.map(({ name }) => [name, AGENCY_ROWS[name](county, (id) => pseudonyms.write(`subgraph:${name}`, id))]));
const rowsOf = (agency: AgencyName): Tables => rows.get(agency)!;
const databases = new Map<string, TestDatabase>();
const url = (name: string): string => databases.get(name)!.ownerUrl;
const load = (lines: string[] = [], wanted = county) => loadCounty(wanted, {
  consentUrl: url('consent'),
  agencyUrls: Object.fromEntries(AGENCIES.map(({ name }) => [name, url(name)])) as Record<AgencyName, string>,
  pseudonyms, onProgress: (line) => lines.push(line),
});

async function query<Row extends pg.QueryResultRow>(name: string, sql: string): Promise<Row[]> {
  const connection = new pg.Client({ connectionString: url(name) });
  await connection.connect();
  try {
    return (await connection.query<Row>(sql)).rows;
  } finally {
    await connection.end();
  }
}

const counts = (name: string, tables: Tables) =>
  Promise.all(Object.keys(tables).map(async (table) => [table, Number((await query<{ count: string }>(name, `select count(*) from ${table}`))[0]!.count)] as const));

beforeAll(async () => {
  const prepare = async (name: string, database: DatabaseName, migrate: (ownerUrl: string) => Promise<void>) => {
    databases.set(name, await testDatabase(database));
    await migrate(url(name));
  };
  await Promise.all([
    prepare('consent', 'consent', migrateConsent),
    ...AGENCIES.map((agency) => prepare(agency.name, agency.database as DatabaseName, (ownerUrl) => migrateAgency(agency, ownerUrl))),
  ]);
}, 60_000);

afterAll(async () => {
  for (const database of databases.values()) await database.drop();
});

describe('loading the county into PostgreSQL', () => {
  it('finds no county in fresh databases', async () => {
    expect(await loadedCounty(url('consent'))).toBeNull();
  });

  it('fills all six databases with every row', async () => {
    const lines: string[] = [];
    const began = performance.now();
    await load(lines);
    expect(performance.now() - began).toBeLessThan(10_000); // about one second; generous for a busy machine
    expect(lines).toHaveLength(6);
    for (const { name } of AGENCIES) {
      const tables = rowsOf(name);
      expect(await counts(name, tables)).toEqual(Object.entries(tables).map(([table, rows]) => [table, rows.length]));
    }
    const consents = consentRows(county);
    expect(await counts('consent', consents)).toEqual(Object.entries(consents).map(([table, rows]) => [table, rows.length]));
  });

  /** By the migrations, or by what is done in the county. */
  const FILLED_OTHERWISE = new Set(['demo_county', 'deadline_rule', 'release_record', 'reservation', 'place_act', 'monitoring_setting', 'monitoring_figure']);

  it('leaves no table of an agency empty', async () => {
    for (const { name } of AGENCIES) {
      const tables = await query<{ name: string }>(name, `select tablename as name from pg_tables where schemaname = 'public' and tablename not like '%migration%'`);
      expect(tables.map((table) => table.name).filter((table) => !FILLED_OTHERWISE.has(table) && !table.endsWith('_word')).sort()).toEqual(Object.keys(rowsOf(name)).sort());
      for (const [table, rows] of Object.entries(rowsOf(name))) expect([table, rows.length > 0]).toEqual([table, true]);
    }
  });

  it('gives coaches to whoever is coached, at most twenty people each, with room for exactly the places that are free', async () => {
    const offers = await query<{ kind: string; coaches: string; free: number; left: number }>('jobcenter',
      `select kind, (select count(*) from coach where item = offer.id) as coaches, free_places as free, places_left(id) as "left" from offer where exists (select from coach where item = offer.id)`);
    expect(new Set(offers.map(({ kind }) => kind))).toEqual(new Set(['DURCHSTARTEN_B1_COACHING', 'ASSISTIERTE_AUSBILDUNG_74']));
    expect(offers.filter(({ free, left }) => free !== left)).toEqual([]);
    expect(offers.some(({ free, coaches }) => free > 0 && Number(coaches) > 1)).toBe(true);
  });

  it('shows no agency an internal id, nor the pseudonym of another', async () => {
    const internal = new Set(county.clients.map(({ id }) => id));
    for (const { name } of AGENCIES) {
      const text = JSON.stringify(rowsOf(name));
      expect((text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []).filter((id) => internal.has(id))).toEqual([]);
      const own = pseudonyms.write(`subgraph:${name}`, SHOWCASE.client);
      expect(text.includes(own)).toBe(true);
      for (const other of AGENCIES.filter((agency) => agency.name !== name)) expect(text.includes(pseudonyms.write(`subgraph:${other.name}`, SHOWCASE.client))).toBe(false);
    }
  });

  it('changes nothing the second time and says so', async () => {
    const versions = () => query('consent', 'select client_id, version, xmin from client_head order by client_id');
    const before = await versions();
    const lines: string[] = [];
    await load(lines);
    expect(lines.every((line) => line.includes('already loaded'))).toBe(true);
    expect(await versions()).toEqual(before);
    expect(await loadedCounty(url('consent'))).toEqual({ seed: 2026, today: '2026-11-22' });
  });

  it('completes what was cut off: an emptied agency is filled again, the others stay', async () => {
    await query('jobcenter', 'truncate demo_county, benefit, counselling_offer, labour_profile, cooperation_plan, offer cascade');
    const lines: string[] = [];
    await load(lines);
    expect(lines.filter((line) => line.includes('rows loaded'))).toEqual([expect.stringContaining('jobcenter')]);
    expect(await counts('jobcenter', rowsOf('jobcenter'))).toEqual(Object.entries(rowsOf('jobcenter')).map(([table, rows]) => [table, rows.length]));
  });

  it('refuses another county in the same databases and says what to do', async () => {
    await expect(load([], buildCounty({ today: '2026-11-22', seed: 7 }))).rejects.toMatchObject({ code: 'OTHER_COUNTY_LOADED', message: expect.stringContaining('use an empty database') });
  });

  it('keeps the papers besides a consent: language, interpreter, signature', async () => {
    const [row] = await query('consent', `select language, interpreter, signature_reference is not null as signed from consent where interpreter = 'GESCHULT_KI' and form = 'SCHRIFTLICH' limit 1`);
    expect(row).toEqual({ language: expect.any(String), interpreter: 'GESCHULT_KI', signed: true });
  });
});
