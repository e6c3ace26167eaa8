import type { Purpose, Requester } from '../../consent/core/index.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';
import { unreleased } from './released.js';

/** The dangerous flows (domain C.10) and the negative tests of domain F, through the whole county. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());

const look = async (as: Requester, client: string, purpose: Purpose, selection: string) => {
  county.forget();
  const { body } = await county.ask({ as, purpose, query: `query($id: ID!) { client(id: $id) { ${selection} } }`, variables: { id: county.id(client, as.unit) } });
  expect(body.errors).toBeUndefined();
  expect(await unreleased(county, as, purpose)).toEqual([]);
  return { client: body.data.client, withheld: body.extensions.release.withheld as { path: string[]; category: string; reason?: string }[] };
};
let number = 0;
const record = async (as: Requester, client: string, terms: object) => {
  const input = {
    idempotencyKey: `dangerous-${number++}`, client: county.id(client, as.unit), purposes: ['MASSNAHMENZUSTEUERUNG'], form: 'SCHRIFTLICH', validTo: '2026-12-31T00:00:00Z', ...terms,
  };
  const { body } = await county.ask({ as, query: 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { state problems { code } } }', variables: { input } });
  expect(body.errors).toBeUndefined();
  return { state: body.data.recordConsent.state, problems: body.data.recordConsent.problems.map(({ code }: { code: string }) => code) };
};

describe('an Ausländerbehörde', () => {
  const { abh, otherAbh } = SCENARIOS.F4.staff;
  const client = SCENARIOS.F4.clients['DO']!;
  const ALL = `name contact { street } nationalities household { adults } case { phase } goals { specific } psychosocialNeeds healthNeeds benefits { regime } labourProfile { education }
    cooperationPlan { nextStep } languageLevel { level } languageTestDetail { recommendedCourse } supportPlan { targetLevel } enrolments { state } schoolPlacement { beschult } kita { state }`;

  it('gets of others the packet that the client has consented to, for its purpose, and nothing else', async () => {
    const { client: seen } = await look(abh, client, 'AUFENTHALTSPERSPEKTIVE_25A_25B', ALL);
    expect(Object.entries(seen).filter(([, value]) => value !== null).map(([key]) => key)).toEqual(['name', 'labourProfile', 'languageLevel']);
  });

  it.each(['CM_DURCHFUEHRUNG', 'KURSVERMITTLUNG', 'EINBUERGERUNG', 'WOHNEN'] as const)('gets nothing of others for the purpose %s', async (purpose) => {
    const { client: seen } = await look(abh, client, purpose, ALL);
    expect(Object.values(seen).filter((value) => value !== null)).toEqual([]);
    expect(county.received).toEqual([]);
  });

  it('gets it for the colleague named, not for another, and is told no reason', async () => {
    const { client: seen, withheld } = await look(otherAbh, client, 'AUFENTHALTSPERSPEKTIVE_25A_25B', ALL);
    expect(Object.values(seen).filter((value) => value !== null)).toEqual([]);
    for (const one of withheld) expect(Object.keys(one)).toEqual(['path', 'category']);
  });

  it('gets no more by a consent that names everything', async () => {
    const { KREIS_SERVICESTELLE: cm } = SHOWCASE.staff;
    const before = await look({ unit: 'ABH_KREIS', person: 'abh-k-1', role: 'CASE_WORKER' }, SHOWCASE.client, 'MASSNAHMENZUSTEUERUNG', ALL);
    expect(await record(cm, SHOWCASE.client, {
      releasingUnits: ['KREIS_SERVICESTELLE'], releasingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-sr6-1' }], receivingUnits: ['ABH_KREIS'],
      receivingPersons: [{ unit: 'ABH_KREIS', person: 'abh-k-1' }], categories: ['IDENTITY_CORE', 'CONTACT', 'NATIONALITY', 'CM_GOALS', 'HEALTH'], explicitCategories: ['HEALTH'],
    })).toMatchObject({ problems: expect.any(Array) });
    const after = await look({ unit: 'ABH_KREIS', person: 'abh-k-1', role: 'CASE_WORKER' }, SHOWCASE.client, 'MASSNAHMENZUSTEUERUNG', ALL);
    expect(after.client).toEqual(before.client);
    expect(Object.values(after.client).filter((value) => value !== null)).toEqual([]);
  });
});

describe('a consent', () => {
  const { KREIS_SERVICESTELLE: cm, JOBCENTER_LIPPE: jobcenter, NWL_CUK: cuk } = SHOWCASE.staff;

  it('is not transitive: what the case manager may know, the course coordination may not', async () => {
    expect((await look(cm, SHOWCASE.client, SHOWCASE.purpose, 'labourProfile { education }')).client.labourProfile).not.toBeNull();
    expect((await look(cuk, SHOWCASE.client, SHOWCASE.purpose, 'labourProfile { education }')).client.labourProfile).toBeNull();
  });

  it('from person to person is none for the substitute: T4 is withheld, T3 released', async () => {
    const substitute: Requester = { ...cm, person: 'cm-sr1-1' };
    const { client } = await look(substitute, SHOWCASE.client, SHOWCASE.purpose, 'name languageLevel { level } cooperationPlan { nextStep } goals { specific }');
    expect(client).toEqual({ name: 'Yara Halabi', languageLevel: { level: 'B1' }, cooperationPlan: null, goals: null });
  });

  it('that a child has interpreted is void from the start', async () => {
    const terms = { releasingUnits: ['NWL_CUK'], receivingUnits: ['KREIS_SERVICESTELLE'], purposes: ['WOHNEN'], categories: ['LANGUAGE_LEVEL'], interpreter: 'KIND' };
    const { state } = await record(cm, SHOWCASE.client, terms);
    expect(state === null || state === 'UNWIRKSAM').toBe(true);
    expect((await look(cm, SHOWCASE.client, 'WOHNEN', 'languageLevel { level }')).client.languageLevel).toBeNull();
  });

  it('of health needs its own tick and a signature', async () => {
    const terms = { releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'], purposes: ['GESUNDHEITSHILFE'], categories: ['HEALTH'] };
    expect((await record(cm, SHOWCASE.mother, terms)).state).toBeNull();
    expect((await record(cm, SHOWCASE.mother, { ...terms, explicitCategories: ['HEALTH'], form: 'MUENDLICH_BESONDERE_UMSTAENDE' })).state).toBeNull();
    expect((await look(jobcenter, SHOWCASE.mother, 'GESUNDHEITSHILFE', 'healthNeeds')).client.healthNeeds).toBeNull();
  });

  it('of the mother releases nothing of the child', async () => {
    const { client } = await look(cm, SHOWCASE.brother, 'KITAPLATZ', 'kita { state } schoolPlacement { beschult }');
    expect(client).toEqual({ kita: null, schoolPlacement: null });
  });

  it('loses against an exclusion, whichever of them is younger', async () => {
    const grant = { releasingUnits: ['JOBCENTER_LIPPE'], receivingUnits: ['NWL_CUK'], categories: ['COURSE_ENTITLEMENT', 'LABOUR_PROFILE'], purposes: ['KURSVERMITTLUNG'] };
    const seen = async () => (await look(cuk, SHOWCASE.client, 'KURSVERMITTLUNG', 'labourProfile { education }')).client.labourProfile;
    expect(await record(jobcenter, SHOWCASE.client, grant)).toEqual({ state: 'ERTEILT', problems: [] });
    expect(await seen()).toEqual({ education: expect.any(String) });
    expect(await record(jobcenter, SHOWCASE.client, { ...grant, categories: [], exclusions: ['LABOUR_PROFILE'] })).toEqual({ state: 'ERTEILT', problems: [] });
    expect(await seen()).toBeNull();
    expect(await record(jobcenter, SHOWCASE.client, grant)).toEqual({ state: 'ERTEILT', problems: [] });
    expect(await seen()).toBeNull();
  });

  it('cannot be given to oneself by the unit that would receive', async () => {
    const terms = { releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['CM_PROCESS'] };
    expect((await record(jobcenter, SHOWCASE.client, terms)).problems).toContain('NOT_AVAILABLE');
    expect((await record(jobcenter, SHOWCASE.client, { ...terms, releasingUnits: ['JOBCENTER_LIPPE', 'KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'] })).state).toBeNull();
    expect((await look(jobcenter, SHOWCASE.client, SHOWCASE.purpose, 'case { phase }')).client.case).toBeNull();
  });
});

it('a draft, an unsigned or a one-sided consent releases nothing (F9)', async () => {
  const { clients, staff } = SCENARIOS.F9;
  expect((await look(staff.cm, clients['PW']!, 'KITAPLATZ', 'name kita { state }')).client).toEqual({ name: 'Polina Wolff', kita: null });
});

it('what a guardian’s consent released ends at midnight of the eighteenth birthday (F8)', async () => {
  const { clients, staff } = SCENARIOS.F8;
  const seen = async () => (await look(staff.cm, clients['NR']!, 'SCHULPLATZ', 'schoolPlacement { beschult } schoolBiography { yearsOfSchooling }')).client;
  expect(await seen()).toEqual({ schoolPlacement: { beschult: true }, schoolBiography: { yearsOfSchooling: 7 } });
  const now = county.clock();
  county.clock.advance(41 * 86_400_000);
  const after = await seen();
  county.clock.set(now);
  expect(after).toEqual({ schoolPlacement: null, schoolBiography: null });
});

it('there is no search for persons, no count of them and no way by a natural key', async () => {
  const { KREIS_SERVICESTELLE: cm } = SHOWCASE.staff;
  for (const query of [
    '{ client(name: "Yara Halabi") { id } }', '{ clients(name: "Halabi") { edges { node { id } } } }', '{ clients { totalCount } }', '{ search(text: "Halabi") { __typename } }',
    '{ clients(orderBy: NAME) { edges { node { id } } } }', '{ _entities(representations: [{ __typename: "Client", name: "Yara Halabi" }]) { __typename } }', '{ persons { name } }',
  ]) {
    const { body } = await county.ask({ as: cm, purpose: SHOWCASE.purpose, query });
    expect([body.data, body.errors[0].extensions.code]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
  }
});
