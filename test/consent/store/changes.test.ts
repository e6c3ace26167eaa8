import { randomUUID } from 'node:crypto';
import { createPolicy, compileRelease } from '../../../consent/core/index.js';
import { KeyReused } from '../../../consent/store/index.js';
import type { ConsentStore } from '../../../consent/store/index.js';
import { author, consent, DAY, entry, NOON, record, relation, testCounty, type TestCounty, withdraw } from './county.js';

let county: TestCounty;
let store: ConsentStore;
beforeAll(async () => {
  county = await testCounty();
  store = await county.open({ clock: () => NOON });
});
afterAll(() => county.close());

const newClient = async (...consents: ReturnType<typeof consent>[]) => {
  const id = randomUUID();
  await store.importClients([{ id, relations: [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })], consents }]);
  const { version } = (await store.records([id])).get(id)!;
  return { clientId: id, version };
};
const asked = { unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER' } as const;

describe('changing consents', () => {
  it('gives back exactly what was imported', async () => {
    const given = consent({ releasingPersons: [{ unit: 'NWL_CUK', person: 'carla' }], exclusions: ['HEALTH'] });
    const emergency = { id: randomUUID(), releasingUnit: 'NWL_CUK', receivingUnit: 'JUGENDAMT:KREIS', categories: ['CONTACT' as const], from: NOON, to: NOON + 3_600_000 };
    const id = randomUUID();
    await store.importClients([{ id, relations: [relation({ to: NOON + DAY })], consents: [given], emergencies: [emergency] }]);
    expect((await store.records([id])).get(id)).toEqual({
      version: expect.any(Number), relations: [relation({ to: NOON + DAY })], consents: [given], emergencies: [emergency],
    });
  });

  it('imports fifteen hundred clients at once', async () => {
    const clients = Array.from({ length: 1_500 }, () => ({ id: randomUUID(), relations: [relation({ unit: 'EBH_KREIS' })], consents: [consent()] }));
    await store.importClients(clients);
    expect((await store.records(clients.slice(0, 100).map(({ id }) => id))).size).toBe(100);
  });

  it('imports nothing if one row is refused', async () => {
    const id = randomUUID();
    const twice = consent();
    await expect(store.importClients([{ id, relations: [], consents: [twice, twice] }])).rejects.toThrow();
    expect((await store.records([id])).size).toBe(0);
  });

  it('records both directions together, raises the head and writes the entry', async () => {
    const head = await newClient();
    const there = consent();
    const back = consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'] });
    const requestId = randomUUID();
    const result = await record(store, { head, consents: [there, back], author: author(), entry: entry({ kind: 'CONSENT', requestId, client: head.clientId }) });
    expect(result).toEqual({ status: 'DONE', repeated: false, consentIds: [there.id, back.id], state: 'ERTEILT' });
    const records = (await store.records([head.clientId])).get(head.clientId)!;
    expect(records.version).toBeGreaterThan(head.version);
    expect(records.consents).toEqual(expect.arrayContaining([there, back]));
    const { items } = await store.accessLog({ unit: 'KREIS_SERVICESTELLE', first: 1, before: null, from: null, to: null });
    expect(items[0]).toMatchObject({ requestId, kind: 'CONSENT', client: head.clientId, at: NOON });
  });

  it('does a repeated change once, and refuses its key for another one', async () => {
    const head = await newClient();
    const by = author();
    const recorded = consent();
    const first = await record(store, { head, consents: [recorded], author: by, entry: entry({ kind: 'CONSENT' }) });
    const before = await store.logHead();
    const again = await record(store, { head, consents: [consent()], author: by, entry: entry({ kind: 'CONSENT' }) });
    expect(again).toEqual({ ...first, repeated: true });
    expect((await store.logHead()).seq).toBe(before.seq);
    const other = { ...by, fingerprint: 'another' };
    await expect(withdraw(store, { head, consentId: recorded.id, author: other, entry: entry() })).rejects.toThrow(KeyReused);
  });

  it('asks to judge again when the head has moved since the right to change was judged', async () => {
    const head = await newClient();
    const stale = { ...head, version: head.version - 1 };
    const result = await record(store, { head: stale, consents: [consent()], author: author(), entry: entry() });
    expect(result).toEqual({ status: 'CHANGED' });
    expect((await store.records([head.clientId])).get(head.clientId)!.consents).toEqual([]);
  });

  it('withdraws: the records of the next moment release nothing more', async () => {
    const given = consent();
    const head = await newClient(given);
    const granted = async () =>
      compileRelease((await store.records([head.clientId])).get(head.clientId)!, asked, 'KURSVERMITTLUNG', NOON, createPolicy()).grants('NWL_CUK', 'LANGUAGE_LEVEL');
    expect(await granted()).toBe(true);
    await withdraw(store, { head, consentId: given.id, author: author(), entry: entry({ kind: 'CONSENT' }) });
    expect(await granted()).toBe(false);
    const events = await county.sql('select kind, unit from consent_event where consent_id = $1', [given.id]);
    expect(events).toEqual([{ kind: 'WIDERRUFEN', unit: 'KREIS_SERVICESTELLE' }]);
  });

  it.each([
    ['an unknown category', `categories = array['LANGUAGE_LEVEL', 'SHOE_SIZE']`],
    ['an unknown unit', `receiving_units = array['KREIS_SERVICESTELLE', 'ZOLL']`],
    ['an unknown state', `state = 'VIELLEICHT'`],
    ['an unknown form', `form = 'TELEPATHISCH'`],
    ['no purposes', `purposes = null`],
    ['no end', `to_at = null`],
    ['an endless end', `to_at = 'infinity'`],
    ['no beginning', `from_at = null`],
    ['persons that are no list', `receiving_persons = '"anna"'`],
    ['functions that are no list', `receiving_functions = '"CASE_MANAGER"'`],
    ['an unknown function', `receiving_functions = '[{"unit": "KREIS_SERVICESTELLE", "role": "LEITUNG"}]'`],
    ['functions that are null in JSON', `receiving_functions = 'null'`],
  ])('grants nothing on a stored consent with %s, and keeps its exclusions', async (_what, assignment) => {
    const broken = consent({ exclusions: ['CONTACT'] });
    const whole = consent({ categories: ['CONTACT', 'COURSE_ENROLMENT'] });
    const head = await newClient(broken, whole);
    await county.sql(`update consent set ${assignment} where id = $1`, [broken.id]);
    const fresh = await county.open();
    const records = (await fresh.records([head.clientId])).get(head.clientId)!;
    const release = compileRelease(records, asked, 'KURSVERMITTLUNG', NOON, createPolicy());
    const seen = (['LANGUAGE_LEVEL', 'CONTACT', 'COURSE_ENROLMENT'] as const).map((category) => release.grants('NWL_CUK', category));
    expect(seen).toEqual([false, false, true]);
  });
});
