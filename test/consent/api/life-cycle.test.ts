import { randomUUID } from 'node:crypto';
import type { Requester } from '../../../consent/core/index.js';
import { INFORMED_ABOUT } from '../../../consent/lifecycle/index.js';
import { consent, DAY, NOON, relation } from '../store/county.js';
import { ANNA, CARLA, consentApi, JOB_DPO, type ConsentApi } from './consent-api.js';

let api: ConsentApi;
beforeAll(async () => { api = await consentApi(); });
afterAll(() => api.close());

const JON: Requester = { unit: 'JOBCENTER_LIPPE', person: 'jon', role: 'CASE_WORKER' };
const both = [relation(), relation({ unit: 'NWL_CUK', persons: ['carla'], responsible: 'carla' })];
const three = [...both, relation({ unit: 'JOBCENTER_LIPPE', persons: ['jon'], responsible: 'jon' })];

const RECEIPT = '{ consentIds state problems { code field } warnings { code } stillSeen { unit category } }';
const change = async (mutation: string, type: string, input: Record<string, unknown>, by: Requester = CARLA) => {
  const { data, errors } = await api.ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) ${RECEIPT} }`, { by, variables: { input: { idempotencyKey: randomUUID(), ...input } } });
  expect(errors).toEqual([]);
  return data![mutation] as { consentIds: string[]; state: string | null; problems: { code: string; field: string | null }[]; warnings: { code: string }[]; stillSeen: unknown[] };
};
const codes = ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code);
const form = (client: string, over: Record<string, unknown> = {}) => ({
  client, releasingUnits: ['NWL_CUK'], receivingUnits: ['KREIS_SERVICESTELLE'], categories: ['LANGUAGE_LEVEL'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH',
  validTo: new Date(NOON + 100 * DAY).toISOString(), ...over,
});
const draft = (client: string, over: Record<string, unknown> = {}) => change('draftConsent', 'DraftConsentInput', form(client, over));
const inform = (client: string, of: string, over: Record<string, unknown> = {}) =>
  change('recordInformation', 'RecordInformationInput', { client, consent: of, informedAbout: INFORMED_ABOUT, language: 'ar', formVersion: '2026-11', ...over });
const give = (client: string, of: string, over: Record<string, unknown> = {}) =>
  change('giveConsent', 'GiveConsentInput', { client, consent: of, givenBy: [{ capacity: 'SELBST' }], dateOfBirth: '1990-05-04', signatureReference: 'Blatt 3', ...over });
const withdraw = (client: string, of: string, over: Record<string, unknown> = {}, by: Requester = CARLA) =>
  change('withdrawConsent', 'WithdrawConsentInput', { client, consent: of, ...over }, by);
const granted = async (id: string, category = 'LANGUAGE_LEVEL', by: Requester = ANNA, purpose: 'KURSVERMITTLUNG' | 'WOHNEN' = 'KURSVERMITTLUNG') => {
  const { data } = await api.ask(`{ client(id: "${api.seenBy(by.unit, id)}") { releaseStatus { category granted } } }`, { by, purpose });
  return (data!['client'] as { releaseStatus: { category: string; granted: boolean }[] }).releaseStatus.find((row) => row.category === category)!.granted;
};
const notices = async (by: Requester, all = false) =>
  (await api.ask(`{ notices(all: ${all}) { id clientPseudonym consent acknowledgedAt } }`, { by })).data!['notices'] as { id: string; clientPseudonym: string; consent: string }[];
const newClient = async (relations = both, consents: ReturnType<typeof consent>[] = []) => {
  const id = await api.client({ relations, consents });
  return { id, cuk: api.seenBy('NWL_CUK', id), cm: api.seenBy('KREIS_SERVICESTELLE', id) };
};

describe('from draft to given', () => {
  it('releases with the signatures and not a step before, and keeps every step', async () => {
    const { id, cuk } = await newClient();
    const drafted = await draft(cuk);
    const [of] = drafted.consentIds;
    expect([drafted.state, await granted(id)]).toEqual(['ENTWURF', false]);
    expect(codes(await give(cuk, of!))).toEqual(['INFORMATION_INCOMPLETE', 'LANGUAGE_UNKNOWN', 'FORM_VERSION_MISSING']);
    expect((await inform(cuk, of!)).state).toBe('ENTWURF');
    const thinking = { client: cuk, consent: of, until: new Date(NOON + DAY).toISOString() };
    expect((await change('startBedenkzeit', 'StartBedenkzeitInput', thinking)).state).toBe('BEDENKZEIT');
    expect(codes(await give(cuk, of!))).toEqual(['BEDENKZEIT_RUNNING']);
    expect(await granted(id)).toBe(false);
    await api.county.sql(`update consent set bedenkzeit_until = to_timestamp(${NOON / 1000}) where id = $1`, [of]);
    expect(await give(cuk, of!)).toEqual({ consentIds: [of], state: 'ERTEILT', problems: [], warnings: [], stillSeen: [] });
    expect(await granted(id)).toBe(true);
    expect(await api.county.sql('select step, kind from consent_event where consent_id = $1 order by id', [of])).toEqual([
      { step: 'draftConsent', kind: 'ENTWURF' }, { step: 'recordInformation', kind: 'ENTWURF' }, { step: 'startBedenkzeit', kind: 'BEDENKZEIT' }, { step: 'giveConsent', kind: 'ERTEILT' },
    ]);
  });

  it('does not begin to think it over before everything was told', async () => {
    const { cuk } = await newClient();
    const [of] = (await draft(cuk)).consentIds;
    const receipt = await change('startBedenkzeit', 'StartBedenkzeitInput', { client: cuk, consent: of, until: new Date(NOON + DAY).toISOString() });
    expect(codes(receipt)[0]).toBe('INFORMATION_INCOMPLETE');
    expect(codes(await inform(cuk, of!, { informedAbout: ['REACH'] }))).toEqual(['INFORMATION_INCOMPLETE']);
  });

  it('is given once: a repeated key changes nothing, another one is refused', async () => {
    const { cuk } = await newClient();
    const [of] = (await draft(cuk)).consentIds;
    await inform(cuk, of!);
    const key = { idempotencyKey: randomUUID() };
    const first = await give(cuk, of!, key);
    expect(await give(cuk, of!, key)).toEqual(first);
    expect(codes(await give(cuk, of!, { ...key, witness: 'W.' }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(codes(await give(cuk, of!))).toEqual(['STATE_FORBIDS']);
  });

  it('is void where a child interpreted, and waits for a talk where an untrained person did', async () => {
    const { id, cuk } = await newClient();
    const [first, second] = [(await draft(cuk)).consentIds[0]!, (await draft(cuk)).consentIds[0]!];
    await inform(cuk, first, { interpreter: 'KIND' });
    expect(await give(cuk, first)).toMatchObject({ state: 'UNWIRKSAM', warnings: [{ code: 'INTERPRETER_IS_CHILD' }] });
    await inform(cuk, second, { interpreter: 'UNGESCHULT_UMFELD' });
    expect(codes(await give(cuk, second))).toEqual(['CONFIRMATION_TALK_MISSING']);
    expect(await granted(id)).toBe(false);
    expect(await give(cuk, second, { confirmationTalkAt: new Date(NOON).toISOString() })).toMatchObject({ state: 'ERTEILT', warnings: [{ code: 'INTERPRETER_UNTRAINED' }] });
    expect(await granted(id)).toBe(true);
  });

  it('is not for who would release to themselves, and tells them nothing', async () => {
    const { cuk, cm } = await newClient();
    const [of] = (await draft(cuk)).consentIds;
    const worker: Requester = { ...ANNA, person: 'otto', role: 'CASE_WORKER' };
    for (const receipt of [
      await change('giveConsent', 'GiveConsentInput', { client: cm, consent: of, givenBy: [{ capacity: 'SELBST' }] }, worker),
      await change('draftConsent', 'DraftConsentInput', form(cm), worker),
      await change('recordInformation', 'RecordInformationInput', { client: cuk, consent: randomUUID(), informedAbout: [], language: 'ar', formVersion: '1' }),
    ]) expect(codes(receipt)).toEqual(['NOT_AVAILABLE']);
  });

  it('cannot be brought back or widened, not even by the program itself', async () => {
    const given = consent({ state: 'WIDERRUFEN' });
    await newClient(both, [given]);
    const { database } = api.county;
    const app = new (await import('pg')).default.Client({ connectionString: database.appUrl });
    await app.connect();
    try {
      for (const set of [`state = 'ERTEILT'`, `state = 'TEILWIDERRUFEN'`, `state = 'ENTWURF'`, `categories = '{LANGUAGE_LEVEL,CONTACT}'`, `to_at = to_at + interval '1 day'`]) {
        await expect(app.query(`update consent set ${set} where id = $1`, [given.id])).rejects.toMatchObject({ code: '42501' });
      }
      await expect(app.query('update consent_event set kind = $1', ['ERTEILT'])).rejects.toMatchObject({ code: '42501' });
    } finally {
      await app.end();
    }
  });
});

describe('Query.checkConsent', () => {
  it('tells before anyone signs what giving would refuse', async () => {
    const { cuk } = await newClient();
    const input = { ...form(cuk), categories: ['HEALTH'], form: 'MUENDLICH_BESONDERE_UMSTAENDE', interpreter: 'UNGESCHULT_UMFELD', dateOfBirth: '12.03.1990' };
    const { data, errors } = await api.ask('query ($input: ConsentPaperInput!) { checkConsent(input: $input) { problems { code field } warnings { code } } }', { by: CARLA, variables: { input } });
    expect(errors).toEqual([]);
    expect(data!['checkConsent']).toEqual({
      problems: [
        { code: 'NOT_TICKED', field: 'explicitCategories' }, { code: 'FORM_INSUFFICIENT', field: 'form' }, { code: 'INFORMATION_INCOMPLETE', field: 'informedAbout' },
        { code: 'LANGUAGE_UNKNOWN', field: 'language' }, { code: 'FORM_VERSION_MISSING', field: 'formVersion' }, { code: 'CONFIRMATION_TALK_MISSING', field: 'confirmationTalkAt' },
        { code: 'DATE_OF_BIRTH_MISSING', field: 'dateOfBirth' }, { code: 'SIGNATORY_MISSING', field: 'givenBy' },
      ],
      warnings: [{ code: 'INTERPRETER_UNTRAINED' }],
    });
  });
});

describe('a minor', () => {
  it('is released for until the 18th birthday; of the date of birth nothing else is kept', async () => {
    const { id, cuk } = await newClient();
    const [of] = (await draft(cuk)).consentIds;
    await inform(cuk, of!);
    const minor = { dateOfBirth: '2008-04-11', givenBy: [{ capacity: 'AMTSVORMUND', unit: 'JUGENDAMT:KREIS' }] };
    expect(codes(await give(cuk, of!, minor))).toEqual(['CO_DECISION_MISSING']);
    expect((await give(cuk, of!, { ...minor, givenBy: [...minor.givenBy, { capacity: 'SELBST' }] })).state).toBe('ERTEILT');
    const birthday = Date.parse('2026-04-11T00:00:00+02:00');
    const [given] = (await api.store.records([id])).get(id)!.consents;
    expect(given).toMatchObject({ to: birthday, ofAgeAt: birthday });
    expect(JSON.stringify(await api.county.sql('select * from consent where id = $1', [of]))).not.toContain('2008');
    expect(await api.county.sql('select kind, unit, due_at from review_task where consent_id = $1', [of])).toEqual([{ kind: 'BIRTHDAY', unit: 'NWL_CUK', due_at: new Date(birthday) }]);
  });

  it('needs the second parent, or the caseworker’s reason, which is kept', async () => {
    const { cuk } = await newClient();
    const [of] = (await draft(cuk)).consentIds;
    await inform(cuk, of!);
    const signed = { dateOfBirth: '2020-06-01', givenBy: [{ capacity: 'ELTERNTEIL_GEMEINSAM' }] };
    expect((await give(cuk, of!, signed)).problems).toEqual([{ code: 'SECOND_PARENT_MISSING', field: 'givenBy' }]);
    expect((await give(cuk, of!, { ...signed, secondParentReason: '§ 1687 BGB' })).state).toBe('ERTEILT');
    expect(await api.county.sql('select second_parent_reason from consent where id = $1', [of])).toEqual([{ second_parent_reason: '§ 1687 BGB' }]);
  });

  it('is judged on paper signed elsewhere as well, as far as it says who signed', async () => {
    const { id, cuk } = await newClient();
    const paper = form(cuk, { dateOfBirth: '2008-04-11', givenBy: [{ capacity: 'VEREINSVORMUND' }] });
    expect(codes(await change('recordConsent', 'RecordConsentInput', paper))).toEqual(['CO_DECISION_MISSING']);
    expect(codes(await change('recordConsent', 'RecordConsentInput', { ...paper, givenBy: [] }))).toEqual(['SIGNATORY_MISSING']);
    expect(codes(await change('recordConsent', 'RecordConsentInput', { ...paper, givenBy: [{ capacity: 'SELBST', client: 'rubbish' }] }))).toContain('SIGNATORY_UNKNOWN');
    expect((await api.store.records([id])).get(id)!.consents).toEqual([]);
  });
});

describe('withdrawing a part', () => {
  const broad = () => consent({
    categories: ['LANGUAGE_LEVEL', 'COURSE_ENROLMENT'], receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'], purposes: ['KURSVERMITTLUNG', 'WOHNEN'], exclusions: ['SUPPORT_PLAN_LANG'],
  });

  it('ends a category for everyone and leaves the rest', async () => {
    const given = broad();
    const { id, cuk } = await newClient(three, [given]);
    const receipt = await withdraw(cuk, given.id, { categories: ['COURSE_ENROLMENT'] });
    expect(receipt).toMatchObject({ consentIds: [given.id, expect.any(String)], state: 'TEILWIDERRUFEN', problems: [] });
    expect([await granted(id), await granted(id, 'COURSE_ENROLMENT'), await granted(id, 'COURSE_ENROLMENT', JON)]).toEqual([true, false, false]);
  });

  it('ends a recipient, and what the client excluded stays excluded for it', async () => {
    const given = broad();
    const plan = consent({ categories: ['SUPPORT_PLAN_LANG'], receivingUnits: ['JOBCENTER_LIPPE'] });
    const { id, cuk } = await newClient(three, [given, plan]);
    await withdraw(cuk, given.id, { recipients: ['JOBCENTER_LIPPE'] });
    expect([await granted(id), await granted(id, 'LANGUAGE_LEVEL', JON), await granted(id, 'SUPPORT_PLAN_LANG', JON)]).toEqual([true, false, false]);
  });

  it('ends a purpose', async () => {
    const given = broad();
    const { id, cuk } = await newClient(three, [given]);
    await withdraw(cuk, given.id, { purposes: ['WOHNEN'] });
    expect([await granted(id), await granted(id, 'LANGUAGE_LEVEL', ANNA, 'WOHNEN')]).toEqual([true, false]);
  });

  it('can be said again and again, until nothing remains', async () => {
    const given = broad();
    const { id, cuk } = await newClient(three, [given]);
    const key = { idempotencyKey: randomUUID(), categories: ['COURSE_ENROLMENT'] };
    const first = await withdraw(cuk, given.id, key);
    expect(await withdraw(cuk, given.id, key)).toEqual(first);
    expect((await withdraw(cuk, given.id, { categories: ['LANGUAGE_LEVEL'] })).state).toBe('WIDERRUFEN');
    expect(await granted(id)).toBe(false);
  });

  it('is taken once, however many say it at the same moment', async () => {
    const given = broad();
    const { id, cuk } = await newClient(three, [given]);
    const key = { idempotencyKey: randomUUID(), purposes: ['WOHNEN'] };
    const receipts = await Promise.all([1, 2, 3, 4].map(() => withdraw(cuk, given.id, key)));
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(receipts[0]!.state).toBe('TEILWIDERRUFEN');
    expect((await api.store.records([id])).get(id)!.consents).toHaveLength(2);
    expect(await api.county.sql('select kind from consent_event where client_id = $1 order by id', [id])).toEqual([{ kind: 'TEILWIDERRUFEN' }, { kind: 'WIDERRUFEN' }]);
  });

  it('and the whole at the same moment leaves nothing', async () => {
    const given = broad();
    const { id, cuk } = await newClient(three, [given]);
    await Promise.all([withdraw(cuk, given.id), withdraw(cuk, given.id, { categories: ['COURSE_ENROLMENT'] }), withdraw(cuk, given.id, { recipients: ['JOBCENTER_LIPPE'] })]);
    expect([await granted(id), await granted(id, 'COURSE_ENROLMENT'), await granted(id, 'LANGUAGE_LEVEL', JON)]).toEqual([false, false, false]);
  });

  it('refuses what is not part of the release, and two kinds of parts at once', async () => {
    const given = broad();
    const { cuk } = await newClient(three, [given]);
    expect(codes(await withdraw(cuk, given.id, { categories: ['CONTACT'] }))).toEqual(['NOTHING_TO_WITHDRAW']);
    expect(codes(await withdraw(cuk, given.id, { categories: ['LANGUAGE_LEVEL'], purposes: ['WOHNEN'] }))).toEqual(['ONE_PART_AT_A_TIME']);
  });

  it('takes both directions of one paper in one step, if the client says so', async () => {
    const { id, cm } = await newClient();
    const recorded = await change('recordConsent', 'RecordConsentInput', form(cm, { twoWay: true, categories: ['LANGUAGE_LEVEL', 'LANGUAGE_NEEDS'] }), ANNA);
    expect([await granted(id), await granted(id, 'LANGUAGE_NEEDS', CARLA)]).toEqual([true, true]);
    const receipt = await withdraw(cm, recorded.consentIds[1]!, { bothDirections: true }, ANNA);
    expect([receipt.state, receipt.consentIds.toSorted()]).toEqual(['WIDERRUFEN', recorded.consentIds.toSorted()]);
    expect([await granted(id), await granted(id, 'LANGUAGE_NEEDS', CARLA)]).toEqual([false, false]);
  });
});

describe('replacing', () => {
  it('puts the new word in the place of the old one, exclusions included', async () => {
    const old = consent({ exclusions: ['COURSE_ENROLMENT'] });
    const { id, cuk } = await newClient(both, [old]);
    const receipt = await change('replaceConsent', 'ReplaceConsentInput', { ...form(cuk, { categories: ['COURSE_ENROLMENT'] }), replaces: old.id });
    expect(receipt).toMatchObject({ state: 'ERTEILT', problems: [] });
    expect([await granted(id), await granted(id, 'COURSE_ENROLMENT')]).toEqual([false, true]);
    expect(await api.county.sql('select state from consent where id = $1', [old.id])).toEqual([{ state: 'ERSETZT' }]);
    expect(codes(await withdraw(cuk, old.id))).toEqual(['STATE_FORBIDS']);
  });

  it('does not lift an exclusion for units the new paper does not name', async () => {
    const old = consent({ receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'], exclusions: ['COURSE_ENROLMENT'] });
    const { cuk } = await newClient(three, [old]);
    expect(codes(await change('replaceConsent', 'ReplaceConsentInput', { ...form(cuk), replaces: old.id }))).toEqual(['REPLACES_OTHER_UNITS']);
  });
});

describe('what is left after withdrawing', () => {
  const toTwo = () => consent({ receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'], categories: ['LANGUAGE_LEVEL', 'COURSE_ENROLMENT'] });
  const consentsOf = async (by: Requester, id: string) =>
    ((await api.ask(`{ client(id: "${api.seenBy(by.unit, id)}") { consents { id state } } }`, { by })).data!['client'] as { consents: { id: string; state: string }[] }).consents;

  it('ends for one person what the others of the paper keep', async () => {
    const given = consent({ receivingUnits: [], receivingPersons: ['anna', 'berta'].map((person) => ({ unit: 'KREIS_SERVICESTELLE', person })) });
    const { id, cuk } = await newClient([relation({ persons: ['anna', 'berta'] }), both[1]!], [given]);
    const berta = { ...ANNA, person: 'berta' };
    expect([await granted(id), await granted(id, 'LANGUAGE_LEVEL', berta)]).toEqual([true, true]);
    expect(codes(await withdraw(cuk, given.id, { recipientPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'zoe' }] }))).toEqual(['NOTHING_TO_WITHDRAW']);
    expect((await withdraw(cuk, given.id, { recipientPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'anna' }] })).state).toBe('TEILWIDERRUFEN');
    expect([await granted(id), await granted(id, 'LANGUAGE_LEVEL', berta)]).toEqual([false, true]);
  });

  it('is told to each under a consent that it is a party to', async () => {
    const given = toTwo();
    const { id, cuk } = await newClient(three, [given]);
    await withdraw(cuk, given.id, { recipients: ['JOBCENTER_LIPPE'] });
    const [notice] = (await notices(JON)).filter(({ clientPseudonym }) => clientPseudonym === api.seenBy('JOBCENTER_LIPPE', id));
    expect(await consentsOf(JON, id)).toEqual([{ id: notice!.consent, state: 'WIDERRUFEN' }]);
    expect(notice!.consent).not.toBe(given.id);
    await withdraw(cuk, given.id, { categories: ['LANGUAGE_LEVEL'] });
    expect((await notices(ANNA)).filter(({ clientPseudonym }) => clientPseudonym === api.seenBy('KREIS_SERVICESTELLE', id)).map(({ consent: of }) => of)).toEqual([given.id]);
  });

  it('forbids nothing where nobody had signed: a draft’s exclusions were never said', async () => {
    const { id, cuk } = await newClient(both, [consent()]);
    const [of] = (await draft(cuk, { categories: ['COURSE_ENROLMENT'], exclusions: ['LANGUAGE_LEVEL'] })).consentIds;
    expect((await withdraw(cuk, of!)).state).toBe('WIDERRUFEN');
    expect(await granted(id)).toBe(true);
    const [signed] = (await change('recordConsent', 'RecordConsentInput', form(cuk, { categories: ['COURSE_ENROLMENT'], exclusions: ['LANGUAGE_LEVEL'] }))).consentIds;
    await withdraw(cuk, signed!);
    expect(await granted(id)).toBe(false);
  });
});

describe('who else releases', () => {
  it('puts its own paper into force, or the case manager in charge does it for all', async () => {
    const { id, cuk, cm } = await newClient(three);
    const together = { releasingUnits: ['NWL_CUK', 'JOBCENTER_LIPPE'], receivingUnits: ['KREIS_SERVICESTELLE'] };
    const of = (client: string) => form(client, together);
    expect((await change('recordConsent', 'RecordConsentInput', of(cuk))).problems).toEqual([{ code: 'OTHER_RELEASING_UNIT', field: 'releasingUnits' }]);
    const [drafted] = (await draft(cuk, together)).consentIds;
    await inform(cuk, drafted!);
    expect(codes(await give(cuk, drafted!))).toEqual(['OTHER_RELEASING_UNIT']);
    expect(await granted(id)).toBe(false);
    expect((await change('recordConsent', 'RecordConsentInput', of(cm), ANNA)).state).toBe('ERTEILT');
    expect(await granted(id)).toBe(true);
  });
});

describe('texts', () => {
  it('are kept up to 500 characters, and what is too long is told with its field', async () => {
    const { cuk } = await newClient();
    const long = 'ä'.repeat(501);
    const receipt = await change('recordConsent', 'RecordConsentInput', form(cuk, { witness: long, receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: long }] }));
    expect(receipt.problems.filter(({ code }) => code === 'TEXT_TOO_LONG').map(({ field }) => field).toSorted()).toEqual(['receivingPersons.0.person', 'witness']);
    expect((await change('recordConsent', 'RecordConsentInput', form(cuk, { witness: long.slice(1) }))).state).toBe('ERTEILT');
    const { errors } = await api.ask(`mutation { closeReviewTask(task: "x", outcome: "${long}", idempotencyKey: "${randomUUID()}") }`, { by: CARLA });
    expect(errors[0]).toContain('outcome: höchstens 500 Zeichen');
  });
});

describe('notices', () => {
  it('tell the receiving units that a release ended, without a reason, until they take note', async () => {
    const given = consent();
    const { id, cuk, cm } = await newClient(both, [given]);
    await withdraw(cuk, given.id);
    const [notice] = (await notices(ANNA)).filter(({ clientPseudonym }) => clientPseudonym === cm);
    expect(notice).toEqual({ id: expect.any(String), clientPseudonym: cm, consent: given.id, acknowledgedAt: null });
    expect((await notices(CARLA, true)).filter(({ consent: of }) => of === given.id)).toEqual([]);
    const ofClient = await api.ask(`{ client(id: "${cm}") { notices { id acknowledgedAt } } }`);
    expect(ofClient.data).toEqual({ client: { notices: [{ id: notice!.id, acknowledgedAt: null }] } });
    const acknowledge = (by: Requester, which = notice!.id, key: string = randomUUID()) => api.ask(`mutation { acknowledgeNotice(notice: "${which}", idempotencyKey: "${key}") }`, { by });
    for (const none of [await acknowledge(CARLA), await acknowledge(ANNA, 'rubbish')]) expect(none).toEqual({ data: { acknowledgeNotice: false }, errors: [] });
    const { seq } = await api.store.logHead();
    const key = randomUUID();
    for (const again of [key, key, randomUUID()]) expect((await acknowledge(ANNA, notice!.id, again)).data).toEqual({ acknowledgeNotice: true });
    const item = { path: 'acknowledgeNotice', granted: true, basis: 'OWN_DATA' };
    expect(await api.logged(seq)).toMatchObject(['CONSENT', 'NOOP', 'NOOP'].map((kind) => ({ kind, client: id, items: [item] })));
    expect(await acknowledge(ANNA, randomUUID(), key)).toEqual({ data: { acknowledgeNotice: null }, errors: [expect.stringContaining('gehört zu einem anderen Vorgang')] });
    expect((await notices(ANNA)).some(({ id: one }) => one === notice!.id)).toBe(false);
    expect((await notices(ANNA, true)).some(({ id: one }) => one === notice!.id)).toBe(true);
    expect(id).not.toBe(cm);
  });

  it('are on record as read before they are told', async () => {
    const { seq } = await api.store.logHead();
    await notices(ANNA);
    await api.ask('{ reviewTasks { id } }');
    expect((await api.logged(seq)).map(({ kind, items }) => [kind, items.map(({ path }) => path)])).toEqual([['RELEASE', ['notices']], ['RELEASE', ['reviewTasks']]]);
  });

  it('do not tell a unit of a client it has never worked with, nor officers', async () => {
    const given = consent({ receivingUnits: ['SCHULAUFSICHT'] });
    const { cuk } = await newClient(both, [given]);
    await withdraw(cuk, given.id);
    expect(await notices({ unit: 'SCHULAUFSICHT', person: 's', role: 'CASE_WORKER' }, true)).toEqual([]);
    expect(await notices(JOB_DPO)).toBeNull();
  });
});

describe('recordReviewEvent', () => {
  const record = async (input: Record<string, unknown>, by: Requester = ANNA) => {
    const { data, errors } = await api.ask('mutation ($input: ReviewEventInput!) { recordReviewEvent(input: $input) { recorded problems { code } } }', { by, variables: { input: { idempotencyKey: randomUUID(), ...input } } });
    expect(errors).toEqual([]);
    return data!['recordReviewEvent'] as { recorded: boolean; problems: { code: string }[] };
  };
  const tasks = async (by: Requester = ANNA) =>
    (await api.ask('{ reviewTasks { id clientPseudonym consent kind responsible } }', { by })).data!['reviewTasks'] as { id: string; clientPseudonym: string; consent: string; kind: string }[];
  const tasksOf = async (client: string, by?: Requester) => (await tasks(by)).filter(({ clientPseudonym }) => clientPseudonym === client);

  it('stops what a move has ended at once, and gives the case manager in charge a task', async () => {
    const given = consent();
    const { id, cm } = await newClient(both, [given]);
    const key = { idempotencyKey: randomUUID(), client: cm, kind: 'MOVE', formerUnits: ['NWL_CUK'] };
    expect([await granted(id), await record(key), await granted(id)]).toEqual([true, { recorded: true, problems: [] }, false]);
    expect(await record(key)).toEqual({ recorded: true, problems: [] });
    const [task, ...others] = await tasksOf(cm);
    expect([task, others]).toEqual([{ id: expect.any(String), clientPseudonym: cm, consent: given.id, kind: 'MOVE', responsible: 'anna' }, []]);
    expect(await api.ask(`{ client(id: "${api.seenBy('NWL_CUK', id)}") { id } }`, { by: CARLA })).toMatchObject({ data: { client: null } });
    const once = randomUUID();
    const close = (by: Requester, outcome = 'neu erteilt') => api.ask(`mutation { closeReviewTask(task: "${task!.id}", outcome: "${outcome}", idempotencyKey: "${once}") }`, { by });
    expect([(await close(CARLA)).data, (await close(ANNA)).data, await tasksOf(cm)]).toEqual([{ closeReviewTask: false }, { closeReviewTask: true }, []]);
    expect([(await close(ANNA)).data, (await close(ANNA, 'doch nicht')).errors]).toEqual([{ closeReviewTask: true }, [expect.stringContaining('gehört zu einem anderen Vorgang')]]);
  });

  it('hands the case over, and what was bound to the person stops', async () => {
    const goals = consent({
      releasingUnits: ['KREIS_SERVICESTELLE'], releasingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'anna' }], receivingUnits: [],
      receivingPersons: [{ unit: 'NWL_CUK', person: 'carla' }], categories: ['CM_GOALS'],
    });
    const { id, cm } = await newClient(both, [goals]);
    expect(await granted(id, 'CM_GOALS', CARLA)).toBe(true);
    expect((await record({ client: cm, kind: 'CHANGE_OF_CASE_MANAGER', newResponsible: 'berta' })).recorded).toBe(true);
    expect([await granted(id, 'CM_GOALS', CARLA), await granted(id, 'CM_GOALS'), await granted(id, 'CM_GOALS', { ...ANNA, person: 'berta' })]).toEqual([false, false, true]);
    expect((await notices(CARLA)).filter(({ clientPseudonym }) => clientPseudonym === api.seenBy('NWL_CUK', id))).toMatchObject([{ consent: goals.id }]);
    expect(await tasksOf(cm)).toEqual([expect.objectContaining({ consent: goals.id, kind: 'CHANGE_OF_CASE_MANAGER', responsible: 'berta' })]);
  });

  it('is handed over by who leads the case or a case manager entrusted with it, by nobody else', async () => {
    const { cm } = await newClient([relation({ persons: ['anna', 'otto', 'ida'] })]);
    const hand = (person: string, role: Requester['role']) =>
      record({ client: cm, kind: 'CHANGE_OF_CASE_MANAGER', newResponsible: person }, { unit: 'KREIS_SERVICESTELLE', person, role });
    expect((await hand('otto', 'CASE_WORKER')).problems).toEqual([{ code: 'NOT_AVAILABLE' }]);
    expect((await hand('zoe', 'CASE_MANAGER')).problems).toEqual([{ code: 'NOT_AVAILABLE' }]);
    expect((await hand('ida', 'CASE_MANAGER')).recorded).toBe(true);
  });

  it('lets the own unit end its work, and nobody but the case manager in charge that of others', async () => {
    const { cuk, cm } = await newClient(three, [consent()]);
    expect((await record({ client: cuk, kind: 'MOVE', formerUnits: ['JOBCENTER_LIPPE'] }, CARLA)).problems).toEqual([{ code: 'NOT_AVAILABLE' }]);
    expect((await record({ client: cuk, kind: 'MOVE', formerUnits: ['NWL_CUK'] }, { ...CARLA, person: 'zoe' })).problems).toEqual([{ code: 'NOT_AVAILABLE' }]);
    expect((await record({ client: cuk, kind: 'END_OF_CASE_MANAGEMENT' }, CARLA)).recorded).toBe(true);
    expect(await tasksOf(cm)).toHaveLength(1);
  });

  it('says what is missing, and answers the same whether or not a unit works with the client', async () => {
    const { cm } = await newClient();
    expect((await record({ client: cm, kind: 'MOVE' })).problems).toEqual([{ code: 'UNIT_MISSING' }]);
    expect((await record({ client: cm, kind: 'MOVE', formerUnits: ['ZOLL'] })).problems).toEqual([{ code: 'UNIT_UNKNOWN' }]);
    expect((await record({ client: cm, kind: 'CHANGE_OF_CASE_MANAGER' })).problems).toEqual([{ code: 'PERSON_MISSING' }]);
    expect(await record({ client: cm, kind: 'MOVE', formerUnits: ['JUGENDAMT:LAGE'] })).toEqual({ recorded: true, problems: [] });
  });
});
