import type { Pool } from 'pg';
import { GENESIS } from '../audit/chain.js';
import type { LogHead } from './types.js';

export async function readLogHead(pool: Pool): Promise<LogHead> {
  const { rows } = await pool.query<{ seq: string; hash: Buffer }>('select seq, hash from access_log_chain order by seq desc limit 1');
  return rows[0] ? { seq: Number(rows[0].seq), hash: rows[0].hash } : { seq: 0, hash: GENESIS };
}

export async function readLogHash(pool: Pool, seq: number): Promise<Uint8Array | null> {
  if (seq === 0) return GENESIS;
  const { rows } = await pool.query<{ hash: Buffer }>('select hash from access_log_chain where seq = $1', [seq]);
  return rows[0]?.hash ?? null;
}
