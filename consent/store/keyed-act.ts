import type { PoolClient } from 'pg';
import type { Instant } from '../core/index.js';
import type { ChangeAuthor } from './change-types.js';
import { KeyReused } from './types.js';

/**
 * What an author's key was answered before; `null`: nothing was done under it yet, and until the transaction ends nobody else does.
 * @throws KeyReused where it was something else
 */
export async function answeredBefore(connection: PoolClient, { unit, person, idempotencyKey, fingerprint }: ChangeAuthor): Promise<string | null> {
  const key = [unit, person, idempotencyKey];
  await connection.query(`select pg_advisory_xact_lock(hashtextextended(jsonb_build_array('freigabe act', $1::text, $2::text, $3::text)::text, 0))`, key);
  const { rows: [before] } = await connection.query<{ fingerprint: string; answer: string }>(
    'select fingerprint, answer from keyed_act where unit = $1 and person = $2 and idempotency_key = $3', key);
  if (before && before.fingerprint !== fingerprint) throw new KeyReused();
  return before?.answer ?? null;
}

/** Keeps what a key was answered, for as long as requests of staff are kept. */
export const keepAnswer = (connection: PoolClient, { unit, person, idempotencyKey, fingerprint }: ChangeAuthor, answer: string, at: Instant) =>
  connection.query('insert into keyed_act (unit, person, idempotency_key, fingerprint, answer, at) values ($1, $2, $3, $4, $5, $6)', [unit, person, idempotencyKey, fingerprint, answer, at]);
