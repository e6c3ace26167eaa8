import type { Pool, PoolClient } from 'pg';
import type { ClientRecords, Consent, EmergencyRelease, Instant, Relation } from '../core/index.js';

const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)`;

/** A table, or what takes its place. */
type Table = 'client_head' | 'relation' | 'consent' | 'emergency_release';

/** One statement, so one snapshot: a head's version never goes with other records than its own. */
const sql = (rowsOf: (table: Table) => string): string => `
  select h.client_id as id, h.version::int8,
    (select coalesce(jsonb_agg(jsonb_build_object(
       'unit', unit, 'from', ${ms('from_at')}, 'to', ${ms('to_at')}, 'persons', persons, 'responsible', responsible) order by id), '[]')
     from ${rowsOf('relation')} where client_id = h.client_id) as relations,
    (select coalesce(jsonb_agg(jsonb_build_object(
       'id', id, 'state', state, 'releasingUnits', releasing_units, 'releasingPersons', releasing_persons,
       'receivingUnits', receiving_units, 'receivingPersons', receiving_persons, 'categories', categories,
       'explicitCategories', explicit_categories, 'exclusions', exclusions, 'purposes', purposes, 'form', form,
       'from', ${ms('from_at')}, 'to', ${ms('to_at')})
       || case when receiving_functions is null then '{}' else jsonb_build_object('receivingFunctions', receiving_functions) end
       || case when of_age_at > from_at then jsonb_build_object('ofAgeAt', ${ms('of_age_at')}) else '{}' end order by recorded_at, id), '[]')
     from ${rowsOf('consent')} where client_id = h.client_id) as consents,
    (select coalesce(jsonb_agg(jsonb_build_object(
       'id', id, 'releasingUnit', releasing_unit, 'receivingUnit', receiving_unit, 'categories', categories,
       'from', ${ms('from_at')}, 'to', ${ms('to_at')}) order by id), '[]')
     from ${rowsOf('emergency_release')} where client_id = h.client_id) as emergencies
  from ${rowsOf('client_head')} h where h.client_id = any($1::uuid[])`;

const AS_THEY_ARE = sql((table) => table);

/** The rows as the triggers kept them (`06-history`): of each the newest version known at `$2`, if it was not removed. */
const AS_KNOWN = sql((table) => table === 'client_head'
  ? `(select client_id, max(head) as version from record_version where client_id = any($1::uuid[]) and known_from <= to_timestamp($2::float8 / 1000) group by client_id)`
  : `(select kept.* from (
        select distinct on (client_id, record_id) version from record_version
        where source = '${table}' and client_id = any($1::uuid[]) and known_from <= to_timestamp($2::float8 / 1000)
        order by client_id, record_id, known_from desc, id desc
      ) newest cross join lateral jsonb_populate_record(null::${table}, newest.version) kept where newest.version is not null) ${table}`);

interface Row {
  readonly id: string;
  readonly version: string;
  readonly relations: readonly Relation[];
  readonly consents: readonly Consent[];
  readonly emergencies: readonly EmergencyRelease[];
}

/**
 * Reads the records of all these clients at once. Codes and lists are handed on as they are stored, also broken ones: the
 * rules in `core` grant nothing on what they do not understand. A missing or endless instant becomes `NaN`, which lies in
 * no span.
 */
export async function readRecords(database: Pool | PoolClient, clientIds: readonly string[]): Promise<Map<string, ClientRecords>> {
  return found((await database.query<Row>({ name: 'read-records', text: AS_THEY_ARE, values: [clientIds] })).rows);
}

/** The records of one client as known at an instant of the database's clock; `null` if nothing was known. */
export async function readRecordsAsKnown(database: Pool | PoolClient, clientId: string, knownAt: Instant): Promise<ClientRecords | null> {
  return found((await database.query<Row>({ name: 'read-records-as-known', text: AS_KNOWN, values: [[clientId], knownAt] })).rows).get(clientId) ?? null;
}

const found = (rows: readonly Row[]): Map<string, ClientRecords> =>
  new Map(rows.map(({ id, version, relations, consents, emergencies }) => [id, {
    version: Number(version),
    relations: relations.map((relation) => ({ ...relation, from: instant(relation.from), to: relation.to === null ? null : instant(relation.to) })),
    consents: consents.map(bounded),
    emergencies: emergencies.map(bounded),
  }]));

const instant = (value: unknown): Instant => (typeof value === 'number' ? value : NaN);
const bounded = <Item extends { readonly from: Instant; readonly to: Instant }>(item: Item): Item =>
  ({ ...item, from: instant(item.from), to: instant(item.to) });
