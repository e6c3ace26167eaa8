import type { Constructor } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';

/** Reads rows as they are: an object of the properties asked for and nothing of an entity around it. */
export interface Rows {
  /** Those rows about each client that the owner at the same place holds, newest first; client and owner are always read. */
  aboutClients<T>(entity: Constructor<T>, wanted: Wanted, clients: readonly string[], owners: readonly string[]): Promise<T[]>;
  /** Rows by id, in no order; the id is always read. */
  byId<T>(entity: Constructor<T>, wanted: Wanted, ids: readonly string[]): Promise<T[]>;
}

/** Whether a property of an entity is read. */
export type Wanted = (property: string) => boolean;

/** Statements that a connection keeps prepared at most; which columns are asked for is up to callers. */
const MOST_PREPARED = 500;

/** Reads with prepared statements over the connections of the ORM, which knows tables and columns. */
export async function openRows(orm: MikroORM): Promise<Rows> {
  const pool = await orm.em.getConnection().getNativeClient();
  const names = new Map<string, string>();

  const read = async <T>(text: string, values: readonly unknown[]): Promise<T[]> => {
    orm.config.get('onQuery')(text, [...values]);
    const name = names.get(text) ?? (names.size < MOST_PREPARED ? `rows ${names.size}` : undefined);
    if (name) names.set(text, name);
    return (await pool.query({ ...(name && { name }), text, values: [...values] })).rows as T[];
  };
  const tableOf = (entity: Constructor): string => `"${orm.getMetadata().get(entity).tableName}"`;
  const columnsOf = (entity: Constructor, always: readonly string[], wanted: Wanted): string =>
    orm.getMetadata().get(entity).props
      .filter(({ name }) => always.includes(name) || wanted(name))
      .map(({ name, fieldNames: [column] }) => `"${column}" as "${name}"`).join(', ');

  return {
    aboutClients(entity, wanted, clients, owners) {
      return read(
        `select ${columnsOf(entity, ['client', 'owner'], wanted)} from ${tableOf(entity)} where ("client", "owner") in (select * from unnest($1::text[], $2::text[])) order by "recorded_on" desc, "id"`, [clients, owners]);
    },
    byId(entity, wanted, ids) {
      return read(`select ${columnsOf(entity, ['id'], wanted)} from ${tableOf(entity)} where "id" = any($1)`, [ids]);
    },
  };
}
