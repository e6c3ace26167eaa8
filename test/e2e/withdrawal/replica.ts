/**
 * One replica in a process of its own: the gateway's way from decision over commit to delivery, and changes of consents,
 * against the database it is given. Forked by `replicas.ts`; Node strips the types, so it takes the product from `dist/`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type * as Core from '../../../consent/core/index.js';
import type * as PseudonymsModule from '../../../consent/pseudonyms/pseudonyms.js';
import type * as Store from '../../../consent/store/index.js';
import type * as Random from '../../../demo/random.js';
import type * as Commit from '../../../gateway/release/commit.js';
import type * as Deciding from '../../../gateway/release/decisions.js';
import type { Observation, Plan, Task } from './replicas.js';

const product = (path: string) => import(new URL(`../../../dist/${path}.js`, import.meta.url).href);
const { createPolicy }: typeof Core = await product('consent/core/index');
const { createPseudonyms }: typeof PseudonymsModule = await product('consent/pseudonyms/pseudonyms');
const { openConsentStore }: typeof Store = await product('consent/store/index');
const { random }: typeof Random = await product('demo/random');
const { commitRelease }: typeof Commit = await product('gateway/release/commit');
const { Decisions }: typeof Deciding = await product('gateway/release/decisions');

const [url, number] = process.argv.slice(2) as [string, string];
const store = await openConsentStore({ url });
const pseudonyms = createPseudonyms(new Map([[1, Buffer.alloc(32, 'replica')]]));
const requester = { unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER' } as const;
const policy = createPolicy();
const OWNER = 'NWL_CUK';

/** The machine's monotonic clock, which all its processes share; milliseconds. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const tell = (observation: Observation): void => { process.send!(observation); };

const entry = (kind: 'RELEASE' | 'REFUSAL' | 'CONSENT', requestId: string, client: string, version: number, basis: string | null) => ({
  requestId, kind, client, attemptedId: null, requester: { ...requester, person: 'p1_abc' }, purpose: 'KURSVERMITTLUNG', occasion: String(version),
  rechtskreise: [], owners: [OWNER], items: [{ path: 'client.languageLevel', category: 'LANGUAGE_LEVEL', owners: [OWNER], granted: basis !== null, delivered: basis === null ? null : true, basis }],
  recordsVersion: null, hints: [],
  policyVersion: '1', schemaVersion: '1',
} as const);

/** Whoever is not served in time delivers and acknowledges nothing. */
function tooBusy(fault: Error): undefined {
  if (fault.name !== 'LogUnavailable' && fault.name !== 'StoreUnavailable') throw fault;
}

/** Answers as `gateway/release/answer.ts` does: decides, thinks, commits, and hands out only what was committed. */
async function answer(client: string, requestId: string, thinking: number): Promise<void> {
  const callerId = pseudonyms.write(`unit:${requester.unit}`, client);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const begun = now();
    const decisions = new Decisions({ store, pseudonyms, policy }, requester, 'KURSVERMITTLUNG', Date.now());
    const [view] = await decisions.of([callerId]).catch(tooBusy) ?? [];
    if (!view) break;
    const { release } = view;
    const granted = release.grants(OWNER, 'LANGUAGE_LEVEL') ? release.basis(OWNER, 'LANGUAGE_LEVEL') : null;
    const basis = granted && `CONSENT:${granted.id}`;
    if (thinking > 0) await sleep(thinking);
    const handed = now();
    const result = await commitRelease(store, decisions, [entry(basis ? 'RELEASE' : 'REFUSAL', requestId, client, release.version, basis)]);
    if (result === 'COMMITTED') return tell({ kind: 'DELIVERED', requestId, client, basis, begun, handed, at: now() });
    if (result === 'UNAVAILABLE') break;
  }
  tell({ kind: 'REFUSED', requestId, client });
}

async function change(client: string, consent: string, state: 'ERTEILT' | 'WIDERRUFEN'): Promise<void> {
  const requestId = `${state}-${consent}`;
  const author = { unit: requester.unit, person: 'p1_abc', idempotencyKey: requestId, fingerprint: requestId };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const asked = now();
    const change = store.recordsNow(client).then((records) => {
      const { version } = records!;
      return store.lifecycle.change({
        head: { clientId: client, version }, author, step: state, entry: entry('CONSENT', requestId, client, version, `CONSENT:${consent}`),
        consents: [{ id: consent, state, set: {} }],
      });
    });
    const { status } = await change.catch(tooBusy) ?? { status: 'UNAVAILABLE' };
    const at = now();
    if (status === 'DONE') return tell({ kind: 'ACKNOWLEDGED', requestId, client, consent, state, took: at - asked, at });
  }
}

/** This replica's part of one interleaving, from `task.start` on. */
async function play(plan: Plan, task: Task): Promise<void> {
  const choose = random(plan.seed, task.client, number);
  const delays = Array.from({ length: choose.int(1, 3) }, () => [choose.int(0, plan.spread), choose.pick([0, 0, 1, 3])] as const);
  const [grantAt, withdrawAt, again, late] = [choose.int(0, plan.spread), choose.int(0, plan.spread), choose.chance(0.5), choose.chance(0.3)];
  await sleep(Math.max(0, task.start - now()));
  const works = delays.map(async ([delay, thinking], index) => {
    if (delay > 0) await sleep(delay);
    await answer(task.client, `${task.client}-${number}-${index}`, thinking);
  });
  const alter = async (delay: number, ...changes: readonly (readonly [string, 'ERTEILT' | 'WIDERRUFEN'])[]) => {
    if (delay > 0) await sleep(delay);
    for (const [index, [consent, state]] of changes.entries()) {
      await change(task.client, consent, state);
      await answer(task.client, `${task.client}-${number}-after-${consent}-${index}`, 0);
    }
  };
  const withdraw = async (): Promise<void> => {
    if (late) await answer(task.client, `${task.client}-${number}-before`, 0); // on a slow machine as well, some releases come first
    await alter(withdrawAt, [task.given, 'WIDERRUFEN']);
  };
  if (task.withdraws === number) works.push(withdraw());
  if (task.grants === number) works.push(alter(grantAt, [task.draft, 'ERTEILT'], ...(again ? [[task.draft, 'WIDERRUFEN'] as const] : [])));
  await Promise.all(works);
}

process.on('message', (plan: Plan) => {
  let playing = true;
  const loads = Array.from({ length: plan.load }, async (_, lane) => {
    for (let count = 0; playing; count += 1) {
      const { client } = plan.tasks[(lane + count) % plan.tasks.length]!;
      await answer(client, `${client}-${number}-load-${lane}-${count}`, 0);
      if (plan.rest > 0) await sleep(plan.rest);
    }
  });
  const tasks = Promise.allSettled(plan.tasks.map((task) => play(plan, task))).finally(() => { playing = false; });
  void Promise.all([tasks, Promise.all(loads)]).then(([results]) => {
    const faults = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
    tell({ kind: 'DONE', faults });
  });
});
process.once('disconnect', () => process.exit(0));
await sleep(100); // it listens for changes, so that it really keeps copies
tell({ kind: 'READY' });
