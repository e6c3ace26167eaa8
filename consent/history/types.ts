import type { ClientRecords, Instant, Policy } from '../core/index.js';

/** The rules that were in force from an instant on. `flows` are ids of the statutory catalogue. */
export interface PolicyVersion {
  readonly version: string;
  readonly rulesVersion: string;
  readonly flows: readonly string[];
  readonly knownFrom: Instant;
}

/** The records of a client as they were known from an instant on, until the next version. */
export interface RecordsVersion {
  readonly knownFrom: Instant;
  readonly records: ClientRecords;
}

/** What was known when. The database's triggers write it; the program only reads. All instants are the database's clock. */
export interface HistoryStore {
  /** The records of a client as known at an instant; `null` if nothing of the client was known then, or `knownAt` is yet to come. */
  recordsAsKnown(clientId: string, knownAt: Instant): Promise<ClientRecords | null>;
  /** Every version known at some time from `from` to before `to`, oldest first. @throws RangeError for more than `LONGEST_HISTORY` */
  versions(clientId: string, from: Instant, to: Instant): Promise<readonly RecordsVersion[]>;
  /** Records the rules that a gateway starts with, unless they are the ones in force. */
  recordPolicy(policy: Policy): Promise<void>;
  /** Every set of rules in force at some time from `from` to before `to`, oldest first. */
  policies(from: Instant, to: Instant): Promise<readonly PolicyVersion[]>;
}

/** Most versions of one client that are looked at together. */
export const LONGEST_HISTORY = 500;
