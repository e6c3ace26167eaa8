import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../core/index.js';
import { moment, recorded, type Recorder } from '../store/recorded.js';
import { KeyReused } from '../store/types.js';
import { EMERGENCY_LASTS } from './narrow.js';
import { notificationOfPerson, notificationOfUnit, notificationsOfPerson, notificationsOfUnit, notificationsTo } from './read.js';
import { MOST_NOTIFICATIONS } from './rules.js';
import type { Act, EmergencyStore, NotificationRequest, NotificationResult } from './types.js';
import { endOfNextWorkingDay } from './working-days.js';

export interface EmergencyStoreOptions extends Recorder {
  /** Called once a client's records have changed. */
  readonly changed: (clientId: string) => void;
}

const HOUR = 3_600_000;
const time = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

export function emergencyStore(options: EmergencyStoreOptions): EmergencyStore {
  const { pool, clock, changed } = options;

  return {
    consult: ({ by, number, ground, indications, entry, again }) =>
      recorded(options, async (connection) => {
        const before = await doneBefore<{ number: string }>(connection, 'emergency_consultation', 'unit', 'person', by);
        if (before) return { result: before.number, entries: [again] };
        await connection.query(
          `insert into emergency_consultation (number, unit, person, ground, indications, at, idempotency_key, fingerprint) values ($1, $2, $3, $4, $5, ${time('$6')}, $7, $8)`,
          [number, by.unit, by.person, ground, indications, await moment(connection, clock), by.idempotencyKey, by.fingerprint]);
        return { result: number, entries: [entry] };
      }),

    async notify(request) {
      const result = await recorded<NotificationResult>(options, async (connection) => {
        const { head, by, entry, again } = request;
        const { rows: heads } = await connection.query<{ version: string }>('select version from client_head where client_id = $1 for update', [head.clientId]);
        const before = await doneBefore<{ id: string }>(connection, 'emergency_notification', 'releasing_unit', 'initiator', by);
        if (before) return { result: { status: 'NOTIFIED', notification: (await notificationOfUnit(connection, before.id, by.unit))! }, entries: [again] };
        if (Number(heads[0]?.version) !== head.version) return { result: { status: 'CHANGED' }, entries: [] };
        // One notification at a time per unit, so that those side by side are counted, too.
        await connection.query(`select pg_advisory_xact_lock(hashtextextended('freigabe emergency ' || $1, 0))`, [by.unit]);
        const now = await moment(connection, clock);
        const refusal = await obstacle(connection, request, now);
        if (refusal) return { result: refusal, entries: [] };
        const id = await insertNotification(connection, request, now);
        return { result: { status: 'NOTIFIED', notification: (await notificationOfUnit(connection, id, by.unit))! }, entries: [entry(id)] };
      });
      if (result.status === 'NOTIFIED') changed(request.head.clientId);
      return result;
    },

    async review({ by, id, outcome, note, entry }) {
      let clientId: string | undefined;
      const result = await recorded(options, async (connection) => {
        const notification = await notificationOfUnit(connection, id, by.unit);
        if (!notification) return { result: 'UNKNOWN' as const, entries: [] };
        clientId = notification.clientId;
        await connection.query('select from client_head where client_id = $1 for update', [clientId]);
        const { rows: [before] } = await connection.query<{ fingerprint: string }>(
          'select fingerprint from emergency_review where reviewer = $1 and idempotency_key = $2', [by.person, by.idempotencyKey]);
        if (before && before.fingerprint !== by.fingerprint) throw new KeyReused();
        if (before) return { result: 'REVIEWED' as const, entries: [entry(notification, false)] };
        if (notification.initiator === by.person) return { result: 'OWN_ACT' as const, entries: [] };
        const { rowCount } = await connection.query('select from emergency_review where notification_id = $1', [id]);
        if (rowCount) return { result: 'ALREADY_REVIEWED' as const, entries: [] };
        const now = await moment(connection, clock);
        await connection.query(
          `insert into emergency_review (notification_id, reviewer, outcome, note, at, idempotency_key, fingerprint) values ($1, $2, $3, $4, ${time('$5')}, $6, $7)`,
          [id, by.person, outcome, note, now, by.idempotencyKey, by.fingerprint]);
        if (outcome === 'NICHT_GERECHTFERTIGT') await endNow(connection, id, now);
        return { result: 'REVIEWED' as const, entries: [entry(notification, true)] };
      });
      if (clientId !== undefined) changed(clientId);
      return result;
    },

    recordNotice: ({ by, id, deferral, entry }) =>
      recorded(options, async (connection) => {
        const before = await doneBefore<{ notification_id: string }>(connection, 'emergency_notice', 'unit', 'person', by);
        if (before) return { result: 'RECORDED', entries: [entry((await notificationOfUnit(connection, before.notification_id, by.unit))!, false)] };
        const now = await moment(connection, clock);
        const known = await notificationOfPerson(connection, id, by.unit, by.person, now);
        if (!known) return { result: 'UNKNOWN', entries: [] };
        await connection.query('select from client_head where client_id = $1 for update', [known.clientId]);
        const notification = (await notificationOfUnit(connection, id, by.unit))!; // as it stands behind the lock
        if (notification.notices.some(({ deferredTo }) => deferredTo === null)) return { result: 'ALREADY_INFORMED', entries: [] };
        await connection.query(
          `insert into emergency_notice (notification_id, unit, person, deferred_to, reason, at, idempotency_key, fingerprint)
           values ($1, $2, $3, ${time('$4')}, $5, ${time('$6')}, $7, $8)`,
          [id, by.unit, by.person, deferral?.to ?? null, deferral?.reason ?? null, now, by.idempotencyKey, by.fingerprint]);
        return { result: 'RECORDED', entries: [entry(notification, true)] };
      }),

    received: (jugendamt) => notificationsTo(pool, jugendamt),
    ofUnit: (unit) => notificationsOfUnit(pool, unit),
    ofPerson: (unit, person) => notificationsOfPerson(pool, unit, person, clock?.() ?? Date.now()),
  };
}

/** What this key has done already. @throws KeyReused if that was something else */
async function doneBefore<Row>(
  connection: PoolClient, table: 'emergency_consultation' | 'emergency_notification' | 'emergency_notice',
  unitColumn: 'unit' | 'releasing_unit', personColumn: 'person' | 'initiator', { unit, person, idempotencyKey, fingerprint }: Act,
): Promise<Row | undefined> {
  const { rows: [row] } = await connection.query<Row & { fingerprint: string }>(
    `select * from ${table} where ${unitColumn} = $1 and ${personColumn} = $2 and idempotency_key = $3`, [unit, person, idempotencyKey]);
  if (row && row.fingerprint !== fingerprint) throw new KeyReused();
  return row;
}

/** What stands against a notification that only the database knows of. */
async function obstacle(connection: PoolClient, { head, by, text }: NotificationRequest, now: Instant): Promise<NotificationResult | null> {
  const { rows: [counts] } = await connection.query<{ unreviewed: boolean; consultation: boolean; of_person: Date | null; of_unit: Date | null }>(
    `select
       exists (select from emergency_notification n where n.client_id = $1 and n.releasing_unit = $2
         and not exists (select from emergency_review where notification_id = n.id)) as unreviewed,
       $3::text is null or exists (select from emergency_consultation where number = $3 and unit = $2) as consultation,
       (select at from emergency_notification where releasing_unit = $2 and initiator = $4 and at > ${time('$5')} order by at desc offset $6 limit 1) as of_person,
       (select at from emergency_notification where releasing_unit = $2 and at > ${time('$7')} order by at desc offset $8 limit 1) as of_unit`,
    [head.clientId, by.unit, text.consultation, by.person,
      now - HOUR, MOST_NOTIFICATIONS.ofPersonPerHour - 1, now - 24 * HOUR, MOST_NOTIFICATIONS.ofUnitPerDay - 1]);
  const { unreviewed, consultation, of_person, of_unit } = counts!;
  if (unreviewed) return { status: 'UNREVIEWED' };
  if (!consultation) return { status: 'CONSULTATION_UNKNOWN' };
  if (!of_person && !of_unit) return null;
  return { status: 'LIMITED', until: Math.max(of_person ? of_person.getTime() + HOUR : 0, of_unit ? of_unit.getTime() + 24 * HOUR : 0) };
}

async function insertNotification(
  connection: PoolClient, { head, by, jugendamt, text, categories, needsRelation }: NotificationRequest, now: Instant,
): Promise<string> {
  const id = randomUUID();
  const opens = categories.length > 0;
  if (opens) {
    await connection.query(
      `insert into emergency_release (id, client_id, releasing_unit, receiving_unit, categories, from_at, to_at) values ($1, $2, $3, $4, $5, ${time('$6')}, ${time('$7')})`,
      [id, head.clientId, by.unit, jugendamt, categories, now, now + EMERGENCY_LASTS]);
  }
  if (opens && needsRelation) {
    await connection.query(
      `insert into relation (client_id, unit, from_at, to_at, emergency) values ($1, $2, ${time('$3')}, ${time('$4')}, $5)`,
      [head.clientId, jugendamt, now, now + EMERGENCY_LASTS, id]);
  }
  await connection.query(
    `insert into emergency_notification (id, client_id, releasing_unit, receiving_unit, initiator, ground, observed_facts, other_means, family_informed,
       family_reason, consultation, release_id, at, review_due_at, idempotency_key, fingerprint)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, ${time('$13')}, ${time('$14')}, $15, $16)`,
    [id, head.clientId, by.unit, jugendamt, by.person, text.ground, text.observedFacts, text.otherMeansConsidered, text.familyInformed,
      text.familyReason, text.consultation, opens ? id : null, now, endOfNextWorkingDay(now), by.idempotencyKey, by.fingerprint]);
  return id;
}

/** Ends what is still open; raises the client's head, so that nothing leaves under it any more (promise P5). */
async function endNow(connection: PoolClient, id: string, now: Instant): Promise<void> {
  await connection.query(`update emergency_release set to_at = ${time('$2')} where id = $1 and to_at > ${time('$2')}`, [id, now]);
  await connection.query(`update relation set to_at = ${time('$2')} where emergency = $1 and to_at > ${time('$2')}`, [id, now]);
}
