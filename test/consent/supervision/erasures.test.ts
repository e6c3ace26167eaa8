import type pg from 'pg';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { approvedErasures, erase } from '../../../consent/audit/retention/erase.js';
import type { Requester } from '../../../consent/core/index.js';
import { ERASURE_LASTS } from '../../../consent/supervision/erasures/store.js';
import { consentApi, JOB_DPO, type ConsentApi } from '../api/consent-api.js';
import { entry, NOON, relation } from '../store/county.js';
import { testPool } from '../../kit/pool.js';

const DEPUTY: Requester = { ...JOB_DPO, person: 'emil' };
const STRANGER: Requester = { unit: 'AA_DETMOLD', person: 'fritz', role: 'DPO' };
const REASON = 'Antrag vom 1. März, Az. 12';

let api: ConsentApi;
let client: string;
let pool: pg.Pool;
let now = NOON;

beforeAll(async () => {
  api = await consentApi([], { clock: () => now });
  pool = testPool(api.county.database.keeperUrl, 2);
  client = await api.client({ relations: [relation({ unit: 'JOBCENTER_LIPPE' })], consents: [] });
  await api.store.commit({ heads: [], until: Infinity, entries: [entry({ client, owners: ['JOBCENTER_LIPPE'] })] });
});
afterAll(async () => {
  await pool.end();
  await api.close();
});
beforeEach(async () => {
  now = NOON;
  await api.county.sql('truncate erasure_request');
});

async function act(by: Requester, mutation: string): Promise<{ id: string | null; problems: string[] }> {
  const { data, errors } = await api.ask(`mutation { done: ${mutation} { id problems { code } } }`, { by, purpose: null });
  expect(errors).toEqual([]);
  const { id, problems } = (data as unknown as { done: { id: string | null; problems: { code: string }[] } }).done;
  return { id, problems: problems.map(({ code }) => code) };
}
const request = (by = JOB_DPO, whom = client, reason = REASON, key: string = randomUUID()) =>
  act(by, `requestErasure(client: "${api.seenBy(by.unit, whom)}", reason: "${reason}", idempotencyKey: "${key}")`);
const APPROVAL = 'geprüft und richtig';
const approve = (by: Requester, id: string | null, reason = APPROVAL, key: string = randomUUID()) => act(by, `approveErasure(id: "${id}", reason: "${reason}", idempotencyKey: "${key}")`);
const listed = async (by: Requester) => (await api.ask('{ erasureRequests { id clientPseudonym reason state requestedBy approvedBy } }', { by, purpose: null })).data!['erasureRequests'];
const refusedAs = (code: string) => ({ id: null, problems: [code] });

it('is asked for by one officer, approved by another, done by the keeper; each step is on record as about nobody', async () => {
  const { seq } = await api.store.logHead();
  const { id } = await request();
  expect(await approvedErasures(pool, now)).toEqual([]);
  expect(await approve(DEPUTY, id)).toEqual({ id, problems: [] });
  expect((await api.logged(seq)).map(({ kind, client: about, items }) => [kind, about, items[0]!.path, items[0]!.granted])).toEqual([
    ['SUPERVISION', null, 'requestErasure', true], ['SUPERVISION', null, 'approveErasure', true],
  ]);
  expect(await listed(DEPUTY)).toEqual([{ id, clientPseudonym: api.seenBy('JOBCENTER_LIPPE', client), reason: REASON, state: 'APPROVED', requestedBy: expect.stringMatching(/^p1_/), approvedBy: expect.stringMatching(/^p1_/) }]);
  const [waiting, ...more] = await approvedErasures(pool, now);
  expect(more).toEqual([]);
  await api.county.sql('delete from log_inbox');
  expect(await erase({ pool, signer: { origin: 'log.example', key: generateKeyPairSync('ed25519').privateKey }, now }, waiting!)).toMatchObject({ unit: 'JOBCENTER_LIPPE' });
  expect(await listed(JOB_DPO)).toMatchObject([{ id, state: 'DONE', clientPseudonym: null }]);
});

it('is not approved by who asked, twice, by another unit’s officer, without a reason, or when its time is over', async () => {
  await api.store.commit({ heads: [], until: Infinity, entries: [entry({ client, owners: ['JOBCENTER_LIPPE'] })] });
  const { id } = await request();
  expect(await approve(JOB_DPO, id)).toEqual(refusedAs('OWN_REQUEST'));
  expect(await approve(STRANGER, id)).toEqual(refusedAs('NOT_AVAILABLE'));
  expect(await approve(DEPUTY, id, 'ok')).toEqual(refusedAs('REASON_INVALID'));
  now = NOON + ERASURE_LASTS;
  expect(await approve(DEPUTY, id)).toEqual(refusedAs('NOT_AVAILABLE'));
  now -= 1;
  expect(await approve(DEPUTY, id)).toEqual({ id, problems: [] });
  expect(await approve({ ...DEPUTY, person: 'frida' }, id)).toEqual(refusedAs('ALREADY_APPROVED'));
  now += 1;
  expect([await approvedErasures(pool, now), await listed(JOB_DPO)]).toEqual([[], [expect.objectContaining({ state: 'ENDED' })]]);
});

it('is asked for and approved once per key, however often; something else under it is refused', async () => {
  await api.store.commit({ heads: [], until: Infinity, entries: [entry({ client, owners: ['JOBCENTER_LIPPE'] })] });
  const keys = [randomUUID(), randomUUID()] as const;
  const { seq } = await api.store.logHead();
  const asked = await Promise.all([1, 2, 3].map(() => request(JOB_DPO, client, REASON, keys[0])));
  expect([new Set(asked.map(({ id }) => id)).size, await api.county.sql('select from erasure_request')]).toEqual([1, [{}]]);
  expect((await api.logged(seq)).map(({ kind }) => kind)).toEqual(['SUPERVISION', 'NOOP', 'NOOP']);
  expect(await request(JOB_DPO, client, `${REASON}, Blatt 2`, keys[0])).toEqual(refusedAs('IDEMPOTENCY_KEY_REUSED'));
  const { id } = asked[0]!;
  for (let time = 0; time < 2; time++) expect(await approve(DEPUTY, id, APPROVAL, keys[1])).toEqual({ id, problems: [] });
  expect(await approve(DEPUTY, id, 'doch anders gemeint', keys[1])).toEqual(refusedAs('IDEMPOTENCY_KEY_REUSED'));
  expect(await approve(DEPUTY, id)).toEqual(refusedAs('ALREADY_APPROVED'));
});

it('is asked for by officers only, of clients in the own unit’s log only; who is not, is told the same', async () => {
  await api.store.commit({ heads: [], until: Infinity, entries: [entry({ client, owners: ['JOBCENTER_LIPPE'] })] });
  for (const by of [STRANGER, { ...JOB_DPO, role: 'CASE_WORKER' as const }]) expect(await request(by)).toEqual(refusedAs('NOT_AVAILABLE'));
  expect(await request(JOB_DPO, '00000000-0000-4000-8000-000000000001')).toEqual(refusedAs('NOT_AVAILABLE'));
  expect(await request(JOB_DPO, client, 'zu kurz')).toEqual(refusedAs('REASON_INVALID'));
  expect(await listed(STRANGER)).toEqual([]);
  expect((await api.ask('{ erasureRequests { id } }', { by: { ...JOB_DPO, role: 'CASE_WORKER' } })).data).toEqual({ erasureRequests: null });
  expect(await api.county.sql('select from erasure_request')).toEqual([]);
});
