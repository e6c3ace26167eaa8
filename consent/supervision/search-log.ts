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
  if (!span || span.low >= span.high) return [];
  const rare = await rareHits(pool, query, span);
  if (rare?.length === 0) return [];
  if (rare) {
    const bits = new Map((await hitsIn(pool, query, blockOf(rare.at(-1)!), blockOf(rare[0]!))).map(({ block, bits: text }) => [block, text]));
    return rare.filter((seq) => bits.get(blockOf(seq))?.[seq % BLOCK] === '1').slice(0, query.first + 1);
  }
  const found: number[] = [];
  const oldest = blockOf(span.low);
  // What is common is found in the newest blocks; what is rare makes few bits in all of them.
  for (let newest = blockOf(span.high - 1), length = FIRST_LOOK; newest >= oldest && found.length <= query.first; newest -= length, length = Infinity) {
    const rows = await hitsIn(pool, query, Math.max(oldest, newest - length + 1), newest);
    found.push(...rows.flatMap(({ block, bits }) => numbersIn(block, bits)).filter((seq) => seq >= span.low && seq < span.high));
  }
  return found.slice(0, query.first + 1);
}

/** Blocks that are looked at before all the others are. */
const FIRST_LOOK = 8;

const blockOf = (seq: number): number => Math.floor(seq / BLOCK);

const SPAN = `
  select (select seq from log_request where at >= $1 order by at, seq limit 1) as low,
    coalesce((select seq from log_request where at >= $2 order by at, seq limit 1), (select max(seq) + 1 from log_request)) as high`;

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
  where (unit = $1 and facet = any($2::text[]) or unit = '' and facet = any($3::text[])) and block between $4 and $5
  group by block having count(*) = cardinality($2::text[]) + cardinality($3::text[]) and bit_count(bit_and(hits)) > 0
  order by block desc`;

/** The bits of the entries that have every facet, in the blocks of a span where there are any. Planned each time: a plan for any filter would read the whole table. */
async function hitsIn(pool: Pool, { unit, filter = {} }: LogQuery, oldest: number, newest: number): Promise<readonly { readonly block: number; readonly bits: string }[]> {
  const { common, own } = wanted(filter);
  const { rows } = await pool.query<{ block: number; bits: string }>(HITS, [unit, own, common, oldest, newest]);
  return rows;
}
