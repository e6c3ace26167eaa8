import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startKeeper, type Keeper } from '../../../consent/audit/keeper/keeper.js';
import { LogUnavailable, migrateConsent, openConsentStore, type ConsentStore } from '../../../consent/store/index.js';
import { random } from '../../../demo/random.js';
import { provision, type ConsentUrls } from '../../../deploy/databases.js';
import { startPostgres, type Postgres } from '../../../deploy/postgres.js';
import { runs } from '../../kit/long.js';
import { author, consent, DAY, entry, relation, withdraw } from './county.js';

/**
 * Releases let the log go before the disk has them and are answered after it (migration 14). A PostgreSQL of its own, as durable as in
 * service, is killed with all its processes right after answers: what only lay in its memory is gone.
 */
const SEED = 20261122;
const LANES = 32;

let folder: string;
let postgres: Postgres;
let consentUrls: ConsentUrls;
const faults: unknown[] = [];
const openStore = () => openConsentStore({ url: consentUrls.appUrl, onFault: () => undefined });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'freigabe-crash-'));
  chmodSync(folder, 0o755); // root's PostgreSQL runs under another account
  postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  consentUrls = (await provision(postgres.superUrl, { password: (role) => role, only: ['consent'] })).consent;
  await migrateConsent(consentUrls.ownerUrl);
  await sql('create table integrated (request text); grant insert on integrated to freigabe_consent_keeper');
}, 60_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true });
});

async function sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const url = new URL(postgres.superUrl);
  url.pathname = '/consent';
  const client = new pg.Client({ connectionString: url.href });
  client.on('error', () => undefined); // killed
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function kill(): Promise<void> {
  const processes = await sql<{ pid: number }>('select pid from pg_stat_activity where pid <> pg_backend_pid()');
  for (const pid of [postgres.pid, ...processes.map((one) => one.pid)]) {
    try { process.kill(pid, 'SIGKILL'); } catch { /* ended meanwhile */ }
  }
  const { port } = postgres;
  for (let attempt = 0; ; attempt += 1) {
    try {
      postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port });
      return;
    } catch (fault) {
      if (attempt === 100) throw fault;
      await sleep(100); // whatever was being started when it was killed is still leaving
    }
  }
}

const startTestKeeper = (): Keeper => startKeeper({
  url: consentUrls.keeperUrl, signer: { origin: 'crash.example/log', key: generateKeyPairSync('ed25519').privateKey }, file: join(folder, 'checkpoints'), everyMs: 20,
  projections: [(connection, batch) => connection.query('insert into integrated select unnest($1::text[])', [batch.map((one) => one.entry.requestId)]).then(() => undefined)],
  onFault: (fault) => { faults.push(fault); },
});

/** Whoever is not served is not acknowledged. */
const ifServed = <Result>(work: Promise<Result>): Promise<Result | null> => work.catch((fault: unknown) => {
  if (fault instanceof LogUnavailable) return null;
  throw fault;
});

interface Acknowledged {
  readonly requests: string[];
  readonly withdrawn: string[];
}

/** Two gateways release and withdraw until the database is killed, `ms` after so many of each were acknowledged. */
async function untilKilled(ms: number, { releases, withdrawals }: { readonly releases: number; readonly withdrawals: number }): Promise<Acknowledged> {
  const acknowledged: Acknowledged = { requests: [], withdrawn: [] };
  const stores = await Promise.all([openStore(), openStore()]);
  const clients = Array.from({ length: 200 }, () => ({ id: randomUUID(), consent: consent({ from: Date.now() - DAY, to: Date.now() + DAY }) }));
  await stores[0]!.importClients(clients.map(({ id, consent: one }) => ({ id, relations: [relation()], consents: [one] })));
  let alive = true;
  const releasing = async (store: ConsentStore): Promise<void> => {
    while (alive) {
      const requestId = randomUUID();
      if (await ifServed(store.commit({ heads: [], until: Infinity, entries: [entry({ requestId })] })) === 'COMMITTED') acknowledged.requests.push(requestId);
      else await sleep(5);
    }
  };
  const withdrawing = async (store: ConsentStore, some: typeof clients): Promise<void> => {
    for (const client of some) {
      const version = alive && (await ifServed(store.recordsNow(client.id)))?.version;
      if (!version) return;
      const change = withdraw(store, { head: { clientId: client.id, version }, consentId: client.consent.id, author: author(), entry: entry({ kind: 'CONSENT', requestId: client.id }) });
      if ((await ifServed(change))?.status === 'DONE') acknowledged.withdrawn.push(client.consent.id);
    }
  };
  const working = [...stores.flatMap((store) => Array.from({ length: LANES }, () => releasing(store))), ...(withdrawals > 0 ? [0, 50, 100, 150].map((first, index) => withdrawing(stores[index % 2]!, clients.slice(first, first + 50))) : [])];
  while (acknowledged.requests.length < releases || acknowledged.withdrawn.length < withdrawals) await sleep(5);
  await sleep(ms);
  await kill().finally(() => { alive = false; });
  await Promise.all(working);
  await Promise.all(stores.map((store) => store.close()));
  return acknowledged;
}

/** What of it is nowhere to be found. */
async function lost({ requests, withdrawn }: Acknowledged): Promise<string[]> {
  const gone = await sql<{ what: string }>(
    `select what from unnest($1::text[]) as one (what) where what not in (select request from integrated union all select payload::jsonb ->> 'requestId' from log_inbox)
     union all select what::text from unnest($2::uuid[]) as one (what) where not exists (select from consent where id = what and state = 'WIDERRUFEN')`,
    [requests, withdrawn],
  );
  return gone.map(({ what }) => what);
}

describe('a PostgreSQL that is killed', () => {
  it('has everything that was acknowledged, and no checkpoint is ahead of its log', async () => {
    const choose = random(SEED, 'crash');
    await using keeping = new AsyncDisposableStack();
    const keeper = startTestKeeper();
    keeping.defer(keeper.close);
    let [released, withdrawn] = [0, 0];
    for (let round = 0; round < runs(3, 100); round += 1) {
      const acknowledged = await untilKilled(choose.int(0, 200), { releases: 20, withdrawals: 4 });
      released += acknowledged.requests.length;
      withdrawn += acknowledged.withdrawn.length;
      expect(await lost(acknowledged)).toEqual([]);
      await keeper.settle(); // it may have lost its connection only now
      await keeper.settle();
      expect([keeper.state, String(faults.at(-1))]).toEqual(['ACTIVE', expect.not.stringContaining('LogForked')]);
    }
    console.info(`${released} releases and ${withdrawn} withdrawals acknowledged before ${runs(3, 100)} crashes, none lost`);
  }, runs(60_000, 1_800_000));

  it('would be seen to lose releases if they were answered before the disk has them', async () => {
    const NAME = 'commit_releases(jsonb,jsonb,bigint,bigint,boolean[])';
    const [{ definition }] = await sql(`select pg_get_functiondef('${NAME}'::regprocedure) as definition`) as [{ definition: string }];
    const [begun, flushed] = definition.split('perform pg_logical_emit_message');
    await sql(`${begun} perform pg_current_xact_id(); end $procedure$`);
    expect(flushed).toContain('end $procedure$');
    let seen: readonly string[] = [];
    for (let attempt = 0; attempt < 10 && seen.length === 0; attempt += 1) seen = await lost(await untilKilled(100, { releases: 20, withdrawals: 0 }));
    expect(seen).not.toEqual([]);
  }, 60_000);
});
