import { randomUUID } from 'node:crypto';
import { consent, DAY, NOON, relation } from '../store/county.js';
import { ANNA, CARLA, consentApi, type ConsentApi } from './consent-api.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(); });
afterAll(() => api.close());

const both = [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })];
const RECORD = 'mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { consentIds state problems { code message } } }';
const WITHDRAW = 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consentIds state problems { code } } }';

interface Receipt {
  readonly consentIds: string[];
  readonly state: string | null;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

const sheet = (client: string, over: Record<string, unknown> = {}) => ({
  client, idempotencyKey: randomUUID(), releasingUnits: ['NWL_CUK'], receivingUnits: ['KREIS_SERVICESTELLE'], categories: ['LANGUAGE_LEVEL'],
  purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo: new Date(NOON + 100 * DAY).toISOString(), language: 'ar', interpreter: 'GESCHULT_KI', ...over,
});
const record = async (input: Record<string, unknown>, by = CARLA): Promise<Receipt> => {
  const { data, errors } = await api.ask(RECORD, { by, variables: { input } });
  expect(errors).toEqual([]);
  return data!['recordConsent'] as Receipt;
};
const withdraw = async (input: Record<string, unknown>, by = CARLA): Promise<Receipt> => {
  const { data, errors } = await api.ask(WITHDRAW, { by, variables: { input } });
  expect(errors).toEqual([]);
  return data!['withdrawConsent'] as Receipt;
};
const codes = (receipt: Receipt) => receipt.problems.map(({ code }) => code);
const level = async (id: string, category = 'LANGUAGE_LEVEL', by = ANNA) => {
  const { data } = await api.ask(`{ client(id: "${api.seenBy(by.unit, id)}") { releaseStatus { category granted } } }`, { by });
  return (data!['client'] as { releaseStatus: { category: string; granted: boolean }[] }).releaseStatus.find((row) => row.category === category)!.granted;
};

describe('a change that changes nothing', () => {
  it('is on record: refused for what is missing, for its key, or made before', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const input = sheet(api.seenBy('NWL_CUK', id));
    const first = await record(input);
    const { seq } = await api.store.logHead();
    const refused = [await record({ ...input, purposes: [], idempotencyKey: randomUUID() }), await record({ ...input, idempotencyKey: 'short' }), await record({ ...input, witness: 'X' })];
    expect(refused.map(codes)).toEqual([['PURPOSE_MISSING'], ['KEY_INVALID'], ['IDEMPOTENCY_KEY_REUSED']]);
    expect(await record(input)).toEqual(first);
    const item = { path: 'recordConsent', category: 'CONSENT_META', owners: ['CONSENT_SERVICE'] };
    const no = { kind: 'REFUSAL', client: id, items: [{ ...item, granted: false, basis: null }] };
    expect(await api.logged(seq)).toMatchObject([no, no, no, { kind: 'NOOP', client: id, items: [{ ...item, granted: true, basis: 'OWN_DATA' }] }]);
  });
});

describe('recordConsent', () => {
  it('releases from the next request on, and is logged', async () => {
    const id = await api.client({ relations: both, consents: [] });
    expect(await level(id)).toBe(false);
    const receipt = await record(sheet(api.seenBy('NWL_CUK', id)));
    expect(receipt).toEqual({ consentIds: [expect.any(String)], state: 'ERTEILT', problems: [] });
    expect(await level(id)).toBe(true);
    const { items } = await api.store.accessLog({ unit: 'KREIS_SERVICESTELLE', first: 1, before: null, from: null, to: null });
    expect(items[0]).toMatchObject({
      kind: 'CONSENT', client: id, requester: { unit: 'NWL_CUK' }, owners: ['NWL_CUK', 'KREIS_SERVICESTELLE'], rechtskreise: ['INTV_DEUFOEV', 'KIM_TINTG'],
      items: [{ path: 'recordConsent', basis: `CONSENT:${receipt.consentIds[0]}` }],
    });
    expect(items[0]!.requester.person).not.toContain('carla');
  });

  it('turns a two-way release into two records', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const input = { twoWay: true, categories: ['LANGUAGE_LEVEL', 'LANGUAGE_NEEDS'] };
    expect(codes(await record(sheet(api.seenBy('NWL_CUK', id), input)))).toEqual(['NOT_AVAILABLE']); // would release to itself
    const receipt = await record(sheet(api.seenBy('KREIS_SERVICESTELLE', id), input), ANNA);
    expect(receipt.consentIds).toHaveLength(2);
    expect([await level(id), await level(id, 'LANGUAGE_NEEDS', CARLA)]).toEqual([true, true]);
    await withdraw({ client: api.seenBy('NWL_CUK', id), consent: receipt.consentIds[0]!, idempotencyKey: randomUUID() });
    expect([await level(id), await level(id, 'LANGUAGE_NEEDS', CARLA)]).toEqual([false, true]);
  });

  it('does the same request once', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const input = sheet(api.seenBy('NWL_CUK', id));
    const first = await record(input);
    expect(await record(input)).toEqual(first);
    expect(codes(await record({ ...input, categories: ['CONTACT'] }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect((await api.store.records([id])).get(id)!.consents).toHaveLength(1);
  });

  it('keeps a release interpreted by a child as void: it opens nothing', async () => {
    const id = await api.client({ relations: both, consents: [] });
    expect(await record(sheet(api.seenBy('NWL_CUK', id), { interpreter: 'KIND' }))).toMatchObject({ state: 'UNWIRKSAM', problems: [] });
    expect(await level(id)).toBe(false);
  });

  it('names everything that is wrong at once, German first', async () => {
    const id = api.seenBy('NWL_CUK', await api.client({ relations: both, consents: [] }));
    const receipt = await record(sheet(id, { idempotencyKey: 'short', validTo: null, purposes: [], categories: ['HEALTH', 'JC_PLAN'], form: 'MUENDLICH_BESONDERE_UMSTAENDE', receivingUnits: ['ZOLL'] }));
    expect(codes(receipt)).toEqual(['KEY_INVALID', 'END_MISSING', 'PURPOSE_MISSING', 'UNIT_UNKNOWN', 'NOT_TICKED', 'FORM_INSUFFICIENT', 'PERSONS_MISSING']);
    expect(receipt.problems[1]!.message).toBe('validTo fehlt: jede Entbindung hat ein Ende / validTo is missing: every release has an end');
    expect(receipt.consentIds).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['more than twelve months', { validTo: new Date(NOON + 366 * DAY).toISOString() }, 'TOO_LONG'],
    ['an end before the start', { validFrom: new Date(NOON + 50 * DAY).toISOString(), validTo: new Date(NOON + 50 * DAY).toISOString() }, 'END_BEFORE_START'],
    ['an end in the past', { validFrom: new Date(NOON - 50 * DAY).toISOString(), validTo: new Date(NOON - DAY).toISOString() }, 'ENDED_ALREADY'],
    ['nothing released', { categories: [] }, 'CATEGORY_MISSING'],
    ['nobody to release to', { receivingUnits: [] }, 'RECEIVER_MISSING'],
    ['a release to oneself', { receivingUnits: ['KREIS_SERVICESTELLE', 'NWL_CUK'] }, 'RECEIVER_IS_RELEASER'],
    ['a T5 category without its tick', { categories: ['LANGUAGE_TEST_DETAIL'] }, 'NOT_TICKED'],
    ['a tick for what is not released', { explicitCategories: ['HEALTH'] }, 'TICKED_NOT_RELEASED'],
    ['a T5 category by word of mouth', { categories: ['LANGUAGE_TEST_DETAIL'], explicitCategories: ['LANGUAGE_TEST_DETAIL'], form: 'MUENDLICH_BESONDERE_UMSTAENDE' }, 'FORM_INSUFFICIENT'],
    ['a T4 category between institutions', { categories: ['COURSE_ATTENDANCE'] }, 'PERSONS_MISSING'],
    ['a T4 category without the keeper', { categories: ['COURSE_ATTENDANCE'], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'anna' }] }, 'PERSONS_MISSING'],
    ['a nameless person', { receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: ' ' }] }, 'PERSON_MISSING'],
  ])('refuses %s', async (_what, over, code) => {
    const id = api.seenBy('NWL_CUK', await api.client({ relations: both, consents: [] }));
    expect(codes(await record(sheet(id, over)))).toEqual([code]);
  });

  it('takes a T4 category from person to person', async () => {
    const id = await api.client({ relations: both, consents: [] });
    const persons = { releasingPersons: [{ unit: 'NWL_CUK', person: 'carla' }], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'anna' }] };
    expect(codes(await record(sheet(api.seenBy('NWL_CUK', id), { categories: ['COURSE_ATTENDANCE'], ...persons })))).toEqual([]);
  });

  it('does not know T6 at all', async () => {
    const { data, errors } = await api.ask(RECORD, { by: CARLA, variables: { input: sheet('x', { categories: ['VICTIM_STATUS'] }) } });
    expect([data, errors.length]).toEqual([null, 1]);
  });

  it('answers the same for foreign and unknown clients and for who may not record', async () => {
    const mine = await api.client({ relations: both, consents: [] });
    const foreign = await api.client({ relations: [relation({ unit: 'NWL_TM' })], consents: [] });
    const { seq } = await api.store.logHead();
    const refusals = [
      await record(sheet(api.seenBy('NWL_CUK', randomUUID()))),
      await record(sheet('rubbish')),
      await record(sheet(api.seenBy('NWL_CUK', foreign))),
      await record(sheet(api.seenBy('KREIS_SERVICESTELLE', mine)), { ...ANNA, role: 'CASE_WORKER' }), // would release to itself
      await record(sheet(api.seenBy('KREIS_SERVICESTELLE', mine)), { ...ANNA, person: 'berta' }), // does not lead the case
      await record(sheet(api.seenBy('NWL_CUK', mine)), { ...CARLA, role: 'COORDINATOR' }),
      await record(sheet(api.seenBy('NWL_CUK', mine)), { ...CARLA, role: 'DPO' }),
    ];
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(codes(refusals[0]!)).toEqual(['NOT_AVAILABLE']);
    expect((await api.logged(seq)).map(({ kind, client }) => [kind, client])).toEqual(Array(7).fill(['ATTEMPT', null]));
    expect((await api.store.records([mine])).get(mine)!.consents).toEqual([]);
  });
});

describe('withdrawConsent', () => {
  it('ends the release at once, as often as it is said', async () => {
    const given = consent();
    const id = await api.client({ relations: both, consents: [given] });
    expect(await level(id)).toBe(true);
    const input = { client: api.seenBy('NWL_CUK', id), consent: given.id, idempotencyKey: randomUUID() };
    const first = await withdraw(input);
    expect(first).toEqual({ consentIds: [given.id], state: 'WIDERRUFEN', problems: [] });
    expect(await level(id)).toBe(false);
    expect(await withdraw(input)).toEqual(first);
    expect(await withdraw({ ...input, idempotencyKey: randomUUID() })).toEqual(first);
    expect(await api.county.sql('select distinct kind from consent_event where consent_id = $1', [given.id])).toEqual([{ kind: 'WIDERRUFEN' }]);
  });

  it('is taken at the receiving unit as well', async () => {
    const given = consent();
    const id = await api.client({ relations: both, consents: [given] });
    const receipt = await withdraw({ client: api.seenBy('KREIS_SERVICESTELLE', id), consent: given.id, idempotencyKey: randomUUID() }, { ...ANNA, role: 'CASE_WORKER' });
    expect([receipt.state, await level(id)]).toEqual(['WIDERRUFEN', false]);
  });

  it('leaves alone what is not the caller’s to withdraw', async () => {
    const given = consent();
    const other = consent({ releasingUnits: ['JUGENDAMT:LAGE'] });
    const id = await api.client({ relations: both, consents: [given, other] });
    const key = randomUUID();
    const strangers = await api.client({ relations: both, consents: [] });
    const answers = [
      await withdraw({ client: api.seenBy('NWL_CUK', id), consent: other.id, idempotencyKey: key }),
      await withdraw({ client: api.seenBy('NWL_CUK', strangers), consent: given.id, idempotencyKey: key }),
      await withdraw({ client: api.seenBy('NWL_CUK', id), consent: '__proto__', idempotencyKey: key }),
    ];
    for (const answer of answers) expect(answer).toEqual({ consentIds: [], state: null, problems: [{ code: 'NOT_AVAILABLE' }] });
    expect((await api.store.records([id])).get(id)!.consents.map(({ state }) => state)).toEqual(['ERTEILT', 'ERTEILT']);
  });
});
