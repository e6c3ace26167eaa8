import type { Pool } from 'pg';
import { GENESIS } from '../audit/chain.js';
import type { LogEntry } from '../audit/entry.js';
import type { LogHead, LogPage, LogQuery } from './types.js';

interface Row {
  readonly seq: string;
  readonly at: string;
  readonly payload: string;
}

export async function readLog(pool: Pool, { unit, first, before, from, to }: LogQuery): Promise<LogPage> {
  const { rows } = await pool.query<Row>(
    `select seq, at, payload from log_inbox
     where (payload::jsonb #>> '{requester,unit}' = $1 or payload::jsonb -> 'owners' ? $1) and ($2::bigint is null or seq < $2) and ($3::bigint is null or at >= $3) and ($4::bigint is null or at < $4)
     order by seq desc limit $5`,
    [unit, before, from, to, first + 1],
  );
  const items = rows.slice(0, first).map(({ seq, at, payload }) => ({ ...(JSON.parse(payload) as LogEntry), seq: Number(seq), at: Number(at) }));
  return { items, hasMore: rows.length > first };
}

export async function readLogHead(pool: Pool): Promise<LogHead> {
  const { rows } = await pool.query<{ seq: string; hash: Buffer }>('select seq, hash from access_log_chain order by seq desc limit 1');
  return rows[0] ? { seq: Number(rows[0].seq), hash: rows[0].hash } : { seq: 0, hash: GENESIS };
}

export async function readLogHash(pool: Pool, seq: number): Promise<Uint8Array | null> {
  if (seq === 0) return GENESIS;
  const { rows } = await pool.query<{ hash: Buffer }>('select hash from access_log_chain where seq = $1', [seq]);
  return rows[0]?.hash ?? null;
}
