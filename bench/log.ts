import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { entryText, type LogEntry } from '../consent/audit/entry.js';
import type { Projection } from '../consent/audit/keeper/integrate.js';
import { openPool } from '../consent/audit/open-pool.js';
import { startKeeper, type Keeper } from '../consent/audit/keeper/keeper.js';
import { migrateConsent, openConsentStore, type ConsentStore } from '../consent/store/index.js';
import { PROJECTIONS } from '../consent/supervision/projections.js';
import { provision } from '../deploy/databases.js';
import { startPostgres } from '../deploy/postgres.js';

const HELP = `npm run bench:log [-- --seconds N] [--waiting N] [--json]

Measures the access log on a PostgreSQL of its own, with durable commits:
  commit   time of a release commit alone: one client, and a list of a hundred
  load     entries per second of 64 concurrent requests about one client, and about lists of 25
  keeper   entries per second that it integrates, alone and with what is searched; time from a commit to its signed checkpoint
`;

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' }, waiting: { type: 'string', default: '40000' },
    json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const CLIENTS = 1_000;
const CALLERS = 64;

interface Client {
  readonly clientId: string;
  readonly version: number;
}

const entryAbout = (client: string): LogEntry => ({
  requestId: randomUUID(), kind: 'RELEASE', client, attemptedId: null,
  requester: { unit: 'KREIS_SERVICESTELLE', person: `p1_${'a'.repeat(32)}`, role: 'CASE_MANAGER' },
  purpose: 'KURSVERMITTLUNG', occasion: 'Fall 2026-17', rechtskreise: ['KIM_TINTG', 'INTV_DEUFOEV', 'SGB_II'], owners: ['NWL_CUK', 'JOBCENTER_LIPPE'],
  items: ['languageLevel', 'enrolments', 'supportPlan', 'benefits', 'name', 'contact'].map((field, place) => ({
    path: `client.${field}`, category: 'LANGUAGE_LEVEL', owners: ['NWL_CUK'], granted: place < 4, delivered: place < 4 || null,
    basis: place < 4 ? 'CONSENT:10000000-0000-4000-8000-000000000001' : null,
  })),
  recordsVersion: 3, hints: [], policyVersion: '2026-11-1', schemaVersion: '0123456789abcdef',
});

/** Milliseconds that each call takes, in rising order; `callers` at a time, for so many seconds or calls. */
async function timed(work: () => Promise<unknown>, { callers = 1, seconds = Infinity, calls = Infinity }): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() < end && times.length < calls) {
      const begun = performance.now();
      await work();
      times.push(performance.now() - begun);
    }
  }));
  return times.sort((one, other) => one - other);
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
const pick = <T>(all: readonly T[], count: number): T[] => Array.from({ length: count }, (_, place) => all[(Math.floor(Math.random() * all.length) + place) % all.length]!);

async function commits(store: ConsentStore, clients: readonly Client[]): Promise<Figures> {
  const release = (count: number) => () => {
    const heads = [...new Set(pick(clients, count))];
    return store.commit({ heads, until: Infinity, entries: heads.map(({ clientId }) => entryAbout(clientId)) });
  };
  await timed(release(1), { callers: 8, calls: 500 }); // warm up
  const alone = await timed(release(1), { calls: 500 });
  const hundred = await timed(release(100), { calls: 100 });
  const seconds = Number(flags.seconds);
  const single = await timed(release(1), { callers: CALLERS, seconds });
  const lists = await timed(release(25), { callers: CALLERS, seconds });
  return {
    'commit alone, p50 ms': quantile(alone, 0.5), 'commit alone, p99 ms': quantile(alone, 0.99), 'commit of 100 entries, p50 ms': quantile(hundred, 0.5),
    '64 requests about one client, entries/s': single.length / seconds, '64 requests about one client, p99 ms': quantile(single, 0.99),
    '64 requests about 25 clients, entries/s': (lists.length * 25) / seconds, '64 requests about 25 clients, p99 ms': quantile(lists, 0.99),
  };
}

async function keeping(place: Place, clients: readonly Client[]): Promise<Figures> {
  const figures: Figures = {};
  for (const [name, projections] of [['alone', []], ['with what is searched', PROJECTIONS]] as const) {
    const waiting = Number(flags.waiting);
    await place.fill(waiting);
    const begun = performance.now();
    const keeper = place.keeper(projections);
    await keeper.settle();
    figures[`keeper ${name}, entries/s`] = waiting / ((performance.now() - begun) / 1_000);
    if (projections.length > 0) Object.assign(figures, await lag(place, clients));
    await keeper.close();
  }
  return figures;
}

/** From commit to signed checkpoint, while 100 entries a second come in: hours of a busy county. */
async function lag({ store, signedSize }: Place, clients: readonly Client[]): Promise<Figures> {
  const lags = await timed(async () => {
    const [{ clientId }] = pick(clients, 1) as [Client];
    await store.commit({ heads: [], until: Infinity, entries: [entryAbout(clientId)] });
    const { seq } = await store.logHead();
    while ((await signedSize()) < seq) await new Promise((resolve) => setTimeout(resolve, 10));
  }, { callers: 50, seconds: Number(flags.seconds) });
  return { 'commit to signed checkpoint, p50 ms': quantile(lags, 0.5), 'commit to signed checkpoint, most ms': lags.at(-1)! };
}

type Figures = Record<string, number>;

interface Place {
  readonly store: ConsentStore;
  keeper(projections: readonly Projection[]): Keeper;
  /** Puts so many entries into the inbox. */
  fill(count: number): Promise<void>;
  signedSize(): Promise<number>;
}

async function measure(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-bench-log-'));
  await using stopping = new AsyncDisposableStack();
  stopping.defer(async () => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  stopping.defer(postgres.stop);
  const { consent } = await provision(postgres.superUrl, { password: (role) => `${role}-bench`, only: ['consent'] });
  await migrateConsent(consent.ownerUrl);
  const store = await openConsentStore({ url: consent.appUrl, maxLogLag: 86_400_000 });
  stopping.defer(store.close);
  const owner = openPool({ connectionString: consent.ownerUrl, max: 2 }, (fault) => say(String(fault)));
  stopping.defer(() => owner.end());

  const ids = Array.from({ length: CLIENTS }, () => randomUUID());
  await store.importClients(ids.map((id) => ({ id, relations: [], consents: [] })));
  const clients = [...(await store.records(ids))].map(([clientId, { version }]): Client => ({ clientId, version }));
  const signer = { origin: 'bench.example/log', key: generateKeyPairSync('ed25519').privateKey };
  const place: Place = {
    store,
    keeper: (projections) => startKeeper({ url: consent.keeperUrl, signer, file: join(folder, 'checkpoints'), projections, onFault: (fault) => say(String(fault)) }),
    async fill(count) {
      for (let done = 0; done < count; done += 2_000) {
        await owner.query('select append_log($1, clock_ms())', [pick(clients, 2_000).map(({ clientId }) => entryText(entryAbout(clientId)))]);
      }
    },
    signedSize: async () => Number((await owner.query<{ size: string }>('select max(size) as size from log_checkpoint')).rows[0]!.size),
  };
  say('Release commits …');
  const committed = await commits(store, clients);
  await owner.query('truncate log_inbox; update log_state set seq = 0');
  say('The keeper …');
  return { ...committed, ...(await keeping(place, clients)) };
}

if (flags.help) process.stdout.write(HELP);
else {
  const figures = await measure();
  process.stdout.write(flags.json ? `${JSON.stringify(figures)}\n` : Object.entries(figures).map(([name, value]) => `${name.padEnd(52)} ${value.toFixed(value < 100 ? 2 : 0)}\n`).join(''));
}
