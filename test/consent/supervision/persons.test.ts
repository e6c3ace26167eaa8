import { jest } from '@jest/globals';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Requester } from '../../../consent/core/index.js';
import { expire } from '../../../consent/audit/retention/expire.js';
import { readPeriod } from '../../../consent/audit/retention/period.js';
import { startChores, type Chores } from '../../../consent/supervision/chores.js';
import { publishEscrowKey, READING_LASTS } from '../../../consent/supervision/persons/open-approved.js';
import { escrowKey, openName, publicBytes, sealName } from '../../../consent/supervision/persons/sealed-name.js';
import { personStore, RESOLUTION_LASTS } from '../../../consent/supervision/persons/store.js';
import { consentApi, JOB_DPO, type ConsentApi } from '../api/consent-api.js';
import { entry, NOON, testCounty } from '../store/county.js';
import { testPool } from '../../kit/pool.js';

const DEPUTY: Requester = { ...JOB_DPO, person: 'emil' };
const STRANGER: Requester = { unit: 'AA_DETMOLD', person: 'fritz', role: 'DPO' };
const STAFF: Requester = { unit: 'JOBCENTER_LIPPE', person: 'gina.staff@example', role: 'CASE_WORKER' };
const KEY = generateKeyPairSync('ed25519').privateKey;
const CAUSE = 'Beschwerde vom 1. März, Az. 7';

let api: ConsentApi;
let chores: Chores;
let now = NOON;
/** The pseudonyms that the log has for GINA and for a colleague at a unit whose log is not the Jobcenter's. */
const GINA = 'p1_gina';
const ELSEWHERE = 'p1_elsewhere';

beforeAll(async () => {
  api = await consentApi([], { clock: () => now });
  chores = startChores({ url: api.county.database.keeperUrl, key: KEY, everyMs: 3_600_000, clock: () => now });
  await chores.settle();
  await api.store.persons.remember(STAFF, GINA);
  await api.store.persons.remember({ ...STAFF, unit: 'JUGENDAMT:LAGE', person: 'hugo' }, ELSEWHERE);
  await api.store.commit({ heads: [], until: Infinity, entries: [
    entry({ requester: { unit: 'JOBCENTER_LIPPE', person: GINA, role: 'CASE_WORKER' }, owners: [], items: [] }),
    entry({ requester: { unit: 'JUGENDAMT:LAGE', person: ELSEWHERE, role: 'CASE_WORKER' }, owners: [], items: [] }),
  ] });
});
afterAll(async () => {
  await chores.close();
  await api.close();
});
beforeEach(() => { now = NOON; });

interface Receipt { id: string | null; person: string | null; problems: { code: string }[] }

async function act(by: Requester, mutation: string): Promise<{ id: string | null; person: string | null; problems: string[] }> {
  const { data, errors } = await api.ask(`mutation { done: ${mutation} { id person problems { code } } }`, { by, purpose: null });
  expect(errors).toEqual([]);
  const { id, person, problems } = (data as unknown as { done: Receipt }).done;
  return { id, person, problems: problems.map(({ code }) => code) };
}
const request = (by = JOB_DPO, pseudonym = GINA, cause = CAUSE, key: string = randomUUID()) =>
  act(by, `requestPersonResolution(pseudonym: "${pseudonym}", cause: "${cause}", idempotencyKey: "${key}")`);
const approve = (by: Requester, id: string | null, key: string = randomUUID()) => act(by, `approvePersonResolution(id: "${id}", idempotencyKey: "${key}")`);
const read = (by: Requester, id: string | null, key: string = randomUUID()) => act(by, `readPersonResolution(id: "${id}", idempotencyKey: "${key}")`);
const refusedAs = (code: string) => ({ id: null, person: null, problems: [code] });

describe('a pseudonym of staff', () => {
  it('is resolved on cause by one officer, approved by another, and read once by the first; every step is logged', async () => {
    const { seq } = await api.store.logHead();
    const { id } = await request();
    expect(await approve(DEPUTY, id)).toEqual({ id, person: null, problems: [] });
    await chores.settle();
    expect(await read(JOB_DPO, id)).toEqual({ id, person: STAFF.person, problems: [] });
    expect(await read(JOB_DPO, id)).toEqual(refusedAs('NOT_READABLE'));
    const logged = await api.logged(seq);
    expect(logged.map(({ kind, occasion, items }) => [kind, items[0]!.path, items[0]!.granted, occasion])).toEqual([
      ['SUPERVISION', 'requestPersonResolution', true, CAUSE], ['SUPERVISION', 'approvePersonResolution', true, 'AZ 1'],
      ['SUPERVISION', 'readPersonResolution', true, 'AZ 1'], ['SUPERVISION', 'readPersonResolution', false, 'AZ 1'],
    ]);
    expect(JSON.stringify(logged)).not.toContain(STAFF.person);
    const { data } = await api.ask('{ personResolutions { state cause pseudonym } }', { by: DEPUTY, purpose: null });
    expect(data).toEqual({ personResolutions: [{ state: 'READ', cause: CAUSE, pseudonym: GINA }] });
  });

  it('is opened also when the keeper has got a new key, as long as it keeps the old one', async () => {
    const { id } = await request();
    await approve(DEPUTY, id);
    const key = generateKeyPairSync('ed25519').privateKey;
    for (const previousKeys of [[], [KEY]]) {
      expect(await read(JOB_DPO, id)).toEqual(refusedAs('NOT_READABLE'));
      const renewed = startChores({ url: api.county.database.keeperUrl, key, previousKeys, everyMs: 3_600_000, clock: () => now });
      await renewed.settle();
      await renewed.close();
    }
    expect(await read(JOB_DPO, id)).toEqual({ id, person: STAFF.person, problems: [] });
  });

  it('is never resolved by one person alone, whatever their role at whatever unit', async () => {
    const { id } = await request();
    expect(await approve(JOB_DPO, id)).toEqual(refusedAs('OWN_REQUEST'));
    expect(await approve({ ...JOB_DPO, role: 'CASE_MANAGER' }, id)).toEqual(refusedAs('NOT_AVAILABLE'));
    await chores.settle();
    expect(await read(JOB_DPO, id)).toEqual(refusedAs('NOT_READABLE'));
    await expect(api.county.sql('update person_resolution set approved_by = requested_by, approved_at = requested_at where approved_by is null')).rejects.toThrow(/check/);
  });

  it('is approved by nobody else: another unit, no officer, twice, too late', async () => {
    const { id } = await request();
    expect(await approve(STRANGER, id)).toEqual(refusedAs('NOT_AVAILABLE'));
    expect(await approve({ ...DEPUTY, role: 'CASE_WORKER' }, id)).toEqual(refusedAs('NOT_AVAILABLE'));
    expect((await approve(DEPUTY, id)).problems).toEqual([]);
    expect(await approve({ ...JOB_DPO, person: 'karl' }, id)).toEqual(refusedAs('ALREADY_APPROVED'));
    const late = await request();
    now = NOON + RESOLUTION_LASTS;
    expect(await approve(DEPUTY, late.id)).toEqual(refusedAs('NOT_AVAILABLE'));
  });

  it('is read by whoever asked and by nobody else, in time', async () => {
    const { id } = await request();
    await approve(DEPUTY, id);
    expect(await read(JOB_DPO, id)).toEqual(refusedAs('NOT_READABLE')); // not opened yet
    await chores.settle();
    for (const by of [DEPUTY, STRANGER]) expect(await read(by, id)).toEqual(refusedAs('NOT_READABLE'));
    expect(await read({ ...JOB_DPO, role: 'CASE_WORKER' }, id)).toEqual(refusedAs('NOT_AVAILABLE'));
    now = NOON + RESOLUTION_LASTS;
    expect(await read(JOB_DPO, id)).toEqual(refusedAs('NOT_READABLE'));
  });

  it('leaves no name in the database that was not read in time, and opens none then', async () => {
    const { id } = await request();
    const late = await request();
    await approve(DEPUTY, id);
    await chores.settle();
    await approve(DEPUTY, late.id);
    const opened = (): Promise<unknown[]> => api.county.sql('select id from person_resolution where answer is not null');
    expect(await opened()).not.toEqual([]);
    now = NOON + RESOLUTION_LASTS;
    await chores.settle();
    expect(await opened()).toEqual([]);
  });

  it('can be asked for only where it stands in the own unit’s log, and on a cause; unknown ones look the same', async () => {
    expect(await request(JOB_DPO, ELSEWHERE)).toEqual(refusedAs('NOT_AVAILABLE'));
    expect(await request(JOB_DPO, 'p1_nobody')).toEqual(refusedAs('NOT_AVAILABLE'));
    expect(await request(STRANGER)).toEqual(refusedAs('NOT_AVAILABLE'));
    expect(await request({ ...JOB_DPO, role: 'CASE_MANAGER' })).toEqual(refusedAs('NOT_AVAILABLE'));
    expect(await request(JOB_DPO, GINA, 'nur so')).toEqual(refusedAs('CAUSE_INVALID'));
    expect((await approve(DEPUTY, 'rubbish')).problems).toEqual(['NOT_AVAILABLE']);
  });
});

describe('a step whose answer was lost on its way', () => {
  const REUSED = refusedAs('IDEMPOTENCY_KEY_REUSED');

  it('is asked for and approved once, however often, and something else under its key is refused', async () => {
    const keys = [randomUUID(), randomUUID()] as const;
    const before = await api.county.sql('select from person_resolution');
    const asked = await Promise.all([1, 2, 3].map(() => request(JOB_DPO, GINA, CAUSE, keys[0])));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(await api.county.sql('select from person_resolution')).toHaveLength(before.length + 1);
    expect(await request(JOB_DPO, GINA, `${CAUSE}, Blatt 2`, keys[0])).toEqual(REUSED);
    const { id } = asked[0]!;
    const { seq } = await api.store.logHead();
    for (let time = 0; time < 2; time++) expect(await approve(DEPUTY, id, keys[1])).toEqual({ id, person: null, problems: [] });
    expect((await api.logged(seq)).map(({ kind, items }) => [kind, items[0]!.path])).toEqual([['SUPERVISION', 'approvePersonResolution'], ['NOOP', 'approvePersonResolution']]);
    expect(await approve(DEPUTY, id)).toEqual(refusedAs('ALREADY_APPROVED'));
    expect(await approve(DEPUTY, (await request()).id, keys[1])).toEqual(REUSED);
    expect((await request(DEPUTY, GINA, CAUSE, keys[0])).id).not.toBe(id); // somebody else's key
  });

  it('tells the name again for ten minutes, under the same key, to the same officer, each time on record; then it is gone', async () => {
    const { id } = await request();
    await approve(DEPUTY, id);
    const key = randomUUID();
    expect(await read(JOB_DPO, id, key)).toEqual(refusedAs('NOT_READABLE')); // not opened yet: nothing was done under the key
    await chores.settle();
    const { seq } = await api.store.logHead();
    const named = { id, person: STAFF.person, problems: [] };
    expect(await read(JOB_DPO, id, key)).toEqual(named);
    now = NOON + READING_LASTS - 1;
    await chores.settle();
    expect([await read(JOB_DPO, id, key), await read(JOB_DPO, id), await read(DEPUTY, id, key)]).toEqual([named, refusedAs('NOT_READABLE'), refusedAs('NOT_READABLE')]);
    expect(await read(JOB_DPO, (await request()).id, key)).toEqual(REUSED);
    now = NOON + READING_LASTS;
    expect(await read(JOB_DPO, id, key)).toEqual(refusedAs('NOT_READABLE'));
    const readings = (await api.logged(seq)).filter(({ items }) => items[0]!.path === 'readPersonResolution');
    expect(readings.map(({ kind, items }) => [kind, items[0]!.granted, items[0]!.delivered])).toEqual([
      ['SUPERVISION', true, true], ['SUPERVISION', true, true], ...Array.from({ length: 4 }, () => ['SUPERVISION', false, null]),
    ]);
    const left = () => api.county.sql('select from person_resolution where read_at is not null and answer is not null');
    expect(await left()).toHaveLength(1);
    await chores.settle();
    expect(await left()).toEqual([]);
    expect(JSON.stringify(await api.county.sql('select * from keyed_act'))).not.toContain(STAFF.person);
  });
});

describe('the gateway’s own account', () => {
  let gateway: pg.Client;
  beforeAll(async () => {
    gateway = new pg.Client({ connectionString: api.county.database.appUrl });
    await gateway.connect();
  });
  afterAll(() => gateway.end());

  it.each([
    ['reads no sealed name', 'select sealed from person_escrow'],
    ['reads no answer but through the function', 'select answer from person_resolution'],
    ['writes no answer', `update person_resolution set answer = 'x'`],
    ['makes no request that is approved already', `insert into person_resolution (unit, pseudonym, cause, requested_by, requested_at, ends_at, approved_by, approved_at) select 'U', pseudonym, 'because I say so', 'a', 1, 2, 'b', 1 from person_escrow`],
    ['exchanges no name', 'delete from person_escrow'],
    ['exchanges no key', `insert into person_escrow_key (public_key) values ('x')`],
  ])('%s', async (_what, sql) => {
    await expect(gateway.query(sql)).rejects.toThrow(/permission denied/);
  });

  it('cannot approve a second time or take a reading back', async () => {
    const { id } = await request();
    await approve(DEPUTY, id);
    await expect(gateway.query('update person_resolution set approved_by = $1 where approved_by is not null', ['karl'])).rejects.toThrow(/approved once|read once/);
  });
});

describe('a sealed name', () => {
  const own = escrowKey(generateKeyPairSync('ed25519').privateKey);
  const other = escrowKey(generateKeyPairSync('ed25519').privateKey);

  it('opens for its key and its pseudonym only, and not when it was changed', () => {
    const sealed = sealName(publicBytes(own), 'Ünal', 'p1_a');
    expect(openName(own, sealed, 'p1_a')).toBe('Ünal');
    expect(() => openName(other, sealed, 'p1_a')).toThrow();
    expect(() => openName(own, sealed, 'p1_b')).toThrow();
    for (const place of [0, 50, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed);
      changed[place]! ^= 1;
      expect(() => openName(own, changed, 'p1_a')).toThrow();
    }
  });

  it('never looks the same twice', () => {
    expect(sealName(publicBytes(own), 'a', 'p')).not.toEqual(sealName(publicBytes(own), 'a', 'p'));
  });
});

it('forgets a name when no entry speaks of it any more, and keeps it again with the next request', async () => {
  const kept = async (): Promise<string[]> => (await api.county.sql<{ pseudonym: string }>('select pseudonym from person_escrow order by 1')).map(({ pseudonym }) => pseudonym);
  const AGAIN = 'p1_again';
  const again = () => api.store.persons.remember({ ...STAFF, person: 'ida' }, AGAIN);
  await again();
  await request();
  const keeper = testPool(api.county.database.keeperUrl);
  const expired = () => expire({ pool: keeper, signer: { origin: 'log.example', key: KEY }, period: readPeriod('P6M'), now });
  await api.county.sql(`insert into log_request values (1, 1, 'U', $1, 'RELEASE', null, false, false, '{}')`, [GINA]);
  await expired();
  expect(await kept()).toEqual([AGAIN, ELSEWHERE, GINA]); // young
  await api.county.sql(`update person_escrow set kept_at = 'epoch'`);
  now = NOON + 200 * 86_400_000;
  await expired();
  expect(await kept()).toEqual([GINA]);
  expect(await api.county.sql('select id from person_resolution union all select null from keyed_act')).toEqual([]);
  await again();
  await api.county.sql('truncate log_request');
  await expired();
  await keeper.end();
  expect(await kept()).toEqual([AGAIN]);
});

it('costs a request nothing while nobody has published a key for names; they are kept soon after', async () => {
  const passed = jest.spyOn(performance, 'now');
  const county = await testCounty();
  const pool = testPool(county.database.ownerUrl);
  const asked = jest.spyOn(pool, 'query');
  const faults: unknown[] = [];
  const store = personStore({ pool, clock: undefined, onFault: (fault) => void faults.push(fault) });
  const kept = async (): Promise<number> => (await county.sql('select 1 from person_escrow')).length;
  for (let request = 0; request < 5; request += 1) await store.remember(STAFF, GINA);
  expect([asked.mock.calls.length, faults.length, await kept()]).toEqual([1, 1, 0]);
  await publishEscrowKey(pool, escrowKey(KEY));
  const now = performance.now();
  passed.mockReturnValue(now + 10_000);
  await store.remember(STAFF, GINA);
  expect([faults.length, await kept()]).toEqual([1, 1]);
  passed.mockRestore();
  await pool.end();
  await county.close();
});
