import type { KeyObject } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../../core/index.js';
import { openName, publicBytes } from './sealed-name.js';

/** Publishes the key for which gateways seal names. */
export async function publishEscrowKey(connection: Pick<PoolClient, 'query'>, key: KeyObject): Promise<void> {
  await connection.query('insert into person_escrow_key (public_key) values ($1) on conflict do nothing', [publicBytes(key)]);
}

const APPROVED = `
  select r.id, r.pseudonym, e.sealed from person_resolution r join person_escrow e using (pseudonym)
  where r.approved_by is not null and r.approved_by <> r.requested_by and r.answer is null and r.read_at is null and e.public_key = $1 and r.ends_at > $2
  for update of r skip locked`;

/** Opens the names that two persons have asked for in time, and none besides; gives their number. In the log keeper only. */
export async function openApproved(connection: Pick<PoolClient, 'query'>, key: KeyObject, now: Instant): Promise<number> {
  const { rows } = await connection.query<{ id: string; pseudonym: string; sealed: Buffer }>(APPROVED, [publicBytes(key), now]);
  for (const { id, pseudonym, sealed } of rows) {
    await connection.query('update person_resolution set answer = $2 where id = $1', [id, openName(key, sealed, pseudonym)]);
  }
  return rows.length;
}

/** Milliseconds for which a name that was read can be read again under the same key: an answer may be lost on its way. As in `read_person_resolution`. */
export const READING_LASTS = 600_000;

/** Takes back the names that nobody has read in time, and those read. */
export async function closeUnread(connection: Pick<PoolClient, 'query'>, now: Instant): Promise<void> {
  await connection.query('update person_resolution set answer = null where answer is not null and (ends_at <= $1 or read_at <= $2)', [now, now - READING_LASTS]);
}
