import { random } from '../../demo/random.js';
import type { AgencyName } from '../../subgraphs/kit/index.js';
import { TABLES } from '../e2e/released.js';
import type { County } from '../kit/county.js';
import type { Crowd, Table } from './crowd.js';
import type { Grants } from './judge.js';

/** Deadlines are told under the category of case management, and rest on these tables of the same owner. */
const BESIDES: Readonly<Record<string, string>> = { registration: 'CM_PROCESS', person: 'CM_PROCESS' };

interface Row {
  readonly id: string;
  /** The client's own id. */
  readonly client: string;
  readonly owner: string;
}

/** What agencies hold about a crowd, and the way back to it. */
export interface WithheldData {
  /**
   * Changes everything about the crowd that nobody grants to the caller: every other row is removed, the rest is outdone by
   * newer ones with another client's content. @returns how many rows
   */
  change(grants: Grants, seed: number): Promise<number>;
  bringBack(): Promise<void>;
}

interface Change {
  readonly gone: readonly string[];
  readonly newer: readonly string[];
}

/** Keeps a copy of everything that agencies hold about the crowd. */
export async function withheldData(county: County, { ids, tables, run }: Crowd): Promise<WithheldData> {
  const rows = new Map<Table, readonly Row[]>();
  for (const table of tables) {
    const { agency, name } = table;
    const whose = new Map(ids.map((id) => [county.pseudonyms.write(`subgraph:${agency}`, id), id]));
    await run(agency, `create schema if not exists kept; drop table if exists kept.${name}; create table kept.${name} as table ${name}`);
    const found = (await run(agency, `select id, client, owner from ${name} where client = any($1) order by id`, [[...whose.keys()]])) as Row[];
    rows.set(table, found.map(({ id, client, owner }) => ({ id, owner, client: whose.get(client)! })));
  }
  const changes = new Map<Table, Change>();

  return {
    async change(grants, seed) {
      let changed = 0;
      await atEachAgency(tables, async (table) => {
        const withheld = rows.get(table)!.filter(isWithheld(table, grants));
        if (withheld.length === 0) return;
        changes.set(table, await changeRows(table, withheld, rows.get(table)!, seed, run));
        changed += withheld.length;
      });
      return changed;
    },
    async bringBack() {
      await atEachAgency([...changes.keys()], async (table) => {
        const { gone, newer } = changes.get(table)!;
        await run(table.agency, `with outdone as (delete from ${table.name} where id = any($1)) insert into ${table.name} select * from kept.${table.name} where id = any($2)`, [newer, gone]);
      });
      changes.clear();
    },
  };
}

const isWithheld = ({ name }: Table, grants: Grants) => {
  const category = TABLES[name];
  if (category === undefined) throw new Error(`Which category does ${name} hold? Write it down in released.ts.`);
  return ({ client, owner }: Row): boolean => ![category, BESIDES[name]].some((one) => one !== undefined && grants(client, owner, one));
};

async function changeRows({ agency, name, columns }: Table, withheld: readonly Row[], all: readonly Row[], seed: number, run: Crowd['run']): Promise<Change> {
  const choose = random(seed, 'change', agency, name);
  const gone = withheld.filter(() => choose.chance(0.5)).map(({ id }) => id);
  const outdone = withheld.map(({ id }) => id).filter((id) => !gone.includes(id)).map((id) => ({ id, template: choose.pick(all).id }));
  await run(agency, `
    with gone as (delete from ${name} where id = any($2))
    insert into ${name} (id, client, owner, recorded_on${columns.map((column) => `, ${column}`).join('')})
    select 'newer-' || o.id, o.client, o.owner, t.recorded_on + 1000${columns.map((column) => `, t.${column}`).join('')}
    from jsonb_to_recordset($1) r(id text, template text) join ${name} o on o.id = r.id join ${name} t on t.id = r.template`, [JSON.stringify(outdone), gone]);
  return { gone, newer: outdone.map(({ id }) => `newer-${id}`) };
}

/** Agencies side by side, each agency's tables one after the other. */
async function atEachAgency(tables: readonly Table[], work: (table: Table) => Promise<void>): Promise<void> {
  const byAgency = Map.groupBy(tables, ({ agency }): AgencyName => agency);
  await Promise.all([...byAgency.values()].map(async (ofOne) => { for (const table of ofOne) await work(table); }));
}
