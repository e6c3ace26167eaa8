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
  /** Internal id. */
  readonly client: string;
  /** Who answers for it, and why: two persons. */
  readonly by: readonly [Approval, Approval];
  readonly now: Instant;
}

/** What an erasure has done, and what it has left. */
export interface Erased {
  /** `null` if nothing about the client was in the log. */
  readonly receipt: Receipt | null;
  /** Proofs of transmission that stay with the case. */
  readonly disclosures: number;
}

/** Why an erasure was not done. */
export class EraseRefused extends Error {
  override readonly name = 'EraseRefused';
  constructor(readonly code: 'SAME_PERSON' | 'NO_REASON' | 'STILL_WAITING', de: string, en: string) {
    super(`${de} / ${en}`);
  }
}

/** Shortest reason that says something, in characters. */
const REASON = 10;

/**
 * Erases a client from the access log (Art. 17 GDPR): the key that opens their entries, what is sealed, and what search keeps. A copy of
 * the database made before stays closed too, as long as keys are not in it. @throws EraseRefused
 */
export async function erase({ pool, signer, client, by, now }: EraseOptions): Promise<Erased> {
  refuseOneAlone(by);
  return inTransaction(pool, async (connection) => {
    await connection.query(`select pg_advisory_xact_lock(${ERASURE})`);
    const { rowCount } = await connection.query(`select from log_inbox where payload::jsonb ->> 'client' = $1 limit 1`, [client]);
    if (rowCount) {
      throw new EraseRefused('STILL_WAITING', 'Einträge über diese Person warten noch auf den Baum; gleich noch einmal.', 'Entries about this client still wait for the tree; try again in a moment.');
    }
    await connection.query('select forget_log_of($1)', [client]);
    const { rows } = await connection.query<{ seq: string }>('update access_log set sealed = null, client = null where client = $1 returning seq', [client]);
    await connection.query('delete from log_key where client = $1', [client]);
    const disclosures = await connection.query<{ count: string }>('select count(*) as count from disclosure where client = $1', [client]);
    const seqs = rows.map(({ seq }) => Number(seq)).sort((one, other) => one - other);
    const receipt = seqs.length === 0 ? null : signReceipt({ kind: 'ERASURE', rule: 'Art. 17 DSGVO', by }, seqs, now, signer);
    if (receipt) await storeReceipt(connection, 'ERASURE', receipt);
    return { receipt, disclosures: Number(disclosures.rows[0]!.count) };
  });
}

/** Four eyes: two persons, each with a reason of their own. */
function refuseOneAlone([one, other]: EraseOptions['by']): void {
  const name = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
  if (name(one.name) === '' || name(other.name) === '' || name(one.name) === name(other.name)) {
    throw new EraseRefused('SAME_PERSON', 'Zwei verschiedene Personen müssen die Löschung verantworten.', 'Two different persons have to answer for an erasure.');
  }
  if ([one, other].some(({ reason }) => reason.trim().length < REASON)) {
    throw new EraseRefused('NO_REASON', `Beide müssen einen Grund nennen (mindestens ${REASON} Zeichen).`, `Both have to give a reason (${REASON} characters at least).`);
  }
}
