import type { PoolClient } from 'pg';
import type { LogEntry } from '../audit/entry.js';
import type { Instant } from '../core/index.js';
import { BitRows } from './bits.js';
import { basisIdsOf, commonFacets, facetsOf, likenessOf } from './facets.js';
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

/** Hints are few and of any number: they come as JSON, which costs nothing where there are none. */
const REQUESTS = `
  insert into log_request (seq, at, unit, person, kind, client, foreign_data, notified, hints)
  select seq, at, unit, person, kind, client, foreign_data, notified, case when hints is null then '{}' else array(select jsonb_array_elements_text(hints::jsonb)) end
  from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::boolean[], $8::boolean[], $9::text[])
    as one (seq, at, unit, person, kind, client, foreign_data, notified, hints)
  on conflict (seq) do nothing`;

const BASES = 'insert into log_basis (unit, basis_id, seq) select * from unnest($1::text[], $2::text[], $3::bigint[]) on conflict do nothing';

/** In place of a unit: what is the same for every reader. */
const EVERYONE = '';

/** Sets the bits of rows of facets. */
export const setBits = (connection: Pick<PoolClient, 'query'>, rows: BitRows) => connection.query({ name: 'log-facets', text: FACETS, values: rows.columns() });

/** Makes entries findable for the units that may read them. Doing it again changes nothing. */
export async function indexEntries(connection: PoolClient, batch: readonly PlacedEntry[]): Promise<void> {
  const rows = new BitRows();
  // Many entries are alike but for client and time: what they say is worked out once.
  for (const alike of Map.groupBy(batch, ({ entry }) => likenessOf(entry)).values()) {
    const { entry } = alike[0]!;
    const seqs = alike.map(({ seq }) => seq);
    for (const facet of commonFacets(entry)) rows.add(EVERYONE, facet, seqs);
    for (const unit of readersOf(entry)) for (const facet of facetsOf(unit, entry)) rows.add(unit, facet, seqs);
  }
  await setBits(connection, rows);
  await connection.query({ name: 'log-bases', text: BASES, values: columns(3, batch.flatMap(basisRows)) });
  await connection.query({ name: 'log-requests', text: REQUESTS, values: columns(9, batch.map(requestRow)) });
}

const basisRows = ({ seq, entry }: PlacedEntry) => readersOf(entry).flatMap((unit) => basisIdsOf(unit, entry).map((id) => [unit, id, seq]));

const requestRow = ({ seq, at, entry: { requester, kind, client, items, hints } }: PlacedEntry) => [
  seq, at, requester.unit, requester.person, kind, client,
  items.some(({ granted, basis }) => granted && basis !== null && basis !== 'OWN_DATA'), // foreign data
  kind === 'EMERGENCY' && items.some(({ path, granted }) => granted && path === 'notifyJugendamt'), // notified
  hints?.length > 0 ? JSON.stringify(hints) : null, // none in entries of earlier versions
];

/** Rows as one list for each column, which PostgreSQL reads in less time than rows as JSON. */
const columns = (width: number, rows: readonly (readonly unknown[])[]): unknown[][] => Array.from({ length: width }, (_, place) => rows.map((row) => row[place]));
