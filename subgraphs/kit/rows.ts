import type { Constructor } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';

/** Reads rows as they are: an object of the properties asked for and nothing of an entity around it. */
export interface Rows {
  /** Those rows of an entity's table about each client that the owner at the same place holds, newest first. */
  aboutClients<T>(entity: Constructor<T>, properties: readonly string[], clients: readonly string[], owners: readonly string[]): Promise<T[]>;
  /** Rows by id, in no order. */
  byId<T>(entity: Constructor<T>, ids: readonly string[]): Promise<T[]>;
}

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
  const columnsOf = (entity: Constructor, wanted?: readonly string[]): string =>
    orm.getMetadata().get(entity).props
      .filter(({ name }) => wanted?.includes(name) ?? true)
      .map(({ name, fieldNames: [column] }) => `"${column}" as "${name}"`).join(', ');

  return {
    aboutClients(entity, properties, clients, owners) {
      return read(
        `select ${columnsOf(entity, ['client', 'owner', ...properties])} from ${tableOf(entity)} where ("client", "owner") in (select * from unnest($1::text[], $2::text[])) order by "recorded_on" desc, "id"`, [clients, owners]);
    },
    byId(entity, ids) {
      return read(`select ${columnsOf(entity)} from ${tableOf(entity)} where "id" = any($1)`, [ids]);
    },
  };
}
