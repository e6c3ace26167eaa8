import type { LogEntry } from '../audit/entry.js';
import type { Instant, Policy, Purpose, Release, Requester } from '../core/index.js';
import type { Pseudonyms } from '../pseudonyms/pseudonyms.js';
import type { ConsentStore } from '../store/types.js';

/** What a resolver knows of an access; requester, purpose and versions are the request's. */
export type LogPart = Pick<LogEntry, 'kind' | 'client' | 'attemptedId' | 'rechtskreise' | 'owners' | 'items'>;

/** What the gateway hands to the consent subgraph for one request. Client ids in and out are the caller's pseudonyms. */
export interface ConsentApiContext {
  readonly store: ConsentStore;
  readonly pseudonyms: Pseudonyms;
  readonly caller: { readonly requester: Requester; readonly purpose: Purpose | null; readonly occasion: string | null };
  readonly requestId: string;
  readonly now: Instant;
  readonly policy: Policy;
  readonly schemaVersion: string;
  /** The release the gateway decided for a client, by the caller's pseudonym; `null` for ids that are none and without a purpose. */
  releaseOf(client: string): Promise<Release | null>;
  /** Adds to the entries that are committed before the answer leaves. */
  log(part: LogPart): void;
}
