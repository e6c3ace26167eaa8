/**
 * DDL of a table of records about clients: the common columns of `ClientRecord`, its tenants as a constraint, the index
 * by which it is read, and no more than reading for the runtime role.
 */
export const recordTable = (app: string, name: string, owners: readonly string[], columns: string): string => `
  create table ${name} (
    id text primary key,
    client text not null,
    owner text not null check (owner in (${list(owners)})),
    recorded_on date not null,
    ${columns.trim()}
  );
  create index ${name}_of_client on ${name} (client, owner, recorded_on desc);
  grant select on ${name} to ${app};`;

/** DDL of an open catalogue. */
export const catalogueTable = (app: string, name: string, columns: string): string => `
  create table ${name} (
    id text primary key,
    ${columns.trim()}
  );
  grant select on ${name} to ${app};`;

/** Values as an SQL list of literals; only constants of a migration come here. */
export const list = (values: readonly string[]): string => values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
