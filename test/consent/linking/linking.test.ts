import { randomUUID } from 'node:crypto';
import { newLinkingCode } from '../../../consent/linking/code.js';
import type { Requester } from '../../../consent/core/index.js';
import { consent, DAY, NOON, relation } from '../store/county.js';
import { ANNA, CARLA, consentApi, JOB_DPO, type ConsentApi } from '../api/consent-api.js';
import { testClock } from '../../kit/clock.js';

const clock = testClock(new Date(NOON).toISOString());
let api: ConsentApi;
beforeAll(async () => { api = await consentApi([], { clock }); });
beforeEach(async () => {
  clock.set(NOON);
  await api.county.sql('delete from linking_failure');
});
afterAll(() => api.close());

const CEM: Requester = { unit: 'NWL_CUK', person: 'cem', role: 'CASE_WORKER' };
const JONAS: Requester = { unit: 'JOBCENTER_LIPPE', person: 'jonas', role: 'CASE_WORKER' };
const CREATE = 'mutation ($input: CreateLinkingCodeInput!) { createLinkingCode(input: $input) { id code expiresAt problems { code message } } }';
const REDEEM = 'mutation ($code: String!, $key: String!) { redeemLinkingCode(code: $code, idempotencyKey: $key) { client retryAt problems { code message } } }';
const REVOKE = 'mutation ($id: ID!, $key: String!) { revokeLinkingCode(id: $id, idempotencyKey: $key) { id problems { code } } }';

const run = async (source: string, name: string, variables: Record<string, unknown>, by: Requester): Promise<any> => {
  const { data, errors } = await api.ask(source, { by, variables });
  expect(errors).toEqual([]);
  return data![name];
};
const create = (client: string, over: Record<string, unknown> = {}, by = ANNA) =>
  run(CREATE, 'createLinkingCode', { input: { client: api.seenBy(by.unit, client), unit: 'NWL_CUK', idempotencyKey: randomUUID(), ...over } }, by);
const redeem = (code: string, by = CARLA, key: string = randomUUID()) => run(REDEEM, 'redeemLinkingCode', { code, key }, by);
const revoke = (id: string, by = ANNA) => run(REVOKE, 'revokeLinkingCode', { id, key: randomUUID() }, by);
const codes = ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code);
const relations = async (id: string, unit = 'NWL_CUK') => (await api.store.records([id])).get(id)!.relations.filter((row) => row.unit === unit).sort((one, other) => one.persons.length - other.persons.length);

/** A client of Anna's with a form that names the course coordination, which does not work with them yet. */
const signed = (over = {}) => api.client({ relations: [relation()], consents: [consent(over)] });
const refusal = { client: null, retryAt: null, problems: [{ code: 'CODE_NOT_ACCEPTED', message: expect.any(String) }] };

describe('a code', () => {
  it('is for a unit that the form names by a function only', async () => {
    const id = await signed({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: [], receivingFunctions: [{ unit: 'NWL_CUK', role: 'CASE_WORKER' }] });
    const { code, problems } = await create(id);
    expect(problems).toEqual([]);
    expect(await redeem(code)).toMatchObject({ client: api.seenBy('NWL_CUK', id), problems: [] });
  });

  it('makes the unit work with the client, who has a pseudonym of its own there', async () => {
    const id = await signed();
    expect(await relations(id)).toEqual([]);
    const { code, expiresAt, problems } = await create(id);
    expect([expiresAt, problems]).toEqual([new Date(NOON + 14 * DAY).toISOString(), []]);
    expect(await redeem(code)).toEqual({ client: api.seenBy('NWL_CUK', id), retryAt: null, problems: [] });
    expect(await relations(id)).toEqual([{ unit: 'NWL_CUK', from: NOON, to: null, persons: ['carla'], responsible: 'carla' }]);
  });

  it('is used once, and repeating the same request gives the same answer', async () => {
    const id = await signed();
    const { code } = await create(id);
    const key = randomUUID();
    const first = await redeem(code, CARLA, key);
    expect(await redeem(code, CARLA, key)).toEqual(first);
    expect(await relations(id)).toHaveLength(1);
    expect(await redeem(code)).toEqual(refusal);
    expect(await redeem(code, CEM, key)).toEqual(refusal);
    expect(codes(await redeem(newLinkingCode(), CARLA, key))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('is won by one of many at the same time', async () => {
    const id = await signed();
    const { code } = await create(id);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => redeem(code, { ...CARLA, person: `carla-${index}` })));
    expect(answers.filter(({ client }) => client !== null)).toHaveLength(1);
    expect(await relations(id)).toHaveLength(1);
  });

  it('is shown once and stored nowhere', async () => {
    const id = await signed();
    const key = randomUUID();
    const { id: codeId, code } = await create(id, { idempotencyKey: key });
    const again = await create(id, { idempotencyKey: key });
    expect([again.id, again.code, codes(again)]).toEqual([codeId, null, ['CODE_SHOWN_ALREADY']]);
    expect(codes(await create(id, { idempotencyKey: key, validDays: 2 }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    const stored = JSON.stringify([await api.county.sql('select * from linking_code'), await api.county.sql('select payload from log_inbox')]);
    for (const part of [code, code.replaceAll('-', ''), code.slice(0, 9), code.replaceAll('-', '').slice(4, 12)]) expect(stored).not.toContain(part);
  });

  it('ends to the millisecond', async () => {
    const id = await signed();
    const [late, intime] = [await create(id, { validDays: 1 }), await create(id, { validDays: 1 })];
    clock.set(NOON + DAY);
    expect(await redeem(late.code)).toEqual(refusal);
    clock.set(NOON + DAY - 1);
    expect((await redeem(intime.code)).client).toBe(api.seenBy('NWL_CUK', id));
  });

  it('gives byte for byte one answer for wrong, expired, used, revoked, withdrawn, unsigned and other units’ codes', async () => {
    const [used, expired, revoked, foreign, withdrawn, draft] = await Promise.all([
      signed(), signed(), signed(), signed({ receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'] }), signed(), signed({ state: 'ENTWURF' }),
    ]);
    const made = { used: await create(used), expired: await create(expired, { validDays: 1 }), revoked: await create(revoked), foreign: await create(foreign, { unit: 'JOBCENTER_LIPPE' }), withdrawn: await create(withdrawn), draft: await create(draft) };
    await redeem(made.used.code);
    await revoke(made.revoked.id);
    await api.county.sql(`update consent set state = 'WIDERRUFEN' where client_id = $1`, [withdrawn]);
    clock.set(NOON + DAY);
    const answers: string[] = [];
    for (const code of [newLinkingCode(), ...Object.values(made).map(({ code }) => code)]) {
      answers.push(JSON.stringify(await api.ask(REDEEM, { by: { ...CARLA, person: randomUUID() }, variables: { code, key: randomUUID() } })));
    }
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0]!).data.redeemLinkingCode).toEqual(refusal);
    for (const id of [expired, revoked, foreign, withdrawn, draft]) expect([await relations(id), await relations(id, 'JOBCENTER_LIPPE')]).toEqual([[], []]);
  });

  it('is of no use without its paper at the right unit: the foreign attempt does not use it up', async () => {
    const id = await signed();
    const { code } = await create(id);
    expect(await redeem(code, JONAS)).toEqual(refusal);
    expect(await relations(id, 'JOBCENTER_LIPPE')).toEqual([]);
    expect((await redeem(code)).client).toBe(api.seenBy('NWL_CUK', id));
  });

  it('entrusts nobody where the unit works with the client already, and replaces a relation for an emergency', async () => {
    const known = await api.client({ relations: [relation(), relation({ unit: 'NWL_CUK', persons: ['cem'], responsible: 'cem' })], consents: [consent()] });
    expect((await redeem((await create(known)).code)).client).toBe(api.seenBy('NWL_CUK', known));
    expect(await relations(known)).toMatchObject([{ persons: ['cem'] }]);

    const inDanger = await signed({ receivingUnits: ['KREIS_SERVICESTELLE', 'JUGENDAMT:LAGE'] });
    const [emergency] = await api.county.sql<{ id: string }>(
      `insert into emergency_release values (gen_random_uuid(), $1, 'KREIS_SERVICESTELLE', 'JUGENDAMT:LAGE', '{CONTACT}', to_timestamp($2), to_timestamp($2 + 3600)) returning id`, [inDanger, NOON / 1000]);
    await api.county.sql(`insert into relation (client_id, unit, from_at, to_at, emergency) values ($1, 'JUGENDAMT:LAGE', to_timestamp($2), to_timestamp($2 + 3600), $3)`, [inDanger, NOON / 1000, emergency!.id]);
    const jutta: Requester = { unit: 'JUGENDAMT:LAGE', person: 'jutta', role: 'CASE_WORKER' };
    await redeem((await create(inDanger, { unit: 'JUGENDAMT:LAGE' })).code, jutta);
    const both = await relations(inDanger, 'JUGENDAMT:LAGE');
    expect(both.toSorted((one) => (one.to === null ? 1 : -1))).toMatchObject([{ to: NOON + 3_600_000, persons: [] }, { to: null, persons: ['jutta'] }]);
  });
});

describe('guessing', () => {
  it('locks a person out after five failures, whatever the code, and the right code as well', async () => {
    const { code } = await create(await signed());
    for (let guess = 0; guess < 5; guess++) {
      clock.advance(1_000);
      expect(await redeem(newLinkingCode())).toEqual(refusal);
    }
    const [wrong, right] = [await redeem(newLinkingCode()), await redeem(code)];
    expect(JSON.stringify(wrong)).toBe(JSON.stringify(right));
    expect(right).toEqual({ client: null, retryAt: new Date(NOON + 1_000 + 15 * 60_000).toISOString(), problems: [{ code: 'LOCKED', message: expect.any(String) }] });
    clock.set(NOON + 1_000 + 15 * 60_000 - 1);
    expect(codes(await redeem(code))).toEqual(['LOCKED']);
    clock.advance(1);
    expect(codes(await redeem(code))).toEqual([]);
  });

  it('counts failures side by side, over two replicas', async () => {
    const other = await consentApi([], { clock, county: api.county });
    const guess = (at: ConsentApi) => at.ask(REDEEM, { by: CEM, variables: { code: newLinkingCode(), key: randomUUID() } });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(index % 2 ? api : other)));
    const problems = answers.map(({ data }) => codes(data!['redeemLinkingCode'] as { problems: { code: string }[] })[0]);
    expect(problems.filter((code) => code === 'CODE_NOT_ACCEPTED')).toHaveLength(5);
    expect(problems.filter((code) => code === 'LOCKED')).toHaveLength(15);
  });

  it('is no failure where the check symbol tells of a slip', async () => {
    const { code } = await create(await signed());
    const slip = code.replace(/^./, (first: string) => (first === '7' ? '8' : '7'));
    for (let slips = 0; slips < 8; slips++) expect(codes(await redeem(slip))).toEqual(['CODE_MISTYPED']);
    expect(codes(await redeem(code))).toEqual([]);
  });

  it('stands in the log, done or not, without the code', async () => {
    const { seq } = await api.store.logHead();
    const id = await signed();
    const { id: codeId, code } = await create(id);
    await redeem(newLinkingCode());
    await redeem(code);
    expect(await api.logged(seq)).toEqual([
      expect.objectContaining({ kind: 'CONSENT', client: id, owners: ['KREIS_SERVICESTELLE'], items: [expect.objectContaining({ path: 'createLinkingCode', granted: true, basis: `LINKING_CODE:${codeId}` })] }),
      expect.objectContaining({ kind: 'ATTEMPT', client: null, attemptedId: null, requester: expect.objectContaining({ unit: 'NWL_CUK' }), items: [expect.objectContaining({ path: 'redeemLinkingCode', granted: false })] }),
      expect.objectContaining({ kind: 'CONSENT', client: id, owners: ['NWL_CUK', 'KREIS_SERVICESTELLE'], items: [expect.objectContaining({ path: 'redeemLinkingCode', granted: true })] }),
    ]);
  });

  it('stands in the log again when it is said again, with what it was', async () => {
    const id = await signed();
    const keys = [randomUUID(), randomUUID()] as const;
    const { id: codeId, code } = await create(id, { idempotencyKey: keys[0] });
    await redeem(code, CARLA, keys[1]);
    const unused = await create(await signed());
    await revoke(unused.id);
    const { seq } = await api.store.logHead();
    await create(id, { idempotencyKey: keys[0] });
    await redeem(code, CARLA, keys[1]);
    await revoke(unused.id);
    await revoke(codeId);
    expect((await api.logged(seq)).map(({ kind, client, items }) => [kind, client === id, items.map(({ path, granted }) => `${path} ${String(granted)}`).join()])).toEqual([
      ['NOOP', true, 'createLinkingCode true'], ['NOOP', true, 'redeemLinkingCode true'], ['NOOP', false, 'revokeLinkingCode true'], ['REFUSAL', false, 'revokeLinkingCode false'],
    ]);
  });

  it.each(['DPO', 'COORDINATOR'] as const)('is nothing for a %s', async (role) => {
    const { code } = await create(await signed());
    expect(codes(await redeem(code, { ...JOB_DPO, unit: 'NWL_CUK', role }))).toEqual(['ROLE_FORBIDDEN']);
    expect(codes(await redeem(code))).toEqual([]);
  });
});

describe('creating a code', () => {
  const carlasForm = () => api.client({ relations: [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })], consents: [consent()] });

  it('is for who leads the case, and for a unit that is itself released', async () => {
    const id = await carlasForm();
    expect(codes(await create(id))).toEqual([]);
    expect(codes(await create(id, { unit: 'KREIS_SERVICESTELLE' }, CARLA))).toEqual([]);
  });

  it.each<[string, Requester, string]>([
    ['a substitute who does not lead the case', { ...ANNA, person: 'arno' }, 'NWL_CUK'],
    ['a worker of the receiving unit, for a third', { ...ANNA, role: 'CASE_WORKER' }, 'NWL_CUK'],
    ['a data-protection officer', { ...ANNA, role: 'DPO' }, 'NWL_CUK'],
    ['a unit without a relation', JONAS, 'NWL_CUK'],
    ['a unit the form does not name', ANNA, 'JOBCENTER_LIPPE'],
    ['the own unit', ANNA, 'KREIS_SERVICESTELLE'],
    ['a unit that does not exist', ANNA, '__proto__'],
  ])('is not for %s', async (_who, by, unit) => {
    const id = await carlasForm();
    const { seq } = await api.store.logHead();
    expect(await create(id, { unit }, by)).toEqual({ id: null, code: null, expiresAt: null, problems: [{ code: 'NOT_AVAILABLE', message: expect.any(String) }] });
    expect(await api.logged(seq)).toHaveLength(1);
  });

  it('asks for a form that may still hold', async () => {
    for (const over of [{ state: 'WIDERRUFEN' }, { state: 'UNWIRKSAM' }, { to: NOON }]) expect(codes(await create(await signed(over)))).toEqual(['NOT_AVAILABLE']);
    expect(codes(await create(await signed({ state: 'BEDENKZEIT' })))).toEqual([]);
  });

  it.each([0, 31, -1])('does not hold %i days', async (validDays) => {
    expect(codes(await create(await signed(), { validDays, idempotencyKey: 'short' }))).toEqual(['KEY_INVALID', 'DAYS_INVALID']);
  });
});

describe('a unit that an event has found no longer competent (F5)', () => {
  const EVENT = 'mutation ($input: ReviewEventInput!) { recordReviewEvent(input: $input) { recorded problems { code } } }';
  const moved = async (id: string, formerUnits = ['NWL_CUK']) =>
    expect(await run(EVENT, 'recordReviewEvent', { input: { client: api.seenBy(ANNA.unit, id), kind: 'MOVE', formerUnits, idempotencyKey: randomUUID() } }, ANNA)).toEqual({ recorded: true, problems: [] });
  const tasks = async () => (await api.county.sql<{ id: string }>('select id from review_task where done_at is null')).length;
  const WITHDRAW = 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { problems { code } } }';
  const withdrawn = async (id: string, given: string) =>
    expect(codes(await run(WITHDRAW, 'withdrawConsent', { input: { client: api.seenBy(ANNA.unit, id), consent: given, idempotencyKey: randomUUID() } }, ANNA))).toEqual([]);

  it('cannot redeem what was printed before, though it was not linked yet', async () => {
    const id = await signed();
    const { code } = await create(id);
    const before = await tasks();
    await moved(id);
    expect(await tasks()).toBe(before + 1);
    expect(await redeem(code)).toEqual(refusal);
    expect(await relations(id)).toEqual([]);
    expect(await api.county.sql('select from linking_code where client_id = $1 and revoked_at is not null', [id])).toHaveLength(1);
  });

  it('is printed no new code, linked or not before, until no consent that the event has ended names it any more', async () => {
    for (const relations_ of [[relation()], [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })]]) {
      const first = consent();
      const id = await api.client({ relations: relations_, consents: [first] });
      await moved(id);
      clock.advance(1);
      expect(codes(await create(id))).toEqual(['REVIEW_DUE']);
      await api.county.sql(`update review_task set done_at = now(), outcome = 'gesehen' where client_id = $1`, [id]);
      expect(codes(await create(id))).toEqual(['REVIEW_DUE']); // closing a task is not the client's word
      await api.county.sql(`insert into consent select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from consent c where client_id = $1`, [id]);
      expect(codes(await create(id))).toEqual(['REVIEW_DUE']); // a second form would wake the first
      await withdrawn(id, first.id);
      expect((await redeem((await create(id)).code)).client).toBe(api.seenBy('NWL_CUK', id));
    }
  });

  it('loses a code on a form that nobody has signed yet, and keeps none of other units from theirs', async () => {
    const id = await api.client({ relations: [relation()], consents: [consent({ state: 'ENTWURF', receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'] })] });
    const [lost, kept] = [await create(id), await create(id, { unit: 'JOBCENTER_LIPPE' })];
    await moved(id);
    await api.county.sql(`update consent set state = 'ERTEILT' where client_id = $1`, [id]);
    expect(await redeem(lost.code)).toEqual(refusal);
    expect((await redeem(kept.code, JONAS)).client).toBe(api.seenBy('JOBCENTER_LIPPE', id));
    expect((await redeem((await create(id)).code)).client).toBe(api.seenBy('NWL_CUK', id)); // signed after the event
  });

  it('is found while a redemption runs beside the event: one of them comes first, and neither waits for ever', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await signed();
      const { code } = await create(id);
      const [{ client }] = await Promise.all([redeem(code), moved(id)]);
      expect((await relations(id)).some(({ to }) => to === null)).toBe(false);
      expect([null, api.seenBy('NWL_CUK', id)]).toContain(client);
    }
  });
});

describe('revoking a code', () => {
  it('is for who created it, is final, and says when it is too late', async () => {
    const { id, code } = await create(await signed());
    for (const by of [CARLA, { ...ANNA, person: 'arno' }]) expect(codes(await revoke(id, by))).toEqual(['NOT_AVAILABLE']);
    for (const again of [id, id]) expect(await revoke(again)).toEqual({ id, problems: [] });
    expect(await redeem(code)).toEqual(refusal);
    const late = await create(await signed());
    await redeem(late.code);
    expect(codes(await revoke(late.id))).toEqual(['CODE_REDEEMED']);
    expect(codes(await revoke('no uuid'))).toEqual(['NOT_AVAILABLE']);
    await expect(api.county.sql('update linking_code set revoked_at = null, redeemed_at = null where id = $1', [id])).rejects.toThrow('does not change');
  });
});
