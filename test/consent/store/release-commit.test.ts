import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { entryText } from '../../../consent/audit/entry.js';
import { LogUnavailable, type ConsentStore } from '../../../consent/store/index.js';
import { entries } from '../supervision/random-entries.js';
import { author, consent, entry, NOON, relation, testCounty, type TestCounty, withdraw } from './county.js';

let county: TestCounty;
let store: ConsentStore;
let now = NOON;
beforeAll(async () => {
  county = await testCounty();
  store = await county.open({ clock: () => now });
});
beforeEach(() => { now = NOON; });
afterAll(() => county.close());

const given = async () => {
  const clientId = randomUUID();
  const released = consent();
  await store.importClients([{ id: clientId, relations: [relation()], consents: [released] }]);
  const { version } = (await store.records([clientId])).get(clientId)!;
  return { head: { clientId, version }, consentId: released.id };
};
const logged = async (requestId: string) =>
  (await county.sql<{ n: number }>(`select count(*)::int as n from log_inbox where payload::jsonb ->> 'requestId' = $1`, [requestId]))[0]!.n;

describe('the release commit', () => {
  it('commits on the current head and writes its entries', async () => {
    const { head } = await given();
    const requestId = randomUUID();
    expect(await store.commit({ heads: [head], until: Infinity, entries: [entry({ requestId }), entry({ requestId })] })).toBe('COMMITTED');
    expect(await logged(requestId)).toBe(2);
  });

  it.each([
    ['an older head', (head: { clientId: string; version: number }) => ({ ...head, version: head.version - 1 })],
    ['a head from the future', (head: { clientId: string; version: number }) => ({ ...head, version: head.version + 1 })],
    ['a client that does not exist', (head: { clientId: string; version: number }) => ({ ...head, clientId: randomUUID() })],
  ])('writes nothing for %s', async (_what, spoil) => {
    const { head } = await given();
    const requestId = randomUUID();
    expect(await store.commit({ heads: [spoil(head)], until: Infinity, entries: [entry({ requestId })] })).toBe('CHANGED');
    expect(await logged(requestId)).toBe(0);
  });

  it('commits until the last millisecond before the earliest end, and not at it', async () => {
    const { head } = await given();
    now = NOON - 1;
    expect(await store.commit({ heads: [head], until: NOON, entries: [entry()] })).toBe('COMMITTED');
    now = NOON;
    expect(await store.commit({ heads: [head], until: NOON, entries: [entry()] })).toBe('CHANGED');
  });

  it('takes the clock of the database if none is given', async () => {
    const plain = await county.open();
    const { head } = await given();
    expect(await plain.commit({ heads: [head], until: Date.now() + 60_000, entries: [] })).toBe('COMMITTED');
    expect(await plain.commit({ heads: [head], until: Date.now() - 60_000, entries: [] })).toBe('CHANGED');
  });

  it('settles many commits of one moment each for itself', async () => {
    const clients = await Promise.all([given(), given(), given()]);
    const requestId = randomUUID();
    const commits = Array.from({ length: 300 }, (_, index) => {
      const { head } = clients[index % 3]!;
      return store.commit({ heads: [index % 5 === 0 ? { ...head, version: 0 } : head], until: Infinity, entries: [entry({ requestId })] });
    });
    const results = await Promise.all(commits);
    expect(results.map((result) => result === 'CHANGED')).toEqual(results.map((_, index) => index % 5 === 0));
    expect(await logged(requestId)).toBe(240);
  });

  it('keeps texts that PostgreSQL cannot store from holding up the others', async () => {
    const requestId = randomUUID();
    const nasty = ['\0', '\ud800', '"}\n\\u0000', 'ä'.repeat(500), '\\', '__proto__'];
    const results = await Promise.all(nasty.map((text) =>
      store.commit({ heads: [], until: Infinity, entries: [entry({ requestId, attemptedId: text, occasion: text })] })));
    expect(results).toEqual(nasty.map(() => 'COMMITTED'));
    expect(await logged(requestId)).toBe(nasty.length);
  });

  it('puts into the log what the entry says, byte for byte, whatever it shares with others', async () => {
    const drawn = fc.sample(entries, { seed: 2026, numRuns: 60 });
    const requester = { ...drawn[0]!.requester };
    const sharing = drawn.map((one, index) => ({ ...one, requester, items: drawn[index % 7]!.items, owners: drawn[index % 7]!.owners, rechtskreise: drawn[index % 3]!.rechtskreise }));
    const all = [...drawn, ...sharing];
    const results = await Promise.all([all.slice(0, 1), all.slice(1, 40), [], all.slice(40)].map((some) => store.commit({ heads: [], until: Infinity, entries: some })));
    expect(results).toEqual(results.map(() => 'COMMITTED'));
    const texts = await county.sql<{ payload: string }>('select payload from (select * from log_inbox order by seq desc limit $1) last order by seq', [all.length]);
    expect(texts.map(({ payload }) => payload).toSorted()).toEqual(all.map(entryText).toSorted()); // groups at once come in any order
  });

  it('refuses to queue what is no head', async () => {
    for (const clientId of ['x', '__proto__', `${randomUUID()}'`]) {
      await expect(store.commit({ heads: [{ clientId, version: 1 }], until: Infinity, entries: [] })).rejects.toThrow(TypeError);
    }
    await expect(store.commit({ heads: [], until: NaN, entries: [] })).rejects.toThrow(TypeError);
  });

  it('says that the log is unavailable when PostgreSQL cannot take the entry', async () => {
    await county.sql('alter table log_inbox rename to log_inbox_away');
    const refused = store.commit({ heads: [], until: Infinity, entries: [entry()] });
    await expect(refused).rejects.toThrow(LogUnavailable);
    await county.sql('alter table log_inbox_away rename to log_inbox');
    expect(await store.commit({ heads: [], until: Infinity, entries: [entry()] })).toBe('COMMITTED');
  });

  it('is refused while nobody keeps the log; a withdrawal is not', async () => {
    const kept = await county.open({ clock: () => now, maxLogLag: 60_000 });
    const { head, consentId } = await given();
    now = Date.now() + 10_000_000; // past everything that other tests have logged
    await county.sql('truncate log_inbox; update log_state set seq = 0');
    expect(await kept.commit({ heads: [head], until: Infinity, entries: [entry()] })).toBe('COMMITTED');
    now += 60_000;
    expect(await kept.commit({ heads: [head], until: Infinity, entries: [entry()] })).toBe('COMMITTED');
    expect(await kept.ready()).toBe(true);
    now += 1;
    const requestId = randomUUID();
    await expect(kept.commit({ heads: [head], until: Infinity, entries: [entry({ requestId })] })).rejects.toThrow(LogUnavailable);
    expect(await logged(requestId)).toBe(0);
    expect(await kept.ready()).toBe(false);
    expect(await withdraw(kept, { head, consentId, author: author(), entry: entry() })).toMatchObject({ status: 'DONE' });

    await county.sql(`insert into log_checkpoint select max(seq), 0, '' from log_inbox`); // as the keeper does
    expect(await kept.commit({ heads: [], until: Infinity, entries: [entry()] })).toBe('COMMITTED');
    await county.sql('delete from log_inbox where seq > (select max(size) from log_checkpoint)'); // what is gone waits for ever
    await expect(kept.commit({ heads: [], until: Infinity, entries: [entry()] })).rejects.toThrow(LogUnavailable);
    await county.sql('truncate log_inbox, log_checkpoint; update log_state set seq = 0, at = 0');
  });

  it('is refused while the clock is behind the log: what has ended must not begin again', async () => {
    const kept = await county.open({ clock: () => now, maxLogLag: 60_000 });
    const { head } = await given();
    await county.sql('truncate log_inbox; update log_state set seq = 0, at = 0');
    expect(await kept.commit({ heads: [], until: Infinity, entries: [entry()] })).toBe('COMMITTED');
    now -= 1_000;
    expect(await kept.commit({ heads: [head], until: Infinity, entries: [entry()] })).toBe('COMMITTED');
    now -= 1;
    await expect(kept.commit({ heads: [head], until: NOON, entries: [entry()] })).rejects.toThrow(LogUnavailable);
    expect(await kept.ready()).toBe(false);
    now = NOON;
    expect(await kept.commit({ heads: [], until: Infinity, entries: [entry()] })).toBe('COMMITTED');
    expect((await county.sql<{ at: string }>('select at from log_inbox order by seq')).map(({ at }) => Number(at))).toEqual([NOON, NOON, NOON]);
  });

  it('withdraws nothing that it cannot log', async () => {
    const { head, consentId } = await given();
    await county.sql('alter table log_inbox rename to log_inbox_away');
    await expect(withdraw(store, { head, consentId, author: author(), entry: entry() })).rejects.toThrow(LogUnavailable);
    await county.sql('alter table log_inbox_away rename to log_inbox');
    expect((await store.records([head.clientId])).get(head.clientId)!.consents[0]!.state).toBe('ERTEILT');
  });

  it('stands in one order with changes that someone makes straight in the database', async () => {
    const { head, consentId } = await given();
    const [releasing, changing] = [new pg.Client({ connectionString: county.database.superUrl }), new pg.Client({ connectionString: county.database.superUrl })];
    await Promise.all([releasing.connect(), changing.connect()]);
    await releasing.query('begin');
    await releasing.query(`select release_commit($1::jsonb, '[]', null)`, [JSON.stringify([{ heads: { [head.clientId]: head.version }, until: null, entries: [] }])]);
    await changing.query("set lock_timeout = '50ms'");
    const change = () => changing.query(`update consent set state = 'WIDERRUFEN' where id = $1`, [consentId]);
    await expect(change()).rejects.toMatchObject({ code: '55P03' }); // the release has read the head and is not yet committed
    await releasing.query('commit');
    await change();
    expect(await store.commit({ heads: [head], until: Infinity, entries: [] })).toBe('CHANGED');
    await Promise.all([releasing.end(), changing.end()]);
  });

  it('changes durably whatever the server is set to', async () => {
    await county.sql(`alter role freigabe_consent_app in database "${new URL(county.database.appUrl).pathname.slice(1)}" set synchronous_commit = off`);
    await county.sql(`create function note_durability() returns trigger language plpgsql as $$ begin
      if current_setting('synchronous_commit') <> 'on' then raise exception 'not durable'; end if; return new; end $$`);
    await county.sql('create trigger note before insert on log_inbox for each row execute function note_durability()');
    const durable = await county.open();
    const { head, consentId } = await given();
    expect(await durable.commit({ heads: [head], until: Infinity, entries: [entry()] })).toBe('COMMITTED');
    expect(await withdraw(durable, { head, consentId, author: author(), entry: entry() })).toMatchObject({ status: 'DONE' });
    await county.sql('drop trigger note on log_inbox');
  });
});
