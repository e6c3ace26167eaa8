import type { Requester } from '../../consent/core/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';
import { requestedOf } from './requested.js';

/** F10, child endangerment, from end to end in the demo county of Monday, 2 March 2026, 9 o'clock. The tests follow the day. */
const { clients, staff: { cm, jugendamt } } = SCENARIOS.F10;
const [ZB, AB] = [clients['ZB']!, clients['AB']!];
const dpo = (unit: string, person: string): Requester => ({ unit, person, role: 'DPO' });
const OFFICER = dpo('KREIS_SERVICESTELLE', 'dpo-kreis');
const HOUR = 3_600_000;

let county: County;
let opened: number;
beforeAll(async () => {
  county = await startCounty({ today: '2026-03-02' });
  opened = county.clock();
});
afterAll(() => county.close());
beforeEach(() => county.forget());

const run = async (query: string, as: Requester, variables: Record<string, unknown> = {}) => {
  const { body } = await county.ask({ as, query, variables });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data)[0] as any;
};
const NOTIFY = 'mutation ($input: NotifyJugendamtInput!) { notifyJugendamt(input: $input) { id openCategories openUntil reviewDueAt problems { code } } }';
const notify = (client: string, over: Record<string, unknown> = {}, as = cm) => run(NOTIFY, as, { input: {
  client: county.id(client, as.unit), jugendamt: 'JUGENDAMT:KREIS', ground: 'KKG_4_ABS_3', idempotencyKey: `f10-${client}`,
  observedFacts: 'Das Kind war wiederholt allein und hatte Hunger.', otherMeansConsidered: 'Gespräche und Hilfen wurden angeboten und abgelehnt.',
  familyInformed: false, familyReason: 'Die Mitteilung würde den Schutz des Kindes gefährden.', ...over,
} });
const SELECTION = `name birthDate contact { street municipality } case { phase } goals { specific } healthNeeds psychosocialNeeds household { adults }
  benefits { regime } languageLevel { level } schoolPlacement { beschult } residence { title } workPermission { access }`;
const see = async (client: string, selection: string, as = jugendamt) => {
  const { body } = await county.ask({ as, purpose: 'KITAPLATZ', query: `query ($id: ID!) { client(id: $id) { ${selection} } }`, variables: { id: county.id(client, as.unit) } });
  expect(body.errors).toBeUndefined();
  return body;
};
const paths = (): string[] => [...new Set(requestedOf(county.received).map(({ path }) => path))].sort();

describe('F10 – child endangerment', () => {
  it('begins with advice about nobody: no agency hears of it, no identity is kept', async () => {
    const consult = 'mutation ($input: ConsultationInput!) { startPseudonymisedConsultation(input: $input) { number problems { code } } }';
    const { number } = await run(consult, cm, { input: { idempotencyKey: 'f10-consultation', ground: 'KKG_4_ABS_2', indications: ['VERNACHLAESSIGUNG'] } });
    expect(number).toMatch(/^KB-/);
    expect(county.received).toEqual([]);
    expect(JSON.stringify(await county.query('consent', 'select * from emergency_consultation'))).not.toMatch(new RegExp(`${AB}|${ZB}|Barakat`));
  });

  it('finds the Jugendamt knowing the child from the Kita only, and the mother not at all', async () => {
    expect((await see(ZB, SELECTION)).data.client).toBeNull();
    const { client } = (await see(AB, `${SELECTION} kita { state }`)).data;
    expect(client).toMatchObject({ name: null, contact: null, case: null, kita: [{ state: 'PLATZ' }] });
  });

  it('refuses every other receiver and every other sender', async () => {
    for (const receiver of ['ABH_KREIS', 'EBH_KREIS', 'JOBCENTER_LIPPE', 'POLIZEI']) {
      expect(await notify(AB, { jugendamt: receiver, idempotencyKey: `f10-${receiver}` })).toMatchObject({ id: null, problems: [{ code: 'RECEIVER_FORBIDDEN' }] });
    }
    expect(await notify(AB, { idempotencyKey: 'f10-substitute' }, { ...cm, person: 'cm-sr1-2' })).toMatchObject({ problems: [{ code: 'NOT_ENTRUSTED' }] });
    expect((await see(AB, 'name')).data.client).toEqual({ name: null });
  });

  it('opens name and address of the child, asks case management for nothing else, and tells the facts', async () => {
    expect(await notify(AB)).toEqual({
      id: expect.any(String), openCategories: ['IDENTITY_CORE', 'CONTACT'], openUntil: new Date(opened + HOUR).toISOString(),
      reviewDueAt: new Date('2026-03-04T00:00:00+01:00').toISOString(), problems: [],
    });
    county.forget();
    const { data, extensions } = await see(AB, SELECTION);
    expect(data.client).toEqual({
      name: 'Adam Barakat', birthDate: expect.any(String), contact: { street: expect.any(String), municipality: 'AUGUSTDORF' }, case: null, goals: null, healthNeeds: null, psychosocialNeeds: null,
      household: null, benefits: null, languageLevel: null, schoolPlacement: null, residence: null, workPermission: null,
    });
    expect(extensions.release.withheld.map(({ category }: { category: string }) => category)).toEqual(expect.arrayContaining(['CM_PROCESS', 'CM_GOALS', 'HEALTH', 'PSYCHOSOCIAL', 'HOUSEHOLD', 'RESIDENCE_TITLE']));
    expect(paths()).toEqual(['birthDate', 'contact', 'contact.municipality', 'contact.street', 'name']);
    expect(await run('{ emergencyNotifications { client observedFacts releasingUnit } }', jugendamt)).toEqual([
      { client: county.id(AB, 'JUGENDAMT:KREIS'), observedFacts: 'Das Kind war wiederholt allein und hatte Hunger.', releasingUnit: 'KREIS_SERVICESTELLE' },
    ]);
  });

  it('says nothing of the mother, of whom nobody has notified, nor to another Jugendamt or the Ausländerbehörde', async () => {
    expect((await see(ZB, SELECTION)).data.client).toBeNull();
    for (const unit of ['JUGENDAMT:LAGE', 'ABH_DETMOLD']) {
      expect((await see(AB, 'name contact { street }', { ...jugendamt, unit })).data.client).toBeNull();
      expect(await run('{ emergencyNotifications { observedFacts } }', { ...jugendamt, unit })).toEqual(unit === 'ABH_DETMOLD' ? null : []);
    }
    const { client } = (await see(AB, 'name contact { street }', { unit: 'ABH_KREIS', person: 'abh-k-1', role: 'CASE_WORKER' })).data;
    expect(client?.name ?? null).toBeNull();
  });

  it('makes the mother a client of the Jugendamt for the hour, if she herself is notified of', async () => {
    expect((await notify(ZB)).openCategories).toEqual(['IDENTITY_CORE', 'CONTACT']);
    const { client } = (await see(ZB, SELECTION)).data;
    expect(client).toMatchObject({ name: 'Zeina Barakat', case: null, healthNeeds: null, residence: null, benefits: null });
  });

  it('ends by itself to the millisecond, also between question and answer', async () => {
    county.clock.set(opened + HOUR - 1);
    expect((await see(AB, 'name')).data.client).toEqual({ name: 'Adam Barakat' });
    county.intercept(async () => { county.clock.set(opened + HOUR); });
    const { text, body } = await county.ask({ as: jugendamt, purpose: 'KITAPLATZ', query: 'query ($id: ID!) { client(id: $id) { name } }', variables: { id: county.id(AB, jugendamt.unit) } });
    county.intercept(null);
    expect(body.data.client).toEqual({ name: null });
    expect(text).not.toContain('Barakat');
    expect((await see(ZB, 'name')).data.client).toBeNull();
  });

  it('is reviewed by a second person in time, and overdue if not', async () => {
    const reviews = () => run('{ emergencyReviews { id client overdue outcome } }', OFFICER);
    const open = await reviews();
    expect(open.map(({ client }: { client: string }) => client).sort()).toEqual([AB, ZB].map((client) => county.id(client, 'KREIS_SERVICESTELLE')).sort());
    expect(open).toEqual(Array(2).fill(expect.objectContaining({ overdue: false, outcome: null })));
    county.clock.set('2026-03-04T00:00:00+01:00');
    const [first, second] = await reviews();
    expect([first.overdue, second.overdue]).toEqual([true, true]);
    const review = (as: Requester, id: string) => run(
      'mutation ($id: ID!, $key: String!) { reviewEmergency(id: $id, outcome: GERECHTFERTIGT, note: "Nachvollziehbar begründet.", idempotencyKey: $key) { problems { code } } }', as, { id, key: `f10-review-${id}` });
    expect((await review(dpo('KREIS_SERVICESTELLE', cm.person), first.id)).problems).toEqual([{ code: 'OWN_ACT' }]);
    expect((await review(dpo('JUGENDAMT:KREIS', 'dpo-ja-kreis'), first.id)).problems).toEqual([{ code: 'NOT_AVAILABLE' }]);
    for (const { id } of [first, second]) expect((await review(OFFICER, id)).problems).toEqual([]);
    expect((await reviews()).map(({ outcome }: { outcome: string }) => outcome)).toEqual(['GERECHTFERTIGT', 'GERECHTFERTIGT']);
  });

  it('leaves the task to tell the client, and one deferral with a reason', async () => {
    const tasks = () => run('{ emergencyTasks { id notice overdue } }', cm);
    const [first] = await tasks();
    expect(first).toMatchObject({ notice: 'OFFEN', overdue: true });
    const record = 'mutation ($input: EmergencyNoticeInput!) { recordEmergencyNotice(input: $input) { problems { code } } }';
    const input = { idempotencyKey: 'f10-deferral', notification: first.id, deferredTo: '2026-03-20T09:00:00Z', reason: 'Das Jugendamt klärt die Gefährdung noch.' };
    expect((await run(record, cm, { input })).problems).toEqual([]);
    expect((await tasks()).find(({ id }: { id: string }) => id === first.id)).toMatchObject({ notice: 'AUFGESCHOBEN', overdue: false });
  });

  it('stands in the log of both officers in every step, without a word of what was told', async () => {
    const log = '{ accessLog(first: 100) { edges { node { kind items { path granted basis } } } } }';
    const stepsOf = async (as: Requester) => {
      const edges = (await run(log, as)).edges as { node: { kind: string; items: { path: string; granted: boolean; basis: string | null }[] } }[];
      expect(JSON.stringify(edges)).not.toMatch(/Barakat|Hunger|gefährden/);
      return new Set(edges.flatMap(({ node }) => node.items.map(({ path, granted, basis }) => `${node.kind} ${path} ${granted} ${basis?.split(':')[0] ?? ''}`)));
    };
    expect([...(await stepsOf(OFFICER))]).toEqual(expect.arrayContaining([
      'EMERGENCY startPseudonymisedConsultation true CONSULTATION', 'EMERGENCY notifyJugendamt false ', 'EMERGENCY notifyJugendamt true EMERGENCY',
      'EMERGENCY emergencyNotifications true EMERGENCY', 'RELEASE client.name true EMERGENCY', 'EMERGENCY reviewEmergency false ', 'EMERGENCY reviewEmergency true EMERGENCY',
      'EMERGENCY recordEmergencyNotice true EMERGENCY',
    ]));
    expect([...(await stepsOf(dpo('JUGENDAMT:KREIS', 'dpo-ja-kreis')))]).toEqual(expect.arrayContaining([
      'EMERGENCY notifyJugendamt true EMERGENCY', 'EMERGENCY emergencyNotifications true EMERGENCY', 'EMERGENCY reviewEmergency true EMERGENCY',
    ]));
  });
});
