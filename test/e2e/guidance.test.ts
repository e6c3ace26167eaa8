import { entryOf, type LogEntry } from '../../consent/audit/entry.js';
import type { Purpose, Requester } from '../../consent/core/index.js';
import type { DatabaseName } from '../../deploy/databases.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type Answer, type County } from '../kit/county.js';

/** Guidance for a client is made from what the caller may see of them and from nothing else (promises P2, P4–P7, P9). */
let county: County;
beforeAll(async () => { county = await startCounty(); }, 60_000);
afterAll(() => county?.close());
beforeEach(() => county.forget());

const MS = SCENARIOS.F2.clients['MS']!;
const { cm, jobcenter, cuk } = SCENARIOS.F2.staff;

const OPPORTUNITIES = `query ($id: ID!, $first: Int, $after: String) { client(id: $id) { opportunities(first: $first, after: $after) {
  catalogueComplete knownAttributes askTheClient sharpenedBy { attributes category reason needed { releasingUnits receivingUnit category purpose } }
  edges { cursor node { course { id title levelTo } offer { id title } assessment { topic outcome settled hint unknownAttributes rules { id decisive } } } } pageInfo { hasNextPage endCursor }
} } }`;
const STEPS = 'catalogueComplete startLevel targetLevel reachedOn missing { from to } a2 { state dueOn } steps { course { id title freePlaces } from to levelFrom levelTo gapWeeks enrolled } sharpenedBy { attributes category reason }';
const PLAN = `query ($id: ID!) { client(id: $id) { languagePlan { ${STEPS} } } }`;
const SIMULATION = `query ($id: ID!, $without: [ID!]!) { simulateLanguagePlan(client: $id, withoutCourses: $without) { ${STEPS} } }`;

const ask = (as: Requester, query: string, variables: object = {}, purpose: Purpose | null = 'KURSVERMITTLUNG'): Promise<Answer> =>
  county.ask({ as, purpose, query, variables: { id: county.id(MS, as.unit), first: 100, ...variables } });
const seen = ({ status, headers, text }: Answer): string =>
  JSON.stringify([status, [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id'), text]);
const opportunitiesOf = async (as: Requester): Promise<any> => (await ask(as, OPPORTUNITIES)).body.data.client.opportunities;
const newestEntries = async (count: number): Promise<LogEntry[]> =>
  (await county.query('consent', 'select payload from log_inbox order by seq desc limit $1', [count])).map(({ payload }) => entryOf(payload));

/** What agencies were asked that is about no client. */
const openRequests = (): string[] =>
  county.received.filter(({ query }) => !query.includes('_entities')).map(({ subgraph, query, variables }) => JSON.stringify([subgraph, query, variables])).sort();

describe('opportunities', () => {
  it('rest on what this caller may see, and say which releases would sharpen them', async () => {
    const own = await opportunitiesOf(cm);
    expect(own.knownAttributes).toEqual(expect.arrayContaining(['AGE', 'MUNICIPALITY', 'LEVEL']));
    expect(own.knownAttributes).not.toContain('BENEFITS');
    expect(own.sharpenedBy.find(({ category }: any) => category === 'RESIDENCE_TITLE')).toEqual({
      attributes: expect.arrayContaining(['STATUS']), category: 'RESIDENCE_TITLE', reason: 'OUT_OF_SCOPE_RECIPIENT',
      needed: { releasingUnits: ['ABH_KREIS', 'ABH_DETMOLD'], receivingUnit: 'KREIS_SERVICESTELLE', category: 'RESIDENCE_TITLE', purpose: 'KURSVERMITTLUNG' },
    });
    const foreign = await opportunitiesOf(jobcenter);
    expect(foreign.knownAttributes).toContain('BENEFITS');
    expect(foreign.knownAttributes).not.toContain('LEVEL');
    expect(foreign.sharpenedBy.map(({ category }: any) => category)).toContain('LANGUAGE_LEVEL');
  });

  it('tell reasons and needed releases to nobody but the case manager in charge', async () => {
    for (const { reason, needed } of (await opportunitiesOf(jobcenter)).sharpenedBy) expect([reason, needed]).toEqual([null, null]);
  });

  it('are hints and say so, hold nothing that is closed, and stand in pages without gaps', async () => {
    const all = await opportunitiesOf(cm);
    for (const { node: { assessment } } of all.edges) {
      expect(assessment.hint).toContain('keine Entscheidung');
      expect(assessment.outcome).not.toBe('NICHT_ZUGAENGLICH');
    }
    const cursors: string[] = [];
    for (let after: string | null = null; ;) {
      const { body } = await ask(cm, OPPORTUNITIES, { first: 40, after });
      const { edges, pageInfo } = body.data.client.opportunities;
      cursors.push(...edges.map(({ cursor }: any) => cursor));
      if (!pageInfo.hasNextPage || cursors.length >= 100) break;
      after = pageInfo.endCursor;
    }
    expect(cursors.slice(0, 100)).toEqual(all.edges.map(({ cursor }: any) => cursor).slice(0, cursors.length));
  });

  it('leave every read in the log, granted and refused, like any other query', async () => {
    await ask(jobcenter, OPPORTUNITIES);
    const items = (await newestEntries(2)).flatMap((entry) => entry.items.map(({ path, granted }) => `${path} ${granted}`));
    expect(items).toEqual(expect.arrayContaining(['client.opportunities true', 'client.benefits true', 'client.languageLevel false', 'client.residence false', 'client.birthDate false']));
  });

  it('ask no agency for what is withheld, and all of them the same about the catalogue', async () => {
    await ask(cm, OPPORTUNITIES);
    const first = openRequests();
    expect(county.received.map(({ query }) => query).join()).not.toMatch(/\b(benefits|residence|workPermission|courseEntitlements)\b/);
    county.forget();
    await ask(jobcenter, OPPORTUNITIES);
    const second = openRequests();
    expect(second).toEqual(first);
    expect(JSON.stringify(county.received.map(({ variables }) => variables))).not.toMatch(/"(Course|Offer)"/); // no entry by entry: which ones would tell
    expect(county.received.map(({ query }) => query).join()).not.toMatch(/\b(languageLevel|birthDate|registration|residence)\b/);
  });

  it('do not exist for clients of others, and need a purpose', async () => {
    const stranger = { unit: 'ABH_DETMOLD', person: 'abh-d-1', role: 'CASE_WORKER' } as const;
    expect((await ask(stranger, OPPORTUNITIES)).body.data).toEqual({ client: null });
    expect((await ask(cm, OPPORTUNITIES, {}, null)).body.errors[0].extensions.code).toBe('PURPOSE_MISSING');
    expect((await ask(cm, SIMULATION, { without: [] }, null)).body.errors[0].extensions.code).toBe('PURPOSE_MISSING');
    expect((await ask(stranger, SIMULATION, { without: [] })).body.data).toEqual({ simulateLanguagePlan: null });
  });

  it('say what is wrong with a page that cannot be shown', async () => {
    for (const wrong of [{ first: 0 }, { first: 101 }, { after: '%%' }]) expect((await ask(cm, OPPORTUNITIES, wrong)).body.errors.map(({ extensions }: any) => extensions.code)).toEqual(['BAD_REQUEST']);
  });

  it('are made for each client of a caseload by themselves, with the catalogue read once', async () => {
    const { body } = await ask(cm, '{ clients(first: 4) { edges { node { id opportunities(first: 3) { knownAttributes edges { node { assessment { outcome } } } } } } } }');
    expect(body.errors).toBeUndefined();
    expect(body.data.clients.edges.map(({ node }: any) => node.opportunities.edges.length)).toEqual([3, 3, 3, 3]);
    expect(openRequests().filter((request) => request.includes('OFFERS'))).toHaveLength(1);
  });

  it('count what an agency does not answer as unknown, and tell who was silent', async () => {
    county.intercept(async ({ subgraph }) => (subgraph === 'language-courses' ? { status: 500, body: 'broken' } : undefined));
    const { body } = await ask(cm, OPPORTUNITIES);
    county.intercept(null);
    expect(body.errors.map(({ extensions }: any) => extensions)).toEqual([expect.objectContaining({ agency: 'language-courses' })]);
    expect(body.data.client.opportunities.knownAttributes).not.toContain('LEVEL');
    expect(body.data.client.opportunities.edges.every(({ node }: any) => node.course === null)).toBe(true);
  });
});

describe('the language plan', () => {
  it('is a chain of real courses with free places, each beginning where the one before ends', async () => {
    const { body } = await ask(cm, PLAN);
    const { startLevel, targetLevel, steps, a2 } = body.data.client.languagePlan;
    expect([startLevel, targetLevel, a2.state]).toEqual(['B1', 'C1', 'ERREICHT']);
    expect(steps.length).toBeGreaterThan(0);
    let [level, day] = ['B1', '2026-03-02'];
    for (const step of steps) {
      expect(step.course.freePlaces).toBeGreaterThan(0);
      expect([step.levelFrom, step.from >= day]).toEqual([level, true]);
      expect(step.gapWeeks).toBe(Math.floor((Date.parse(step.from) - Date.parse(day)) / (7 * 86_400_000)));
      [level, day] = [step.levelTo, step.to];
    }
  });

  it('says which release is missing where the level is withheld, and plans nothing', async () => {
    const { body } = await ask(jobcenter, PLAN);
    expect(body.data.client.languagePlan).toMatchObject({ startLevel: null, steps: [], a2: { state: 'UNBEKANNT' } });
    expect(body.data.client.languagePlan.sharpenedBy.map(({ category }: any) => category)).toEqual(expect.arrayContaining(['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG']));
  });

  it('goes another way when a course is full, and lets nothing else in', async () => {
    const plan = (await ask(cm, PLAN)).body.data.client.languagePlan;
    const first = plan.steps[0].course.id;
    expect((await ask(cm, SIMULATION, { without: [] })).body.data.simulateLanguagePlan).toEqual(plan);
    const other = (await ask(cm, SIMULATION, { without: [first] })).body.data.simulateLanguagePlan;
    expect(other.steps.map(({ course }: any) => course.id)).not.toContain(first);
    expect((await ask(jobcenter, SIMULATION, { without: [first] })).body.data.simulateLanguagePlan).toMatchObject({ startLevel: null, steps: [] });
  });
});

describe('a catalogue with more than a page holds', () => {
  const add = (prefix: string, count: number, { kind = 'BSK_B2', startsOn = '2026-03-03', from = `'B1'`, to = 'B2', free = 1 }) => county.query('language_courses',
    `insert into course (id, title, kind, provider, lessons, starts_on, ends_on, schedule, municipality, level_from, level_to, capacity, taken)
     select '${prefix}-' || n, 'Kurs ' || n, '${kind}', 'VHS', 400, '${startsOn}', '2026-05-29', 'Mo–Fr', 'LEMGO', ${from}, '${to}', 20, 20 - ${free} from generate_series(1, ${count}) n`);
  const planned = async (): Promise<any> => (await ask(cm, PLAN)).body.data.client.languagePlan;
  afterEach(() => county.query('language_courses', `delete from course where id like 'more-%'`));

  it('hides no free course behind full ones, nor behind a hundred free ones that lead nowhere', async () => {
    const before = await planned();
    expect(before).toMatchObject({ catalogueComplete: true, steps: [expect.objectContaining({ levelFrom: 'B1', levelTo: 'B2' })] });
    await add('more-full', 100, { free: 0 });
    expect(await planned()).toEqual(before);
    await add('more-nowhere', 150, { to: 'B1' });
    expect(await planned()).toEqual(before);
  });

  it('is read as far as three hundred free courses from each level, and the answer says so', async () => {
    await add('more-nowhere', 301, { to: 'B1' });
    expect(await planned()).toMatchObject({ catalogueComplete: false });
    expect(await opportunitiesOf(cm)).toMatchObject({ catalogueComplete: false });
  });

  it('has courses that name no level at the start: in plan and opportunities', async () => {
    await add('more-unlevelled', 1, { kind: 'LANDES_ODER_KOMMUNALER_KURS', startsOn: '2026-03-05', from: 'null' });
    expect((await planned()).steps[0]).toMatchObject({ course: { id: 'more-unlevelled-1' }, from: '2026-03-05', levelFrom: 'B1', levelTo: 'B2' });
    const ids: string[] = [];
    for (let page: any = { pageInfo: { endCursor: null, hasNextPage: true } }; page.pageInfo.hasNextPage;) {
      page = (await ask(cm, OPPORTUNITIES, { after: page.pageInfo.endCursor })).body.data.client.opportunities;
      ids.push(...page.edges.map(({ node }: any) => node.course?.id ?? node.offer.id));
    }
    expect(ids).toContain('more-unlevelled-1');
  });
});

describe('what is withheld', () => {
  const WITHHELD: Readonly<Record<string, Readonly<Partial<Record<DatabaseName, readonly string[]>>>>> = {
    cm: { jobcenter: ['benefit', 'labour_profile'], immigration_office: ['residence', 'work_permission'], language_courses: ['course_entitlement'] },
    jobcenter: { case_management: ['person', 'contact', 'registration', 'origin'], immigration_office: ['residence', 'work_permission'], language_courses: ['language_level', 'support_plan', 'course_entitlement', 'enrolment'] },
  };
  const answers = async (as: Requester): Promise<string[]> =>
    [seen(await ask(as, OPPORTUNITIES)), seen(await ask(as, PLAN)), seen(await ask(as, SIMULATION, { without: ['course-001'] }))];

  it.each([['cm', cm], ['jobcenter', jobcenter]] as const)('can be doubled, changed and deleted, and the guidance of the %s stays the same to the byte', async (name, as) => {
    const before = await answers(as);
    const inEvery = async (statement: (table: string) => string): Promise<void> => {
      for (const [database, tables] of Object.entries(WITHHELD[name]!)) for (const table of tables!) await county.query(database as DatabaseName, statement(table));
    };
    const moved = (table: string) => `INSERT INTO ${table} SELECT (r).* FROM (SELECT jsonb_populate_record(t, jsonb_build_object('id', '${name}-copy-' || t.id, 'recorded_on', '2026-03-01')) AS r FROM ${table} t) copies`;
    await inEvery(moved);
    expect(await answers(as)).toEqual(before);
    await inEvery((table) => `CREATE TABLE kept_${name}_${table} AS TABLE ${table}`);
    await inEvery((table) => `DELETE FROM ${table}`);
    expect(await answers(as)).toEqual(before);
    await inEvery((table) => `INSERT INTO ${table} TABLE kept_${name}_${table}`);
    expect(await answers(as)).toEqual(before);
  });
});

describe('a withdrawal while guidance is being made', () => {
  const consentToCm = async (): Promise<string> => {
    const { body } = await ask(cm, 'query ($id: ID!) { client(id: $id) { consents { id releasingUnits } } }');
    return body.data.client.consents.find(({ releasingUnits }: any) => releasingUnits[0] === 'NWL_CUK').id;
  };
  const withdraw = async (consent: string): Promise<void> => {
    const { body } = await county.ask({
      as: cm, query: 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state problems { code } } }',
      variables: { input: { idempotencyKey: 'withdrawn-in-between', client: county.id(MS, cm.unit), consent } },
    });
    expect(body.data.withdrawConsent).toEqual({ state: 'WIDERRUFEN', problems: [] });
  };

  it('is in the answer: what had been read before is decided about again', async () => {
    expect((await opportunitiesOf(cm)).knownAttributes).toContain('LEVEL');
    const consent = await consentToCm();
    let withdrawn = false;
    county.intercept(async ({ subgraph, query }) => {
      if (withdrawn || subgraph !== 'language-courses' || query.includes('_entities')) return;
      withdrawn = true; // the level has been read by now, and the catalogue is being asked
      await withdraw(consent);
    });
    const found = await opportunitiesOf(cm);
    county.intercept(null);
    expect(withdrawn).toBe(true);
    expect(found.knownAttributes).not.toContain('LEVEL');
    expect(found.sharpenedBy.map(({ category }: any) => category)).toContain('LANGUAGE_LEVEL');
    expect((await ask(cm, SIMULATION, { without: [] })).body.data.simulateLanguagePlan).toMatchObject({ startLevel: null, steps: [] });
  });
});

describe('somebody hypothetical', () => {
  const PERSON = '{ status: EU_ARBEITSUCHEND, municipality: BARNTRUP, arrivedOn: "2025-07-02", benefits: KEINE, employment: ARBEITSUCHEND_GEMELDET, level: A1, integrationCourse: NICHT_BEGONNEN, age: 34 }';

  it('is asked about without a purpose, and nothing of it is on record anywhere (scenario F11)', async () => {
    const entries = async (): Promise<number> => Number((await county.query('consent', 'select count(*) from log_inbox'))[0].count);
    const before = [await entries(), county.log.length];
    const { body } = await county.ask({
      as: cuk, query: `{ assessOpportunities(person: ${PERSON}, topics: [DURCHSTARTEN_B1_COACHING, INTEGRATIONSKURS_ALLGEMEIN, BERATUNG_JC], asOf: "2026-03-02") {
        topic outcome settled hint rules { id decisive source citation } alternatives { topic } whatWouldChangeIt { attribute values outcome } } }`,
    });
    expect(body.errors).toBeUndefined();
    expect(body.data.assessOpportunities.map(({ topic, outcome }: any) => [topic, outcome])).toEqual([
      ['DURCHSTARTEN_B1_COACHING', 'NICHT_ZUGAENGLICH'], ['INTEGRATIONSKURS_ALLGEMEIN', 'NICHT_ZUGAENGLICH'], ['BERATUNG_JC', 'PRUEFUNG_NOETIG'],
    ]);
    expect(body.data.assessOpportunities[1].whatWouldChangeIt).toContainEqual({ attribute: 'BENEFITS', values: ['SGB_II'], outcome: 'VERPFLICHTUNG_MOEGLICH' });
    expect([await entries(), county.log.length]).toEqual(before);
    expect(county.log.join()).not.toContain('EU_ARBEITSUCHEND');
  });

  it('is asked about for real courses and offers, as of any day', async () => {
    const { body } = await county.ask({
      as: cuk, query: `{ courses(first: 3, filter: { kinds: [BSK_B2] }) { edges { node { eligibility(person: { level: A2 }, asOf: "2026-03-02") { outcome settled rules { id decisive } } } } }
        offers(first: 1, filter: { kinds: [DURCHSTARTEN_B1_COACHING], ended: true }) { edges { node {
          then: eligibility(person: { status: AUFENTHALTSGESTATTUNG, age: 20, municipality: LEMGO, inReceptionFacility: false }, asOf: "2022-05-01") { outcome }
          now: eligibility(person: { status: AUFENTHALTSGESTATTUNG, age: 20, municipality: LEMGO, inReceptionFacility: false }) { outcome asOf } } } } }`,
    });
    expect(body.errors).toBeUndefined();
    for (const { node } of body.data.courses.edges) expect(node.eligibility).toMatchObject({ outcome: 'NICHT_ZUGAENGLICH', settled: true });
    expect(body.data.offers.edges[0].node).toEqual({ then: { outcome: 'ZULASSUNG_MOEGLICH' }, now: { outcome: 'NICHT_ZUGAENGLICH', asOf: '2026-03-02' } });
  });

  it('has no name for statuses that would tell of a crime or of an identity unknown', async () => {
    for (const status of ['AE_25_4A', 'AE_25_4B', 'DULDUNG_60B', 'AUSREISEPFLICHT_OHNE_DULDUNG']) {
      const { body } = await county.ask({ as: cuk, query: `{ assessOpportunities(person: { status: ${status} }) { outcome } }` });
      expect(body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});
