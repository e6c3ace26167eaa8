import type { Pool } from 'pg';
import type { LoggedEntry } from '../audit/entry.js';
import type { Instant, UnitCode } from '../core/index.js';
import { readAnomalies, type Anomaly, type AnomalyQuery } from './anomalies/read-anomalies.js';
import { consentVersions, type VersionOf } from './consent-versions.js';
import { readDisclosures, readEmergencies, type Disclosure, type DisclosureQuery, type EmergencyTold } from './disclosures.js';
import { proofsOf, type Proofs } from './proofs.js';

/** What supervision reads besides the log itself. */
export interface SupervisionStore {
  anomalies(query: AnomalyQuery): Promise<readonly Anomaly[]>;
  disclosures(query: DisclosureQuery): Promise<readonly Disclosure[]>;
  /** Notifications of a Jugendamt about a client by or to a unit (`null`: all). */
  emergencies(query: { readonly client: string; readonly unit: UnitCode | null; readonly at: Instant }): Promise<readonly EmergencyTold[]>;
  /** Versions of the releases on which decisions rested. */
  consentVersions(entries: readonly LoggedEntry[]): Promise<VersionOf>;
  /** The oldest entry that is kept and integrated; `null`: there is none. */
  logSince(): Promise<Instant | null>;
  /** Proofs of entries, for verifying offline. */
  proofs(seqs: readonly number[]): Promise<Proofs>;
}

export const supervisionStore = (pool: Pool): SupervisionStore => ({
  anomalies: (query) => readAnomalies(pool, query),
  disclosures: (query) => readDisclosures(pool, query),
  emergencies: (query) => readEmergencies(pool, query),
  consentVersions: (entries) => consentVersions(pool, entries),
  logSince: async () => (await pool.query<{ since: Instant | null }>('select min(at)::float8 as since from log_request')).rows[0]!.since,
  proofs: (seqs) => proofsOf(pool, seqs),
});
