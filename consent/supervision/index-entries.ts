import type { PoolClient } from 'pg';
import type { LogEntry } from '../audit/entry.js';
import type { Instant } from '../core/index.js';
import { BitRows } from './bits.js';
import { basisIdsOf, commonFacets, facetsOf } from './facets.js';
import { readersOf } from './visible.js';

/** An entry with its place in the log. */
export interface PlacedEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly entry: LogEntry;
}

const FACETS = `
  insert into log_facet (unit, facet, block, hits)
  select unit, facet, block, bits::bit(8192) from unnest($1::text[], $2::text[], $3::int[], $4::text[]) as one (unit, facet, block, bits)
  on conflict (unit, facet, block) do update set hits = log_facet.hits | excluded.hits`;

const REQUESTS = `
  insert into log_request (seq, at, unit, person, kind, client, foreign_data, notified, hints)
  select seq, at, unit, person, kind, client, foreign_data, notified, array(select jsonb_array_elements_text(hints))
  from jsonb_to_recordset($1::jsonb) as one (
    seq bigint, at bigint, unit text, person text, kind text, client uuid, foreign_data boolean, notified boolean,
    hints jsonb)
  on conflict (seq) do nothing`;

const BASES = 'insert into log_basis (unit, basis_id, seq) select * from unnest($1::text[], $2::text[], $3::bigint[]) on conflict do nothing';

/** In place of a unit: what is the same for every reader. */
const EVERYONE = '';

/** Sets the bits of rows of facets. */
export const setBits = (connection: Pick<PoolClient, 'query'>, rows: BitRows) => connection.query({ name: 'log-facets', text: FACETS, values: rows.columns() });

/** Makes entries findable for the units that may read them. Doing it again changes nothing. */
export async function indexEntries(connection: PoolClient, batch: readonly PlacedEntry[]): Promise<void> {
  const rows = new BitRows();
  for (const { seq, entry } of batch) {
    for (const facet of commonFacets(entry)) rows.add(EVERYONE, facet, seq);
    for (const unit of readersOf(entry)) for (const facet of facetsOf(unit, entry)) rows.add(unit, facet, seq);
  }
  const bases = batch.flatMap(({ seq, entry }) => readersOf(entry).flatMap((unit) => basisIdsOf(unit, entry).map((id) => [unit, id, seq] as const)));
  await setBits(connection, rows);
  await connection.query({ name: 'log-bases', text: BASES, values: [bases.map(([unit]) => unit), bases.map(([, id]) => id), bases.map(([, , seq]) => seq)] });
  await connection.query({ name: 'log-requests', text: REQUESTS, values: [JSON.stringify(batch.map(requestRow))] });
}

const requestRow = ({ seq, at, entry: { requester, kind, client, items, hints } }: PlacedEntry) => ({
  seq, at, unit: requester.unit, person: requester.person, kind, client, hints,
  foreign_data: items.some(({ granted, basis }) => granted && basis !== null && basis !== 'OWN_DATA'),
  notified: kind === 'EMERGENCY' && items.some(({ path, granted }) => granted && path === 'notifyJugendamt'),
});
