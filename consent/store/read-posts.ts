import type { Pool } from 'pg';
import type { Instant } from '../core/index.js';
import { answeredBefore, keepAnswer } from './keyed-act.js';
import type { LifecycleStore, Notice, ReviewTask, Settled } from './lifecycle-types.js';
import { recorded } from './recorded.js';
import { isUuid } from './uuid.js';

const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;

/** Of clients that the unit works or worked with: a consent may name a unit that has never heard of the client, and must not through this. */
export async function readNotices(pool: Pool, { unit, clientId, all }: Parameters<LifecycleStore['notices']>[0]): Promise<readonly Notice[]> {
  const { rows } = await pool.query<Notice>(
    `select id, client_id as "clientId", consent_id as "consentId", ${ms('at')} as at, ${ms('acknowledged_at')} as "acknowledgedAt"
     from consent_notice n
     where unit = $1 and ($2::uuid is null or client_id = $2) and ($3 or acknowledged_at is null)
       and exists (select from relation r where r.client_id = n.client_id and r.unit = n.unit)
     order by n.at desc, id limit 100`,
    [unit, clientId, all],
  );
  return rows;
}

/** A consent that was replaced, withdrawn or void needs no review any more. */
export async function readReviewTasks(pool: Pool, { unit, at }: { unit: string; at: Instant }): Promise<readonly ReviewTask[]> {
  const { rows } = await pool.query<ReviewTask>(
    `select t.id, t.client_id as "clientId", t.consent_id as "consentId", t.kind, ${ms('t.due_at')} as "dueAt",
       (select responsible from relation r where r.client_id = t.client_id and r.unit = t.unit and r.from_at <= to_timestamp($2::float8 / 1000)
          and (r.to_at is null or r.to_at > to_timestamp($2::float8 / 1000)) and responsible is not null limit 1) as responsible
     from review_task t join consent c on c.id = t.consent_id
     where t.unit = $1 and t.done_at is null and t.due_at <= to_timestamp($2::float8 / 1000) and c.state not in ('ERSETZT', 'WIDERRUFEN', 'UNWIRKSAM')
     order by t.due_at, t.id limit 100`,
    [unit, at],
  );
  return rows;
}

const SETTLE = {
  consent_notice: 'update consent_notice set acknowledged_at = $4, acknowledged_by = $3 where id = $1 and unit = $2 and acknowledged_at is null',
  review_task: 'update review_task set done_at = $4, done_by = $3, outcome = $5 where id = $1 and unit = $2 and done_at is null',
} as const;

/** Settles a notice or a task, once; it is logged each time. */
export const settleOnce = (
  pool: Pool, clock: (() => Instant) | undefined, table: keyof typeof SETTLE, { id, author, at, outcome, entry }: Settled & { readonly outcome?: string },
): Promise<boolean> =>
  recorded({ pool, clock }, async (connection) => {
    const before = await answeredBefore(connection, author);
    const { rows: [there] } = isUuid(id) ? await connection.query<{ client_id: string }>(`select client_id from ${table} where id = $1 and unit = $2`, [id, author.unit]) : { rows: [] };
    if (!there) return { result: false, entries: [] };
    if (before !== null) return { result: true, entries: [entry(there.client_id, false)] };
    const { rowCount: changed } = await connection.query(SETTLE[table], [id, author.unit, author.person, new Date(at), ...(outcome === undefined ? [] : [outcome])]);
    await keepAnswer(connection, author, id, at);
    return { result: true, entries: [entry(there.client_id, changed === 1)] };
  });
