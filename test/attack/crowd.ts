import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildASTSchema, getNullableType, GraphQLString, isObjectType, parse } from 'graphql';
import { UNITS, type ClientRecords } from '../../consent/core/index.js';
import { random } from '../../demo/random.js';
import { records } from '../consent/cedar/random-records.js';
import type { County } from '../kit/county.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import { caseManagement } from '../../subgraphs/case-management/agency.js';
import { publishFigures } from '../../subgraphs/case-management/monitoring/publish.js';
import { openDatabase } from '../../subgraphs/kit/database.js';
import type { AgencyName } from '../../subgraphs/kit/index.js';
import { testPool } from '../kit/pool.js';

/** The instant at which everything is asked: in the middle of the grid on which the records' instants lie. */
export const AT = Date.UTC(2026, 2, 1, 12) + 4;

/** Invented clients about whom everything conceivable was recorded, and every agency holds data of several owners. */
export interface Crowd {
  readonly ids: readonly string[];
  /** As they are stored, with those of the county's other clients: what a second opinion is asked about. Withdrawals change them. */
  readonly records: Map<string, ClientRecords>;
  /** The tables about clients, by agency. */
  readonly tables: readonly Table[];
  /** Runs SQL as the owner of an agency's database. */
  run(agency: AgencyName, sql: string, values?: readonly unknown[]): Promise<Record<string, any>[]>;
  /** No unit works with them any more, and no agency holds anything about them. */
  close(): Promise<void>;
}

export interface Table {
  readonly agency: AgencyName;
  readonly name: string;
  /** Units that may keep rows in it. */
  readonly owners: readonly string[];
  /** Columns beside id, client, owner and recorded_on. */
  readonly columns: readonly string[];
}

/** A UUID that follows from the text. */
export function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What texts about a client carry at their end: whose they are and which unit holds them. */
export const markOf = (id: string, owner: string): string => `§${id.slice(0, 8)}@${owner}`;
/** Client and owner of a mark. */
export const MARK = /§([0-9a-f]{8})@([A-Z_:]+)/;

/** Units that keep data of the crowd at each agency: all that random records name, so that owners can be mixed up. */
const keepers = (agency: AgencyName): string[] =>
  ['KREIS_SERVICESTELLE', 'DETMOLD_CM', 'JOBCENTER_LIPPE', 'AA_DETMOLD', 'NWL_CUK', 'KURSTRAEGER:VHS_LIPPE_OST', 'KI_SEITENEINSTIEG', 'JUGENDAMT:KREIS', 'GESUNDHEITSAMT', 'ABH_KREIS', 'EBH_KREIS']
    .filter((unit) => UNITS.get(unit)!.subgraph === agency);

/** Adds `size` clients to a county and sets its clock. */
export async function gather(county: County, size: number, seed: number): Promise<Crowd> {
  county.clock.set(AT);
  await publishNow(county);
  const drawn = fc.sample(records, { seed, numRuns: size });
  const clients = drawn.map((one, index) => {
    const name = (text: string): string => uuid(`${seed} ${index} ${text}`);
    const numbered = <T extends object>(of: readonly T[], kind: string): T[] => of.map((item, place) => ({ ...item, id: name(`${kind} ${place}`) }));
    return { id: name('client'), relations: one.relations, consents: numbered(one.consents, 'consent'), emergencies: numbered(one.emergencies, 'emergency') };
  });
  await county.store.importClients(clients);
  const ids = clients.map(({ id }) => id);
  const pools = new Map(AGENCIES.map(({ name, database }) => [name, testPool(county.databases[database as keyof typeof county.databases].ownerUrl)]));
  for (const pool of pools.values()) pool.on('error', () => undefined); // the database goes with the test
  const run: Crowd['run'] = async (agency, sql, values = []) => (await pools.get(agency)!.query(sql, [...values])).rows;
  const tables = (await Promise.all([...pools.keys()].map((agency) => tablesOf(agency, run)))).flat();
  for (const table of tables) await fill(table, ids, county, run, seed);
  const everybody = (await county.query('consent', 'select id from client')).map(({ id }) => id as string);
  return {
    ids, tables, run,
    records: new Map(await county.store.records(everybody)),
    async close() {
      await county.query('consent', 'delete from relation where client_id = any($1)', [ids]);
      await Promise.all(tables.map(({ agency, name }) => run(agency, `delete from ${name} where client = any($1)`, [ids.map((id) => county.pseudonyms.write(`subgraph:${agency}`, id))])));
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

/** Figures are published in the background some time after the start, and never again of the same quarter: here before all else. */
async function publishNow(county: County): Promise<void> {
  const orm = await openDatabase(caseManagement, { url: county.databases.case_management.appUrl, poolSize: 1 });
  await publishFigures(orm.em.fork(), new Date(AT).toISOString().slice(0, 10), 1);
  await orm.close();
}

/** Changed by acts alone and read by no query; the look at the agencies' statements would tell. */
const KEPT_BY_ACTS = ['reservation'];

/** Every table with a client and an owner: what the agency's program reads about clients. */
async function tablesOf(agency: AgencyName, run: Crowd['run']): Promise<Table[]> {
  const rows = await run(agency, `
    select t.table_name as name, array_agg(c.column_name::text) as columns,
      (select pg_get_constraintdef(oid) from pg_constraint where conname = t.table_name || '_owner_check') as owners from information_schema.tables t
    join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' group by t.table_name
    having array['id', 'client', 'owner', 'recorded_on'] <@ array_agg(c.column_name::text) order by 1`);
  return rows.filter(({ name }) => !KEPT_BY_ACTS.includes(name as string)).map(({ name, columns, owners }) => ({ agency, name, owners: [...String(owners).matchAll(/'([^']+)'/g)].map(([, unit]) => unit!), columns: (columns as string[]).filter((column) => !['id', 'client', 'owner', 'recorded_on'].includes(column)) }));
}

/** Columns whose texts stand in answers as they are: every field of that name is a text. */
function textsOf({ agency, columns }: Table): string[] {
  const types = Object.values(buildASTSchema(parse(readFileSync(`schema/${agency}.graphql`, 'utf8')), { assumeValid: true, assumeValidSDL: true }).getTypeMap()).filter(isObjectType);
  return columns.filter((column) => {
    const fields = types.flatMap((type) => type.getFields()[column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())] ?? []);
    return fields.length > 0 && fields.every(({ type }) => getNullableType(type) === GraphQLString);
  });
}

/** Gives each client rows of each owner, copied from the demo's, with their marks; family ties lead to others of the crowd. */
async function fill(table: Table, ids: readonly string[], county: County, run: Crowd['run'], seed: number): Promise<void> {
  const { agency, name, columns, owners } = table;
  const choose = random(seed, 'rows', agency, name);
  const templates = (await run(agency, `select id from ${name} order by id limit 50`)).map(({ id }) => id as string);
  if (templates.length === 0) return;
  const known = (id: string): string => county.pseudonyms.write(`subgraph:${agency}`, id);
  const rows = ids.flatMap((id, index) => keepers(agency).filter((unit) => owners.includes(unit)).flatMap((owner) => (choose.chance(0.8)
    ? [{ id: `${name}-${seed}-${index}-${owner}`, client: known(id), owner, template: choose.pick(templates), tie: known(choose.pick(ids)), mark: markOf(id, owner) }] : [])));
  const texts = textsOf(table);
  const tie = columns.find((column) => column === 'child' || column === 'representative');
  await run(agency, `
    insert into ${name} (id, client, owner, recorded_on${columns.map((column) => `, ${column}`).join('')})
    select r.id, r.client, r.owner, t.recorded_on${columns.map((column) => (column === tie ? ', r.tie' : texts.includes(column) ? `, t.${column} || r.mark` : `, t.${column}`)).join('')}
    from jsonb_to_recordset($1) r(id text, client text, owner text, template text, tie text, mark text) join ${name} t on t.id = r.template`, [JSON.stringify(rows)]);
}
