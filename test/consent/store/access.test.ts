import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrateConsent, openConsentStore, type ConsentStore } from '../../../consent/store/index.js';
import { consent, DAY, entry, NOON, relation, testCounty, type TestCounty } from './county.js';

let county: TestCounty;
let store: ConsentStore;
let app: pg.Client;
beforeAll(async () => {
  county = await testCounty();
  store = await county.open();
  app = new pg.Client({ connectionString: county.database.appUrl });
  app.on('error', () => undefined); // one test ends the server's side
  await app.connect();
  await store.importClients([{ id: randomUUID(), relations: [relation({ unit: 'EBH_KREIS' })], consents: [consent()] }]);
  await store.commit({ heads: [], until: Infinity, entries: [entry({ requester: { unit: 'EBH_KREIS', person: 'p', role: 'DPO' } })] });
});
afterAll(async () => {
  await app.end();
  await county.close();
});

describe('the role of the running program', () => {
  it.each([
    'update log_inbox set payload = payload', 'delete from log_inbox', 'truncate log_inbox', 'drop table log_inbox',
    'alter table log_inbox add column note text', `insert into log_inbox values (99, 0, '{}')`, 'update log_state set seq = 0', 'delete from access_log',
    'update access_log set sealed = null', 'delete from log_key', 'update log_checkpoint set note = note', 'delete from log_tile', 'delete from deletion_receipt',
    'update consent_event set kind = kind', 'delete from consent_event', 'truncate consent_event',
    'delete from consent', `update consent set categories = '{HEALTH}'`, `update consent set to_at = 'infinity'`, 'delete from client_head',
    'delete from relation', 'alter table consent disable trigger all', `set session_replication_role = 'replica'`,
    'create table mine (id int)', 'create or replace function lock_log() returns void language sql as $$ select null $$',
  ])('may not: %s', async (statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the role of the log keeper', () => {
  let keeper: pg.Client;
  beforeAll(async () => {
    keeper = new pg.Client({ connectionString: county.database.keeperUrl });
    await keeper.connect();
  });
  afterAll(() => keeper.end());

  it.each([
    'select from client', `update consent set state = 'ERTEILT'`, 'delete from relation', 'update client_head set version = 1', 'update log_state set seq = 0', `insert into log_inbox values (99, 0, '{}')`, 'update log_inbox set at = 0', 'delete from access_log',
    'update access_log set at = 0', `update access_log set commitment = ''`, 'delete from log_tile', 'delete from log_checkpoint', 'delete from deletion_receipt', 'truncate access_log',
  ])('may not: %s', async (statement) => {
    await expect(keeper.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the migrations', () => {
  it('may run again', async () => {
    await expect(migrateConsent(county.database.ownerUrl)).resolves.toBeUndefined();
  });
});

describe('the clients of a unit', () => {
  it('come in pages, each once, only while the relation lasts', async () => {
    const clients = Array.from({ length: 25 }, (_, index) => ({
      id: randomUUID(), consents: [],
      relations: [relation({ unit: 'SCHULAUFSICHT', to: index < 5 ? NOON : null }), ...(index === 7 ? [relation({ unit: 'SCHULAUFSICHT' })] : [])],
    }));
    await store.importClients(clients);
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: { items: readonly string[]; hasMore: boolean } = await store.clientsOf('SCHULAUFSICHT', NOON, { first: 6, after });
      seen.push(...page.items);
      if (!page.hasMore) break;
      after = page.items.at(-1)!;
    }
    expect(seen.toSorted()).toEqual(clients.slice(5).map(({ id }) => id).toSorted());
    expect((await store.clientsOf('SCHULAUFSICHT', NOON - 31 * DAY, { first: 6, after: null })).items).toEqual([]);
    expect((await store.clientsOf('SCHULAUFSICHT', NOON - DAY, { first: 100, after: null })).items).toHaveLength(25);
  });

  it('come to every unit in another order', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID());
    const units = ['GESUNDHEITSAMT', 'NWL_TM'];
    await store.importClients(ids.map((id) => ({ id, relations: units.map((unit) => relation({ unit })), consents: [] })));
    const [first, second] = await Promise.all(units.map((unit) => store.clientsOf(unit, NOON, { first: 100, after: null })));
    expect(first!.items.toSorted()).toEqual(second!.items.toSorted());
    expect(first!.items).not.toEqual(second!.items);
  });
});

describe('the access log for a unit', () => {
  it('shows entries in which it asked or was asked, newest first, by time', async () => {
    const clock = { now: NOON };
    const dated = await county.open({ clock: () => clock.now });
    const write = (requestId: string, unit: string, owners: string[]) =>
      dated.commit({ heads: [], until: Infinity, entries: [entry({ requestId, owners, requester: { unit, person: 'p', role: 'CASE_WORKER' } })] });
    clock.now = Date.now() + DAY;
    const start = clock.now;
    await write('asked', 'JOBCENTER_LIPPE', ['NWL_CUK']);
    await write('foreign', 'KREIS_SERVICESTELLE', ['JUGENDAMT:KREIS']);
    clock.now += DAY;
    await write('was asked', 'NWL_CUK', ['AA_DETMOLD', 'JOBCENTER_LIPPE']);
    const read = async (over = {}) =>
      (await store.accessLog({ unit: 'JOBCENTER_LIPPE', first: 10, before: null, from: null, to: null, ...over })).items.map(({ requestId }) => requestId);
    expect(await read()).toEqual(['was asked', 'asked']);
    expect(await read({ from: start + 1 })).toEqual(['was asked']);
    expect(await read({ to: start + DAY })).toEqual(['asked']);
    const page = await store.accessLog({ unit: 'JOBCENTER_LIPPE', first: 1, before: null, from: null, to: null });
    expect(page.hasMore).toBe(true);
    expect(await read({ before: page.items[0]!.seq })).toEqual(['asked']);
  });
});

describe('a store without its database', () => {
  it('is not ready and recovers by itself', async () => {
    const lonely = await openConsentStore({ url: county.database.appUrl.replace(/:\d+\//, ':1/') });
    expect(await lonely.ready()).toBe(false);
    await expect(lonely.commit({ heads: [], until: Infinity, entries: [entry()] })).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    await lonely.close();
    expect(await store.ready()).toBe(true);
    await county.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'freigabe_consent_app'`);
    app = new pg.Client({ connectionString: county.database.appUrl });
    await app.connect();
    for (let waited = 0; waited < 2_000 && !(await store.ready()); waited += 10) await sleep(10); // the cut is noticed connection by connection
    expect(await store.ready()).toBe(true);
  });
});
