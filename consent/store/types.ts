import type { ClientRecords, Consent, EmergencyRelease, Instant, Relation, UnitCode } from '../core/index.js';
import type { LogEntry, LoggedEntry } from '../audit/entry.js';
import type { HistoryStore } from '../history/types.js';
import type { Head } from './change-types.js';
import type { LifecycleStore } from './lifecycle-types.js';
import type { EmergencyStore } from '../emergency/types.js';
import type { SessionStore } from './revoked-sessions.js';
import type { LinkingStore } from '../linking/types.js';
import type { ErasureStore } from '../supervision/erasures/types.js';
import type { PersonStore } from '../supervision/persons/types.js';
import type { LogQuery } from '../supervision/search-log.js';
import type { SupervisionStore } from '../supervision/store.js';

export * from './change-types.js';

/** What has to hold for an answer to leave, and what is recorded with it. */
export interface ReleaseCommit {
  readonly heads: readonly Head[];
  /** Earliest instant at which one of the decisions ends; `Infinity` if none does. */
  readonly until: Instant;
  readonly entries: readonly LogEntry[];
}

/** `CHANGED`: a consent, relation or time boundary passed since the decision; nothing was recorded, decide again. */
export type CommitResult = 'COMMITTED' | 'CHANGED';

/** The access log cannot be written now: personal fields must not leave (promise P4). */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
  readonly code = 'LOG_UNAVAILABLE';
  constructor(cause: unknown) {
    super('Das Zugriffsprotokoll ist nicht erreichbar; später erneut versuchen. / The access log cannot be reached; try again later.', { cause });
  }
}

/** An idempotency key was used before for something else. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  constructor() {
    super('Der Idempotenzschlüssel gehört zu einem anderen Vorgang; einen neuen wählen. / The idempotency key belongs to another change; choose a new one.');
  }
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
}

export interface LogPage extends Page<LoggedEntry> {
  /** Whether all entries were looked through; not while more of them wait for the log keeper than a page looks at. */
  readonly isComplete: boolean;
}

/** Number of the newest entry, integrated or waiting; 0 for an empty log. */
export interface LogHead {
  readonly seq: number;
}

/** A client with everything known of it, for first filling a database. */
export interface ClientImport {
  readonly id: string;
  readonly relations: readonly Relation[];
  readonly consents: readonly Consent[];
  readonly emergencies?: readonly EmergencyRelease[];
}

export interface ConsentStore {
  /** Everything decisions rest on, for the clients that exist; unknown ids are missing in the map. */
  records(clientIds: readonly string[]): Promise<ReadonlyMap<string, ClientRecords>>;
  /** The same of one client, read now: what changes are judged on, since nothing checks a refusal afterwards. */
  recordsNow(clientId: string): Promise<ClientRecords | undefined>;
  /** The clients a unit works with at `at`, in an order of the unit's own (so that two units' lists cannot be lined up). */
  clientsOf(unit: UnitCode, at: Instant, page: { readonly first: number; readonly after: string | null }): Promise<Page<string>>;
  /** Promises P4 and P5 in one statement. @throws LogUnavailable */
  commit(commit: ReleaseCommit): Promise<CommitResult>;
  /** One-time codes by which a unit links its own file to a client. */
  readonly linking: LinkingStore;
  /** The staged emergency path. */
  readonly emergency: EmergencyStore;
  /** The steps of a consent's life, notices of ended releases, reviews. */
  readonly lifecycle: LifecycleStore;
  /** What was known when, and under which rules. */
  readonly history: HistoryStore;
  /** What was recorded, in which a unit asked or was asked. */
  accessLog(query: LogQuery): Promise<LogPage>;
  /** What supervision reads besides. */
  readonly supervision: SupervisionStore;
  /** Whom the log's pseudonyms stand for, under four eyes. */
  readonly persons: PersonStore;
  readonly erasures: ErasureStore;
  logHead(): Promise<LogHead>;
  /** Staff sessions that the identity provider has ended. */
  readonly sessions: SessionStore;
  importClients(clients: readonly ClientImport[]): Promise<void>;
  /** Whether the database answers, and the log is kept. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
