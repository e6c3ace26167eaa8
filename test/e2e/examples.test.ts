import { readdirSync, readFileSync } from 'node:fs';
import type { Purpose, Requester } from '../../consent/core/index.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** Every file in examples/, asked by somebody it is written for. */
let county: County;
beforeAll(async () => { county = await startCounty({ today: '2026-03-02' }); });
afterAll(() => county?.close());

const { KREIS_SERVICESTELLE: cm, JOBCENTER_LIPPE: jobcenter, NWL_CUK: cuk } = SHOWCASE.staff;
const file = (name: string): string => readFileSync(`examples/${name}.graphql`, 'utf8');

async function run(name: string, as: Requester, purpose: Purpose | null, variables: Record<string, unknown> = {}) {
  const { body } = await county.ask({ as, purpose, query: file(name), variables });
  expect(body.errors).toBeUndefined();
  return body.data;
}
const TRIED = ['access-log', 'anomalies', 'caseload', 'due-next', 'family', 'find-opportunities', 'free-places', 'guidance', 'hypothetical', 'release-status', 'reserve-place', 'save-courses', 'unified-client-view'];

it('are all tried here', () => {
  expect(readdirSync('examples').filter((name) => name.endsWith('.graphql')).map((name) => name.replace('.graphql', '')).sort()).toEqual(expect.arrayContaining(TRIED));
});

it.each([['KREIS_SERVICESTELLE', cm], ['JOBCENTER_LIPPE', jobcenter], ['NWL_CUK', cuk]] as const)('unified-client-view, asked by %s', async (unit, as) => {
  const { client } = await run('unified-client-view', as, SHOWCASE.purpose, { id: county.id(SHOWCASE.client, unit) });
  const released = {
    name: 'Yara Halabi', languageNeeds: { languages: ['ar', 'de', 'en'], interpreterLanguage: null }, case: null, benefits: null, cooperationPlan: null,
    languageLevel: { level: 'B1' }, enrolments: [{ state: 'ANGEMELDET', course: { kind: 'BSK_B2', provider: expect.any(String) } }], schoolPlacement: null,
    statusView: null, workPermission: null,
  };
  const own = {
    KREIS_SERVICESTELLE: {
      case: { phase: 'LINKING', sozialraum: expect.any(String) }, benefits: [{ regime: 'SGB_II' }], cooperationPlan: { nextStep: expect.any(String) },
      schoolPlacement: { beschult: true }, statusView: { group: expect.any(String), workAccess: expect.any(String) }, workPermission: { access: expect.any(String) },
    },
    JOBCENTER_LIPPE: { benefits: [{ regime: 'SGB_II' }], cooperationPlan: { nextStep: expect.any(String) }, workPermission: { access: expect.any(String) } },
    NWL_CUK: {},
  };
  expect(client).toEqual({ ...released, ...own[unit] });
});

it('release-status', async () => {
  const { client } = await run('release-status', cm, SHOWCASE.purpose, { id: county.id(SHOWCASE.client, 'KREIS_SERVICESTELLE') });
  const of = (category: string) => client.releaseStatus.find((one: { category: string }) => one.category === category);
  expect(of('IDENTITY_CORE')).toMatchObject({ granted: true, basis: 'OWN_DATA', until: null, reason: null });
  expect(of('LANGUAGE_LEVEL')).toMatchObject({ granted: true, basis: 'CONSENT', until: '2027-01-16T00:00:00.000Z', reason: null });
  expect(of('KITA_PLACEMENT')).toMatchObject({ granted: false, basis: null, until: null, reason: expect.any(String) });
  expect(client.consents).toHaveLength(6);
  for (const consent of client.consents) {
    expect(consent).toMatchObject({ state: 'ERTEILT', purposes: [SHOWCASE.purpose] });
    expect([...consent.releasingUnits, ...consent.receivingUnits]).toContain('KREIS_SERVICESTELLE');
  }
});

it('due-next', async () => {
  const { dueNext } = await run('due-next', SCENARIOS.F1.staff.cm, 'CM_DURCHFUEHRUNG');
  const days = dueNext.edges.map(({ node }: { node: { dueOn: string } }) => node.dueOn);
  expect(days).toHaveLength(10);
  expect(days).toEqual([...days].sort());
});

it('reserve-place, where nothing has been released to the provider', async () => {
  const { reservePlace } = await run('reserve-place', cm, 'KURSVERMITTLUNG', { client: county.id(SHOWCASE.client, 'KREIS_SERVICESTELLE'), course: 'course-001', key: 'example-1' });
  expect(reservePlace).toMatchObject({ state: null, needed: { releasingUnit: 'KREIS_SERVICESTELLE', category: 'IDENTITY_CORE', purpose: 'KURSVERMITTLUNG' }, problems: [{ code: 'NO_BASIS' }] });
});

it('family', async () => {
  const { client } = await run('family', cm, 'SCHULPLATZ', { id: county.id(SHOWCASE.mother, 'KREIS_SERVICESTELLE') });
  expect(client).toEqual({
    household: { adults: 2, minors: 1 },
    children: [{ id: county.id(SHOWCASE.brother, 'KREIS_SERVICESTELLE'), name: 'Tarek Halabi', schoolPlacement: null, kita: null }],
    guardians: [],
  });
});

it('caseload, page by page to the end, each client once', async () => {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const { clients }: { clients: { edges: { node: Record<string, unknown> }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
      await run('caseload', cuk, 'KURSVERMITTLUNG', { first: 50, after });
    for (const { node } of clients.edges) {
      expect(Object.keys(node)).toEqual(['id', 'name', 'case', 'deadlines', 'languageLevel']);
      expect(node).toMatchObject({ case: null, deadlines: null });
      found.push(node['id'] as string);
    }
    if (!clients.pageInfo.hasNextPage) break;
    after = clients.pageInfo.endCursor;
  }
  const [{ count }] = await county.query('consent', `SELECT count(DISTINCT client_id)::int AS count FROM relation WHERE unit = 'NWL_CUK' AND from_at <= '2026-03-02T08:00Z' AND coalesce(to_at, 'infinity') > '2026-03-02T08:00Z'`);
  expect([found.length, new Set(found).size]).toEqual([count, count]);
});

it('free-places, without a purpose', async () => {
  const { courses, offers } = await run('free-places', SCENARIOS.F1.staff.cm, null, { municipality: 'LEMGO' });
  expect(courses.edges.length).toBeGreaterThan(0);
  for (const { node } of courses.edges) expect(node.freePlaces).toBeGreaterThan(0);
  expect(offers.edges).toHaveLength(5);
});

it('anomalies', async () => {
  expect(await run('anomalies', SCENARIOS.F15.staff.dpoKreis, null, { first: 3 })).toEqual({ anomalies: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } });
});

it('find-opportunities, without a purpose', async () => {
  const { findOpportunities } = await run('find-opportunities', SCENARIOS.F1.staff.cm, null, { near: 'LEMGO', text: 'Beratung' });
  expect(findOpportunities.edges.length).toBeGreaterThan(0);
  for (const { distanceKm, node } of findOpportunities.edges) expect([distanceKm <= 15, node.freePlaces > 0]).toEqual([true, true]);
});

it('save-courses, by a provider', async () => {
  const courses = [{ key: 'x', title: 'Kurs', kind: 'BSK_B2', lessons: 400, startsOn: '2026-05-04', schedule: 'Mo', municipality: 'LAGE', capacity: 20 }, { key: 'y', title: ' ', kind: 'BSK_B2', lessons: 0, startsOn: '2026-05-04', schedule: 'Mo', municipality: 'LAGE', capacity: 20 }];
  const { saveCourses } = await run('save-courses', { unit: 'KURSTRAEGER:VHS_LIPPE_OST', person: 'kurse-1', role: 'COORDINATOR' }, null, { courses });
  expect(saveCourses).toMatchObject({ saved: false, created: 1, problems: [{ row: 2, field: 'title', code: 'MISSING' }, { row: 2, field: 'lessons', code: 'INVALID' }] });
});

it('access-log', async () => {
  const { accessLog } = await run('access-log', SCENARIOS.F15.staff.dpoKreis, null, { first: 3 });
  expect(accessLog.edges).toHaveLength(3);
  expect(accessLog.edges[0].node).toEqual({
    at: expect.any(String), kind: 'RELEASE', requesterUnit: expect.any(String), requesterRole: expect.any(String), purpose: expect.any(String), items: expect.any(Array),
  });
});

it('hypothetical: about nobody, without a purpose', async () => {
  const { assessOpportunities } = await run('hypothetical', cuk, null, { person: { status: 'EU_ARBEITSUCHEND', municipality: 'BARNTRUP', benefits: 'KEINE', level: 'A1', arrivedOn: '2025-07-02' }, asOf: '2026-03-02' });
  expect(assessOpportunities.map(({ topic, outcome }: Record<string, string>) => [topic, outcome])).toEqual([
    ['INTEGRATIONSKURS_ALLGEMEIN', 'NICHT_ZUGAENGLICH'], ['BERATUNG_JC', 'PRUEFUNG_NOETIG'], ['DURCHSTARTEN_B1_COACHING', 'NICHT_ZUGAENGLICH'],
  ]);
});

it('guidance: what there is for a client, and how the language goes on', async () => {
  const { client } = await run('guidance', cm, SHOWCASE.purpose, { id: county.id(SHOWCASE.client, cm.unit) });
  expect(client.opportunities.edges).toHaveLength(10);
  expect(client.opportunities.knownAttributes).toEqual(expect.arrayContaining(['AGE', 'STATUS', 'LEVEL', 'BENEFITS']));
  expect(client.languagePlan).toMatchObject({ startLevel: 'B1', a2: { state: 'ERREICHT' } });
});
