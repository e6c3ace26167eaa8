import { setTimeout as sleep } from 'node:timers/promises';
import { entryOf, type LogEntry } from '../../consent/audit/entry.js';
import type { Requester } from '../../consent/core/index.js';
import { random } from '../../demo/random.js';
import { consent, DAY, relation } from '../consent/store/county.js';
import { runs } from '../kit/long.js';
import { FAULTS, planting } from './withdrawal/faults.js';
import { startGateways, type Gateways } from './withdrawal/gateways.js';
import { judged, type Judgement, type Logged } from './withdrawal/judged.js';
import { PAUSES, pausing, STEPS, withPauses } from './withdrawal/pauses.js';
import type { Observation, Task } from './withdrawal/replicas.js';

/**
 * Promise P5 from outside: two gateways in processes of their own, asked over HTTP, on one PostgreSQL that pauses at every step
 * of the release commit. Each client is one interleaving of requests at both with a withdrawal or an end, half of them with a
 * grant besides. What was answered is compared with the log.
 */
const SEED = 20261123;
const BATCH = 100;
/** Clients under way at the same time: more, and a slow machine plays them one after the other instead of at once. */
const LANES = 8;
/** Milliseconds within which everything about one client begins. */
const SPREAD = 30;

const CM: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER' };
const CUK: Requester = { unit: 'NWL_CUK', person: 'carla', role: 'CASE_WORKER' };
const LOOK = 'query($id: ID!) { client(id: $id) { languageLevel { level } } }';
const WITHDRAW = 'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state consentIds problems { code } } }';
const RECORD = 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { state consentIds problems { code } } }';

let place: Gateways;
beforeAll(async () => {
  place = await startGateways();
  await place.county.sql(withPauses(SEED));
}, 120_000);
afterAll(() => place?.close());

const monotonic = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Plays interleavings against both gateways and judges what was answered by what was logged. */
async function interleave(seed: number, count: number, ending = 0.25): Promise<Judgement> {
  const { store, county, pseudonyms, ask } = place;
  const choose = random(seed, 'http');
  const [asCm, asCuk] = [await place.token(CM), await place.token(CUK)];
  const first = (await store.logHead()).seq;
  const observed: Observation[] = [];
  /** The name of a change by the number of its request, and the consents that were granted. */
  const changes = new Map<string, string>();
  const granted = new Map<string, string>();
  const clients = Array.from({ length: count }, () => {
    const ends = choose.chance(ending);
    return {
      client: choose.uuid(), given: choose.uuid(), draft: '', withdraws: ends ? null : choose.int(0, 1),
      grants: choose.chance(0.5) ? choose.int(0, 1) : null, again: choose.chance(0.5), late: choose.chance(0.5),
      lasts: ends ? choose.int(5, SPREAD) : DAY,
      looks: Array.from({ length: choose.int(3, 6) }, () => [choose.int(0, 1), choose.int(0, SPREAD)] as const),
      delays: [choose.int(0, SPREAD), choose.int(0, SPREAD)] as const,
    };
  });
  await place.fill(clients.map(({ client }) => client));
  /** When the consent of each client ends. */
  const ends = new Map<string, number>();

  const look = async (gateway: number, client: string): Promise<void> => {
    const begun = monotonic();
    const { requestId, body } = await ask(gateway, asCm, LOOK, { id: pseudonyms.write(`unit:${CM.unit}`, client) });
    if (body.errors) return void observed.push({ kind: 'REFUSED', requestId, client }); // too busy, or changed too often meanwhile
    const shown = body.data.client.languageLevel?.level === 'A2';
    observed.push({ kind: 'DELIVERED', requestId, client, basis: shown ? 'SHOWN' : null, begun, handed: begun, at: monotonic() });
  };
  const change = async (gateway: number, client: string, state: 'ERTEILT' | 'WIDERRUFEN', token: string, query: string, input: object): Promise<{ id: string; requestId: string } | null> => {
    const asked = monotonic();
    const { requestId, body } = await ask(gateway, token, query, { input: { idempotencyKey: `key-${client}-${state}-${asked}`, ...input } });
    const receipt = body.data?.withdrawConsent ?? body.data?.recordConsent;
    if (!receipt) return null; // too busy: nothing is acknowledged
    if (receipt.state !== state) throw new Error(`${query} was refused: ${JSON.stringify(receipt)}`);
    observed.push({ kind: 'ACKNOWLEDGED', requestId, client, consent: requestId, state, took: monotonic() - asked, at: monotonic() });
    return { id: receipt.consentIds[0], requestId };
  };
  const withdraw = (gateway: number, client: string, { unit }: Requester, token: string, id: string) =>
    change(gateway, client, 'WIDERRUFEN', token, WITHDRAW, { client: pseudonyms.write(`unit:${unit}`, client), consent: id });

  const play = async ({ client, given, lasts, withdraws, grants, again, late, looks, delays }: (typeof clients)[number]): Promise<void> => {
    const from = Date.now() - DAY;
    const to = Date.now() + lasts;
    ends.set(client, to);
    await store.importClients([{
      id: client, relations: [{ ...relation(), from }, relation({ unit: CUK.unit, from, persons: [CUK.person], responsible: CUK.person })],
      consents: [consent({ id: given, from, to })],
    }]);
    const works = looks.map(async ([gateway, delay]) => {
      await sleep(delay);
      await look(gateway, client);
    });
    if (withdraws !== null) works.push((async () => {
      await sleep(delays[0]);
      if (late) await look(1 - withdraws, client); // however slow the machine, half of the withdrawals come after a release
      const done = await withdraw(withdraws, client, CM, asCm, pseudonyms.write(`unit:${CM.unit}`, given));
      if (done) changes.set(done.requestId, `WIDERRUFEN-${given}`);
      await look(1 - withdraws, client);
    })());
    if (grants !== null) works.push((async () => {
      await sleep(delays[1]);
      const done = await change(grants, client, 'ERTEILT', asCuk, RECORD, {
        client: pseudonyms.write(`unit:${CUK.unit}`, client), releasingUnits: [CUK.unit], receivingUnits: [CM.unit], categories: ['LANGUAGE_LEVEL'],
        purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo: new Date(Date.now() + DAY),
      });
      if (!done) return;
      granted.set(client, done.requestId);
      await look(1 - grants, client);
      const back = again ? await withdraw(grants, client, CUK, asCuk, done.id) : null;
      if (back) changes.set(back.requestId, `WIDERRUFEN-${done.requestId}`);
      await look(1 - grants, client);
    })());
    await Promise.all(works);
  };
  const waiting = clients.values(); // all lanes take from it
  await Promise.all(Array.from({ length: LANES }, async () => {
    for (const client of waiting) await play(client);
  }));

  const rows = await county.sql<{ seq: string; at: string; payload: string }>('select seq, at, payload from log_inbox where seq > $1 order by seq', [first]);
  const log = rows.map(({ seq, at, payload }): Logged => {
    const { requestId, kind, client, items, recordsVersion, lockedAt } = entryOf(payload) as LogEntry & { readonly client: string; readonly recordsVersion: number; readonly lockedAt: number };
    return { seq: Number(seq), at: Number(at), requestId, kind, client, basis: items[0]?.basis ?? null, version: recordsVersion, lockedAt };
  });
  return judged(...named(clients.map(({ withdraws, grants, ...task }) => ({ ...task, start: 0, to: ends.get(task.client)!, withdraws: withdraws?.toString() ?? null, grants: grants?.toString() ?? null })), log, observed));

  /** Changes under the names that `judged` knows them by, answers with the basis that the log has for them. */
  function named(tasks: readonly (Task & { readonly to: number })[], log: readonly Logged[], seen: readonly Observation[]) {
    const consentOf = new Map(log.filter(({ kind }) => kind === 'CONSENT').map(({ requestId, basis }) => [requestId, basis!.slice('CONSENT:'.length)]));
    const nameOf = (requestId: string): string => {
      const name = changes.get(requestId)?.replace(/^(WIDERRUFEN-)(.*)$/, (_all, state: string, id: string) => state + (consentOf.get(id) ?? id));
      return name ?? ([...granted.values()].includes(requestId) ? `ERTEILT-${consentOf.get(requestId)}` : requestId);
    };
    const basisOf = new Map(log.map(({ requestId, basis }) => [requestId, basis]));
    return [
      tasks.map((task) => ({ ...task, draft: consentOf.get(granted.get(task.client) ?? '') ?? '' })),
      log.map((entry) => ({ ...entry, requestId: entry.kind === 'CONSENT' ? nameOf(entry.requestId) : entry.requestId })),
      seen.map((one): Observation => {
        if (one.kind === 'DELIVERED') return { ...one, basis: one.basis && (basisOf.get(one.requestId) ?? 'NO ENTRY') };
        if (one.kind === 'ACKNOWLEDGED') return { ...one, requestId: nameOf(one.requestId), consent: nameOf(one.requestId).replace(/^[A-Z]+-/, '') };
        return one;
      }),
    ] as const;
  }
}

describe('two gateways asked over HTTP, with pauses at every step of the commit', () => {
  const count = runs(200, 10_000);

  it('let nothing out after an acknowledgement or an end', async () => {
    const sum = { violations: [] as string[], before: 0, after: 0, afterEnd: 0, onGrant: 0 };
    for (let batch = 0; batch * BATCH < count; batch += 1) {
      const { violations, before, after, afterEnd, onGrant } = await interleave(SEED + batch, BATCH);
      sum.violations.push(...violations);
      sum.before += before; sum.after += after; sum.afterEnd += afterEnd; sum.onGrant += onGrant;
    }
    console.info(`${count} interleavings over HTTP: ${sum.before} releases before a withdrawal, ${sum.after} answers after one, ${sum.afterEnd} after an end, ${sum.onGrant} releases on a grant.`);
    expect(sum.violations).toEqual([]);
    for (const happened of [sum.before, sum.after, sum.afterEnd, sum.onGrant]) expect(happened).toBeGreaterThan(count / 20);
    const pauses = await place.county.sql<{ pauses: number }>(PAUSES);
    console.info(pauses.map(({ pauses: often }, step) => `${STEPS[step]}: ${often}`).join(', '));
    for (const { pauses: often } of pauses) expect(often).toBeGreaterThan(5);
  }, runs(60_000, 3_600_000));

  it.each([FAULTS[0]!, FAULTS[1]!].map((fault, index) => ({ ...fault, seed: SEED + 50_000 + index })))('would be seen to let too much out if $planted', async ({ seed, ...fault }) => {
    await place.county.sql(pausing(SEED, 2));
    const violations = await planting(fault, place.county.sql, (number) => interleave(seed + 100 * number, 60, 0.5));
    console.info(`${fault.planted}: ${violations.length} violations`);
    expect(violations.length).toBeGreaterThan(0);
  }, 60_000);
});
