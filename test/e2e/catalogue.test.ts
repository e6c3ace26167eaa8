import type { Requester } from '../../consent/core/index.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** The published catalogues through the gateway: everybody finds, providers keep their own. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());
beforeEach(() => county.forget());

const { KREIS_SERVICESTELLE: cm } = SHOWCASE.staff;
const provider: Requester = { unit: 'KURSTRAEGER:VHS_LIPPE_OST', person: 'kurse-1', role: 'COORDINATOR' };
const COURSE = { key: 'e2e-1', title: 'Berufssprachkurs Altenpflege', kind: 'BSK_FACH', lessons: 400, startsOn: '2026-05-04', schedule: 'Mo–Fr 9–13', municipality: 'BLOMBERG', capacity: 18 };
const SAVE = 'mutation ($courses: [CourseInput!]!) { saveCourses(courses: $courses) { saved created problems { code } } }';
const save = (as: Requester, title = COURSE.title) => county.ask({ as, query: SAVE, variables: { courses: [{ ...COURSE, title }] } });
const lastEntry = async () => JSON.parse((await county.query('consent', 'select payload from log_inbox order by seq desc limit 1'))[0].payload);

describe('a provider', () => {
  it('keeps its courses without a purpose; who it was is in the log before it is done', async () => {
    county.intercept(async ({ subgraph }) => {
      if (subgraph === 'language-courses') expect((await lastEntry()).kind).toBe('CATALOGUE');
    });
    const { body } = await save(provider);
    county.intercept(null);
    expect(body).toEqual({ data: { saveCourses: { saved: true, created: 1, problems: [] } } });
    expect(await lastEntry()).toMatchObject({
      kind: 'CATALOGUE', client: null, requester: { unit: provider.unit, person: expect.stringMatching(/^p1_/), role: 'COORDINATOR' }, purpose: null, items: [], owners: [], hints: [],
    });
    const found = await county.ask({ as: cm, query: '{ courses(filter: {text: "Altenpfläge", municipalities: BLOMBERG}) { totalCount edges { node { title keptBy freePlaces } } } }' });
    expect(found.body.data.courses).toEqual({ totalCount: 1, edges: [{ node: { title: COURSE.title, keptBy: provider.unit, freePlaces: 18 } }] });
  });

  it('gives the agency a ticket with which nothing can be read', async () => {
    await save(provider);
    const claims = county.received.map(({ extensions }) => JSON.parse(Buffer.from(String(extensions['releaseTicket']).split('.')[1]!, 'base64url').toString('utf8')));
    expect(claims).toEqual([expect.objectContaining({ aud: 'language-courses', grants: [], purpose: null, requester: { unit: provider.unit, person: expect.stringMatching(/^p1_/), role: 'COORDINATOR' } })]);
    expect(JSON.stringify(claims)).not.toContain(provider.person);
  });

  it('changes nothing while the log cannot be written', async () => {
    await county.query('consent', 'revoke execute on function append_log from freigabe_consent_app');
    const { body } = await save(provider, 'Ohne Protokoll');
    await county.query('consent', 'grant execute on function append_log to freigabe_consent_app');
    expect(body.data).toBeNull();
    expect(body.errors[0].extensions).toEqual({ code: 'RELEASE_LOG_UNAVAILABLE' });
    expect(county.received).toEqual([]);
  });

  it('is the only one who does', async () => {
    expect((await save(cm)).body.data.saveCourses).toEqual({ saved: false, created: 0, problems: [{ code: 'NOT_ALLOWED' }] });
    expect((await county.ask({ as: null, query: SAVE, variables: { courses: [] } })).status).toBe(401);
  });
});

it('an agency never serves a change without a ticket, past the gateway', async () => {
  const response = await fetch(county.agencies['language-courses'], {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: SAVE, variables: { courses: [COURSE] } }),
  });
  expect((await response.json() as any).data.saveCourses.problems).toEqual([{ code: 'NOT_ALLOWED' }]);
});
