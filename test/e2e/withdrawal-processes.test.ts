import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { entryOf, type LogEntry } from '../../consent/audit/entry.js';
import type { ConsentStore } from '../../consent/store/index.js';
import { random } from '../../demo/random.js';
import { testCounty, type TestCounty, consent, DAY, relation } from '../consent/store/county.js';
import { runs } from '../kit/long.js';
import { FAULTS, planting } from './withdrawal/faults.js';
import { judged, type Judgement, type Logged } from './withdrawal/judged.js';
import { pausing, PAUSES, STEPS, withPauses } from './withdrawal/pauses.js';
import { startReplica, type Observation, type Replica, type Task } from './withdrawal/replicas.js';

/**
 * Promise P5 between processes: two replicas on one PostgreSQL that pauses at every step of the release commit. Each client
 * is one interleaving of requests at both replicas with a withdrawal or an end, half of them with a grant besides.
 */
const SEED = 20261122;
/** Clients under way at the same time. */
const BATCH = 125;
/** Milliseconds between two clients' starts, unless said otherwise. */
const SPACING = 11;
const TOGETHER = ['0', '1'] as const;
/** A replica beside them that answers nobody but whoever changes something. */
const BESIDE = '2';

beforeAll(() => promisify(execFile)(process.execPath, ['deploy/build.mjs']), 120_000);

interface Setting {
  readonly county: TestCounty;
  readonly store: ConsentStore;
  readonly replicas: Replica[];
  readonly observed: Observation[];
  /** Starts a replica in the place of one that is gone. */
  restart(index: number): Promise<void>;
  close(): Promise<void>;
}

async function setting(prepare: (county: TestCounty) => Promise<unknown> = () => Promise.resolve(), numbers: readonly string[] = TOGETHER): Promise<Setting> {
  const county = await testCounty();
  await prepare(county);
  const observed: Observation[] = [];
  const start = (number: string): Promise<Replica> => startReplica(county.database.appUrl, number, (observation) => { observed.push(observation); });
  const replicas = await Promise.all(numbers.map(start));
  return {
    county, replicas, observed, store: await county.open(),
    async restart(index) { replicas[index] = await start(numbers[index]!); },
    async close() {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await county.close();
    },
  };
}

const monotonic = (): number => Number(process.hrtime.bigint()) / 1e6;

interface Disturbance {
  /** Index of the replica that is killed halfway. */
  readonly kill?: number | null;
  /** Requests at each of the two replicas besides, at any time. */
  readonly load?: number;
  /** Milliseconds that each of these rests between two requests; default: none. */
  readonly rest?: number;
  /** Numbers of the replicas at which consents are changed. */
  readonly changesAt?: readonly string[];
  /** Milliseconds between two clients' starts. */
  readonly spacing?: number;
  /** Share of the clients whose consent is not withdrawn but runs out. */
  readonly ending?: number;
}

/** Plays `count` interleavings at both replicas, killing one in the middle if asked to, and judges them. */
async function interleave({ county, store, replicas, observed, restart }: Setting, seed: number, count: number, { kill = null, load = 0, rest = 0, changesAt = TOGETHER, spacing = SPACING, ending = 0.25 }: Disturbance = {}): Promise<Judgement> {
  const choose = random(seed, 'interleave');
  observed.length = 0;
  const first = (await store.logHead()).seq;
  const lead = 600; // the clients are filed meanwhile
  const [wall, start] = [Date.now() + lead, monotonic() + lead];
  const tasks = Array.from({ length: count }, (_, index) => {
    const ends = choose.chance(ending);
    return {
      client: choose.uuid(), given: choose.uuid(), draft: choose.uuid(), start: start + index * spacing,
      withdraws: ends ? null : choose.pick(changesAt), grants: choose.chance(0.5) ? choose.pick(changesAt) : null,
      to: ends ? wall + index * spacing + choose.int(1, 25) : wall + DAY,
    };
  });
  await store.importClients(tasks.map(({ client, given, draft, to }) => ({
    id: client, relations: [{ ...relation(), from: wall - DAY }, relation({ unit: 'NWL_CUK', from: wall - DAY })],
    consents: [consent({ id: given, from: wall - DAY, to }), consent({ id: draft, state: 'ENTWURF', from: wall - DAY, to: wall + DAY })],
  })));
  const plan = { seed, spread: 20, rest, tasks: tasks.map(({ client, given, draft, withdraws, grants, start }): Task => ({ client, given, draft, withdraws, grants, start })) };
  const played = Promise.all(replicas.map((replica, index) => replica.play({ ...plan, load: index < TOGETHER.length ? load : 0 })));
  const victim = kill === null ? null : replicas[kill]!;
  const killing = victim && setTimeout(() => victim.kill(), lead + (count * spacing) / 2);
  await played;
  if (killing) {
    clearTimeout(killing);
    await restart(kill!);
  }
  const log = (await county.sql<{ seq: string; at: string; payload: string }>('select seq, at, payload from log_inbox where seq > $1 order by seq', [first])).map(({ seq, at, payload }): Logged => {
    const { requestId, kind, client, occasion, items, lockedAt = null } = entryOf(payload) as LogEntry & { readonly client: string; readonly lockedAt?: number };
    return { seq: Number(seq), at: Number(at), requestId, kind, client, basis: items[0]!.basis, version: Number(occasion), lockedAt };
  });
  for (const one of observed) if (one.kind === 'DONE') expect(one.faults).toEqual([]);
  return judged(tasks, log, observed);
}

/** As many interleavings as asked for, batch after batch; in every third a replica is killed. */
async function rounds(place: Setting, count: number): Promise<Judgement & { readonly killed: number }> {
  const sum = { violations: [] as string[], before: 0, after: 0, afterEnd: 0, onGrant: 0, killed: 0 };
  for (let batch = 0; batch * BATCH < count; batch += 1) {
    const kill = batch % 3 === 2 ? batch % 2 : null;
    const { violations, before, after, afterEnd, onGrant } = await interleave(place, SEED + batch, Math.min(BATCH, count - batch * BATCH), { kill });
    sum.violations.push(...violations);
    sum.before += before; sum.after += after; sum.afterEnd += afterEnd; sum.onGrant += onGrant;
    if (kill !== null) sum.killed += 1;
  }
  return sum;
}

describe('two replicas in processes of their own, with pauses at every step of the commit', () => {
  const count = runs(500, 100_000);
  let place: Setting;
  beforeAll(async () => { place = await setting(({ sql }) => sql(withPauses(SEED))); });
  afterAll(() => place?.close());

  it('release nothing after an acknowledgement, and lose nothing when one is killed', async () => {
    const { violations, before, after, afterEnd, onGrant, killed } = await rounds(place, count);
    expect(violations).toEqual([]);
    console.info(`${count} interleavings: ${before} releases before a withdrawal, ${after} answers after one, ${afterEnd} after an end, ${onGrant} releases on a grant, ${killed} replicas killed.`);
    // Every order really happened, and every step really paused.
    for (const happened of [before, after, afterEnd, onGrant]) expect(happened).toBeGreaterThan(count / 20);
    expect(killed).toBeGreaterThan(0);
    const pauses = await place.county.sql<{ pauses: number }>(PAUSES);
    console.info(pauses.map(({ pauses: often }, step) => `${STEPS[step]}: ${often}`).join(', '));
    for (const { pauses: often } of pauses) expect(often).toBeGreaterThan(5);
  }, runs(60_000, 3 * 3_600_000));

  it.each(FAULTS.map((fault, index) => ({ ...fault, seed: SEED + 10_000 + index })))('would be seen to release too much if $planted', async ({ seed, ...fault }) => {
    const { sql } = place.county;
    await sql(pausing(SEED, 2));
    const violations = await planting(fault, sql, (number) => interleave(place, seed + 100 * number, 100, { ending: 0.6 }));
    console.info(`${fault.planted}: ${violations.length} violations`);
    expect(violations.length).toBeGreaterThan(0);
  }, 60_000);
});

describe('the acknowledgement of a withdrawal', () => {
  it.each([
    { load: 'two fifths of what two cores can do', rest: 8, most: 20 },
    { load: 'all that two cores can do, so that everything waits for a core', rest: 0, most: Infinity },
  ])('comes soon, while 64 callers ask for $load', async ({ rest, most }) => {
    // Who withdraws does so at a replica that has its time for it; the database is everybody's.
    const place = await setting(undefined, [...TOGETHER, BESIDE]);
    const withdrawing = { changesAt: [BESIDE], spacing: 60 };
    try {
      await interleave(place, SEED + 30_000, 20, withdrawing); // connections are made, code is compiled
      const begun = monotonic();
      const { violations } = await interleave(place, SEED + 20_000, runs(80, 2_000), { ...withdrawing, load: 32, rest });
      const seconds = (monotonic() - begun) / 1_000;
      expect(violations).toEqual([]);
      const took = place.observed.flatMap((one) => (one.kind === 'ACKNOWLEDGED' && one.state === 'WIDERRUFEN' ? [one.took] : [])).sort((a, b) => a - b);
      const [p50, p99] = [0.5, 0.99].map((share) => took[Math.floor(took.length * share)]!);
      const answers = place.observed.filter(({ kind }) => kind === 'DELIVERED').length;
      console.info(`Acknowledgement of ${took.length} withdrawals beside ${(answers / seconds).toFixed(0)} answers a second: p50 ${p50!.toFixed(1)} ms, p99 ${p99!.toFixed(1)} ms`);
      expect(took.length).toBeGreaterThan(20);
      if (runs(0, 1) === 1) expect(p99).toBeLessThanOrEqual(most); // a busy machine says nothing
    } finally {
      await place.close();
    }
  }, runs(60_000, 600_000));
});
