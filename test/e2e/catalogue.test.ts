import { entryOf } from '../../consent/audit/entry.js';
import type { Requester } from '../../consent/core/index.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import { tokenFor } from '../kit/identity.js';
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
const lastEntry = async () => entryOf((await county.query('consent', 'select payload from log_inbox order by seq desc limit 1'))[0].payload);

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

describe('over GET', () => {
  const get = async (query: string, headers: Record<string, string> = {}) => fetch(`${county.url}?query=${encodeURIComponent(query)}`, {
    headers: { accept: 'application/json', authorization: `Bearer ${await tokenFor(cm, county.clock())}`, ...headers },
  });

  it('published data may be kept for a while by whoever asked, and is not sent twice', async () => {
    const query = '{ courses(first: 3, sort: TITLE) { totalCount edges { node { title } } } }';
    const first = await get(query);
    expect([first.headers.get('cache-control'), first.headers.get('vary')]).toEqual(['private, max-age=30', 'Authorization, Accept']);
    const etag = first.headers.get('etag')!;
    const again = await get(query, { 'if-none-match': `W/"x", ${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await get(query, { 'if-none-match': '"x"' })).status).toBe(200);
    expect((await get(query, { 'if-none-match': etag, authorization: 'Bearer x' })).status).toBe(401);
  });

  it.each([
    ['personal data', '{ clients(first: 1) { edges { node { id } } } }'], ['the log', '{ accessLog(first: 1) { edges { node { kind } } } }'], ['the unit’s post', '{ notices { id } reviewTasks { id } }'],
    ['published data beside personal', '{ courses(first: 1) { totalCount } clients(first: 1) { edges { node { name } } } }'], ['what went wrong', '{ courses(first: 1000) { totalCount } }'],
  ])('%s is never kept', async (_, query) => {
    const { headers } = await get(query, { 'x-purpose-of-use': SHOWCASE.purpose });
    expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
  });
});

describe('what cannot be asked', () => {
  const TITLES = Buffer.from('["TITLE","a","b"]').toString('base64url');
  it.each([
    ['first: 0'], ['first: -1'], ['first: 101'], ['after: "rubbish"'], [`sort: START, after: "${TITLES}"`], ['sort: DISTANCE'], [`filter: {text: "${'x'.repeat(10_000)}"}`], ['filter: {text: "\\u0000"}'],
  ])('courses(%s) is the asker’s mistake and not the agency’s', async (args) => {
    const { status, body } = await county.ask({ as: cm, query: `{ courses(${args}) { totalCount } offers(first: 1) { totalCount } }` });
    expect([status, body.data.courses, body.data.offers]).toEqual([200, null, { totalCount: expect.any(Number) }]);
    expect(body.errors).toEqual([expect.objectContaining({ path: ['courses'], message: expect.stringMatching(/first ist 1 bis 100.* \/ .*first is 1 to 100/), extensions: { agency: 'language-courses', code: 'BAD_REQUEST' } })]);
  });

  it.each([
    ['{ courses(filter: {startsFrom: "2026-02-30"}) { totalCount } }', {}], ['query ($day: Date) { courses(filter: {startsFrom: $day}) { totalCount } }', { day: 'morgen' }],
    ['{ assessOpportunities(person: {arrivedOn: "2025-13-01"}, asOf: "2026-02-28") { outcome } }', {}], ['query ($day: Date) { assessOpportunities(person: {}, asOf: $day) { outcome } }', { day: '2025-02-29' }],
  ])('a day that is none is told as such: %s %j', async (query, variables) => {
    const { body } = await county.ask({ as: cm, query, variables });
    expect([body.data, body.errors[0].message, county.received]).toEqual([undefined, expect.stringContaining('Not a calendar day; write it as yyyy-mm-dd'), []]);
  });

  it.each([["'"], [':*'], ['%_'], ['a & !b | (c <-> d)'], ['\\\\'], ['{}'], ['ß'.repeat(200)]])('the text %j is a text and no query', async (text) => {
    const { body } = await county.ask({ as: cm, query: 'query ($text: String) { courses(filter: {text: $text}) { totalCount } }', variables: { text } });
    expect(body).toEqual({ data: { courses: { totalCount: expect.any(Number) } } });
  });
});

describe('both catalogues together', () => {
  const FIND = `query ($filter: OpportunityFilter, $sort: CatalogueSort, $first: Int!, $after: String) {
    findOpportunities(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } facets { name values { value count } }
      edges { distanceKm node { __typename ... on Course { id title startsOn } ... on Offer { id title validFrom freePlaces } } }
    }
  }`;
  const find = (variables: object) => county.ask({ as: cm, query: FIND, variables: { first: 100, ...variables } });

  it.each([
    { sort: 'START' }, { sort: 'TITLE' }, { sort: 'FREE_PLACES' }, { sort: 'DISTANCE', filter: { near: 'BARNTRUP' } }, { filter: { text: 'Beratung Kurs' } }, { filter: { text: 'berufsbegleitend', ended: true } },
  ])('are one list, page by page, without a purpose (%j)', async ({ filter, sort }) => {
    const [courses, offers] = await Promise.all(['courses', 'offers'].map(async (list) =>
      (await county.ask({ as: cm, query: `query ($filter: ${list === 'courses' ? 'CourseFilter' : 'OfferFilter'}, $sort: CatalogueSort) { ${list}(filter: $filter, sort: $sort, first: 100) { totalCount edges { sortKey node { id } } } }`, variables: { filter, sort } })).body.data[list]));
    const keys = new Map<string, string>([...courses.edges, ...offers.edges].map(({ sortKey, node }: any) => [node.id, sortKey]));
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more && seen.length < 60;) {
      const { body } = await find({ filter, sort, first: 15, after });
      expect(body.errors).toBeUndefined();
      const { edges, pageInfo, totalCount } = body.data.findOpportunities;
      expect(totalCount).toBe(courses.totalCount + offers.totalCount);
      seen.push(...edges.map(({ node }: any) => node.id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const order = seen.map((id) => `${keys.get(id)} ${id}`);
    expect(order).toEqual([...order].sort());
    expect(seen.length).toBe(Math.min(60, courses.totalCount + offers.totalCount));
  });

  it('choose kinds of either, and add up what they count', async () => {
    const { body } = await find({ filter: { kinds: ['BSK_B2', 'MASSNAHME_45', 'KITA'] } });
    const { edges, facets, totalCount } = body.data.findOpportunities;
    expect(new Set(edges.map(({ node }: any) => node.__typename))).toEqual(new Set(['Course', 'Offer']));
    const counted = facets.find(({ name }: any) => name === 'KIND').values;
    expect(counted.find(({ value }: any) => value === 'BSK_B2').count + counted.find(({ value }: any) => value === 'MASSNAHME_45').count).toBe(totalCount);
    expect((await find({ filter: { kinds: ['KITA'] } })).body.data.findOpportunities).toMatchObject({ totalCount: 0, edges: [] });
  });

  it('are still searched when one agency does not answer, and it is said', async () => {
    county.intercept(async ({ subgraph }) => (subgraph === 'jobcenter' ? { status: 503, body: '{}' } : undefined));
    const { body } = await find({ filter: {} });
    county.intercept(null);
    expect(body.data.findOpportunities.edges.every(({ node }: any) => node.__typename === 'Course')).toBe(true);
    expect(body.errors.map(({ extensions }: any) => extensions.code)).toContain('SUBGRAPH_UNAVAILABLE');
  });

  it.each([{ sort: 'DISTANCE' }, { after: 'e30' }, { after: 'WyJhIl0' }, { filter: { text: 'x'.repeat(201) } }, { first: 101 }])('refuse %j', async (variables) => {
    const { body } = await find(variables);
    expect(body.data.findOpportunities).toBeNull();
    expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('leave no trace in the log: nobody was asked about', async () => {
    const count = async () => (await county.query('consent', 'select count(*)::int as n from log_inbox'))[0].n;
    const before = await count();
    await find({ filter: { text: 'Durchstarten', ended: true, municipalities: ['BARNTRUP'] } });
    expect(await count()).toBe(before);
  });
});

it('an agency never serves a change without a ticket, past the gateway', async () => {
  const response = await fetch(county.agencies['language-courses'], {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: SAVE, variables: { courses: [COURSE] } }),
  });
  expect((await response.json() as any).data.saveCourses.problems).toEqual([{ code: 'NOT_ALLOWED' }]);
});
