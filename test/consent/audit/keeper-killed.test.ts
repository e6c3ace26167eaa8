import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { RFC9162 } from '@transmute/rfc9162';
import { leafData } from '../../../consent/audit/leaf.js';
import { parseCheckpoint } from '../../../consent/audit/note/checkpoint.js';
import { parseNote } from '../../../consent/audit/note/note.js';
import { entry } from '../store/county.js';
import { runs } from '../../kit/long.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';

/** The keeper as a program, killed with SIGKILL while it is in the middle of each of its steps. */
let log: TestLog;
let child: ChildProcess | null = null;
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['deploy/build.mjs']);
  log = await testLog(Date.now);
  // Where a keeper is slow there is time to kill it.
  await log.county.sql(`
    create function slow() returns trigger language plpgsql security definer as $$ begin perform pg_sleep(0.3); return coalesce(new, old); end $$;
    create trigger rows after insert on access_log for each statement execute function slow();
    create trigger taken after delete on log_inbox for each statement execute function slow();
    create trigger tile after insert or update on log_tile for each statement execute function slow();
    create trigger signed before insert on log_checkpoint for each statement execute function slow();`);
}, 60_000);
afterEach(() => kill());
afterAll(() => log?.close());

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

/** Until the keeper sleeps in the trigger of a table. */
async function inside(statement: string): Promise<void> {
  for (;;) {
    const [found] = await log.county.sql(
      `select from pg_stat_activity where datname = current_database() and usename = 'freigabe_consent_keeper' and wait_event = 'PgSleep' and query like $1`, [`${statement}%`]);
    if (found) return;
    await sleep(5);
  }
}

const STEPS = { 'while rows are inserted': 'insert into access_log', 'while the inbox is emptied': 'delete from log_inbox', 'while the tree is stored': 'insert into log_tile', 'while the checkpoint is stored': 'insert into log_checkpoint' };

it.each(Object.entries(STEPS))('killed %s, it goes on without a gap: nothing acknowledged is lost, nothing signed twice', async (_when, statement) => {
  for (let round = 0; round < runs(1, 20); round += 1) {
    const before = (await log.store.logHead()).seq;
    const requests = Array.from({ length: 5 }, (_, index) => `${statement} ${round} ${index}`);
    for (const requestId of requests) await log.store.commit({ heads: [], until: Infinity, entries: [entry({ requestId })] });
    run();
    await inside(statement);
    await kill();
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
