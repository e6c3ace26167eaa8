import type { Pool } from 'pg';

/** A session or a person whose tokens issued until `at` (seconds since the epoch) are void. */
export interface RevokedSession {
  readonly kind: 'sid' | 'sub';
  readonly value: string;
  readonly at: number;
}

export interface SessionStore {
  /** `false`: a logout token of this `jti` was recorded before. */
  revoke(session: RevokedSession, jti: string): Promise<boolean>;
  /** What was recorded after `id`, in order, and the id to go on from. */
  since(id: string): Promise<{ readonly sessions: readonly RevokedSession[]; readonly last: string }>;
  /** Forgets what no token can be affected by any more: recorded before `at` (seconds). */
  forgetBefore(at: number): Promise<void>;
}

/** Ended sessions, shared by all replicas. */
export const sessionStore = (pool: Pool): SessionStore => ({
  async revoke({ kind, value, at }, jti) {
    const { rowCount } = await pool.query(
      'insert into revoked_session (kind, value, at, jti) values ($1, $2, $3, $4) on conflict (jti) do nothing', [kind, value, at, jti]);
    return rowCount === 1;
  },
  async since(id) {
    const { rows } = await pool.query<{ id: string; kind: 'sid' | 'sub'; value: string; at: string }>(
      'select id, kind, value, at from revoked_session where id > $1 order by id limit 10000', [id]);
    return { sessions: rows.map(({ kind, value, at }) => ({ kind, value, at: Number(at) })), last: rows.at(-1)?.id ?? id };
  },
  async forgetBefore(at) {
    await pool.query('delete from revoked_session where at < $1', [at]);
  },
});
