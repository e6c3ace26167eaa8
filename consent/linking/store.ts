import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { ClientRecords, Instant } from '../core/index.js';
import { moment, recorded, type Recorder } from '../store/recorded.js';
import { KeyReused } from '../store/types.js';
import { lockedUntil, WINDOW, type Failure } from './attempts.js';
import { isBacked, isReviewDue } from './rules.js';
import type { Actor, CreationResult, LinkingStore, RedemptionResult } from './types.js';

export interface LinkingStoreOptions extends Recorder {
  /** Reads a client's records inside the transaction that changes them. */
  readonly records: (connection: PoolClient, clientId: string) => Promise<ClientRecords | undefined>;
  /** Called once a client's records have changed. */
  readonly changed: (clientId: string) => void;
}

interface CodeRow {
  readonly id: string;
  readonly client_id: string;
  readonly unit: string;
  readonly mac: Buffer;
  readonly creator_unit: string;
  readonly redeemer: string | null;
  readonly fingerprint: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly redeemed_at: Date | null;
  readonly revoked_at: Date | null;
}

const DAY = 86_400_000;
const time = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

export function linkingStore(options: LinkingStoreOptions): LinkingStore {
  const { clock, records, changed } = options;

  return {
    endedFor: (clientId, unit) => endedFor(options.pool, clientId, unit),

    create: ({ head, unit, by, mac, days, idempotencyKey, fingerprint, entry, again }) =>
      recorded<CreationResult>(options, async (connection) => {
        const { rows: heads } = await connection.query<{ version: string }>('select version from client_head where client_id = $1 for update', [head.clientId]);
        const { rows: [before] } = await connection.query<CodeRow>(
          'select * from linking_code where creator_unit = $1 and creator = $2 and idempotency_key = $3', [by.unit, by.person, idempotencyKey]);
        if (before) {
          if (before.fingerprint !== fingerprint) throw new KeyReused();
          return { result: { status: 'CREATED', isNew: false, codeId: before.id, expiresAt: before.expires_at.getTime() }, entries: [again] };
        }
        if (Number(heads[0]?.version) !== head.version) return { result: { status: 'CHANGED' }, entries: [] };
        const now = await moment(connection, clock);
        const codeId = randomUUID();
        const expiresAt = now + days * DAY;
        await connection.query(
          `insert into linking_code (id, client_id, unit, mac, creator_unit, creator, idempotency_key, fingerprint, created_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, ${time('$9')}, ${time('$10')})`,
          [codeId, head.clientId, unit, mac, by.unit, by.person, idempotencyKey, fingerprint, now, expiresAt]);
        return { result: { status: 'CREATED', isNew: true, codeId, expiresAt }, entries: [entry(codeId)] };
      }),

    async redeem({ by, idempotencyKey, macs, accepted, again, refused }) {
      const result = await recorded<RedemptionResult>(options, async (connection) => {
        // One redemption at a time per unit: failures that run side by side are counted, too.
        await connection.query(`select pg_advisory_xact_lock(hashtextextended('freigabe linking ' || $1, 0))`, [by.unit]);
        const now = await moment(connection, clock);
        const until = lockedUntil(await failures(connection, by.unit, now), by.person, now);
        if (until !== null) return { result: { status: 'LOCKED', until }, entries: [refused] };
        const done = await redeemedBefore(connection, by, idempotencyKey);
        if (done) {
          if (!macs.some((mac) => timingSafeEqual(mac, done.mac))) throw new KeyReused();
          return { result: { status: 'DONE', clientId: done.client_id }, entries: [again(done.client_id)] };
        }
        const code = await lockCode(connection, macs);
        const isOpen = code?.unit === by.unit && !code.redeemed_at && !code.revoked_at && now < code.expires_at.getTime();
        if (!isOpen || !(await isStillBacked(connection, code, now))) {
          await connection.query(`insert into linking_failure (unit, person, at) values ($1, $2, ${time('$3')})`, [by.unit, by.person, now]);
          return { result: { status: 'REFUSED' }, entries: [refused] };
        }
        await connection.query(
          `update linking_code set redeemed_at = ${time('$2')}, redeemer = $3, redemption_key = $4 where id = $1`, [code.id, now, by.person, idempotencyKey]);
        await connection.query(
          // A unit that works with the client already entrusts its persons itself; a relation for an emergency is no such work.
          `insert into relation (client_id, unit, from_at, persons, responsible)
           select $1, $2, ${time('$3')}, array[$4], $4
           where not exists (select from relation where client_id = $1 and unit = $2 and emergency is null
             and from_at <= ${time('$3')} and (to_at is null or to_at > ${time('$3')}))`,
          [code.client_id, by.unit, now, by.person]);
        const redeemed = { codeId: code.id, clientId: code.client_id, creatorUnit: code.creator_unit };
        return { result: { status: 'DONE', clientId: code.client_id }, entries: [accepted(redeemed)] };
      });
      if (result.status === 'DONE') changed(result.clientId);
      return result;
    },

    revoke: ({ by, codeId, entry }) =>
      recorded(options, async (connection) => {
        const { rows: [code] } = await connection.query<CodeRow>(
          'select * from linking_code where id::text = $1 and creator_unit = $2 and creator = $3 for update', [codeId, by.unit, by.person]);
        if (!code) return { result: 'UNKNOWN', entries: [] };
        if (code.redeemed_at) return { result: 'REDEEMED', entries: [] };
        if (code.revoked_at) return { result: 'REVOKED', entries: [entry(code.client_id, false)] };
        await connection.query(`update linking_code set revoked_at = ${time('$2')} where id = $1`, [code.id, await moment(connection, clock)]);
        return { result: 'REVOKED', entries: [entry(code.client_id, true)] };
      }),
  };

  /** The form must hold now, and the unit must have lost no competence since the code was made, nor under a form that still holds (F5). */
  async function isStillBacked(connection: PoolClient, { client_id, unit, created_at }: CodeRow, now: Instant): Promise<boolean> {
    const { rowCount: ended } = await connection.query(
      `select from relation where client_id = $1 and unit = $2 and emergency is null and to_at >= $3 and to_at <= ${time('$4')}`, [client_id, unit, created_at, now]);
    if (ended) return false;
    const known = await records(connection, client_id);
    return known !== undefined && isBacked(known, unit, now) && !isReviewDue(known, unit, now, await endedFor(connection, client_id, unit));
  }
}

async function failures(connection: PoolClient, unit: string, now: Instant): Promise<Failure[]> {
  const { rows } = await connection.query<{ person: string; at: Date }>(
    `select person, at from linking_failure where unit = $1 and at > ${time('$2')}`, [unit, now - WINDOW]);
  return rows.map(({ person, at }) => ({ person, at: at.getTime() }));
}

async function redeemedBefore(connection: PoolClient, { unit, person }: Actor, key: string): Promise<CodeRow | undefined> {
  const { rows } = await connection.query<CodeRow>('select * from linking_code where unit = $1 and redeemer = $2 and redemption_key = $3', [unit, person, key]);
  return rows[0];
}

/**
 * The code, with the client's head locked before it, as events lock them: no withdrawal and no event comes in between (promise P5). The index
 * finds by eight bytes of the keyed hash; the whole is compared in constant time, found or not.
 */
async function lockCode(connection: PoolClient, macs: readonly Uint8Array[]): Promise<CodeRow | undefined> {
  const { rows } = await connection.query<CodeRow>(
    'select * from linking_code where substring(mac from 1 for 8) = any($1::bytea[])', [macs.map((mac) => Buffer.from(mac.slice(0, 8)))]);
  const found = rows.find((row) => macs.some((mac) => timingSafeEqual(mac, row.mac)));
  if (!found) return undefined;
  await connection.query('select from client_head where client_id = $1 for update', [found.client_id]);
  const { rows: [locked] } = await connection.query<CodeRow>('select * from linking_code where id = $1 for update', [found.id]);
  return locked;
}

/** Kept with the event, for good: closing a review is not the client's word. */
async function endedFor(connection: Pool | PoolClient, clientId: string, unit: string): Promise<ReadonlySet<string>> {
  const { rows } = await connection.query<{ consent_id: string }>(
    `select consent_id from consent_event where client_id = $1 and step = 'recordReviewEvent' and detail -> 'formerUnits' ? $2`, [clientId, unit]);
  return new Set(rows.map(({ consent_id }) => consent_id));
}
