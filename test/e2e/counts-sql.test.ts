import type { Requester } from '../../consent/core/index.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** A caseload costs each agency as many requests and statements as one client does. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());

const { KREIS_SERVICESTELLE: cm, JOBCENTER_LIPPE: jobcenter } = SHOWCASE.staff;

async function cost(as: Requester, query: string, first: number): Promise<Record<string, { requests: number; statements: number }>> {
  county.forget();
  const { body } = await county.ask({ as, purpose: 'ARBEITSBERATUNG', query, variables: { first } });
  expect(body.errors).toBeUndefined();
  expect(body.data.clients.edges).toHaveLength(first);
  const agencies = [...new Set(county.received.map(({ subgraph }) => subgraph))].sort();
  return Object.fromEntries(agencies.map((agency) => [agency, {
    requests: county.received.filter(({ subgraph }) => subgraph === agency).length,
    statements: county.sql.filter((one) => one.agency === agency).length,
  }]));
}

it('does not ask more often for a hundred clients than for one', async () => {
  const query = 'query($first: Int) { clients(first: $first) { edges { node { id name birthDate contact { street } case { phase } deadlines { dueOn } household { adults } } } } }';
  const one = await cost(cm, query, 1);
  expect(one).toEqual({ 'case-management': { requests: 1, statements: 7 } });
  expect(await cost(cm, query, 100)).toEqual(one);
});

it('does not ask more often for the families of a hundred clients than for those of fifty', async () => {
  const query = 'query($first: Int) { clients(first: $first) { edges { node { name children { name case { phase } } guardians { kind person { name } } } } } }';
  const some = await cost(cm, query, 50);
  expect(some['case-management']!.requests).toBe(2);
  expect(await cost(cm, query, 100)).toEqual(some);
});

it('asks once also where every client has released something else', async () => {
  const query = 'query($first: Int) { clients(first: $first) { edges { node { name languageNeeds { languages } case { phase } benefits { regime } labourProfile { education } languageLevel { level } } } } }';
  const fifty = await cost(jobcenter, query, 50);
  expect(Object.values(fifty).map(({ requests }) => requests)).toEqual(Object.values(fifty).map(() => 1));
  expect(await cost(jobcenter, query, 100)).toEqual(fifty);
});
