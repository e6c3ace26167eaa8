import type { Purpose, Requester } from '../../consent/core/index.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type Answer, type County } from '../kit/county.js';
import { unreleased } from './released.js';
import { requestedOf, ticketOf } from './requested.js';

/** Promise P2, on the wire and in the databases, for every shape a query can have. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());
beforeEach(() => county.forget());

const { KREIS_SERVICESTELLE: cm, JOBCENTER_LIPPE: jobcenter, NWL_CUK: cuk } = SHOWCASE.staff;
const { purpose } = SHOWCASE;

const ask = (as: Requester, query: string, variables: Record<string, unknown> = {}, why: Purpose = purpose, operationName?: string): Promise<Answer> =>
  county.ask({ as, purpose: why, query, variables, ...(operationName && { operationName }) });
const yara = (as: Requester): string => county.id(SHOWCASE.client, as.unit);

/** What was asked of whom, by field names: the top ones only. */
const asked = (subgraph: string): string[] =>
  [...new Set(requestedOf(county.received).filter((one) => one.subgraph === subgraph && !one.path.includes('.')).map(({ path }) => path))].sort();

const EVERYTHING = `
  name birthDate gender contact { street phone } registration { registeredOn } languageNeeds { languages } nationalities targetGroup household { adults }
  children { id name kita { state } } guardians { kind person { id name } } case { phase } deadlines { dueOn } goals { specific }
  psychosocialNeeds healthNeeds benefits { regime } counsellingOffers { dueOn } labourProfile { education } cooperationPlan { nextStep }
  languageLevel { level } languageTestDetail { recommendedCourse } supportPlan { targetLevel } courseEntitlements { basis }
  enrolments { state course { title provider } } schoolAdvice { state } schoolPlacement { beschult } schoolBiography { yearsOfSchooling } healthExamDone
  kita { state } residence { title } statusView { group workAccess } workPermission { access } residenceObligation { kind } perspectiveChecks { result }
`;

describe('one client, asked for everything there is', () => {
  const everything = (as: Requester) => ask(as, `query($id: ID!) { client(id: $id) { ${EVERYTHING} } }`, { id: yara(as) });

  it('asks, for the course coordination, exactly what she released to it and what is its own', async () => {
    expect((await everything(cuk)).body.errors).toBeUndefined();
    expect(asked('case-management')).toEqual(['birthDate', 'gender', 'languageNeeds', 'name']);
    expect(asked('language-courses')).toEqual(['courseEntitlements', 'enrolments', 'languageLevel', 'languageTestDetail', 'supportPlan']);
    expect(new Set(county.received.map(({ subgraph }) => subgraph))).toEqual(new Set(['case-management', 'language-courses']));
    expect(await unreleased(county, cuk, purpose)).toEqual([]);
  });

  it('asks, for the Jobcenter, exactly what she released to it and what is its own', async () => {
    expect((await everything(jobcenter)).body.errors).toBeUndefined();
    expect(asked('case-management')).toEqual(['birthDate', 'contact', 'gender', 'languageNeeds', 'name', 'registration']);
    expect(asked('jobcenter')).toEqual(['benefits', 'cooperationPlan', 'counsellingOffers', 'labourProfile']);
    expect(asked('language-courses')).toEqual(['enrolments', 'languageLevel']);
    expect(asked('immigration-office')).toEqual(['workPermission']);
    expect(asked('school-entry')).toEqual([]);
    expect(await unreleased(county, jobcenter, purpose)).toEqual([]);
  });

  it('asks, for her case manager, the work permission within the status view, and nothing of her brother’s Kita', async () => {
    expect((await everything(cm)).body.errors).toBeUndefined();
    expect(requestedOf(county.received).map(({ path }) => path)).toContain('statusView.workAccess');
    expect(asked('immigration-office')).toEqual(['residence', 'statusView', 'workPermission']);
    expect(asked('school-entry')).toEqual(['schoolAdvice', 'schoolBiography', 'schoolPlacement']);
    expect(await unreleased(county, cm, purpose)).toEqual([]);
  });

  it('asks nobody for another purpose but the own file', async () => {
    await ask(jobcenter, `query($id: ID!) { client(id: $id) { ${EVERYTHING} } }`, { id: yara(jobcenter) }, 'WOHNEN');
    expect(new Set(county.received.map(({ subgraph }) => subgraph))).toEqual(new Set(['jobcenter']));
    expect(await unreleased(county, jobcenter, 'WOHNEN')).toEqual([]);
  });
});

describe('lists in which every client has released something else', () => {
  it.each([
    { as: cm, why: 'KURSVERMITTLUNG' }, { as: cm, why: 'ARBEITSBERATUNG' }, { as: cm, why: 'SCHULPLATZ' }, { as: cm, why: 'KITAPLATZ' }, { as: cm, why: 'SPRACHEINSTUFUNG' },
    { as: jobcenter, why: 'ARBEITSBERATUNG' }, { as: jobcenter, why: 'GESUNDHEITSHILFE' }, { as: cuk, why: 'KURSVERMITTLUNG' },
    { as: SCENARIOS.F4.staff.abh, why: 'AUFENTHALTSPERSPEKTIVE_25A_25B' }, { as: SCENARIOS.F12.staff.ki, why: 'SCHULPLATZ' }, { as: SCENARIOS.F9.staff.jugendamt, why: 'KITAPLATZ' },
  ] as const)('are asked for client by client: $as.unit, $why', async ({ as, why }) => {
    const { body } = await ask(as, `{ clients(first: 100) { edges { node { id ${EVERYTHING} } } } }`, {}, why);
    expect(body.errors).toBeUndefined();
    expect(body.data.clients.edges.length).toBeGreaterThan(10);
    expect(body.extensions.release.withheld.length).toBeGreaterThan(50);
    expect(await unreleased(county, as, why)).toEqual([]);
  });

  it('show every field that was not withheld, and null for every field that was', async () => {
    const { body } = await ask(cm, '{ clients(first: 100) { edges { node { languageLevel { level } supportPlan { targetLevel } } } } }', {}, 'KURSVERMITTLUNG');
    const withheld = new Set(body.extensions.release.withheld.map(({ path }: { path: unknown[] }) => path.join('.')));
    const nodes: Record<string, unknown>[] = body.data.clients.edges.map(({ node }: { node: unknown }) => node);
    const shown = nodes.flatMap((node, index) => Object.entries(node).filter(([, value]) => value !== null).map(([key]) => `clients.edges.${index}.node.${key}`));
    expect(shown.filter((path) => withheld.has(path))).toEqual([]);
    expect(shown.length).toBeGreaterThan(0);
    expect(withheld.size).toBeGreaterThan(shown.length);
  });
});

describe('shapes of one query', () => {
  const shapes: readonly { readonly shape: string; readonly query: string; readonly operationName?: string }[] = [
    { shape: 'aliases', query: 'query($id: ID!) { name: client(id: $id) { languageLevel: labourProfile { name: education } name: healthNeeds healthNeeds: name languageTestDetail: labourProfile { education } } }' },
    { shape: 'fragments', query: 'query($id: ID!) { client(id: $id) { ...A } } fragment A on Client { name ...B } fragment B on Client { healthNeeds benefits { regime } ...C } fragment C on Client { case { phase } }' },
    { shape: 'inline fragments with a type', query: 'query($id: ID!) { client(id: $id) { ... on Client { labourProfile { ... on LabourProfile { education } } name } } }' },
    { shape: 'inline fragments without a type', query: 'query($id: ID!) { client(id: $id) { ... { ... { labourProfile { ... { education } } } name } } }' },
    { shape: 'inline fragments with a directive', query: 'query($id: ID!, $yes: Boolean = true) { client(id: $id) { ... @include(if: $yes) { labourProfile { education } name } } }' },
    { shape: 'the same client twice with different fields', query: 'query($id: ID!) { a: client(id: $id) { name labourProfile { education } } b: client(id: $id) { birthDate healthNeeds } c: client(id: $id) { __typename } }' },
    { shape: 'a fragment used for a granted and a withheld client', query: 'query($id: ID!, $other: ID!) { a: client(id: $id) { ...F } b: client(id: $other) { ...F } } fragment F on Client { name labourProfile { education } }' },
    { shape: '@skip and @include by variables', query: 'query($id: ID!, $yes: Boolean = true, $no: Boolean = false) { client(id: $id) { name @include(if: $yes) healthNeeds @skip(if: $no) nationalities @skip(if: $yes) goals @include(if: $yes) @skip(if: $no) { specific } } }' },
    { shape: '@skip and @include by literals', query: 'query($id: ID!) { client(id: $id) { name @include(if: true) healthNeeds @skip(if: false) nationalities @skip(if: true) labourProfile @include(if: false) { education } } }' },
    { shape: 'several operations', operationName: 'B', query: 'query A { courses(first: 1) { edges { node { title } } } } query B($id: ID!) { client(id: $id) { name labourProfile { education } } } query C($id: ID!) { client(id: $id) { healthNeeds } }' },
    { shape: 'a protected field inside a withheld value', query: 'query($id: ID!) { client(id: $id) { name statusView { group workAccess } } }' },
    { shape: 'open fields beside withheld ones', query: 'query($id: ID!) { client(id: $id) { labourProfile { education } } courses(first: 1) { edges { node { title } } } offers(first: 1) { edges { node { title } } } }' },
  ];

  it.each(shapes)('$shape', async ({ query, operationName }) => {
    const other = county.id(SCENARIOS.F2.clients['MS']!, 'NWL_CUK');
    const { body } = await ask(cuk, query, { id: yara(cuk), ...(query.includes('$other') && { other }) }, purpose, operationName);
    expect(body.errors).toBeUndefined();
    expect(await unreleased(county, cuk, purpose)).toEqual([]);
    const granted = ['name', 'birthDate', 'languageLevel.level', 'languageLevel'];
    expect(requestedOf(county.received).map(({ path }) => path).filter((path) => !granted.includes(path))).toEqual([]);
  });

  it.each(['id: name', 'id: kita { state }', '__typename: nationalities', '__x: name', 'children { id: birthDate }'])('no other field under the key of an entity: %s', async (selection) => {
    const { body } = await ask(cm, `query($id: ID!) { client(id: $id) { ${selection} } }`, { id: yara(cm) });
    expect([body.data, body.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)]).toEqual([undefined, ['NAME_RESERVED']]);
    expect(county.received).toEqual([]);
  });

  it('variables and literals are one and the same', async () => {
    const selection = '{ name labourProfile { education } languageLevel { level } }';
    await ask(cuk, `query($id: ID!) { client(id: $id) ${selection} }`, { id: yara(cuk) });
    const byVariable = county.received.map(({ subgraph, query, variables }) => ({ subgraph, query, variables }));
    county.forget();
    await ask(cuk, `{ client(id: "${yara(cuk)}") ${selection} }`);
    expect(county.received.map(({ subgraph, query, variables }) => ({ subgraph, query, variables }))).toEqual(byVariable);
  });
});

describe('clients within clients', () => {
  const samar = (as: Requester): string => county.id(SHOWCASE.mother, as.unit);
  const tarek = (as: Requester): string => county.id(SHOWCASE.brother, as.unit);
  const NESTED = `children { id name kita { state } schoolPlacement { beschult } children { id } guardians { person { id name benefits { regime } children { kita { state } } } } }`;

  it('are decided about one by one, down to the guardians of the children', async () => {
    const { body } = await ask(cm, `query($id: ID!) { client(id: $id) { name ${NESTED} } }`, { id: samar(cm) });
    expect(body.errors).toBeUndefined();
    expect(body.data.client).toEqual({
      name: 'Samar Halabi',
      children: [{
        id: tarek(cm), name: 'Tarek Halabi', kita: null, schoolPlacement: null, children: [],
        guardians: [{ person: { id: samar(cm), name: 'Samar Halabi', benefits: null, children: [{ kita: null }] } }],
      }],
    });
    expect(new Set(county.received.map(({ subgraph }) => subgraph))).toEqual(new Set(['case-management']));
    expect(await unreleased(county, cm, purpose)).toEqual([]);
  });

  it('are not even looked for where the way to them is withheld', async () => {
    const { body } = await ask(jobcenter, `query($id: ID!) { client(id: $id) { name ${NESTED} } }`, { id: samar(jobcenter) });
    expect(body.data.client).toEqual({ name: null, children: null });
    expect(county.received).toEqual([]);
    expect(county.sql).toEqual([]);
  });

  it('are nothing to a unit that works with the parent but not with the child', async () => {
    const { body } = await ask(cm, 'query($id: ID!) { client(id: $id) { guardians { kind person { id name } } kita { state } } }', { id: tarek(cm) });
    expect(body.data.client).toEqual({ guardians: [{ kind: 'ELTERNTEIL_ALLEIN', person: { id: samar(cm), name: 'Samar Halabi' } }], kita: null });
    expect(await unreleased(county, cm, purpose)).toEqual([]);
  });
});

describe('what travels besides', () => {
  it('is a type and a key of the client, and a ticket of seconds for the one agency', async () => {
    await ask(cm, `{ clients(first: 50) { edges { node { ${EVERYTHING} } } } }`, {}, 'KURSVERMITTLUNG');
    for (const received of county.received) {
      for (const [name, value] of Object.entries(received.variables)) {
        expect(name).toMatch(/^_freigabe\d+$/);
        for (const representation of value as object[]) {
          expect(Object.keys(representation).sort()).toEqual((representation as { __typename: string }).__typename === 'Client' ? ['__typename', 'id'] : expect.any(Array));
        }
      }
      const ticket = ticketOf(received);
      if (ticket) expect([ticket.aud, ticket.exp - ticket.iat <= 10]).toEqual([received.subgraph, true]);
      expect(Object.keys(received.headers).filter((name) => /authorization|cookie|purpose|occasion|forwarded/.test(name))).toEqual([]);
    }
    expect(county.received.length).toBeGreaterThan(0);
  });
});
