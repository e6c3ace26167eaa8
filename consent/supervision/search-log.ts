import type { Pool } from 'pg';
import type { Instant, UnitCode } from '../core/index.js';
import { BLOCK, numbersIn } from './bits.js';
import { wanted, type LogFilter } from './facets.js';

/** A page of the access log, newest first: entries in which `unit` asked or was asked (F15). */
export interface LogQuery {
  readonly unit: UnitCode;
  readonly first: number;
  /** Only entries older than this one. */
  readonly before: number | null;
  /** Half-open. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly filter: LogFilter;
}

/** Rows of bits that have a hit under every facet. One more than asked for is enough: each has a hit. */
const HITS = `
  select block, bit_and(hits)::text as bits from log_facet
  where unit = $1 and facet = any($2::text[]) and block between $3 and $4
  group by block having count(*) = cardinality($2::text[]) and bit_count(bit_and(hits)) > 0
  order by block desc limit $5`;

/** Numbers of the first entry not before an instant; time never falls along the log. */
const AT = 'select (select min(seq) from log_request where at >= $1) as first, (select min(seq) from log_request where at >= $2) as last';

/** The last block there can be. */
const END = 2 ** 31 - 1;

/** Numbers of the entries that a unit may read and that match, newest first: `first` and, if there are more, one more. */
export async function searchLog(pool: Pool, { unit, first, before, from, to, filter }: LogQuery): Promise<readonly number[]> {
  const { rows: [times] } = await pool.query<{ first: string | null; last: string | null }>({ name: 'log-time', text: AT, values: [from ?? 0, to ?? Number.MAX_SAFE_INTEGER] });
  if (times!.first === null) return [];
  const low = Number(times!.first);
  const high = Math.min(before ?? Infinity, times!.last === null ? Infinity : Number(times!.last));
  const lastBlock = high === Infinity ? END : Math.floor((high - 1) / BLOCK);
  // The blocks at both ends may have hits outside of the span only.
  const { rows } = await pool.query<{ block: number; bits: string }>({
    name: 'log-hits', text: HITS, values: [unit, wanted(filter), Math.floor(low / BLOCK), lastBlock, first + 3],
  });
  return rows.flatMap(({ block, bits }) => numbersIn(block, bits)).filter((seq) => seq >= low && seq < high).slice(0, first + 1);
}
