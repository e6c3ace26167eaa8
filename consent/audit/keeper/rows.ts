import { createSecretKey, randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { KEY_BYTES } from '../leaf.js';
import type { Tile } from '../merkle/tiles.js';
import { packed } from '../merkle/tiles.js';
import type { InboxEntry, Known, NewRow } from './batch.js';

/** The oldest entries that wait, and the number of the last one that was acknowledged. */
export async function readInbox(connection: PoolClient, most: number): Promise<{ readonly acknowledged: number; readonly inbox: InboxEntry[] }> {
  // In this order: whatever was acknowledged by then is in the inbox when it is read.
  const state = await connection.query<{ seq: string }>('select seq from log_state');
  const { rows } = await connection.query<{ seq: string; at: string; payload: string }>({
    name: 'keeper-inbox', text: 'select seq, at, payload from log_inbox order by seq limit $1', values: [most],
  });
  return {
    acknowledged: Number(state.rows[0]!.seq),
    inbox: rows.map(({ seq, at, payload }) => ({ seq: Number(seq), at: Number(at), payload })),
  };
}

/** Last numbers and keys of clients; who has no key gets one. */
export async function readKnown(connection: PoolClient, clients: readonly (string | null)[]): Promise<Known> {
  const all = [...new Set(clients)];
  const fresh = randomBytes(KEY_BYTES * all.length);
  const keys = await connection.query<{ client: string | null; key: Buffer }>({
    name: 'keeper-keys',
    text: `with made as (
        insert into log_key (client, key) select c, substr($2::bytea, ((n - 1) * ${KEY_BYTES} + 1)::int, ${KEY_BYTES})
        from unnest($1::uuid[]) with ordinality as one (c, n) on conflict do nothing returning client, key)
      select client, key from made
      union all select k.client, k.key from unnest($1::uuid[]) as one (c) join log_key k on k.client is not distinct from one.c`,
    values: [all, fresh],
  });
  const numbers = await connection.query<{ client: string; last: string }>({
    name: 'keeper-numbers',
    text: `select c as client, (select max(number) from access_log where client = c) as last from unnest($1::uuid[]) as one (c) where c is not null`,
    values: [all],
  });
  return {
    keys: new Map(keys.rows.map(({ client, key }) => [client, createSecretKey(key)])), // once for all entries of a client: sealing takes 10 µs instead of 24
    numbers: new Map(numbers.rows.map(({ client, last }) => [client, Number(last ?? 0)])),
  };
}

/** Binary columns travel as one value each, cut up by the database: a value per row would be sent as text. */
export async function insertRows(connection: PoolClient, rows: readonly NewRow[]): Promise<void> {
  let end = 1;
  const offsets = rows.map(({ sealed }) => {
    end += sealed.length;
    return end - sealed.length;
  });
  await connection.query({
    name: 'keeper-rows',
    text: `insert into access_log (seq, at, number, client, commitment, sealed)
      select $1::bigint + place - 1, at, number, client, substr($5::bytea, ((place - 1) * 32 + 1)::int, 32), substr($6::bytea, first, length)
      from unnest($2::bigint[], $3::bigint[], $4::uuid[], $7::int[], $8::int[]) with ordinality as one (at, number, client, first, length, place)`,
    values: [
      rows[0]!.seq, rows.map(({ at }) => at), rows.map(({ number }) => number), rows.map(({ client }) => client),
      Buffer.concat(rows.map(({ commitment }) => commitment)), Buffer.concat(rows.map(({ sealed }) => sealed)), offsets, rows.map(({ sealed }) => sealed.length),
    ],
  });
  await connection.query({ name: 'keeper-taken', text: 'delete from log_inbox where seq between $1 and $2', values: [rows[0]!.seq, rows.at(-1)!.seq] });
}

export async function storeTiles(connection: PoolClient, tiles: readonly Tile[]): Promise<void> {
  for (const { level, index, hashes } of tiles) {
    await connection.query({
      name: 'keeper-tile',
      text: 'insert into log_tile (level, index, hashes) values ($1, $2, $3) on conflict (level, index) do update set hashes = excluded.hashes',
      values: [level, index, packed(hashes)],
    });
  }
}
