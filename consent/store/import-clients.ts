import type { Pool } from 'pg';
import type { ClientImport } from './types.js';

const at = (field: string): string => `to_timestamp((${field})::float8 / 1000)`;
const texts = (field: string): string => `case when jsonb_typeof(${field}) = 'array' then array(select jsonb_array_elements_text(${field})) end`;

const CLIENTS = `insert into client (id) select value::uuid from jsonb_array_elements_text($1::jsonb)`;
const HEADS = `insert into client_head (client_id) select value::uuid from jsonb_array_elements_text($1::jsonb)`;

const RELATIONS = `
  insert into relation (client_id, unit, from_at, to_at, persons, responsible)
  select (row ->> 'clientId')::uuid, row ->> 'unit', ${at(`row ->> 'from'`)}, ${at(`row ->> 'to'`)}, ${texts(`row -> 'persons'`)}, row ->> 'responsible'
  from jsonb_array_elements($1::jsonb) row`;

const CONSENTS = `
  insert into consent (id, client_id, state, releasing_units, releasing_persons, receiving_units, receiving_persons, receiving_functions,
    categories, explicit_categories, exclusions, purposes, form, from_at, to_at, of_age_at)
  select (row ->> 'id')::uuid, (row ->> 'clientId')::uuid, row ->> 'state', ${texts(`row -> 'releasingUnits'`)}, row -> 'releasingPersons',
    ${texts(`row -> 'receivingUnits'`)}, row -> 'receivingPersons', row -> 'receivingFunctions', ${texts(`row -> 'categories'`)}, ${texts(`row -> 'explicitCategories'`)},
    ${texts(`row -> 'exclusions'`)}, ${texts(`row -> 'purposes'`)}, row ->> 'form', ${at(`row ->> 'from'`)}, ${at(`row ->> 'to'`)}, ${at(`row ->> 'ofAgeAt'`)}
  from jsonb_array_elements($1::jsonb) row`;

const EMERGENCIES = `
  insert into emergency_release (id, client_id, releasing_unit, receiving_unit, categories, from_at, to_at)
  select (row ->> 'id')::uuid, (row ->> 'clientId')::uuid, row ->> 'releasingUnit', row ->> 'receivingUnit', ${texts(`row -> 'categories'`)},
    ${at(`row ->> 'from'`)}, ${at(`row ->> 'to'`)}
  from jsonb_array_elements($1::jsonb) row`;

/** Fills in new clients with everything recorded about them: one statement per table, all or nothing. */
export async function importClients(pool: Pool, clients: readonly ClientImport[]): Promise<void> {
  const rows = <Row extends object>(pick: (client: ClientImport) => readonly Row[] | undefined): string =>
    JSON.stringify(clients.flatMap((client) => (pick(client) ?? []).map((row) => ({ ...row, clientId: client.id }))));
  const connection = await pool.connect();
  try {
    await connection.query('begin');
    const ids = JSON.stringify(clients.map(({ id }) => id));
    await connection.query(CLIENTS, [ids]);
    await connection.query(HEADS, [ids]);
    await connection.query(RELATIONS, [rows(({ relations }) => relations)]);
    await connection.query(CONSENTS, [rows(({ consents }) => consents)]);
    await connection.query(EMERGENCIES, [rows(({ emergencies }) => emergencies)]);
    await connection.query('commit');
  } catch (fault) {
    await connection.query('rollback');
    throw fault;
  } finally {
    connection.release();
  }
}
