import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { RFC9162 } from '@transmute/rfc9162';
import pg from 'pg';
import { leafData } from '../../../consent/audit/leaf.js';
import { parseCheckpoint } from '../../../consent/audit/note/checkpoint.js';
import { parseNote } from '../../../consent/audit/note/note.js';
import { entry } from '../store/county.js';
import { runs } from '../../kit/long.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';

/** The keeper as a program, killed with SIGKILL while it is in the middle of each of its steps. */
let log: TestLog;
let child: ChildProcess | null = null;
let holder: pg.Client;
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['deploy/build.mjs']);
  log = await testLog(Date.now);
  // A keeper waits in each step for as long as the test holds it there.
  await log.county.sql(`
    create function held() returns trigger language plpgsql security definer as $$
      begin perform pg_advisory_xact_lock_shared(4711, tg_argv[0]::int); return coalesce(new, old); end $$;
    create trigger rows after insert on access_log for each statement execute function held(0);
    create trigger taken after delete on log_inbox for each statement execute function held(1);
    create trigger tile after insert or update on log_tile for each statement execute function held(2);
    create trigger signed before insert on log_checkpoint for each statement execute function held(3);`);
  holder = new pg.Client({ connectionString: log.county.database.ownerUrl });
  await holder.connect();
}, 60_000);
afterEach(() => kill());
afterAll(async () => {
  await holder?.end();
  await log?.close();
});

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const run = (): void => {
  child = spawn(process.execPath, ['dist/consent/audit/keeper-main.js'], {
    env: {
      PORT: '0', DATABASE_URL: log.county.database.keeperUrl, LOG_CHECKPOINTS: log.file, LOG_ORIGIN: ORIGIN,
      LOG_PRIVATE_KEY: SIGNER.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};

/** Until the keeper waits in a step. */
async function waiting(): Promise<void> {
  for (;;) {
    const [found] = await log.county.sql(
      `select from pg_stat_activity where datname = current_database() and usename = 'freigabe_consent_keeper' and wait_event_type = 'Lock' and wait_event = 'advisory' and state = 'active'
         and exists (select from pg_locks l where l.pid = pg_stat_activity.pid and not l.granted and l.classid = 4711)`);
    if (found) return;
    await sleep(5);
  }
}

const STEPS = ['while rows are inserted', 'while the inbox is emptied', 'while the tree is stored', 'while the checkpoint is stored'];

it.each(STEPS)('killed %s, it goes on without a gap: nothing acknowledged is lost, nothing signed twice', async (step) => {
  for (let round = 0; round < runs(1, 20); round += 1) {
    const before = (await log.store.logHead()).seq;
    const requests = Array.from({ length: 5 }, (_, index) => `${step} ${round} ${index}`);
    for (const requestId of requests) await log.store.commit({ heads: [], until: Infinity, entries: [entry({ requestId })] });
    await holder.query('select pg_advisory_lock(4711, $1)', [STEPS.indexOf(step)]);
    run();
    await waiting();
    await kill();
    await holder.query('select pg_advisory_unlock_all()');
    run();
    const size = before + requests.length;
    while (Number((await log.county.sql<{ size: string }>('select coalesce(max(size), 0) as size from log_checkpoint'))[0]!.size) < size) await sleep(20);
    await kill();
  }
  const rows = await log.county.sql<{ seq: string; at: string; number: string; commitment: Buffer }>('select seq, at, number, commitment from access_log order by seq');
  const leaves = rows.map(({ seq, at, number, commitment }) => leafData({ seq: Number(seq), at: Number(at), number: Number(number), commitment }));
  expect(rows.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: (await log.store.logHead()).seq }, (_, index) => index + 1));
  const notes = log.notes().map((note) => parseCheckpoint(parseNote(note).text));
  expect(new Set(notes.map(({ size }) => size)).size).toBe(notes.length);
  for (const { size, root } of notes) expect(Buffer.from(root).equals(await RFC9162.treeHead(leaves.slice(0, size)))).toBe(true);
}, 60_000);
