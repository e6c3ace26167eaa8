import { ApolloGateway } from '@apollo/gateway';
import { parse } from 'graphql';
import { records } from '../../consent/core/records.js';
import { idOf, people, pseudonyms, released, requests, startCounty, type County } from './county.js';
import { supergraphSdl } from './schemas.js';

let county: County;
beforeEach(async () => {
  county = await startCounty();
  county.clients.set(people.anna, records({ consents: [released('JOBCENTER_LIPPE', 'BENEFIT_REGIME'), released('NWL_CUK', 'LANGUAGE_LEVEL')] }));
});
afterEach(() => county.close());

/** How many requests the stock gateway sends to agencies for the same query. */
async function stockRequests(query: string): Promise<number> {
  let sent = 0;
  const gateway = new ApolloGateway({
    supergraphSdl,
    __exposeQueryPlanExperimental: false,
    buildService: ({ name }) => ({
      async process({ request }) {
        if (name !== 'consent') sent += 1;
        const representations = request.variables?.representations as unknown[] | undefined;
        const id = pseudonyms.write('unit:KREIS_SERVICESTELLE', people.anna);
        const client = { __typename: 'Client', id };
        return { data: representations ? { _entities: representations.map(() => client) } : { client, a: client, b: client, clients: { edges: [{ node: client }] }, courses: [] } };
      },
    }),
  });
  const { executor } = await gateway.load();
  await executor({ request: { query, variables: {} }, document: parse(query), queryHash: query, metrics: {}, context: {} } as never);
  await gateway.stop();
  return sent;
}

test.each([
  `{ client(id: "ID") { id name benefits labourProfile { occupation } languageLevel } }`,
  `{ clients { edges { node { name greeting benefits languageLevel enrolments { result } } } } courses { title } }`,
  `{ a: client(id: "ID") { benefits } b: client(id: "ID") { languageLevel benefits } }`,
])('sends no more requests to agencies than the stock gateway for %s', async (template) => {
  const query = template.replaceAll('ID', idOf('anna'));
  const { errors } = await county.run(query);
  expect(errors).toBeUndefined();
  const ours = requests(county).length;
  expect(ours).toBeGreaterThan(0);
  expect(ours).toBeLessThanOrEqual(await stockRequests(query));
});
