import type { Pool, PoolClient } from 'pg';
import type { UnitCode } from '../core/index.js';
import type { Notification, ReceivedNotification } from './types.js';

/** Most notifications of one list. */
const LISTED = 100;

const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;

/** Everything but the observed facts, which only the notified Jugendamt reads. */
const NOTIFICATION = `
  select n.id, n.client_id as "clientId", n.releasing_unit as "releasingUnit", n.receiving_unit as jugendamt, n.initiator, n.ground,
    n.other_means as "otherMeansConsidered", n.family_informed as "familyInformed", n.family_reason as "familyReason", n.consultation,
    ${ms('n.at')} as at, ${ms('n.review_due_at')} as "reviewDueAt", coalesce(r.categories, '{}') as categories, ${ms('r.to_at')} as "openUntil",
    (select jsonb_build_object('outcome', outcome, 'note', note, 'reviewer', reviewer, 'at', ${ms('at')}) from emergency_review where notification_id = n.id) as review,
    (select coalesce(jsonb_agg(jsonb_build_object('deferredTo', ${ms('deferred_to')}, 'reason', reason, 'at', ${ms('at')}) order by id), '[]')
     from emergency_notice where notification_id = n.id) as notices
  from emergency_notification n left join emergency_release r on r.id = n.release_id`;

export async function notificationOfUnit(connection: PoolClient, id: string, unit: UnitCode): Promise<Notification | undefined> {
  const { rows } = await connection.query<Notification>(`${NOTIFICATION} where n.id::text = $1 and n.releasing_unit = $2`, [id, unit]);
  return rows[0];
}

export async function notificationsOfUnit(pool: Pool, unit: UnitCode): Promise<readonly Notification[]> {
  const { rows } = await pool.query<Notification>(
    `${NOTIFICATION} where n.releasing_unit = $1
     order by exists (select from emergency_review where notification_id = n.id), case when not exists (select from emergency_review where notification_id = n.id) then n.review_due_at end, n.at desc, n.id
     limit ${LISTED}`, [unit]);
  return rows;
}

/** Whether a person ($2) of a unit ($1) may work on a notification `n` at an instant ($3, ms). */
const CONCERNS = `n.releasing_unit = $1 and (n.initiator = $2 or exists (
  select from relation where client_id = n.client_id and unit = $1 and $2 = any(persons)
    and from_at <= to_timestamp($3::float8 / 1000) and (to_at is null or to_at > to_timestamp($3::float8 / 1000))))`;

export async function notificationsOfPerson(pool: Pool, unit: UnitCode, person: string, now: number): Promise<readonly Notification[]> {
  const { rows } = await pool.query<Notification>(`${NOTIFICATION} where ${CONCERNS} order by n.at desc, n.id limit ${LISTED}`, [unit, person, now]);
  return rows;
}

export async function notificationOfPerson(connection: PoolClient, id: string, unit: UnitCode, person: string, now: number): Promise<Notification | undefined> {
  const { rows } = await connection.query<Notification>(`${NOTIFICATION} where ${CONCERNS} and n.id::text = $4`, [unit, person, now, id]);
  return rows[0];
}

export async function notificationsTo(pool: Pool, jugendamt: UnitCode): Promise<readonly ReceivedNotification[]> {
  const { rows } = await pool.query<ReceivedNotification>(
    `select n.id, n.client_id as "clientId", n.releasing_unit as "releasingUnit", n.ground, n.observed_facts as "observedFacts",
       n.family_informed as "familyInformed", ${ms('n.at')} as at, coalesce(r.categories, '{}') as categories, ${ms('r.to_at')} as "openUntil"
     from emergency_notification n left join emergency_release r on r.id = n.release_id
     where n.receiving_unit = $1 order by n.at desc, n.id limit ${LISTED}`, [jugendamt]);
  return rows;
}
