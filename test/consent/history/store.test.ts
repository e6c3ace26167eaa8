import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type pg from 'pg';
import { compileRelease, createPolicy, RECEIVING_ROLES, type Consent, type Purpose, type Requester } from '../../../consent/core/index.js';
import { couldSee, type Sight } from '../../../consent/history/decision.js';
import { readRecords } from '../../../consent/store/read-records.js';
import type { ConsentStore } from '../../../consent/store/index.js';
import { runs as times } from '../../kit/long.js';
import { consent as anyConsent, DAY, instant, NOW, records as anyRecords, UNITS } from '../preview/arbitrary.js';
import { consent, entry, relation, testCounty, type TestCounty } from '../store/county.js';
import { testPool } from '../../kit/pool.js';

let county: TestCounty;
let store: ConsentStore;
let pool: pg.Pool;
beforeAll(async () => {
  county = await testCounty();
  store = await county.open();
  pool = testPool(county.database.appUrl, 4);
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await pool.end();
  await county.close();
});

const clock = async (): Promise<number> => Number((await county.sql<{ now: string }>('select clock_ms() as now'))[0]!.now);
const at = (ms: number): string => new Date(ms).toISOString();

describe('the role of the running program', () => {
  it.each([
    'update record_version set known_from = now()', 'delete from record_version', 'truncate record_version',
    `insert into record_version (client_id, source, record_id, head, known_from) values (gen_random_uuid(), 'consent', gen_random_uuid(), 1, now())`,
    'update policy_version set flows = null', 'delete from policy_version', 'truncate policy_version',
    `insert into policy_version (version, rules_version, flows, known_from) values ('v', 'r', '{}', '2020-01-01')`,
    'alter table consent disable trigger keep_version', 'drop function keep_version cascade', 'set session_replication_role = replica',
  ])('cannot rewrite history: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the history of records', () => {
  it('gives back what was decided, whatever was entered, corrected or removed later', async () => {
    const purposes: readonly Purpose[] = ['KURSVERMITTLUNG', 'ARBEITSBERATUNG'];
    const policy = createPolicy(['S1', 'S2']);
    interface Decided { readonly client: string; readonly known: number; readonly on: number; readonly who: Requester; readonly why: Purpose; readonly seen: Sight[] }
    const decided: Decided[] = [];
    const decide = async (client: string, on: readonly number[]): Promise<void> => {
      const known = await clock();
      const live = (await readRecords(pool, [client])).get(client)!;
      for (const moment of on) {
        for (const unit of UNITS) {
          for (const why of purposes) for (const role of RECEIVING_ROLES) {
            const who: Requester = { unit, person: 'a', role };
            decided.push({ client, known, on: moment, who, why, seen: couldSee(live, who, why, moment, policy) });
          }
        }
      }
    };
    const change = async (client: string, extra: Consent, step: number, moment: number): Promise<void> => {
      const pick = '(select id from consent where client_id = $1 order by id limit 1)';
      const steps: readonly (() => Promise<unknown>)[] = [
        () => insertConsent(client, { ...extra, releasingUnits: UNITS, purposes, from: moment - 3 * DAY, to: moment + 3 * DAY }),
        () => county.sql(`update consent set state = 'WIDERRUFEN' where id = ${pick}`, [client]),
        () => county.sql(`update consent set from_at = $2, to_at = $3 where id = ${pick}`, [client, at(moment - DAY), at(moment + 2 * DAY)]), // backdated correction
        () => county.sql(`update relation set persons = '{b}', responsible = 'b' where client_id = $1`, [client]),
        () => county.sql(`update relation set to_at = $2 where client_id = $1 and unit = $3`, [client, at(moment), UNITS[step % UNITS.length]]),
        () => county.sql('delete from emergency_release where client_id = $1', [client]),
        () => county.sql(`update consent set exclusions = '{LANGUAGE_LEVEL}' where id = ${pick}`, [client]),
      ];
      await steps[step % steps.length]!();
    };

    const cases = fc.sample(fc.record({ start: anyRecords, extras: fc.array(fc.tuple(anyConsent, fc.nat({ max: 20 }), instant), { minLength: 4, maxLength: 8 }) }), { seed: 20260311, numRuns: times(12, 300) });
    for (const { start, extras } of cases) {
      const client = randomUUID();
      await store.importClients([{ id: client, relations: start.relations, consents: start.consents, emergencies: start.emergencies.map((one) => ({ ...one, id: randomUUID() })) }]);
      await decide(client, [NOW]);
      for (const [extra, step, moment] of extras) {
        await change(client, { ...extra, id: randomUUID() }, step, moment);
        await decide(client, [NOW, moment]);
      }
    }
    const asKnown = new Map<string, Awaited<ReturnType<ConsentStore['history']['recordsAsKnown']>>>();
    for (const { client, known, on, who, why, seen } of decided) {
      const key = `${client} ${known}`;
      if (!asKnown.has(key)) asKnown.set(key, await store.history.recordsAsKnown(client, known));
      expect(couldSee(asKnown.get(key)!, who, why, on, policy)).toEqual(seen);
    }
    expect(decided.filter(({ seen }) => seen.some(({ basis }) => basis.kind === 'CONSENT')).length).toBeGreaterThan(20);
  });

  it('knows to the millisecond of the log which version every release was decided on', async () => {
    const client = randomUUID();
    await store.importClients([{ id: client, relations: [relation()], consents: [consent()] }]);
    const committed = new Map<string, number>();
    const stop = { now: false };
    const releasing = async (name: string): Promise<void> => {
      for (let number = 0; !stop.now; number += 1) {
        const { version } = (await readRecords(pool, [client])).get(client)!;
        const requestId = `${name}-${number}`;
        const outcome = await store.commit({ heads: [{ clientId: client, version }], until: Infinity, entries: [entry({ client, requestId })] });
        if (outcome === 'COMMITTED') committed.set(requestId, version);
      }
    };
    const readers = ['a', 'b', 'c'].map(releasing);
    for (let number = 0; number < times(60, 2_000); number += 1) {
      await pool.query('update relation set persons = $2 where client_id = $1', [client, [`p${number}`]]);
      await sleep(4);
    }
    stop.now = true;
    await Promise.all(readers);

    const logged = await county.sql<{ request: string; at: string }>(`select payload::jsonb ->> 'requestId' as request, at from log_inbox where payload::jsonb ->> 'client' = $1`, [client]);
    expect(logged).toHaveLength(committed.size);
    expect(new Set(committed.values()).size).toBeGreaterThan(10);
    const wrong: string[] = [];
    for (const { request, at: when } of logged) {
      const known = await store.history.recordsAsKnown(client, Number(when));
      if (known?.version !== committed.get(request)) wrong.push(`${request}: decided on ${committed.get(request)}, told ${known?.version}`);
    }
    expect(wrong).toEqual([]);
  });

  it('knows the changes of one transaction from one instant on', async () => {
    const client = randomUUID();
    await store.importClients([{ id: client, relations: [relation()], consents: [consent()] }]);
    await county.sql(`do $$ begin
      update relation set persons = '{x}' where client_id = '${client}'; perform pg_sleep(0.005);
      update relation set persons = '{y}' where client_id = '${client}'; perform pg_sleep(0.005);
      update consent set state = 'WIDERRUFEN' where client_id = '${client}';
    end $$`);
    const instants = await county.sql<{ count: string; known: string }>(
      `select count(*), floor(extract(epoch from known_from) * 1000)::int8 as known from record_version where client_id = $1 group by known_from order by known_from`, [client]);
    expect(instants.map(({ count }) => Number(count))).toEqual([2, 3]);
    const last = Number(instants[1]!.known);
    const [before, after] = await Promise.all([last - 1, last].map((when) => store.history.recordsAsKnown(client, when)));
    expect([before!.relations[0]!.persons, before!.consents[0]!.state]).toEqual([['anna'], 'ERTEILT']);
    expect([after!.relations[0]!.persons, after!.consents[0]!.state]).toEqual([['y'], 'WIDERRUFEN']);
    expect((await store.history.versions(client, 0, Date.now() + DAY)).map(({ knownFrom }) => knownFrom)).toEqual(instants.map(({ known }) => Number(known)));
    expect((await store.history.versions(client, last + 1, last + 2)).map(({ knownFrom }) => knownFrom)).toEqual([last]);
  });

  it('tells nothing of times before and after what is on record', async () => {
    const client = randomUUID();
    await store.importClients([{ id: client, relations: [relation()], consents: [] }]);
    expect(await store.history.recordsAsKnown(client, (await clock()) + DAY)).toBeNull();
    expect(await store.history.recordsAsKnown(client, (await clock()) - DAY)).toBeNull();
    expect(await store.history.recordsAsKnown(randomUUID(), await clock())).toBeNull();
  });

  it('keeps what a removed record said, for the time when it stood', async () => {
    const [client, other] = [randomUUID(), randomUUID()];
    const given = consent();
    await store.importClients([{ id: client, relations: [relation()], consents: [given] }, { id: other, relations: [relation()], consents: [] }]);
    const first = await clock();
    await county.sql('update consent set client_id = $2 where id = $1', [given.id, other]);
    const second = await clock();
    await county.sql('delete from consent where id = $1', [given.id]);
    const third = await clock();
    const held = await Promise.all([first, second, third].flatMap((when) => [client, other].map(async (id) => (await store.history.recordsAsKnown(id, when))!.consents.length)));
    expect(held).toEqual([1, 0, 0, 1, 0, 0]);
  });

  it('agrees with the records in force', async () => {
    const clients = fc.sample(anyRecords, { seed: 20260305, numRuns: 20 }).map(({ relations, consents, emergencies }) => ({ id: randomUUID(), relations, consents, emergencies: emergencies.map((one) => ({ ...one, id: randomUUID() })) }));
    await store.importClients(clients);
    const now = await clock();
    const live = await readRecords(pool, clients.map(({ id }) => id));
    for (const { id } of clients) {
      expect(await store.history.recordsAsKnown(id, now)).toEqual(live.get(id));
      expect(compileRelease(live.get(id)!, { unit: UNITS[0]!, person: 'a', role: 'CASE_WORKER' }, 'KURSVERMITTLUNG', NOW, createPolicy()).version).toBe(live.get(id)!.version);
    }
  });
});

describe('the history of rules', () => {
  it('has one entry for each change, however often gateways start', async () => {
    const start = await clock();
    for (const flows of [[], [], ['S1'], ['S1'], []]) await store.history.recordPolicy(createPolicy(flows));
    const known = await store.history.policies(start, Date.now() + DAY);
    expect(known.map(({ flows }) => flows).slice(-3)).toEqual([[], ['S1'], []]);
    expect(known.at(-1)).toMatchObject({ version: createPolicy().version, rulesVersion: createPolicy().version });
    const between = known.at(-2)!.knownFrom;
    expect((await store.history.policies(between, between + 1)).at(-1)!.flows).toEqual(known.at(-1)!.knownFrom === between ? [] : ['S1']);
  });
});

async function insertConsent(client: string, one: Consent): Promise<void> {
  await county.sql(
    `insert into consent (id, client_id, state, releasing_units, releasing_persons, receiving_units, receiving_persons, categories, explicit_categories, exclusions, purposes, form, from_at, to_at, receiving_functions)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [one.id, client, one.state, one.releasingUnits, JSON.stringify(one.releasingPersons), one.receivingUnits, JSON.stringify(one.receivingPersons), one.categories, one.explicitCategories, one.exclusions, one.purposes, one.form, at(one.from), at(one.to),
      one.receivingFunctions ? JSON.stringify(one.receivingFunctions) : null],
  );
}
