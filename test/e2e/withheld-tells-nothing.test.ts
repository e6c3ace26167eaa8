import type { Purpose, Requester } from '../../consent/core/index.js';
import type { DatabaseName } from '../../deploy/databases.js';
import { SCENARIOS, scenarioId, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type Answer, type County } from '../kit/county.js';

/** Promise P6: an answer rests on decisions and on what is released; what is withheld can change as it likes. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());

const { KREIS_SERVICESTELLE: cm, JOBCENTER_LIPPE: jobcenter, NWL_CUK: cuk } = SHOWCASE.staff;
const { purpose } = SHOWCASE;
const ask = (as: Requester, query: string, variables: object = {}, why: Purpose = purpose): Promise<Answer> =>
  county.ask({ as, purpose: why, query, variables: { ...variables } });

/** All that a caller can see of an answer, but for the two things that are different every time. */
const seen = ({ status, headers, text }: Answer): string =>
  JSON.stringify([status, [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id'), text]);

const EVERYTHING = `
  name birthDate gender contact { street phone } registration { registeredOn } languageNeeds { languages } nationalities targetGroup household { adults }
  children { id name kita { state } } guardians { kind person { id name } } case { phase } deadlines { dueOn } goals { specific }
  psychosocialNeeds healthNeeds benefits { regime } counsellingOffers { dueOn } labourProfile { education } cooperationPlan { nextStep }
  languageLevel { level } languageTestDetail { recommendedCourse } supportPlan { targetLevel } courseEntitlements { basis }
  enrolments { state course { title } } schoolAdvice { state } schoolPlacement { beschult } schoolBiography { yearsOfSchooling } healthExamDone
  kita { state } residence { title } statusView { group workAccess } workPermission { access } residenceObligation { kind } perspectiveChecks { result }
  consents { id state } releaseStatus { category granted basis until reason }
`;

/** Tables, by database, of which nothing is released to the Jobcenter or to the course coordination in the showcase. */
const WITHHELD: Readonly<Partial<Record<DatabaseName, readonly string[]>>> = {
  case_management: ['origin', 'household', 'child_link', 'legal_representative', 'case_file', 'milestone', 'goal', 'psychosocial_need', 'health_need'],
  school_entry: ['school_advice', 'school_placement', 'school_biography', 'health_exam', 'kita_need'],
  immigration_office: ['residence', 'residence_obligation', 'perspective_check'],
};
const inEvery = async (statement: (table: string) => string): Promise<void> => {
  for (const [database, tables] of Object.entries(WITHHELD)) for (const table of tables) await county.query(database as DatabaseName, statement(table));
};

describe('what is withheld', () => {
  const shapes: Readonly<Record<string, string>> = {
    'everything of one client': `query($id: ID!) { client(id: $id) { ${EVERYTHING} } }`,
    'a list of everything': `{ clients(first: 100) { edges { cursor node { id ${EVERYTHING} } } pageInfo { hasNextPage endCursor } } }`,
    'aliases, fragments and directives':
      'query($id: ID!) { a: client(id: $id) { ...F x: goals { specific } } b: client(id: $id) { ... @include(if: true) { y: residence { title } } ...F } } fragment F on Client { __typename healthNeeds z: case { __typename phase } }',
    'types and nothing else': 'query($id: ID!) { client(id: $id) { __typename goals { __typename } household { __typename } residence { __typename } children { __typename } } }',
    'nested clients': 'query($id: ID!) { client(id: $id) { children { id name kita { state } guardians { person { id name } } } } }',
  };
  const callers = [jobcenter, cuk];
  const ids = (as: Requester): object => ({ id: county.id(SHOWCASE.client, as.unit) });
  const all = async (): Promise<string[]> => {
    const answers: string[] = [];
    for (const as of callers) for (const query of Object.values(shapes)) answers.push(seen(await ask(as, query, query.startsWith('{') ? {} : ids(as))));
    return answers;
  };

  it('can be changed, doubled and deleted, and every answer stays the same to the byte', async () => {
    const before = await all();
    expect(before.join()).not.toContain('INTERNAL');
    await inEvery((table) => `UPDATE ${table} SET recorded_on = recorded_on - 1000`);
    await county.query('case_management', `UPDATE goal SET specific = 'something else'; UPDATE case_file SET phase = 'ABGESCHLOSSEN'; UPDATE household SET adults = 9; UPDATE health_need SET needs = '{}'`);
    await county.query('immigration_office', `UPDATE residence SET valid_until = NULL`);
    expect(await all()).toEqual(before);
    await inEvery((table) => `INSERT INTO ${table} SELECT (r).* FROM (SELECT jsonb_populate_record(t, jsonb_build_object('id', 'copy-' || t.id)) AS r FROM ${table} t) copies`);
    expect(await all()).toEqual(before);
    await inEvery((table) => `DELETE FROM ${table}`);
    expect(await all()).toEqual(before);
  });

  it('can be out of service without a word of it', async () => {
    const query = shapes['everything of one client']!;
    const before = seen(await ask(cuk, query, ids(cuk)));
    county.intercept(async ({ subgraph }) => (['jobcenter', 'school-entry', 'immigration-office'].includes(subgraph) ? { status: 500, body: 'broken' } : undefined));
    const after = seen(await ask(cuk, query, ids(cuk)));
    county.intercept(null);
    expect(after).toBe(before);
  });

  it('of a mixed list can be deleted client by client', async () => {
    const query = '{ clients(first: 100) { edges { node { id languageLevel { level } supportPlan { targetLevel } benefits { regime } } } } }';
    const before = await ask(cm, query, {}, 'KURSVERMITTLUNG');
    const withheld = before.body.extensions.release.withheld as { path: (string | number)[]; category: string }[];
    const ofCategory = (category: string, subgraph: 'language-courses' | 'jobcenter'): string[] =>
      withheld.filter((one) => one.category === category).map(({ path }) =>
        county.pseudonyms.write(`subgraph:${subgraph}`, county.pseudonyms.read(`unit:${cm.unit}`, before.body.data.clients.edges[path[2]!].node.id)!));
    await county.query('language_courses', 'DELETE FROM language_level WHERE client = ANY($1)', [ofCategory('LANGUAGE_LEVEL', 'language-courses')]);
    await county.query('language_courses', 'DELETE FROM support_plan WHERE client = ANY($1)', [ofCategory('SUPPORT_PLAN_LANG', 'language-courses')]);
    await county.query('jobcenter', 'DELETE FROM benefit WHERE client = ANY($1)', [ofCategory('BENEFIT_REGIME', 'jobcenter')]);
    expect(seen(await ask(cm, query, {}, 'KURSVERMITTLUNG'))).toBe(seen(before));
  });
});

describe('where else a client is known', () => {
  const RELATION = `INSERT INTO relation (client_id, unit, from_at, persons, responsible) VALUES ($1, $2, '2026-01-01', '{x-1}', 'x-1')`;
  const view = (as: Requester): Promise<Answer> => ask(as, `query($id: ID!) { client(id: $id) { ${EVERYTHING} } }`, { id: county.id(SHOWCASE.client, as.unit) });
  /** What a unit's data protection officer reads about the newest request of the own unit. */
  const lastEntry = async (unit: string): Promise<string> => {
    const { body } = await county.ask({
      as: { unit, person: 'dpo-1', role: 'DPO' },
      query: '{ accessLog(first: 2) { edges { node { kind owners rechtskreise items { path category owners granted basis } } } } }',
    });
    return JSON.stringify(body.data.accessLog.edges.find(({ node }: { node: { kind: string } }) => node.kind !== 'SUPERVISION'));
  };

  it('is told to nobody: not in the answer, nor to the officer who reads the unit’s own log', async () => {
    const callers = [cm, jobcenter, cuk];
    const before: string[] = [];
    for (const as of callers) before.push(seen(await view(as)), await lastEntry(as.unit));
    for (const unit of ['JUGENDAMT:KREIS', 'GESUNDHEITSAMT', 'EBH_KREIS', 'KURSTRAEGER:VHS_LIPPE_OST', 'AA_DETMOLD']) await county.query('consent', RELATION, [SHOWCASE.client, unit]);
    const after: string[] = [];
    for (const as of callers) after.push(seen(await view(as)), await lastEntry(as.unit));
    expect(after).toEqual(before);
  });

  it('is not told by consents between others, in whatever state', async () => {
    const before = [seen(await view(cm)), seen(await view(cuk))];
    for (const state of ['ERTEILT', 'WIDERRUFEN', 'UNWIRKSAM']) {
      await county.query('consent', `INSERT INTO consent (id, client_id, state, releasing_units, releasing_persons, receiving_units, receiving_persons, categories,
        explicit_categories, exclusions, purposes, form, from_at, to_at) VALUES (gen_random_uuid(), $1, $2, '{ABH_KREIS}', '[]', '{JUGENDAMT:LEMGO}', '[]',
        '{RESIDENCE_TITLE}', '{}', '{RESIDENCE_TITLE,LANGUAGE_LEVEL,LABOUR_PROFILE}', '{MASSNAHMENZUSTEUERUNG}', 'SCHRIFTLICH', '2026-01-01', '2027-01-01')`, [SHOWCASE.client, state]);
    }
    expect([seen(await view(cm)), seen(await view(cuk))]).toEqual(before);
  });

  it('does not move anybody’s list, page or cursor', async () => {
    const query = '{ clients(first: 7) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }';
    const before = seen(await ask(cuk, query));
    await county.query('consent', 'INSERT INTO client VALUES ($1)', [scenarioId('newcomer')]);
    await county.query('consent', 'INSERT INTO client_head VALUES ($1)', [scenarioId('newcomer')]);
    await county.query('consent', RELATION, [scenarioId('newcomer'), 'ABH_KREIS']);
    expect(seen(await ask(cuk, query))).toBe(before);
  });
});

describe('a client who is not the caller’s', () => {
  /** F1: known to case management only. */
  const stranger = SCENARIOS.F1.clients['AK']!;
  const { cuk: unrelated, ki, agency } = SCENARIOS.F1.staff;
  const strangers = (as: Requester): string[] => [
    county.id(stranger, as.unit), county.id(scenarioId('nobody at all'), as.unit), county.id(SHOWCASE.client, 'KREIS_SERVICESTELLE'), county.id(SHOWCASE.client, 'ABH_KREIS'),
    county.pseudonyms.write('subgraph:case-management', SHOWCASE.client), SHOWCASE.client, stranger, '', ' ', '0', 'c1_', 'c9_AAAAAAAAAAAAAAAAAAAAAA',
    '__proto__', 'constructor', 'null', 'Ä'.repeat(3_000), `${county.id(SHOWCASE.client, as.unit)} `, county.id(SHOWCASE.client, as.unit).toLowerCase(),
  ];
  /** No id of anybody anywhere: the database could not even store it. */
  const impossible = ['\u0000', '\ud800'];
  const queries = [
    'query($id: ID!) { client(id: $id) { id name } }',
    `query($id: ID!) { client(id: $id) { ${EVERYTHING} } }`,
    'query($id: ID!) { client(id: $id) { __typename } }',
    'query($id: ID!) { a: client(id: $id) { name } b: client(id: $id) { ... on Client { children { name } } } courses(first: 1) { edges { node { title } } } }',
  ];

  it.each(queries)('looks like one who does not exist: %s', async (query) => {
    for (const as of [unrelated, ki, agency]) {
      const answers = new Set<string>();
      for (const id of [...strangers(as), ...impossible]) answers.add(seen(await ask(as, query, { id })));
      expect([...answers]).toHaveLength(1);
      expect([...answers][0]).not.toContain('INTERNAL');
    }
  });

  it('also to whoever would change releases', async () => {
    const input = {
      idempotencyKey: 'a-stranger-1', releasingUnits: ['NWL_CUK'], receivingUnits: ['KREIS_SERVICESTELLE'], categories: ['LANGUAGE_LEVEL'],
      purposes: ['ARBEITSBERATUNG'], form: 'SCHRIFTLICH', validTo: '2026-12-31T00:00:00Z',
    };
    const record = new Set<string>();
    const withdraw = new Set<string>();
    for (const client of strangers(unrelated)) {
      record.add(seen(await ask(unrelated, 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { consentIds state problems { code } } }', { input: { ...input, client } })));
      withdraw.add(seen(await ask(unrelated, 'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consentIds state problems { code } } }', {
        input: { idempotencyKey: 'a-stranger-2', client, consent: SCENARIOS.F2.consents['c1']![0] },
      })));
    }
    // A release to which the caller's unit is no party is as unknown as the client.
    withdraw.add(seen(await ask(jobcenter, 'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consentIds state problems { code } } }', {
      input: { idempotencyKey: 'a-stranger-2', client: county.id(SCENARIOS.F2.clients['MS']!, 'JOBCENTER_LIPPE'), consent: SCENARIOS.F2.consents['c1']![0] },
    })));
    expect([[...record].length, [...withdraw].length]).toEqual([1, 1]);
    expect([...record][0]).toContain('NOT_AVAILABLE');
    expect([...withdraw][0]).toContain('NOT_AVAILABLE');
    for (const client of impossible) {
      const { body } = await ask(unrelated, 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { state } }', { input: { ...input, client } });
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    }
  });

  it('is not reached by a cursor', async () => {
    const query = 'query($after: String) { clients(first: 100, after: $after) { edges { node { id } } } }';
    const own = new Set<string>();
    for (let after: string | null = null; ;) {
      const { body }: Answer = await ask(cuk, 'query($after: String) { clients(first: 100, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }', { after });
      for (const { node } of body.data.clients.edges) own.add(node.id);
      if (!body.data.clients.pageInfo.hasNextPage) break;
      after = body.data.clients.pageInfo.endCursor;
    }
    for (const after of [county.id(stranger, 'NWL_CUK'), county.id(SHOWCASE.client, 'ABH_KREIS'), county.id(scenarioId('nobody at all'), 'NWL_CUK')]) {
      for (const { node } of (await ask(cuk, query, { after })).body.data.clients.edges) expect(own.has(node.id)).toBe(true);
    }
  });
});
