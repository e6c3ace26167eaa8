import pg from 'pg';
import type { ClientRecords, Instant } from '../core/index.js';
import { historyStore } from '../history/store.js';
import { emergencyStore } from '../emergency/store.js';
import { linkingStore } from '../linking/store.js';
import { startChangeListener } from './change-listener.js';
import { importClients } from './import-clients.js';
import { lifecycleStore } from './lifecycle.js';
import { erasureStore } from '../supervision/erasures/store.js';
import { personStore } from '../supervision/persons/store.js';
import { readLog } from '../supervision/read-log.js';
import { supervisionStore } from '../supervision/store.js';
import { readLogHead } from './read-log.js';
import { readRecords } from './read-records.js';
import { createRecordCache } from './record-cache.js';
import { releaseCommits } from './release-commit.js';
import { sessionStore } from './revoked-sessions.js';
import { KeyReused, LogUnavailable, type ConsentStore, type Page } from './types.js';
import { openPool } from '../audit/open-pool.js';

export interface ConsentStoreOptions {
  /** Connection of the role `freigabe_consent_app`. */
  readonly url: string;
  /** Instead of the database's clock. */
  readonly clock?: () => Instant;
  /** For how long, in ms, entries may wait for the log keeper before nothing is released any more; default: for ever. */
  readonly maxLogLag?: number;
  /** Told of lost connections, which the store heals itself. */
  readonly onFault?: (fault: unknown) => void;
}

/** Clients whose records are kept in memory; some kilobytes each. */
const CACHED_CLIENTS = 5_000;

/** A commit is durable, whatever the server's default, and nothing waits long: what cannot be recorded now is refused. */
const SESSION = '-c synchronous_commit=on -c lock_timeout=3s -c statement_timeout=10s';

/** A withdrawal is not to wait behind reads, nor for a connection that is new: its first change takes the database ten times as long as the next. */
const FOR_CHANGES = { max: 4, idleTimeoutMillis: 0 };

const CLIENTS_OF = {
  name: 'clients-of',
  text: `select client_id as id from relation
    where unit = $1 and from_at <= to_timestamp($2::float8 / 1000) and (to_at is null or to_at > to_timestamp($2::float8 / 1000))
      and ($3::uuid is null or place > md5($1 || ':' || $3::text)::uuid)
    group by client_id, place order by place limit $4`,
};

/** Opens a consent database that `migrateConsent` has prepared. Any number of stores (gateway replicas) may share one. */
export async function openConsentStore({ url, clock, maxLogLag, onFault = () => undefined }: ConsentStoreOptions): Promise<ConsentStore> {
  const connections = (most: Pick<pg.PoolConfig, 'max' | 'idleTimeoutMillis'>): pg.Pool =>
    openPool({ connectionString: url, options: SESSION, connectionTimeoutMillis: 3_000, ...most }, onFault);
  const pool = connections({ max: 8 });
  const changing = connections(FOR_CHANGES);
  const cache = createRecordCache(CACHED_CLIENTS);
  const listener = startChangeListener({ url, onChange: cache.forget, onListening: cache.open, onDeaf: cache.shut, onFault });
  const commit = releaseCommits(pool, clock, maxLogLag);
  const { reachable, reachableAll } = reaching(onFault);

  return {
    async records(clientIds) {
      const found = new Map<string, ClientRecords>();
      const missing = new Set<string>();
      for (const id of clientIds) {
        const records = cache.get(id);
        if (records) found.set(id, records);
        else if (records === undefined) missing.add(id);
      }
      if (missing.size > 0) {
        for (const [id, records] of await reachable(cache.load([...missing], (ids) => readRecords(pool, ids)))) found.set(id, records);
      }
      return found;
    },
    recordsNow: (clientId) => reachable(readRecords(pool, [clientId])).then((found) => found.get(clientId)),
    async clientsOf(unit, at, { first, after }): Promise<Page<string>> {
      const { rows } = await reachable(pool.query<{ id: string }>({ ...CLIENTS_OF, values: [unit, at, after, first + 1] }));
      return { items: rows.slice(0, first).map(({ id }) => id), hasMore: rows.length > first };
    },
    async commit(release) {
      const result = await commit(release);
      // Whatever made it stale, deciding again must not start from the same copy.
      if (result === 'CHANGED') for (const { clientId } of release.heads) cache.forget(clientId);
      return result;
    },
    linking: reachableAll(linkingStore({ pool, clock, records: async (connection, id) => (await readRecords(connection, [id])).get(id), changed: cache.forget })),
    emergency: reachableAll(emergencyStore({ pool, clock, changed: cache.forget })),
    lifecycle: reachableAll(lifecycleStore({ pool, changing, clock, changed: cache.forget })),
    history: reachableAll(historyStore(pool)),
    accessLog: (query) => reachable(readLog(pool, query)),
    supervision: reachableAll(supervisionStore(pool)),
    persons: reachableAll(personStore({ pool, clock, onFault })),
    erasures: reachableAll(erasureStore({ pool, clock })),
    logHead: () => readLogHead(pool),
    sessions: sessionStore(pool),
    async importClients(clients) {
      await importClients(pool, clients);
      for (const { id } of clients) cache.forget(id);
    },
    ready: () => (maxLogLag === undefined ? pool.query('select 1') : pool.query('select expect_kept_log($1, $2)', [maxLogLag, clock?.() ?? null])).then(() => true, () => false),
    async close() {
      await listener.close();
      await Promise.all([pool.end(), changing.end()]);
    },
  };
}

/**
 * What cannot be read cannot be decided about either: told to callers like a log that cannot be written, and to the operator
 * as it was.
 */
const reaching = (onFault: (fault: unknown) => void) => {
  const reachable = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((fault: unknown) => {
      if (fault instanceof KeyReused || fault instanceof LogUnavailable) throw fault;
      onFault(fault);
      throw new LogUnavailable(fault);
    });
  /** The same for every method of a part of the store. */
  const reachableAll = <Part extends object>(part: Part): Part =>
    Object.fromEntries(Object.entries(part).map(([name, method]) =>
      [name, (...args: unknown[]) => reachable((method as (...args: unknown[]) => Promise<unknown>)(...args))])) as Part;
  return { reachable, reachableAll };
};
