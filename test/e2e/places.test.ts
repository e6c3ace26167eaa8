import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Category, Consent, Purpose, Requester } from '../../consent/core/index.js';
import { entryOf, type LogEntry } from '../../consent/audit/entry.js';
import { startCounty, type County } from '../kit/county.js';

const ANNA: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'anna', role: 'CASE_MANAGER' };
const BERT: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'bert', role: 'CASE_WORKER' };
const JC: Requester = { unit: 'JOBCENTER_LIPPE', person: 'jana', role: 'CASE_WORKER' };
const PROVIDER = 'KURSTRAEGER:VHS_LIPPE_OST';

let county: County;
beforeAll(async () => {
  county = await startCounty();
});
afterAll(() => county.close());
beforeEach(() => {
  county.forget();
  county.intercept(null);
});

const DAY = 86_400_000;
const relation = (unit: string, person: string | null = null) => ({ unit, from: county.clock() - DAY, to: null, persons: person === null ? [] : [person], responsible: person });

const consent = (over: Partial<Consent> = {}): Consent => ({
  id: randomUUID(), state: 'ERTEILT', releasingUnits: [ANNA.unit], releasingPersons: [], receivingUnits: [PROVIDER], receivingPersons: [], categories: ['IDENTITY_CORE'],
  explicitCategories: [], exclusions: [], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', from: county.clock() - DAY, to: county.clock() + 90 * DAY, ...over,
});

/** A client of Anna's, and of VHS Lippe-Ost where `provider` says so. */
async function newClient(consents: readonly Consent[], provider = true): Promise<string> {
  const id = randomUUID();
  await county.store.importClients([{ id, relations: [relation(ANNA.unit, ANNA.person), ...(provider ? [relation(PROVIDER)] : [])], consents }]);
  return id;
}

async function newCourse(capacity: number, keptBy = PROVIDER): Promise<string> {
  const id = randomUUID();
  await county.query('language_courses', `insert into course (id, title, provider, kept_by, kind, lessons, starts_on, schedule, municipality, capacity)
    values ($1, 'Integrationskurs', 'VHS', $2, 'INTEGRATIONSKURS_ALLGEMEIN', 700, '2026-09-01', 'Mo–Fr', 'BLOMBERG', $3)`, [id, keptBy, capacity]);
  return id;
}

type Act = 'reservePlace' | 'confirmPlace' | 'cancelPlace' | 'joinWaitingList';
interface Change { readonly as?: Requester; readonly purpose?: Purpose | null; readonly key?: string; readonly offer?: string }

async function answer(act: Act, client: string, course: string | null, { as = ANNA, purpose = 'KURSVERMITTLUNG', key = randomUUID(), offer }: Change = {}) {
  const input = { idempotencyKey: key, client: county.id(client, as.unit), course, offer };
  return county.ask({ as, purpose, occasion: 'AZ 7', query: `mutation ($input: PlaceInput!) { done: ${act}(input: $input) {
    state lapsesAt position needed { releasingUnit receivingUnit category purpose } reason problems { code } } }`, variables: { input } });
}

const done = async (...args: Parameters<typeof answer>): Promise<any> => (await answer(...args)).body.data.done;
const codes = async (...args: Parameters<typeof answer>): Promise<string[]> => (await done(...args)).problems.map(({ code }: { code: string }) => code);
const acts = () => county.received.filter(({ ticket }) => ticket !== undefined).length;
const entriesOf = async (client: string): Promise<LogEntry[]> =>
  (await county.query('consent', `select payload from log_inbox where payload::jsonb ->> 'client' = $1 order by seq`, [client])).map(({ payload }) => entryOf(payload));
const reservations = async (course: string) => (await county.query('language_courses', 'select state, by_unit from reservation where item = $1', [course])) as object[];

test('a place is reserved on the client’s release; its holder sees it, and the log has it before and after', async () => {
  const paper = consent();
  const client = await newClient([paper, consent({ releasingUnits: [PROVIDER], receivingUnits: [ANNA.unit], categories: ['COURSE_ENROLMENT'] })]);
  const course = await newCourse(1);
  expect(await done('reservePlace', client, course)).toEqual({ state: 'RESERVIERT', lapsesAt: expect.any(String), position: null, needed: null, reason: null, problems: [] });
  expect(await done('confirmPlace', client, course)).toMatchObject({ state: 'BESTAETIGT', lapsesAt: null });

  const seen = await county.ask({ as: ANNA, purpose: 'KURSVERMITTLUNG', query: 'query ($id: ID!) { client(id: $id) { enrolments { state course { id freePlaces } } } }', variables: { id: county.id(client, ANNA.unit) } });
  expect(seen.body.data).toEqual({ client: { enrolments: [{ state: 'ANGEMELDET', course: { id: course, freePlaces: 0 } }] } });
  const logged = (await entriesOf(client)).filter(({ kind }) => kind === 'ACT');
  expect(logged.map(({ items, owners, purpose, occasion }) => ({ path: items[0]!.path, basis: items[0]!.basis, category: items[0]!.category, owners, purpose, occasion }))).toEqual(
    ['reservePlace', 'reservePlace.RESERVIERT', 'confirmPlace', 'confirmPlace.BESTAETIGT'].map((path) =>
      ({ path, basis: `CONSENT:${paper.id}`, category: 'IDENTITY_CORE', owners: [ANNA.unit, PROVIDER], purpose: 'KURSVERMITTLUNG', occasion: 'AZ 7' })));
  expect(await done('cancelPlace', client, course)).toMatchObject({ state: 'STORNIERT', problems: [] });
});

test('the same key is answered the same and does nothing more; for something else it is refused', async () => {
  const client = await newClient([consent()]);
  const [course, other, key] = [await newCourse(3), await newCourse(3), randomUUID()];
  const first = await done('reservePlace', client, course, { key });
  await done('cancelPlace', client, course);
  expect(await done('reservePlace', client, course, { key })).toEqual(first);
  expect(await reservations(course)).toEqual([{ state: 'STORNIERT', by_unit: ANNA.unit }]);
  expect(await codes('reservePlace', client, other, { key })).toEqual(['IDEMPOTENCY_KEY_REUSED']);
});

test('without a basis nothing is sent, and the refusal names what a release would have to contain', async () => {
  const course = await newCourse(3);
  const needed = { releasingUnit: ANNA.unit, receivingUnit: PROVIDER, category: 'IDENTITY_CORE', purpose: 'KURSVERMITTLUNG' };
  const papers: readonly (readonly [string, Consent[]])[] = [
    ['CONSENT_MISSING', []],
    ['CONSENT_WITHDRAWN', [consent({ state: 'WIDERRUFEN' })]],
    ['CONSENT_EXPIRED', [consent({ from: county.clock() - 2 * DAY, to: county.clock() - DAY })]],
    ['OUT_OF_SCOPE_CATEGORY', [consent({ categories: ['CONTACT' as Category] })]],
    ['OUT_OF_SCOPE_PURPOSE', [consent({ purposes: ['SCHULPLATZ'] })]],
    ['CONSENT_MISSING', [consent({ receivingUnits: ['KURSTRAEGER:VHS_LIPPE_WEST'] })]],
    ['EXPLICITLY_EXCLUDED', [consent(), consent({ categories: ['CONTACT'], exclusions: ['IDENTITY_CORE'] })]],
  ];
  for (const [reason, consents] of papers) {
    const client = await newClient(consents);
    expect(await done('reservePlace', client, course)).toEqual({ state: null, lapsesAt: null, position: null, needed, reason, problems: [{ code: 'NO_BASIS' }] });
    expect(await done('joinWaitingList', client, course, { as: BERT })).toMatchObject({ needed, reason: null, problems: [{ code: 'NO_BASIS' }] });
    expect((await entriesOf(client)).map(({ kind, owners, items }) => [kind, owners, items[0]!.granted])).toEqual(Array(2).fill(['REFUSAL', [ANNA.unit], false]));
  }
  expect(acts()).toBe(0);
  expect(await reservations(course)).toEqual([]);
});

test('withdrawing a release ends what can be asked for by it, but a place can still be given back', async () => {
  const paper = consent();
  const client = await newClient([paper]);
  const course = await newCourse(1);
  await done('reservePlace', client, course);
  const withdrawn = await county.ask({ as: ANNA, purpose: 'KURSVERMITTLUNG', query: 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { problems { code } } }',
    variables: { input: { idempotencyKey: randomUUID(), client: county.id(client, ANNA.unit), consent: county.id(paper.id, ANNA.unit) } } });
  expect(withdrawn.body).toEqual({ data: { withdrawConsent: { problems: [] } } });
  expect(await codes('confirmPlace', client, course)).toEqual(['NO_BASIS']);
  expect(await done('cancelPlace', client, course)).toMatchObject({ state: 'STORNIERT' });
});

test('for everybody else the client does not exist, whatever there is', async () => {
  const client = await newClient([consent()]);
  const course = await newCourse(3);
  const strangers = [{ as: JC }, { as: { unit: 'ABH_KREIS', person: 'x', role: 'CASE_WORKER' } as Requester }, { as: { ...ANNA, role: 'DPO' } as Requester }, { as: { ...ANNA, role: 'COORDINATOR' } as Requester }];
  for (const stranger of strangers) {
    const known = await answer('reservePlace', client, course, stranger);
    const unknown = await answer('reservePlace', randomUUID(), course, stranger);
    expect(known.body).toEqual({ data: { done: { state: null, lapsesAt: null, position: null, needed: null, reason: null, problems: [{ code: 'NOT_AVAILABLE' }] } } });
    expect(known.text).toBe(unknown.text);
  }
  expect(acts()).toBe(0);
});

test('an Ausländerbehörde sends nobody, also not its own clients', async () => {
  const id = randomUUID();
  await county.store.importClients([{ id, relations: [relation('ABH_KREIS', 'x')], consents: [consent({ releasingUnits: ['ABH_KREIS'] })] }]);
  expect(await codes('reservePlace', id, await newCourse(3), { as: { unit: 'ABH_KREIS', person: 'x', role: 'CASE_WORKER' } })).toEqual(['UNIT_FORBIDDEN']);
});

test('needs a purpose that places are for, one of course and offer, and one that exists', async () => {
  const client = await newClient([consent()]);
  const course = await newCourse(3);
  expect(await codes('reservePlace', client, course, { purpose: null })).toEqual(['PURPOSE_UNFIT']);
  expect(await codes('reservePlace', client, course, { purpose: 'SCHULPLATZ' })).toEqual(['PURPOSE_UNFIT']);
  expect(await codes('reservePlace', client, course, { offer: 'offer-001' })).toEqual(['PLACE_UNCLEAR']);
  expect(await codes('reservePlace', client, null)).toEqual(['PLACE_UNCLEAR']);
  expect(await codes('reservePlace', client, 'course-of-nobody')).toEqual(['PLACE_UNKNOWN']);
  expect(await codes('reservePlace', client, course, { key: 'short' })).toEqual(['KEY_INVALID']);
  expect(acts()).toBe(0);
});

test('no entry, no act: while the log cannot be written the agency hears of nobody', async () => {
  const client = await newClient([consent()]);
  const course = await newCourse(3);
  await county.query('consent', 'alter function release_commit rename to release_commit_away');
  const { body } = await answer('reservePlace', client, course);
  await county.query('consent', 'alter function release_commit_away rename to release_commit');
  expect(body.data?.done ?? null).toBeNull();
  expect(body.errors[0].extensions.code).toBe('RELEASE_LOG_UNAVAILABLE');
  expect(acts()).toBe(0);
  expect(await reservations(course)).toEqual([]);
});

test('an agency whose answer is lost after it has acted is asked again under the same key, and nothing is doubled', async () => {
  const client = await newClient([consent()]);
  const [course, key] = [await newCourse(3), randomUUID()];
  county.intercept(async ({ ticket }) => {
    if (ticket === undefined) return undefined;
    await fetch(new URL('/acts', county.agencies['language-courses']), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ticket }) });
    return { status: 503, body: '{}' };
  });
  expect(await codes('reservePlace', client, course, { key })).toEqual(['AGENCY_SILENT']);
  expect(await reservations(course)).toHaveLength(1);
  county.intercept(null);
  expect(await done('reservePlace', client, course, { key })).toMatchObject({ state: 'RESERVIERT', problems: [] });
  expect(await reservations(course)).toHaveLength(1);
  expect((await entriesOf(client)).map(({ items }) => items[0]!.path)).toEqual(['reservePlace', 'reservePlace.AGENCY_SILENT', 'reservePlace', 'reservePlace.RESERVIERT']);
});

test('the ticket of an act names one act and its client as the agency knows them, and grants no reading', async () => {
  const client = await newClient([consent()]);
  const course = await newCourse(3);
  await done('reservePlace', client, course, { key: 'my-own-key-1' });
  const [ticket] = county.received.flatMap((received) => received.ticket ?? []);
  const claims = Buffer.from(ticket!.split('.')[1]!, 'base64url').toString();
  expect(JSON.parse(claims)).toMatchObject({
    aud: 'language-courses', grants: [], purpose: 'KURSVERMITTLUNG', requester: { unit: ANNA.unit, role: 'CASE_MANAGER' },
    act: { kind: 'RESERVE', client: county.pseudonyms.write('subgraph:language-courses', client), item: course, provider: PROVIDER, category: 'IDENTITY_CORE', basis: 'CONSENT', key: 'my-own-key-1' },
  });
  expect(claims).not.toContain(client);
});

test('offers of the Jobcenter are reserved the same way', async () => {
  const back = consent({ releasingUnits: [JC.unit], receivingUnits: [ANNA.unit], categories: ['MEASURE_PARTICIPATION'], purposes: ['MASSNAHMENZUSTEUERUNG'] });
  const client = randomUUID();
  await county.store.importClients([{ id: client, relations: [relation(ANNA.unit, ANNA.person), relation(JC.unit)], consents: [consent({ receivingUnits: [JC.unit], purposes: ['MASSNAHMENZUSTEUERUNG'] }), back] }]);
  await county.query('jobcenter', `insert into offer (id, title, provider, kept_by, kind, handlungsfeld, capacity, valid_from) values ('coaching', 'Coaching', 'Jobcenter Lippe', 'JOBCENTER_LIPPE', 'MASSNAHME_45', 'ARBEIT_AUSBILDUNG', 40, '2026-01-01')`);
  await county.query('jobcenter', `insert into coach (id, item, max) values ('coach-1', 'coaching', 1)`);
  expect(await done('reservePlace', client, null, { offer: 'coaching', purpose: 'MASSNAHMENZUSTEUERUNG' })).toMatchObject({ state: 'RESERVIERT' });
  const seen = await county.ask({ as: ANNA, purpose: 'MASSNAHMENZUSTEUERUNG', query: 'query ($id: ID!) { client(id: $id) { participations { state offer { id } } } }', variables: { id: county.id(client, ANNA.unit) } });
  expect(seen.body.data).toEqual({ client: { participations: [{ state: 'RESERVIERT', offer: { id: 'coaching' } }] } });
  const next = await newClient([consent({ receivingUnits: [JC.unit], purposes: ['MASSNAHMENZUSTEUERUNG'] })], false);
  expect(await codes('reservePlace', next, null, { offer: 'coaching', purpose: 'MASSNAHMENZUSTEUERUNG' })).toEqual(['NO_PLACE']);
  expect(await done('joinWaitingList', next, null, { offer: 'coaching', purpose: 'MASSNAHMENZUSTEUERUNG' })).toMatchObject({ state: 'WARTELISTE', position: 1 });
  await county.query('jobcenter', `insert into offer (id, title, provider, kept_by, kind, handlungsfeld, capacity, valid_from) values ('uncoached', 'Coaching', 'Jobcenter Lippe', 'JOBCENTER_LIPPE', 'DURCHSTARTEN_B1_COACHING', 'ARBEIT_AUSBILDUNG', 40, '2026-01-01')`);
  expect(await codes('reservePlace', next, null, { offer: 'uncoached', purpose: 'MASSNAHMENZUSTEUERUNG' })).toEqual(['NO_COACH']);
});
