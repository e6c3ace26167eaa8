import type { Pool } from 'pg';
import type { LogHead } from './types.js';

export async function readLogHead(pool: Pool): Promise<LogHead> {
  const { rows } = await pool.query<{ seq: string }>('select seq from log_state');
  return { seq: Number(rows[0]!.seq) };
}
