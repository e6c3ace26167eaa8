import type { Pool } from 'pg';
import type { Instant, UnitCode } from '../../core/index.js';

/** That a rule has fired: whom it concerns is told by pseudonym, and why by its figures. */
export interface Anomaly {
  readonly id: string;
  readonly rule: string;
  readonly person: string;
  /** Internal id. */
  readonly client: string | null;
  /** The day in Lippe, `YYYY-MM-DD`. */
  readonly day: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly figures: Readonly<Record<string, number>>;
}

export interface AnomalyQuery {
  /** Whose staff. */
  readonly unit: UnitCode;
  readonly rule: string | null;
  readonly person: string | null;
  readonly client: string | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly first: number;
  /** Only findings after this one. */
  readonly after: string | null;
}

/** Findings about a unit's staff, newest first: `first` and, if there are more, one more. */
export async function readAnomalies(pool: Pool, { unit, rule, person, client, from, to, first, after }: AnomalyQuery): Promise<readonly Anomaly[]> {
  const { rows } = await pool.query<Anomaly>(
    `select id, rule, person, client, day::text, first_at::float8 as "from", last_at::float8 as "to", figures from anomaly
     where unit = $1 and ($2::text is null or rule = $2) and ($3::text is null or person = $3) and ($4::uuid is null or client = $4)
       and ($5::bigint is null or last_at >= $5) and ($6::bigint is null or last_at < $6)
       and ($7::uuid is null or (last_at, id) < (select last_at, id from anomaly where id = $7 and unit = $1))
     order by last_at desc, id desc limit $8`, [unit, rule, person, client, from, to, after, first + 1]);
  return rows;
}
