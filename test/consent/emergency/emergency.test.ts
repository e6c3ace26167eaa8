import { randomUUID } from 'node:crypto';
import { compileRelease, createPolicy, PURPOSES, CARRIED, type Purpose, type Requester } from '../../../consent/core/index.js';
import { ANNA, CARLA, consentApi, type ConsentApi } from '../api/consent-api.js';
import { consent, DAY, NOON, relation } from '../store/county.js';
import { testClock } from '../../kit/clock.js';

const HOUR = 3_600_000;
const clock = testClock(new Date(NOON).toISOString());
let api: ConsentApi;
beforeAll(async () => { api = await consentApi([], { clock }); });
beforeEach(async () => {
  clock.set(NOON);
  await api.county.sql('truncate emergency_notification, emergency_consultation cascade');
});
afterAll(() => api.close());

const JUTTA: Requester = { unit: 'JUGENDAMT:KREIS', person: 'jutta', role: 'CASE_WORKER' };
const DINA: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'dina', role: 'DPO' };
const FACTS = 'Drei blaue Flecken am Arm, das Kind war allein in der Wohnung.';

const CONSULT = 'mutation ($input: ConsultationInput!) { startPseudonymisedConsultation(input: $input) { number problems { code } } }';
const NOTIFY = 'mutation ($input: NotifyJugendamtInput!) { notifyJugendamt(input: $input) { id openCategories openUntil reviewDueAt retryAt problems { code message } } }';
const INBOX = '{ emergencyNotifications { id client releasingUnit ground observedFacts familyInformed at openCategories openUntil } }';
const REVIEWS = '{ emergencyReviews { id client initiator jugendamt ground otherMeansConsidered familyReason at dueAt overdue outcome note reviewedAt notice notices { deferredTo reason } } }';
const REVIEW = 'mutation ($id: ID!, $outcome: ReviewOutcome!, $note: String!, $key: String!) { reviewEmergency(id: $id, outcome: $outcome, note: $note, idempotencyKey: $key) { id problems { code } } }';
const TASKS = '{ emergencyTasks { id client jugendamt outcome notice overdue } }';
const NOTICE = 'mutation ($input: EmergencyNoticeInput!) { recordEmergencyNotice(input: $input) { id problems { code } } }';

const run = async (source: string, by: Requester, variables: Record<string, unknown> = {}): Promise<any> => {
  const { data, errors } = await api.ask(source, { by, purpose: null, variables });
  expect(errors).toEqual([]);
  return Object.values(data!)[0];
};
const sheet = (client: string, over: Record<string, unknown> = {}, by = ANNA) => ({
  client: api.seenBy(by.unit, client), idempotencyKey: randomUUID(), jugendamt: 'JUGENDAMT:KREIS', ground: 'KKG_4_ABS_3', observedFacts: FACTS,
  otherMeansConsidered: 'Gespräch mit der Familie gesucht, ohne Erfolg.', familyInformed: false, familyReason: 'Es würde das Kind gefährden.', ...over,
});
const notify = (client: string, over: Record<string, unknown> = {}, by = ANNA) => run(NOTIFY, by, { input: sheet(client, over, by) });
const review = (id: string, by = DINA, outcome = 'GERECHTFERTIGT', key: string = randomUUID(), note = 'Nachvollziehbar begründet.') => run(REVIEW, by, { id, outcome, note, key });
const notice = (id: string, over: Record<string, unknown> = {}, by = ANNA) => run(NOTICE, by, { input: { notification: id, idempotencyKey: randomUUID(), ...over } });
const codes = ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code);

const annas = (over: Partial<Parameters<ConsentApi['client']>[0]> = {}) => api.client({ relations: [relation()], consents: [], ...over });
/** Everything somebody sees of a client who is not their own data, over all purposes. */
const sees = async (client: string, who: Requester = JUTTA, at = clock()) => {
  const records = (await api.store.records([client])).get(client)!;
  const owners = [...new Set(records.relations.map(({ unit }) => unit))];
  const seen = (Object.keys(PURPOSES) as Purpose[]).flatMap((purpose) => {
    const release = compileRelease(records, who, purpose, at, createPolicy());
    return owners.flatMap((owner) => CARRIED.filter((category) => release.grants(owner, category) && release.basis(owner, category)!.kind !== 'OWN_DATA').map((category) => `${owner} ${category}`));
  });
  return [...new Set(seen)].sort();
};
/** The Jugendamt's relations to a client. */
const relationsOf = async (client: string) => (await api.store.records([client])).get(client)!.relations.filter(({ unit }) => unit === JUTTA.unit);
const NAME_AND_ADDRESS = ['KREIS_SERVICESTELLE CONTACT', 'KREIS_SERVICESTELLE IDENTITY_CORE'];

describe('a pseudonymised consultation', () => {
  const consult = (over: Record<string, unknown> = {}, by = ANNA) =>
    run(CONSULT, by, { input: { idempotencyKey: randomUUID(), ground: 'KKG_4_ABS_2', indications: ['VERNACHLAESSIGUNG', 'AUFSICHT_FEHLT'], ...over } });

  it('keeps a number, a ground and codes, and has no place for a person', async () => {
    const { seq } = await api.store.logHead();
    const key = randomUUID();
    const first = await consult({ idempotencyKey: key });
    expect(first).toEqual({ number: expect.stringMatching(/^KB-[0-9A-F]{10}$/), problems: [] });
    expect(await consult({ idempotencyKey: key })).toEqual(first);
    expect(codes(await consult({ idempotencyKey: key, indications: ['SELBSTGEFAEHRDUNG'] }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await api.county.sql('select unit, ground, indications from emergency_consultation')).toEqual([
      { unit: 'KREIS_SERVICESTELLE', ground: 'KKG_4_ABS_2', indications: ['VERNACHLAESSIGUNG', 'AUFSICHT_FEHLT'] },
    ]);
    const own = { kind: 'EMERGENCY', client: null, owners: ['KREIS_SERVICESTELLE'] };
    expect(await api.logged(seq)).toMatchObject([{ ...own, items: [{ granted: true }] }, { kind: 'NOOP', client: null }, { ...own, items: [{ granted: false }] }]);
    const inputs = await run('{ __type(name: "ConsultationInput") { inputFields { name } } }', ANNA);
    expect(inputs.inputFields.map(({ name }: { name: string }) => name).sort()).toEqual(['ground', 'idempotencyKey', 'indications']);
  });

  it('is no path for an Ausländerbehörde, an officer or a Jugendamt, and needs an indication', async () => {
    for (const by of [{ ...ANNA, unit: 'ABH_KREIS' }, DINA, JUTTA]) expect(codes(await consult({}, by))).toEqual(['SENDER_FORBIDDEN']);
    for (const indications of [[], ['VERNACHLAESSIGUNG', 'VERNACHLAESSIGUNG']]) expect(codes(await consult({ indications }))).toEqual(['INDICATIONS_INVALID']);
  });

  it('can be named in a notification of the same unit only', async () => {
    const { number } = await consult();
    const foreign = await consult({}, CARLA);
    expect(codes(await notify(await annas(), { consultation: foreign.number }))).toEqual(['CONSULTATION_UNKNOWN']);
    expect(codes(await notify(await annas(), { consultation: 'KB-0' }))).toEqual(['CONSULTATION_UNKNOWN']);
    expect(codes(await notify(await annas(), { consultation: number }))).toEqual([]);
  });
});

describe('notifying a Jugendamt', () => {
  it('opens name and address of one person to one Jugendamt for an hour, to the millisecond, and nothing else', async () => {
    const [id, other] = [await annas(), await annas()];
    expect(await notify(id)).toEqual({
      id: expect.any(String), openCategories: ['IDENTITY_CORE', 'CONTACT'], openUntil: new Date(NOON + HOUR).toISOString(),
      reviewDueAt: new Date('2026-03-03T00:00:00+01:00').toISOString(), retryAt: null, problems: [],
    });
    expect(await sees(id)).toEqual(NAME_AND_ADDRESS);
    expect(await sees(id, JUTTA, NOON + HOUR - 1)).toEqual(NAME_AND_ADDRESS);
    expect(await sees(id, JUTTA, NOON + HOUR)).toEqual([]);
    expect(await sees(id, JUTTA, NOON - 1)).toEqual([]);
    expect(await sees(other)).toEqual([]);
    for (const unit of ['JUGENDAMT:LAGE', 'ABH_KREIS', 'JOBCENTER_LIPPE', 'NWL_CUK']) expect(await sees(id, { ...JUTTA, unit })).toEqual([]);
    expect(await relationsOf(id)).toEqual([{ unit: 'JUGENDAMT:KREIS', from: NOON, to: NOON + HOUR, persons: [], responsible: null }]);
  });

  it('leaves a lasting relation as it is', async () => {
    const id = await annas({ relations: [relation(), relation({ unit: 'JUGENDAMT:KREIS', persons: ['jutta'], responsible: 'jutta' })] });
    await notify(id);
    expect((await api.store.records([id])).get(id)!.relations).toHaveLength(2);
    expect(await sees(id)).toEqual(NAME_AND_ADDRESS);
  });

  it.each(['ABH_KREIS', 'ABH_DETMOLD', 'EBH_KREIS', 'JOBCENTER_LIPPE', 'KREIS_SERVICESTELLE', 'POLIZEI', 'JUGENDAMT:', 'JUGENDAMT:NIRGENDS', '__proto__'])('is not notifying %s', async (jugendamt) => {
    const id = await annas();
    const before = (await api.store.records([id])).get(id)!;
    const { seq } = await api.store.logHead();
    expect(codes(await notify(id, { jugendamt }))).toEqual(['RECEIVER_FORBIDDEN']);
    expect((await api.store.records([id])).get(id)).toEqual(before);
    expect(await api.logged(seq)).toEqual([expect.objectContaining({ kind: 'EMERGENCY', client: id, owners: ['KREIS_SERVICESTELLE'], items: expect.arrayContaining([expect.objectContaining({ granted: false })]) })]);
  });

  it('has no argument for categories, a time or a second client', async () => {
    const id = await annas();
    for (const over of [{ categories: ['HEALTH'] }, { openUntil: '2030-01-01T00:00:00Z' }, { at: '2026-01-01T00:00:00Z' }, { clients: [] }]) {
      const { data, errors } = await api.ask(NOTIFY, { by: ANNA, purpose: null, variables: { input: sheet(id, over) } });
      expect([data, errors]).toEqual([null, [expect.stringContaining('is not defined')]]);
    }
    expect(await sees(id)).toEqual([]);
  });

  it('is for who is entrusted with the client; for all others there is no client', async () => {
    const id = await annas();
    expect(codes(await notify(id, {}, { ...ANNA, person: 'arno' }))).toEqual(['NOT_ENTRUSTED']);
    const answers = await Promise.all([
      notify(id, {}, CARLA), notify(id, {}, DINA), notify(randomUUID(), {}), run(NOTIFY, ANNA, { input: { ...sheet(id), client: 'c1_AAAAAAAAAAAAAAAAAAAAAA' } }),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(codes(answers[0])).toEqual(['NOT_AVAILABLE']);
    const atAbh = await api.client({ relations: [relation({ unit: 'ABH_KREIS' })], consents: [] });
    expect(codes(await notify(atAbh, {}, { ...ANNA, unit: 'ABH_KREIS' }))).toEqual(['SENDER_FORBIDDEN']);
    const atSchool = await api.client({ relations: [relation({ unit: 'KI_SEITENEINSTIEG' })], consents: [] });
    expect(codes(await notify(atSchool, {}, { ...ANNA, unit: 'KI_SEITENEINSTIEG' }))).toEqual(['NOTHING_HELD']);
  });

  it('says everything that is missing at once, German first', async () => {
    const { problems } = await notify(await annas(), { idempotencyKey: 'short', observedFacts: 'Ja.', otherMeansConsidered: ' '.repeat(50), familyReason: null });
    expect(problems.map(({ code }: { code: string }) => code)).toEqual(['KEY_INVALID', 'FACTS_INVALID', 'MEANS_INVALID', 'REASON_INVALID']);
    expect(problems[1].message).toBe('observedFacts: 20 bis 4.000 Zeichen angeben / observedFacts: give 20 to 4,000 characters');
  });

  it('yields to the client’s exclusions, whatever became of the consent they stand in', async () => {
    const excluding = (exclusions: ('IDENTITY_CORE' | 'CONTACT')[], state: 'ERTEILT' | 'WIDERRUFEN' = 'WIDERRUFEN') => annas({
      consents: [consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JUGENDAMT:KREIS'], categories: ['CM_PROCESS'], exclusions, state })],
    });
    const partly = await excluding(['CONTACT']);
    expect((await notify(partly)).openCategories).toEqual(['IDENTITY_CORE']);
    expect(await sees(partly)).toEqual(['KREIS_SERVICESTELLE IDENTITY_CORE']);
    const wholly = await excluding(['IDENTITY_CORE', 'CONTACT']);
    expect(codes(await notify(wholly))).toEqual(['EXCLUDED']);
    expect(await sees(wholly)).toEqual([]);
  });

  it('wakes no consent that sleeps for want of a relation: then the facts alone are told', async () => {
    const id = await annas({ consents: [consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JUGENDAMT:KREIS'], categories: ['HEALTH'], explicitCategories: ['HEALTH'] })] });
    expect(await notify(id)).toMatchObject({ id: expect.any(String), openCategories: [], openUntil: null, problems: [] });
    expect(await sees(id)).toEqual([]);
    expect((await api.store.records([id])).get(id)!.relations).toHaveLength(1);
    expect((await run(INBOX, JUTTA))[0]).toMatchObject({ observedFacts: FACTS, openCategories: [], openUntil: null });
  });

  it('ends for what the client excludes while it lasts', async () => {
    const id = await annas();
    await notify(id);
    await api.county.sql(`insert into consent (id, client_id, state, releasing_units, releasing_persons, receiving_units, receiving_persons, categories, explicit_categories, exclusions, purposes, form, from_at, to_at)
      values ($1, $2, 'ERTEILT', '{KREIS_SERVICESTELLE}', '[]', '{JUGENDAMT:KREIS}', '[]', '{CM_PROCESS}', '{}', '{IDENTITY_CORE,CONTACT,CM_PROCESS}', '{WOHNEN}', 'SCHRIFTLICH', to_timestamp($3), to_timestamp($3 + 9000))`, [randomUUID(), id, NOON / 1000 - 1]);
    await api.store.commit({ heads: [{ clientId: id, version: -1 }], until: Infinity, entries: [] }); // a stale copy is dropped
    expect(await sees(id)).toEqual([]);
  });

  it('brings back nothing that was withdrawn, and is not ended by a withdrawal', async () => {
    const c = consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JUGENDAMT:KREIS'], categories: ['CM_PROCESS', 'HEALTH'], explicitCategories: ['HEALTH'] });
    const lasting = relation({ unit: 'JUGENDAMT:KREIS', persons: ['jutta'], responsible: 'jutta' });
    const id = await annas({ relations: [relation(), lasting], consents: [c] });
    await notify(id);
    expect(await sees(id)).toEqual(['KREIS_SERVICESTELLE CM_PROCESS', ...NAME_AND_ADDRESS.slice(0, 1), 'KREIS_SERVICESTELLE HEALTH', ...NAME_AND_ADDRESS.slice(1)]);
    await api.county.sql(`update consent set state = 'WIDERRUFEN' where id = $1`, [c.id]);
    await api.store.commit({ heads: [{ clientId: id, version: -1 }], until: Infinity, entries: [] }); // a stale copy is dropped
    expect(await sees(id)).toEqual(NAME_AND_ADDRESS);
    const withdrawn = await annas({ consents: [{ ...c, id: randomUUID(), state: 'WIDERRUFEN' }] });
    expect((await notify(withdrawn)).openCategories).toEqual(['IDENTITY_CORE', 'CONTACT']);
    expect(await sees(withdrawn)).toEqual(NAME_AND_ADDRESS);
  });

  it('does not cut short another unit’s emergency, nor is it cut short by one', async () => {
    const tim: Requester = { unit: 'NWL_TM', person: 'tim', role: 'CASE_MANAGER' };
    const id = await annas({ relations: [relation(), relation({ unit: 'NWL_TM', persons: ['tim'], responsible: 'tim' })] });
    await notify(id);
    clock.set(NOON + HOUR / 2);
    await notify(id, {}, tim);
    expect(await sees(id)).toEqual([...NAME_AND_ADDRESS, 'NWL_TM CONTACT', 'NWL_TM IDENTITY_CORE']);
    expect(await sees(id, JUTTA, NOON + HOUR)).toEqual(['NWL_TM CONTACT', 'NWL_TM IDENTITY_CORE']);
    expect(await sees(id, JUTTA, NOON + 1.5 * HOUR)).toEqual([]);
  });

  it('happens once per key, also side by side, and again only after a review', async () => {
    const id = await annas();
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => notify(id, { idempotencyKey })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await api.county.sql('select id from emergency_release where client_id = $1', [id])).toHaveLength(1);
    expect(codes(await notify(id, { idempotencyKey, observedFacts: `${FACTS} Mehr.` }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    clock.set(NOON + 2 * HOUR);
    expect(codes(await notify(id))).toEqual(['UNREVIEWED']);
    expect(await sees(id)).toEqual([]);
    await review(answers[0].id);
    expect(codes(await notify(id))).toEqual([]);
    expect(await sees(id)).toEqual(NAME_AND_ADDRESS);
  });

  it('is never bulk: three an hour for a person, ten a day for a unit, also side by side', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => annas()));
    const answers = await Promise.all(clients.map((client) => notify(client)));
    expect(answers.filter(({ id }) => id !== null)).toHaveLength(3);
    expect(answers.filter((answer) => codes(answer).includes('LIMITED') && answer.retryAt === new Date(NOON + HOUR).toISOString())).toHaveLength(5);
    for (let index = 0; index < 7; index++) {
      const by = { ...ANNA, person: `colleague-${index}` };
      const theirs = await api.client({ relations: [relation({ persons: [by.person], responsible: by.person })], consents: [] });
      expect(codes(await notify(theirs, {}, by))).toEqual([]);
    }
    const next = await annas();
    clock.set(NOON + DAY - 1);
    expect(codes(await notify(next))).toEqual(['LIMITED']);
    clock.advance(1);
    expect(codes(await notify(next))).toEqual([]);
  });

  it('cannot be prolonged, moved back or made up, not even in the database by the program', async () => {
    const { id } = await notify(await annas());
    await expect(api.county.sql(`update emergency_release set to_at = to_at + interval '1 millisecond' where id = $1`, [id])).rejects.toThrow('never prolonged');
    const { default: pg } = await import('pg');
    const app = new pg.Client({ connectionString: api.county.database.appUrl });
    await app.connect();
    try {
      for (const statement of [
        'update emergency_release set from_at = from_at', 'update emergency_release set categories = categories', `update emergency_release set receiving_unit = 'ABH_KREIS'`,
        'update emergency_notification set at = at', 'delete from emergency_notification', 'update emergency_review set outcome = outcome', 'delete from emergency_review',
        'delete from emergency_notice', 'update emergency_notice set reason = reason', 'delete from emergency_consultation',
      ]) await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
      await expect(app.query(`insert into emergency_review values ($1, 'anna', 'GERECHTFERTIGT', 'note', now(), 'key', 'print')`, [id])).rejects.toThrow('does not review');
    } finally {
      await app.end();
    }
  });
});

describe('the Jugendamt’s notifications', () => {
  it('show the facts to that Jugendamt, with its own pseudonym, and are logged for both units', async () => {
    const client = await annas();
    const { id } = await notify(client);
    const { seq } = await api.store.logHead();
    expect(await run(INBOX, JUTTA)).toEqual([{
      id, client: api.seenBy('JUGENDAMT:KREIS', client), releasingUnit: 'KREIS_SERVICESTELLE', ground: 'KKG_4_ABS_3', observedFacts: FACTS, familyInformed: false,
      at: new Date(NOON).toISOString(), openCategories: ['IDENTITY_CORE', 'CONTACT'], openUntil: new Date(NOON + HOUR).toISOString(),
    }]);
    expect(await api.logged(seq)).toEqual([expect.objectContaining({ kind: 'EMERGENCY', client, owners: ['KREIS_SERVICESTELLE', 'JUGENDAMT:KREIS'] })]);
  });

  it('are invisible to every other unit, and to who is no professional there', async () => {
    await notify(await annas());
    for (const unit of ['JUGENDAMT:LAGE', 'JUGENDAMT:DETMOLD']) expect(await run(INBOX, { ...JUTTA, unit })).toEqual([]);
    for (const by of [ANNA, DINA, CARLA, { ...JUTTA, role: 'DPO' as const }, { ...JUTTA, unit: 'ABH_KREIS' }]) expect(await run(INBOX, by)).toBeNull();
  });

  it('keep the facts away from everybody else: officer, initiator, log', async () => {
    await notify(await annas());
    const texts = [await run(REVIEWS, DINA), await run(TASKS, ANNA), await api.county.sql('select payload from log_inbox')];
    expect(JSON.stringify(texts)).not.toContain('blaue Flecken');
  });
});

describe('the review', () => {
  it('is due at the end of the next working day, is seen when overdue, and closes with outcome and note', async () => {
    const client = await annas();
    const { id } = await notify(client);
    const dueAt = Date.parse('2026-03-03T00:00:00+01:00');
    clock.set(dueAt - 1);
    expect(await run(REVIEWS, DINA)).toEqual([expect.objectContaining({
      id, client: api.seenBy('KREIS_SERVICESTELLE', client), initiator: expect.stringMatching(/^p1_/), jugendamt: 'JUGENDAMT:KREIS', overdue: false, outcome: null, dueAt: new Date(dueAt).toISOString(),
      otherMeansConsidered: 'Gespräch mit der Familie gesucht, ohne Erfolg.', familyReason: 'Es würde das Kind gefährden.',
    })]);
    clock.advance(1);
    expect((await run(REVIEWS, DINA))[0].overdue).toBe(true);
    expect(await review(id)).toEqual({ id, problems: [] });
    expect((await run(REVIEWS, DINA))[0]).toMatchObject({ overdue: true, outcome: 'GERECHTFERTIGT', note: 'Nachvollziehbar begründet.', reviewedAt: new Date(dueAt).toISOString() });
  });

  it('is never by who has notified, in whatever role', async () => {
    const { id } = await notify(await annas());
    const { seq } = await api.store.logHead();
    expect(codes(await review(id, { ...DINA, person: 'anna' }))).toEqual(['OWN_ACT']);
    expect(await api.logged(seq)).toEqual([expect.objectContaining({ kind: 'EMERGENCY', items: [expect.objectContaining({ path: 'reviewEmergency', granted: false })] })]);
    expect((await run(REVIEWS, DINA))[0].outcome).toBeNull();
  });

  it('is for the officer of that unit only; a foreign id is like an unknown one', async () => {
    const { id } = await notify(await annas());
    const answers = await Promise.all([
      review(id, { ...DINA, unit: 'JOBCENTER_LIPPE' }), review(id, { ...JUTTA, role: 'DPO' }), review(id, { ...ANNA, person: 'arno' }), review(randomUUID()), review('no id'),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(codes(answers[0])).toEqual(['NOT_AVAILABLE']);
    expect(await run(REVIEWS, { ...DINA, unit: 'JOBCENTER_LIPPE' })).toEqual([]);
    expect(await run(REVIEWS, ANNA)).toBeNull();
  });

  it('is said once and needs a note', async () => {
    const { id } = await notify(await annas());
    expect(codes(await review(id, DINA, 'GERECHTFERTIGT', randomUUID(), 'ok'))).toEqual(['NOTE_INVALID']);
    const key = randomUUID();
    for (const again of [1, 2]) expect([again, codes(await review(id, DINA, 'GERECHTFERTIGT', key))]).toEqual([again, []]);
    expect(codes(await review(id, DINA, 'NICHT_GERECHTFERTIGT', key))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(codes(await review(id))).toEqual(['ALREADY_REVIEWED']);
  });

  it('ends at once what was not justified', async () => {
    const client = await annas();
    const { id } = await notify(client);
    const decided = (await api.store.records([client])).get(client)!.version;
    clock.advance(10_000);
    await review(id, DINA, 'NICHT_GERECHTFERTIGT');
    expect(await sees(client)).toEqual([]);
    expect(await relationsOf(client)).toMatchObject([{ from: NOON, to: NOON + 10_000 }]);
    expect(await api.store.commit({ heads: [{ clientId: client, version: decided }], until: NOON + HOUR, entries: [] })).toBe('CHANGED');
  });
});

describe('telling the client', () => {
  const task = async () => (await run(TASKS, ANNA))[0];

  it('is a task until it is done, becomes overdue, and is shown to the officer', async () => {
    const client = await annas();
    const { id } = await notify(client);
    expect(await task()).toEqual({ id, client: api.seenBy('KREIS_SERVICESTELLE', client), jugendamt: 'JUGENDAMT:KREIS', outcome: null, notice: 'OFFEN', overdue: false });
    clock.set(NOON + 2 * DAY);
    expect(await task()).toMatchObject({ notice: 'OFFEN', overdue: true });
    expect(await notice(id)).toEqual({ id, problems: [] });
    expect(await task()).toMatchObject({ notice: 'ERFOLGT', overdue: false });
    expect((await run(REVIEWS, DINA))[0]).toMatchObject({ notice: 'ERFOLGT', notices: [{ deferredTo: null, reason: null }] });
    expect(codes(await notice(id))).toEqual(['ALREADY_INFORMED']);
  });

  it('may be deferred to a day for a reason, and then is a task again', async () => {
    const { id } = await notify(await annas());
    const deferredTo = new Date(NOON + 5 * DAY).toISOString();
    expect(codes(await notice(id, { deferredTo }))).toEqual(['REASON_INVALID']);
    for (const wrong of [new Date(NOON), new Date(NOON + 91 * DAY)]) expect(codes(await notice(id, { deferredTo: wrong.toISOString(), reason: 'Ermittlungen des Jugendamts' }))).toEqual(['DEFERRAL_INVALID']);
    expect(codes(await notice(id, { deferredTo, reason: 'Ermittlungen des Jugendamts' }))).toEqual([]);
    clock.set(NOON + 5 * DAY - 1);
    expect(await task()).toMatchObject({ notice: 'AUFGESCHOBEN', overdue: false });
    clock.advance(1);
    expect(await task()).toMatchObject({ notice: 'OFFEN', overdue: true });
    expect((await run(REVIEWS, DINA))[0].notices).toEqual([{ deferredTo, reason: 'Ermittlungen des Jugendamts' }]);
  });

  it('has happened where the family knew before', async () => {
    await notify(await annas(), { familyInformed: true, familyReason: null });
    expect(await task()).toMatchObject({ notice: 'ERFOLGT', overdue: false });
  });

  it('is for who notified or is entrusted with the client', async () => {
    const { id } = await notify(await annas({ relations: [relation({ persons: ['anna', 'arno'] })] }));
    for (const by of [{ ...ANNA, person: 'other' }, CARLA, JUTTA, DINA]) expect(codes(await notice(id, {}, by))).toEqual(['NOT_AVAILABLE']);
    for (const by of [CARLA, { ...ANNA, person: 'other' }]) expect(await run(TASKS, by)).toEqual([]);
    expect(await run(TASKS, DINA)).toBeNull();
    expect(codes(await notice(id, {}, { ...ANNA, person: 'arno' }))).toEqual([]);
  });

  it('happens once per key', async () => {
    const { id } = await notify(await annas());
    const idempotencyKey = randomUUID();
    for (const again of [1, 2]) expect([again, codes(await notice(id, { idempotencyKey }))]).toEqual([again, []]);
    expect(codes(await notice(id, { idempotencyKey, deferredTo: new Date(NOON + DAY).toISOString(), reason: 'ein ganz anderer Grund' }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });
});

it('does nothing without the log', async () => {
  const client = await annas();
  await api.county.sql('revoke execute on function append_log from freigabe_consent_app');
  try {
    expect((await api.ask(NOTIFY, { by: ANNA, purpose: null, variables: { input: sheet(client) } })).errors).toEqual([expect.stringContaining('Zugriffsprotokoll')]);
    expect(await api.county.sql('select id from emergency_notification')).toEqual([]);
    expect(await sees(client)).toEqual([]);
  } finally {
    await api.county.sql('grant execute on function append_log to freigabe_consent_app');
  }
});
