import DataLoader from 'dataloader';
import type { LogEntry, LogItem } from '../audit/entry.js';
import { releaseFor, type ClientRecords, type Instant, type Policy, type Purpose, type Release, type Requester } from '../core/index.js';
import type { Press } from '../papers/press.js';
import type { ReleasableField } from '../preview/fields.js';
import type { Pseudonyms } from '../pseudonyms/pseudonyms.js';
import type { ConsentStore } from '../store/types.js';
import type { DoAct } from './act.js';
import type { Ask } from './ask.js';

/** Version of this subgraph's schema in the log; raised by hand when its fields change. */
const SCHEMA_VERSION = 'consent-2026-11-2';

/** Who asks, why (`null`: not said) and on what occasion. */
export interface ConsentApiCaller {
  readonly requester: Requester;
  readonly purpose: Purpose | null;
  readonly occasion: string | null;
}

/** A client whom the caller's unit works with. */
export interface OwnClient {
  readonly clientId: string;
  readonly records: ClientRecords;
  readonly release: Release;
}

/** What a resolver says of its own doing. What is read was delivered; an act hands nothing on unless its item says so. */
export type LogPart = Pick<LogEntry, 'kind' | 'client' | 'attemptedId' | 'rechtskreise' | 'owners'> & {
  readonly items: readonly (Omit<LogItem, 'delivered'> & { readonly delivered?: boolean })[];
};

/** What the resolvers know of one fetch. Client ids in and out are the caller's pseudonyms. */
export interface ConsentApiContext {
  readonly store: ConsentStore;
  readonly pseudonyms: Pseudonyms;
  readonly policy: Policy;
  /** The protected fields of the whole supergraph: what a release lets somebody see. */
  readonly fields: readonly ReleasableField[];
  readonly press: Press;
  readonly caller: ConsentApiCaller;
  readonly now: Instant;
  readonly ask: Ask;
  readonly act: DoAct;
  /** Counts an id that leads to no client of the caller. */
  readonly tried: () => void;
  /** Clients by the caller's pseudonym; `null` for unknown, undecodable and foreign ones alike, and without a purpose. */
  readonly ownClients: DataLoader<string, OwnClient | null>;
  /** The same of a list of internal ids: a promise for each of a hundred clients would take longer than the look-up. */
  ownClientsOf(clientIds: readonly (string | null)[]): Promise<readonly (OwnClient | null)[]>;
  /** The entry of what the resolver does, for the access log. */
  entry(part: LogPart): LogEntry;
}

export interface ConsentApiDeps {
  readonly store: ConsentStore;
  readonly pseudonyms: Pseudonyms;
  readonly policy: Policy;
  readonly fields: readonly ReleasableField[];
  /** Where papers are printed; it stays the caller's to close. */
  readonly press: Press;
}

/** Gives the gateway the context for each of its fetches from the consent subgraph. */
export const consentContext =
  ({ store, pseudonyms, policy, fields, press }: ConsentApiDeps) =>
  (caller: ConsentApiCaller, requestId: string, now: Instant, ask: Ask, act: DoAct, tried: () => void): ConsentApiContext => {
    const { requester, purpose, occasion } = caller;
    const audience = `unit:${requester.unit}` as const;
    const ownClientsOf = async (clientIds: readonly (string | null)[]): Promise<(OwnClient | null)[]> => {
      if (purpose === null) return clientIds.map(() => null);
      const found = await store.records(clientIds.filter((id) => id !== null));
      return clientIds.map((clientId) => {
        const records = clientId === null ? undefined : found.get(clientId);
        if (clientId === null || !records) return null;
        const release = releaseFor(records, requester, purpose, now, policy);
        return release.related ? { clientId, records, release } : null;
      });
    };
    return {
      store, pseudonyms, policy, fields, press, caller, now, ask, act, tried,
      ownClientsOf,
      ownClients: new DataLoader((ids) => ownClientsOf(ids.map((id) => pseudonyms.read(audience, id)))),
      entry: (part) => ({
        ...part, requestId, purpose, occasion, recordsVersion: null, hints: [],
        items: part.items.map((item) => ({ ...item, delivered: item.granted ? (item.delivered ?? part.kind === 'RELEASE') : null })),
        requester: { unit: requester.unit, person: pseudonyms.person(requester.unit, requester.person), role: requester.role },
        policyVersion: policy.version, schemaVersion: SCHEMA_VERSION,
      }),
    };
  };
