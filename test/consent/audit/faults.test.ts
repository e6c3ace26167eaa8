import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { LogUnavailable } from '../../../consent/store/index.js';
import { entry, NOON } from '../store/county.js';
import { testLog, type TestLog } from './log.js';

/** Promise P4 at the log itself: what could not be recorded is refused, and what was acknowledged stays, without a gap. */
let log: TestLog;
let now = NOON;
let proxy: Awaited<ReturnType<typeof cuttingProxy>> | undefined;
beforeAll(async () => { log = await testLog(() => now); });
beforeEach(async () => {
  now = NOON;
  await log.reset();
});
afterAll(async () => {
  await log.close();
  await proxy?.close();
});

const commit = (store = log.store, requestId = 'r') => store.commit({ heads: [], until: Infinity, entries: [entry({ requestId })] });

/** Integrates what there is: the keeper finds log and inbox without a gap. Gives the requests on record, in their order. */
async function recorded(): Promise<string[]> {
  const requests = (await log.county.sql<{ id: string }>(`select payload::jsonb ->> 'requestId' as id from log_inbox order by seq`)).map(({ id }) => id);
  const keeper = log.keeper();
  await keeper.settle();
  expect([keeper.state, log.faults]).toEqual(['ACTIVE', []]);
  await keeper.close();
  return requests;
}

it('a full disk refuses, costs no number, and is over when there is room again', async () => {
  await commit(log.store, 'before');
  // PostgreSQL's own error of a full disk, raised where it would be: at the row's place.
  await log.county.sql(`create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$;
    create trigger full_disk before insert on log_inbox for each row execute function full_disk()`);
  await expect(commit(log.store, 'full')).rejects.toThrow(LogUnavailable);
  await log.county.sql('drop trigger full_disk on log_inbox; drop function full_disk');
  await commit(log.store, 'after');
  expect(await recorded()).toEqual(['before', 'after']);
});

it('a session that the database ends while it writes has written nothing', async () => {
  await log.county.sql(`create function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(5); return new; end $$;
    create trigger slowly before insert on log_inbox for each row execute function slowly()`);
  const refused = expect(commit(log.store, 'cut')).rejects.toThrow(LogUnavailable);
  for (let cut: unknown[] = []; cut.length === 0;) {
    cut = await log.county.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'freigabe_consent_app' and wait_event = 'PgSleep'`);
  }
  await refused;
  await log.county.sql('drop trigger slowly on log_inbox; drop function slowly');
  await commit(log.store, 'after');
  expect(await recorded()).toEqual(['after']);
});

it('a connection that is cut between commit and answer refuses what is on record: the log says rather too much than too little', async () => {
  proxy = await cuttingProxy(log.county.database.appUrl);
  const store = await log.county.open({ url: proxy.url, clock: () => now });
  await commit(store, 'before');
  proxy.cutNextAnswer();
  await expect(commit(store, 'cut')).rejects.toThrow(LogUnavailable);
  await commit(store, 'after');
  expect(await recorded()).toEqual(['before', 'cut', 'after']);
});

it('a keeper whose file takes no checkpoint signs none in the database, and in time nothing is released any more', async () => {
  const kept = await log.county.open({ clock: () => now, maxLogLag: 60_000 });
  await commit(kept);
  const keeper = log.keeper({ file: '/dev/full' });
  await keeper.settle();
  expect(log.faults.map((fault) => (fault as NodeJS.ErrnoException).code)).toEqual(expect.arrayContaining(['ENOSPC']));
  expect(await log.county.sql('select from log_checkpoint')).toEqual([]);
  now += 60_001;
  await expect(commit(kept)).rejects.toThrow(LogUnavailable);
  expect(await kept.ready()).toBe(false);
  await keeper.close();

  const mended = log.keeper();
  await mended.settle();
  expect(await kept.ready()).toBe(true);
  expect(await commit(kept)).toBe('COMMITTED');
});

/** Passes everything on between a store and its database, until it is told to swallow the answer to a commit and cut the line. */
async function cuttingProxy(database: string) {
  const { hostname, port } = new URL(database);
  let cutting = false;
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    sockets.push(near, far);
    for (const one of [near, far]) one.on('error', () => undefined);
    near.pipe(far);
    let committing = false;
    near.on('data', (chunk: Buffer) => { committing = chunk.includes('commit-releases'); }); // other connections of the store ask, too
    far.on('data', (chunk) => {
      if (!cutting || !committing) return near.write(chunk);
      cutting = false;
      near.destroy();
      return far.destroy();
    });
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(database);
  url.port = String((server.address() as AddressInfo).port);
  url.hostname = '127.0.0.1';
  return {
    url: url.href,
    cutNextAnswer: () => { cutting = true; },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
