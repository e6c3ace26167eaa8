import { random } from '../../demo/random.js';
import { TABLES } from '../e2e/released.js';
import type { County } from '../kit/county.js';
import type { Crowd, Table } from './crowd.js';
import type { Grants } from './judge.js';

/** Deadlines are told under the category of case management, and rest on these tables of the same owner. */
const BESIDES: Readonly<Record<string, string>> = { registration: 'CM_PROCESS', person: 'CM_PROCESS' };

/** Keeps a copy of what agencies hold about the crowd, to bring it back. */
export async function keepCopies({ tables, run }: Crowd): Promise<void> {
  for (const { agency, name } of tables) await run(agency, `drop table if exists kept_${name}; create table kept_${name} as table ${name}`);
}

export async function bringBack({ tables, run }: Crowd): Promise<void> {
  for (const { agency, name } of tables) await run(agency, `begin; delete from ${name}; insert into ${name} select * from kept_${name}; commit`);
}

/**
 * Changes everything about the crowd that nobody grants to the caller: every other row is removed, the rest is outdone by
 * newer ones with another client's content. @returns how many rows
 */
export async function changeWithheld(county: County, crowd: Crowd, grants: Grants, seed: number): Promise<number> {
  let changed = 0;
  for (const table of crowd.tables) changed += await changeTable(table, county, crowd, grants, seed);
  return changed;
}

async function changeTable(table: Table, county: County, { ids, run }: Crowd, grants: Grants, seed: number): Promise<number> {
  const { agency, name, columns } = table;
  const category = TABLES[name];
  if (category === undefined) throw new Error(`Which category does ${name} hold? Write it down in released.ts.`);
  const choose = random(seed, 'change', agency, name);
  const pseudonym = new Map(ids.map((id) => [county.pseudonyms.write(`subgraph:${agency}`, id), id]));
  const rows = await run(agency, `select id, client, owner from ${name} where client = any($1) order by id`, [[...pseudonym.keys()]]);
  const withheld = rows.filter(({ client, owner }) =>
    ![category, BESIDES[name]].some((one) => one !== undefined && grants(pseudonym.get(client as string)!, owner as string, one)));
  const gone = withheld.filter(() => choose.chance(0.5)).map(({ id }) => id as string);
  const outdone = withheld.filter(({ id }) => !gone.includes(id as string)).map(({ id, client, owner }) => ({ id: `newer-${id}`, client, owner, template: choose.pick(rows).id }));
  await run(agency, `
    insert into ${name} (id, client, owner, recorded_on${columns.map((column) => `, ${column}`).join('')})
    select r.id, r.client, r.owner, t.recorded_on + 1000${columns.map((column) => `, t.${column}`).join('')}
    from jsonb_to_recordset($1) r(id text, client text, owner text, template text) join ${name} t on t.id = r.template`, [JSON.stringify(outdone)]);
  await run(agency, `delete from ${name} where id = any($1)`, [gone]);
  return withheld.length;
}
