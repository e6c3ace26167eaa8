import type { Pool } from 'pg';
import type { Instant } from '../../core/index.js';
import { ERASURE } from '../keeper/integrate.js';
import type { LogSigner } from '../keeper/signed.js';
import { inTransaction } from '../in-transaction.js';
import { signReceipt, storeReceipt, type Approval, type Receipt } from './receipt.js';

export interface EraseOptions {
  /** Connections of the role `freigabe_consent_keeper`. */
  readonly pool: Pool;
  readonly signer: LogSigner;
  readonly now: Instant;
}

/** What an erasure has done, and what it has left. */
export interface Erased {
  /** Id of the request. */
  readonly request: string;
  /** Whose officers have asked for it. */
  readonly unit: string;
  /** `null` if nothing about the client was in the log. */
  readonly receipt: Receipt | null;
  /** Proofs of transmission that stay with the case. */
  readonly disclosures: number;
}

/** Why an erasure was not done. */
export class EraseRefused extends Error {
  override readonly name = 'EraseRefused';
  constructor(readonly code: 'STILL_WAITING', de: string, en: string) {
    super(`${de} / ${en}`);
  }
}

/** What two officers have approved in time and nobody has done: requests by their ids, the oldest first. */
export async function approvedErasures(connection: Pick<Pool, 'query'>, now: Instant): Promise<readonly string[]> {
  const { rows } = await connection.query<{ id: string }>(`select id from erasure_request where ${APPROVED} order by requested_at, id`, [now]);
  return rows.map(({ id }) => id);
}

const APPROVED = 'approved_by is not null and approved_by <> requested_by and done_at is null and ends_at > $1';

interface Approved {
  readonly client: string;
  readonly unit: string;
  readonly requested_by: string;
  readonly reason: string;
  readonly approved_by: string;
  readonly approval: string;
}

/**
 * Erases a client from the access log (Art. 17 GDPR): the key that opens their entries, what is sealed, and what search keeps. A copy of
 * the database made before stays closed too, as long as keys are not in it. `null` if two officers have not approved the request, or it is
 * over or done. @throws EraseRefused
 */
export async function erase({ pool, signer, now }: EraseOptions, request: string): Promise<Erased | null> {
  return inTransaction(pool, async (connection) => {
    await connection.query(`select pg_advisory_xact_lock(${ERASURE})`);
    const { rows: [approved] } = await connection.query<Approved>(
      `select client, unit, requested_by, reason, approved_by, approval from erasure_request where ${APPROVED} and id = $2 for update`, [now, request]);
    if (!approved) return null;
    const { client, unit } = approved;
    const { rowCount } = await connection.query(`select from log_inbox where payload::jsonb ->> 'client' = $1 limit 1`, [client]);
    if (rowCount) {
      throw new EraseRefused('STILL_WAITING', 'Einträge über diese Person warten noch auf den Baum; gleich noch einmal.', 'Entries about this client still wait for the tree; try again in a moment.');
    }
    await connection.query('select forget_log_of($1)', [client]);
    const { rows } = await connection.query<{ seq: string }>('update access_log set sealed = null, client = null where client = $1 returning seq', [client]);
    await connection.query('delete from log_key where client = $1', [client]);
    const disclosures = await connection.query<{ count: string }>('select count(*) as count from disclosure where client = $1', [client]);
    const seqs = rows.map(({ seq }) => Number(seq)).sort((one, other) => one - other);
    const receipt = seqs.length === 0 ? null : signReceipt({ kind: 'ERASURE', rule: 'Art. 17 DSGVO', by: answerable(approved) }, seqs, now, signer);
    if (receipt) await storeReceipt(connection, 'ERASURE', receipt);
    await connection.query('update erasure_request set done_at = $2, client = null where id = $1', [request, now]);
    return { request, unit, receipt, disclosures: Number(disclosures.rows[0]!.count) };
  });
}

/** Who answers for it, and why, as the receipt says it. */
const answerable = ({ unit, requested_by, reason, approved_by, approval }: Approved): readonly [Approval, Approval] =>
  [{ name: `${unit} ${requested_by}`, reason }, { name: `${unit} ${approved_by}`, reason: approval }];
