import type pg from 'pg';
import type { Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { DeployError } from '../deploy-error.js';

export interface MoveOptions {
  /** The agency's database, as its owner. */
  readonly connection: pg.Client;
  readonly subgraph: string;
  /** Reads the old ids and writes the new ones for this subgraph. */
  readonly pseudonyms: Pseudonyms;
  readonly onProgress?: (table: string, rows: number) => void;
}

interface Column {
  readonly table: string;
  readonly column: string;
}

/** Every text column of every table: ids are known by what they look like, so that no table can be forgotten. */
const COLUMNS = `
  select quote_ident(c.table_name) as table, quote_ident(c.column_name) as column
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'text' and c.is_generated = 'NEVER' order by 1, 2`;

/** An id, also as part of a longer text such as the id of a row; once for PostgreSQL, once for here. */
const HAS_ID = '(^|[^A-Za-z0-9_-])c[1-9][0-9]{0,2}_[A-Za-z0-9_-]{22}($|[^A-Za-z0-9_-])';
const ID = /(?<![\w-])c[1-9]\d{0,2}_[\w-]{22}(?![\w-])/g;
/** Internal ids are random (RFC 9562, version 4); what a wrong key makes of a pseudonym is not. */
const RANDOM_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Rewrites an agency's ids of clients under the version that the pseudonyms write with, in one transaction, and gives the number of
 * values. Ids that have been moved already stay, so it may be repeated. The agency must not answer meanwhile.
 * @throws DeployError if an id was not made with the keys; nothing is changed then
 */
export async function moveIds({ connection, subgraph, pseudonyms, onProgress = () => undefined }: MoveOptions): Promise<number> {
  await connection.query('begin');
  try {
    await connection.query('create temporary table moved (old text primary key, new text not null) on commit drop');
    const { rows: columns } = await connection.query<Column>(COLUMNS);
    let moved = 0;
    for (const { table, column } of columns) {
      await connection.query(`lock table ${table} in access exclusive mode`);
      const { rows } = await connection.query<{ old: string }>(
        `select distinct ${column} as old from ${table} where ${column} ~ $1 and not exists (select from moved m where m.old = ${column})`, [HAS_ID]);
      const news = rows.map(({ old }) => old.replaceAll(ID, (id) => renewed(id, subgraph, pseudonyms)));
      await connection.query('insert into moved select * from unnest($1::text[], $2::text[])', [rows.map(({ old }) => old), news]);
      const { rowCount } = await connection.query(`update ${table} set ${column} = m.new from moved m where ${column} = m.old and m.old <> m.new`);
      if (rowCount) onProgress(table, rowCount);
      moved += rowCount ?? 0;
    }
    await connection.query('commit');
    return moved;
  } catch (fault) {
    await connection.query('rollback').catch(() => undefined); // it may be gone already
    throw fault;
  }
}

function renewed(old: string, subgraph: string, pseudonyms: Pseudonyms): string {
  const client = pseudonyms.read(`subgraph:${subgraph}`, old);
  if (client !== null && RANDOM_ID.test(client)) return pseudonyms.write(`subgraph:${subgraph}`, client);
  throw new DeployError('CONFIG',
    `Die Kennungen von ${subgraph} sind nicht mit diesen Schlüsseln (PSEUDONYM_KEY) gemacht; nichts wurde geändert.`,
    `The ids of ${subgraph} were not made with these keys (PSEUDONYM_KEY); nothing was changed.`);
}
