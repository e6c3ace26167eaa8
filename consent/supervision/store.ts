import type { Pool } from 'pg';
import { treeReader } from '../audit/log/tree-reader.js';
import type { Instant } from '../core/index.js';
import { readAnomalies, type Anomaly, type AnomalyQuery } from './anomalies/read-anomalies.js';
import { readDisclosures, type Disclosure, type DisclosureQuery } from './disclosures.js';

/** What proves that an entry is in the log: its leaf, and the way from it to the root of a signed checkpoint (RFC 9162 § 2.1.3). */
export interface EntryProof {
  readonly seq: number;
  readonly at: Instant;
  readonly number: number;
  readonly commitment: Uint8Array;
  readonly path: readonly Uint8Array[];
}

export interface Proofs {
  /** The newest signed note; `null`: nothing is signed yet, so nothing is proven. */
  readonly checkpoint: string | null;
  readonly size: number;
  readonly entries: ReadonlyMap<number, EntryProof>;
}

/** What supervision reads besides the log itself. */
export interface SupervisionStore {
  anomalies(query: AnomalyQuery): Promise<readonly Anomaly[]>;
  disclosures(query: DisclosureQuery): Promise<readonly Disclosure[]>;
  /** Proofs of the entries that the newest checkpoint covers. */
  proofs(seqs: readonly number[]): Promise<Proofs>;
}

export const supervisionStore = (pool: Pool): SupervisionStore => ({
  anomalies: (query) => readAnomalies(pool, query),
  disclosures: (query) => readDisclosures(pool, query),
  async proofs(seqs) {
    const { rows: [signed] } = await pool.query<{ size: string; note: string }>('select size, note from log_checkpoint order by size desc limit 1');
    const size = Number(signed?.size ?? 0);
    const { rows } = await pool.query<{ seq: string; at: string; number: string; commitment: Buffer }>(
      'select seq, at, number, commitment from access_log where seq = any($1::bigint[]) and seq <= $2', [seqs, size]);
    const tree = treeReader(pool);
    const entries = new Map<number, EntryProof>();
    for (const { seq, at, number, commitment } of rows) {
      entries.set(Number(seq), { seq: Number(seq), at: Number(at), number: Number(number), commitment, path: await tree.inclusionProof(Number(seq) - 1, size) });
    }
    return { checkpoint: signed?.note ?? null, size, entries };
  },
});
