import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileRelease, createPolicy } from '../../../consent/core/index.js';
import type { ConsentStore } from '../../../consent/store/index.js';
import { author, consent, entry, NOON, record, relation, testCounty, type TestCounty, withdraw } from './county.js';

const ROUNDS = 150;
const policy = createPolicy();
const asked = { unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER' } as const;

/** Mulberry32: the same interleavings in every run. */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Lets the other side run for a few turns of the event loop. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
};

describe.each([
  ['with notifications', true],
  ['with every notification lost', false],
])('two replicas on one database, %s', (_how, notified) => {
  let county: TestCounty;
  let one: ConsentStore;
  let other: ConsentStore;
  beforeAll(async () => {
    county = await testCounty();
    if (!notified) await county.sql('drop trigger tell_change on client_head');
    [one, other] = await Promise.all([county.open({ clock: () => NOON }), county.open({ clock: () => NOON })]);
    await sleep(200); // both listen, so that both really keep copies
  });
  afterAll(() => county.close());

  it('never lets a commit decided on an older version succeed once a withdrawal has resolved', async () => {
    const chance = random(20260301);
    const outcomes = { before: 0, after: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const clientId = randomUUID();
      const given = consent();
      await one.importClients([{ id: clientId, relations: [relation(), relation({ unit: 'NWL_CUK' })], consents: [given] }]);
      const known = (await one.records([clientId])).get(clientId)!;
      await other.records([clientId]);
      let withdrawn = false;
      const takeBack = async () => {
        await turns(Math.floor(chance() * 6));
        await withdraw(other, {
          head: { clientId, version: known.version }, consentId: given.id, author: author(), entry: entry({ kind: 'CONSENT' }),
        });
        withdrawn = true;
      };
      const answer = async () => {
        await turns(Math.floor(chance() * 40));
        for (let attempt = 0; attempt < 3; attempt++) {
          const records = (await one.records([clientId])).get(clientId)!;
          const release = compileRelease(records, asked, 'KURSVERMITTLUNG', NOON, policy);
          const granted = release.grants('NWL_CUK', 'LANGUAGE_LEVEL');
          const lateStart = withdrawn;
          const result = await one.commit({ heads: [{ clientId, version: release.version }], until: release.until, entries: [entry()] });
          if (result === 'CHANGED') continue;
          if (lateStart) expect(granted).toBe(false);
          outcomes[granted ? 'before' : 'after']++;
          return;
        }
        throw new Error('No answer after three attempts');
      };
      await Promise.all([takeBack(), answer(), answer(), answer()]);
      const late = await one.commit({ heads: [{ clientId, version: known.version }], until: Infinity, entries: [entry()] });
      expect(late).toBe('CHANGED');
      const fresh = await one.records([clientId]);
      expect(compileRelease(fresh.get(clientId)!, asked, 'KURSVERMITTLUNG', NOON, policy).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
    }
    // Both orders really happened.
    expect(Math.min(outcomes.before, outcomes.after)).toBeGreaterThan(20);
  });

  it('does not lock itself up when releases over many clients meet changes', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID());
    await one.importClients(ids.map((id) => ({ id, relations: [relation()], consents: [] })));
    const change = async (clientId: string) => {
      for (;;) {
        const { version } = (await other.records([clientId])).get(clientId)!;
        const { status } = await record(other, {
          head: { clientId, version }, consents: [consent()], author: author(), entry: entry({ kind: 'CONSENT' }),
        });
        if (status === 'DONE') return;
      }
    };
    const release = async (store: ConsentStore, order: string[]) => {
      const records = await store.records(order);
      await store.commit({ heads: order.map((clientId) => ({ clientId, version: records.get(clientId)!.version })), until: Infinity, entries: [entry()] });
    };
    const backwards = [...ids].reverse();
    await Promise.all([...ids.map(change), ...Array.from({ length: 40 }, (_, index) => release(index % 2 ? one : other, index % 3 ? ids : backwards))]);
    const records = await Promise.all(ids.map((id) => one.recordsNow(id)));
    expect(records.every((found) => found!.consents.length === 1)).toBe(true);
  });
});

describe('the copies in memory', () => {
  let county: TestCounty;
  let store: ConsentStore;
  const faults: unknown[] = [];
  beforeAll(async () => {
    county = await testCounty();
    store = await county.open({ onFault: (fault) => faults.push(fault) });
    await sleep(200);
  });
  afterAll(() => county.close());

  const stateOf = async (clientId: string) => (await store.records([clientId])).get(clientId)!.consents[0]!.state;
  const until = async (test: () => Promise<boolean>) => {
    for (let waited = 0; waited < 10_000; waited += 20) {
      if (await test()) return;
      await sleep(20);
    }
    throw new Error('Never came true');
  };
  const clientWith = async (given = consent()) => {
    const id = randomUUID();
    await store.importClients([{ id, relations: [relation()], consents: [given] }]);
    return id;
  };

  it('follow a change that someone makes straight in the database', async () => {
    const id = await clientWith();
    expect(await stateOf(id)).toBe('ERTEILT');
    await county.sql(`update consent set state = 'WIDERRUFEN' where client_id = $1`, [id]);
    await until(async () => (await stateOf(id)) === 'WIDERRUFEN');
  });

  it('are dropped when the connection is lost, and kept again after it is back', async () => {
    const id = await clientWith();
    await stateOf(id);
    await county.sql('drop trigger tell_change on client_head');
    await county.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'freigabe consent listener'`);
    await until(async () => faults.length > 0);
    await county.sql(`update consent set state = 'WIDERRUFEN' where client_id = $1`, [id]);
    expect(await stateOf(id)).toBe('WIDERRUFEN');
    await county.sql('create trigger tell_change after insert or update on client_head for each row execute function tell_change()');
    await until(async () => (await county.sql(`select from pg_stat_activity where datname = current_database() and application_name = 'freigabe consent listener'`)).length > 0);
    await county.sql(`update consent set state = 'ERTEILT' where client_id = $1`, [id]);
    await until(async () => (await stateOf(id)) === 'ERTEILT');
  });
});
