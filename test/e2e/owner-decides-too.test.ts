import { SHOWCASE } from '../../demo/scenarios.js';
import type { AgencyName } from '../../subgraphs/kit/index.js';
import { startCounty, type County } from '../kit/county.js';
import type { Received } from '../kit/recording-proxy.js';

/** Promise P3, at each agency's own address: whoever can reach an agency without the gateway, or with what the gateway once sent. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());
beforeEach(() => county.forget());

const FIELDS: Readonly<Record<AgencyName, string>> = {
  'case-management': 'name birthDate contact { street } case { phase } children { id } healthNeeds',
  jobcenter: 'benefits { regime } labourProfile { education } cooperationPlan { nextStep }',
  'language-courses': 'languageLevel { level } enrolments { state course { title } }',
  'school-entry': 'schoolPlacement { beschult } schoolBiography { yearsOfSchooling } kita { state }',
  'immigration-office': 'residence { title } statusView { group workAccess } workPermission { access } perspectiveChecks { result }',
};
const AGENCIES = Object.keys(FIELDS) as AgencyName[];
const NOBODY_S = { name: null, birthDate: null, contact: null, case: null, children: null, healthNeeds: null, benefits: null, labourProfile: null, cooperationPlan: null,
  languageLevel: null, enrolments: null, schoolPlacement: null, schoolBiography: null, kita: null, residence: null, statusView: null, workPermission: null, perspectiveChecks: null };

interface Direct {
  readonly query: string;
  readonly variables?: object;
  readonly extensions?: object;
}
const direct = async (agency: AgencyName, request: Direct) => {
  const response = await fetch(county.agencies[agency], { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) });
  return (await response.json()) as { data?: any; errors?: any[] };
};
const entities = (agency: AgencyName, clients: readonly string[]): Direct => ({
  query: `query($clients: [_Any!]!) { _entities(representations: $clients) { ... on Client { ${FIELDS[agency]} } } }`,
  variables: { clients: clients.map((id) => ({ __typename: 'Client', id })) },
});
const at = (agency: AgencyName, client: string): string => county.pseudonyms.write(`subgraph:${agency}`, client);
const withTicket = (request: Direct, { extensions }: Received): Direct => ({ ...request, extensions: { releaseTicket: extensions['releaseTicket'] } });

/** A genuine ticket that has not reached its agency: the gateway was answered by somebody else. */
async function stolen(agency: AgencyName, unit: keyof typeof SHOWCASE.staff = 'KREIS_SERVICESTELLE'): Promise<Received> {
  county.forget();
  county.intercept(async () => ({ status: 503, body: '{}' }));
  try {
    const query = `query($id: ID!) { client(id: $id) { ${FIELDS[agency]} } }`;
    await county.ask({ as: SHOWCASE.staff[unit], purpose: SHOWCASE.purpose, query, variables: { id: county.id(SHOWCASE.client, unit) } });
  } finally {
    county.intercept(null);
  }
  return county.received.find(({ subgraph }) => subgraph === agency)!;
}

/** Every protected field null, and one refusal, which says why and nothing of the client. */
function expectNothing({ data, errors }: { data?: any; errors?: any[] }, fault: string): void {
  for (const entity of data?._entities ?? []) for (const [key, value] of Object.entries(entity)) expect(value).toBe((NOBODY_S as Record<string, unknown>)[key]);
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'TICKET_REFUSED', fault }]);
  expect(county.sql).toEqual([]);
}

describe.each(AGENCIES)('%s', (agency) => {
  it('says nothing without a ticket, of real ids as of guessed ones, and reads nothing', async () => {
    const real = await direct(agency, entities(agency, [at(agency, SHOWCASE.client)]));
    expectNothing(real, 'MISSING');
    const guessed = await direct(agency, entities(agency, ['c1_AAAAAAAAAAAAAAAAAAAAAA']));
    expect(guessed).toEqual(real);
    expect(await direct(agency, entities(agency, ['__proto__']))).toEqual(real);
  });

  it('takes a ticket once', async () => {
    const query = `query($id: ID!) { client(id: $id) { ${FIELDS[agency]} } }`;
    await county.ask({ as: SHOWCASE.staff.KREIS_SERVICESTELLE, purpose: SHOWCASE.purpose, query, variables: { id: county.id(SHOWCASE.client, 'KREIS_SERVICESTELLE') } });
    const sent = county.received.find(({ subgraph }) => subgraph === agency)!;
    county.forget();
    expectNothing(await direct(agency, { query: sent.query, variables: sent.variables, extensions: sent.extensions }), 'REPLAYED');
  });

  it('takes no ticket for another agency', async () => {
    const other = AGENCIES[(AGENCIES.indexOf(agency) + 1) % AGENCIES.length]!;
    const ticket = await stolen(other);
    county.forget();
    expectNothing(await direct(agency, withTicket(entities(agency, [at(agency, SHOWCASE.client)]), ticket)), 'WRONG_AUDIENCE');
  });

  it('takes no ticket after its seconds', async () => {
    const ticket = await stolen(agency);
    county.forget();
    const now = county.clock();
    county.clock.advance(16_000);
    const answer = await direct(agency, withTicket(entities(agency, [at(agency, SHOWCASE.client)]), ticket));
    county.clock.set(now);
    expectNothing(answer, 'EXPIRED');
  });

  it('gives nothing of other clients on a genuine ticket, nor of other categories', async () => {
    const ticket = await stolen(agency);
    county.forget();
    const answer = await direct(agency, withTicket(entities(agency, [at(agency, SHOWCASE.mother), at(agency, SHOWCASE.brother), SHOWCASE.client]), ticket));
    expect(answer.errors).toBeUndefined();
    for (const entity of answer.data._entities) for (const value of Object.values(entity)) expect(value).toBeNull();
    expect(county.sql).toEqual([]);
  });

  it.each([
    ['another payload', (token: string) => token.replace(/\.[^.]*\./, `.${Buffer.from('{"iss":"freigabe-gateway"}').toString('base64url')}.`), 'BAD_SIGNATURE'],
    ['no signature', (token: string) => token.replace(/[^.]*$/, ''), 'MALFORMED'],
    ['the algorithm "none"', (token: string) => token.replace(/^[^.]*/, Buffer.from('{"alg":"none","typ":"release-ticket+jwt","kid":"ticket-1"}').toString('base64url')), 'MALFORMED'],
    ['an unknown key', (token: string) => token.replace(/^[^.]*/, Buffer.from('{"alg":"EdDSA","typ":"release-ticket+jwt","kid":"__proto__"}').toString('base64url')), 'UNKNOWN_KEY'],
  ])('takes no ticket with %s', async (_what, forge, fault) => {
    const { extensions } = await stolen(agency);
    county.forget();
    const forged = { ...entities(agency, [at(agency, SHOWCASE.client)]), extensions: { releaseTicket: forge(String(extensions['releaseTicket'])) } };
    expectNothing(await direct(agency, forged), fault);
  });

  it.each(['{ _service { sdl } }', '{ __schema { types { name } } }', '{ __type(name: "Client") { fields { name } } }'])('does not show its schema: %s', async (query) => {
    const { data, errors } = await direct(agency, { query });
    expect(data).toBeUndefined();
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['QUERY_INVALID']);
  });

  it('does not suggest names it has', async () => {
    const { errors } = await direct(agency, { query: '{ _entities(representations: []) { ... on Client { nam benefit residenc schoolPlacment languageLevl } } }' });
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean/);
  });
});

it('gives a stolen ticket’s holder what was granted of this client, and not one category more', async () => {
  const ticket = await stolen('immigration-office', 'JOBCENTER_LIPPE');
  const { data, errors } = await direct('immigration-office', withTicket(entities('immigration-office', [at('immigration-office', SHOWCASE.client)]), ticket));
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([{ residence: null, statusView: null, workPermission: { access: expect.any(String) }, perspectiveChecks: null }]);
});

it('is asked in plain words by the open catalogue: no ticket, no client', async () => {
  expect((await direct('language-courses', { query: '{ courses(first: 1) { edges { node { title } } } }' })).data.courses.edges).toHaveLength(1);
  expect((await direct('jobcenter', { query: '{ offers(first: 1) { edges { node { title } } } }' })).data.offers.edges).toHaveLength(1);
});
