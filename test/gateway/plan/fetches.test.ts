import { getVariableValues, graphql, parse, type OperationDefinitionNode } from 'graphql';
import { createApolloPlanner } from '../../../gateway/plan/apollo-planner.js';
import type { Data, Subgraph } from '../../../gateway/plan/subgraph.js';
import { records } from '../../consent/core/records.js';
import { idAt, idOf, people, released, startCounty, type County, type Name } from '../release/county.js';
import { schemaOf } from '../release/agency.js';
import { supergraphSdl } from '../release/schemas.js';

/** How often agencies are asked: by this gateway, by everybody's decision, and by @apollo/gateway as it is published, by nobody's. */
let county: County;
beforeAll(async () => {
  county = await startCounty();
  county.clients.set(people.anna, records({ consents: [released('JOBCENTER_LIPPE', 'LABOUR_PROFILE'), released('NWL_CUK', 'LANGUAGE_LEVEL', 'COURSE_ENROLMENT')] }));
  county.clients.set(people.ben, records({ consents: [released('JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'LABOUR_PROFILE'), released('NWL_CUK', 'COURSE_ENROLMENT')] }));
});
afterAll(() => county.close());

const NAMES: readonly Name[] = ['anna', 'ben', 'cem', 'dana'];

/** Sends fetches as they are; agencies know clients by their own ids. */
const plain = (name: string): Subgraph<null> => ({
  prepare({ operation: query }) {
    const send = async (variables: object): Promise<Data> => {
      if (name === 'consent') return (await graphql({ schema: registry, source: query, variableValues: { ...variables } })).data as Data;
      const translated = (text: string, toAgency: boolean): string =>
        NAMES.reduce((result, one) => (toAgency ? result.replaceAll(idOf(one), idAt(name, one)) : result.replaceAll(idAt(name, one), idOf(one))), text);
      const { url } = county.agencies[name as keyof County['agencies']];
      const answer = await fetch(url, { method: 'POST', body: translated(JSON.stringify({ query, variables }), true) });
      return (JSON.parse(translated(await answer.text(), false)) as { data: Data }).data;
    };
    return {
      root: (variables) => send(variables),
      entities: async (representations, variables) => (await send({ ...variables, representations }))._entities as Data[],
    };
  },
});

const registry = schemaOf('consent', {
  Query: { client: (_source, { id }) => ({ id }), clients: () => ({ edges: (['anna', 'ben', 'cem'] as const).map((name) => ({ node: { id: idOf(name) } })) }) },
  Client: { consents: () => [] },
});

/** Requests by agency, then forgotten. */
function counted(): Record<string, number> {
  return Object.fromEntries(Object.entries(county.agencies).map(([name, { received }]) => [name, received.splice(0).length]));
}

async function both(query: string): Promise<{ ours: Record<string, number>; stock: Record<string, number>; data: unknown }> {
  counted();
  const { data, errors } = await county.run(query, { id: idOf('anna') });
  expect(errors).toBeUndefined();
  const ours = counted();
  const stock = await createApolloPlanner<null>(supergraphSdl, plain);
  const document = parse(query);
  const { coerced } = getVariableValues(stock.schema, (document.definitions[0] as OperationDefinitionNode).variableDefinitions ?? [], { id: idOf('anna') });
  const answer = await stock.execute({ document }, coerced!, null);
  await stock.close();
  expect([answer.errors, answer.incomplete]).toEqual([[], []]);
  return { ours, stock: counted(), data };
}

const SHOWN = 'name labourProfile { occupation } benefits languageLevel enrolments { result course { title } }';

it.each([
  ['one client', `query($id: ID!) { client(id: $id) { ${SHOWN} } }`],
  ['a caseload of whom everybody has released something else', `{ clients { edges { node { ${SHOWN} } } } }`],
  ['the same client under several names', 'query($id: ID!) { a: client(id: $id) { name benefits } b: client(id: $id) { name labourProfile { occupation } } c: client(id: $id) { name languageLevel } }'],
  ['clients within clients, known to other agencies', 'query($id: ID!) { client(id: $id) { name languageLevel children { benefits labourProfile { occupation } enrolments { result } } partner { benefits } } }'],
  ['nobody', '{ courses { title } offers { title ... on Measure { course { title } } } contactDirectory { phone } }'],
])('asks no agency more often than @apollo/gateway does: %s', async (_, query) => {
  const { ours, stock } = await both(query);
  expect(Object.values(ours).reduce((sum, count) => sum + count)).toBeGreaterThan(0);
  for (const [agency, count] of Object.entries(ours)) expect([agency, count]).toEqual([agency, Math.min(count, stock[agency]!)]);
});

it('asks the agency that leads to further clients once more on each level, as it must decide about them before it asks (promise P2)', async () => {
  const { ours, stock, data } = await both('query($id: ID!) { client(id: $id) { name children { name case { contact { about { name } } } } partner { name } } }');
  expect(data).toMatchObject({ client: { name: 'anna', children: [{ name: 'ben', case: { contact: { about: { name: 'ben' } } } }, { name: null }], partner: { name: 'cem' } } });
  expect([ours['case-management'], stock['case-management']]).toEqual([3, 1]);
});
