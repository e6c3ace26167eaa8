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
  readonly filter?: LogFilter;
}

/** The numbers that entries may have: from `low` to before `high`. */
interface Span {
  readonly low: number;
  readonly high: number;
}

/**
 * Numbers of the entries that a unit may read and that match, newest first: `first` and, if there are more, one more. What
 * is common (categories, units, purposes …) is an AND of rows of bits; clients, persons and ids are looked up in their index.
 */
export async function searchLog(pool: Pool, query: LogQuery): Promise<readonly number[]> {
  const span = await spanOf(pool, query);
  if (!span) return [];
  const rare = await rareHits(pool, query, span);
  if (rare) {
    const blocks = [...new Set(rare.map(blockOf))];
    const bits = new Map((await hitsIn(pool, query, blocks)).map(({ block, bits: text }) => [block, text]));
    return rare.filter((seq) => bits.get(blockOf(seq))?.[seq % BLOCK] === '1').slice(0, query.first + 1);
  }
  const found: number[] = [];
  for (let newest = blockOf(span.high - 1); newest >= blockOf(span.low) && found.length <= query.first; newest -= STRETCH) {
    const oldest = Math.max(blockOf(span.low), newest - STRETCH + 1);
    const rows = await hitsIn(pool, query, Array.from({ length: newest - oldest + 1 }, (_, index) => newest - index));
    found.push(...rows.flatMap(({ block, bits }) => numbersIn(block, bits)).filter((seq) => seq >= span.low && seq < span.high));
  }
  return found.slice(0, query.first + 1);
}

/** Blocks that are looked at together. */
const STRETCH = 16;

const blockOf = (seq: number): number => Math.floor(seq / BLOCK);

const SPAN = `
  select (select min(seq) from log_request where at >= $1) as low,
    coalesce((select min(seq) from log_request where at >= $2), (select max(seq) + 1 from log_request)) as high`;

/** Time never falls along the log, so a span of time is one of numbers. */
async function spanOf(pool: Pool, { before, from, to }: LogQuery): Promise<Span | null> {
  const { rows } = await pool.query<{ low: string | null; high: string | null }>({ name: 'log-span', text: SPAN, values: [from ?? 0, to ?? Number.MAX_SAFE_INTEGER] });
  const { low, high } = rows[0]!;
  return low === null || high === null ? null : { low: Number(low), high: Math.min(Number(high), before ?? Infinity) };
}

/** The entries of the clients, persons and ids asked for, newest first; `null` if none are asked for. */
async function rareHits(pool: Pool, { unit, filter = {} }: LogQuery, { low, high }: Span): Promise<readonly number[] | null> {
  const values: unknown[] = [low, high];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const lookups = [
    ...(filter.client ? [`log_request where client = ${place(filter.client)}::uuid`] : []),
    ...(filter.requesterPerson ? [`log_request where person = ${place(filter.requesterPerson)}`] : []),
    ...(filter.basisId ? [`log_basis where unit = ${place(unit)} and basis_id = ${place(filter.basisId)}`] : []),
  ].map((where) => `select seq from ${where} and seq >= $1 and seq < $2`);
  if (lookups.length === 0) return null;
  const { rows } = await pool.query<{ seq: string }>(`${lookups.join(' intersect ')} order by seq desc`, values);
  return rows.map(({ seq }) => Number(seq));
}

const HITS = `
  select block, bit_and(hits)::text as bits from log_facet
  where (unit = $1 and facet = any($2::text[]) or unit = '' and facet = any($3::text[])) and block = any($4::int[])
  group by block having count(*) = cardinality($2::text[]) + cardinality($3::text[]) and bit_count(bit_and(hits)) > 0
  order by block desc`;

/** The bits of the entries that have every facet, in those of the blocks where there are any. */
async function hitsIn(pool: Pool, { unit, filter = {} }: LogQuery, blocks: readonly number[]): Promise<readonly { readonly block: number; readonly bits: string }[]> {
  const { common, own } = wanted(filter);
  const { rows } = await pool.query<{ block: number; bits: string }>({ name: 'log-hits', text: HITS, values: [unit, own, common, blocks] });
  return rows;
}
