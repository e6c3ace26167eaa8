import fc from 'fast-check';
import { buildSchema, getVariableValues, parse, validate, type OperationDefinitionNode } from 'graphql';
import { createApolloPlanner } from '../../../gateway/plan/apollo-planner.js';
import { createPlanner } from '../../../gateway/plan/planner.js';
import type { Subgraph } from '../../../gateway/plan/subgraph.js';
import { runs } from '../../kit/long.js';
import { drawOperation } from './drawn-operation.js';
import { inventedSubgraphs, type Weakness } from './invented.js';
import { difficultSupergraph, ourSupergraph } from './supergraph.js';

/**
 * Our executor against @apollo/gateway: the same plans, the same answers of subgraphs, the same response. Fields are compared
 * sorted by their keys, since ours stand in the order of the GraphQL specification and theirs do not always.
 */
const cases: readonly { what: string; sdl: () => string; weakness: Weakness }[] = [
  { what: 'answers are whole', sdl: difficultSupergraph, weakness: { nothing: 0, wrong: 0 } },
  { what: 'values are missing', sdl: difficultSupergraph, weakness: { nothing: 20, wrong: 0 } },
  { what: 'values are of another type', sdl: difficultSupergraph, weakness: { nothing: 10, wrong: 10 } },
  { what: 'the county is asked', sdl: ourSupergraph, weakness: { nothing: 10, wrong: 3 } },
];

/** What chance draws seldom: answers that the planner has renamed because two types differ in one subgraph. */
const RENAMED = [
  '{ offers { ... on Book { tag } ... on Film { tag } } }',
  '{ owner(id: "1") { favourites { ... on Book { tag stock } ... on Film { tag } } friends { favourites { __typename ... on Film { tag } ... on Book { tag } } } } }',
];

async function comparison(supergraphSdl: string, weakness: Weakness) {
  const inner = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  let current = inventedSubgraphs(inner, 0, weakness);
  const subgraphOf = (name: string): Subgraph<null> => ({
    prepare: (...fetch) => ({
      entities: (...args) => current.subgraphOf(name).prepare(...fetch).entities(...args),
      root: (...args) => current.subgraphOf(name).prepare(...fetch).root(...args),
    }),
  });
  const ours = createPlanner(supergraphSdl, subgraphOf);
  const apollo = await createApolloPlanner(supergraphSdl, subgraphOf);
  return {
    schema: ours.schema,
    async both(query: string, seed: number): Promise<readonly unknown[]> {
      const document = parse(query);
      const operation = document.definitions[0] as OperationDefinitionNode;
      const { coerced } = getVariableValues(ours.schema, operation.variableDefinitions ?? [], { no: false, first: 3 });
      const answers: unknown[] = [];
      for (const planner of [ours, apollo]) {
        current = inventedSubgraphs(inner, seed, weakness);
        const { data, incomplete, errors } = await planner.execute({ document }, coerced!, null);
        answers.push({ query, seed, errors: errors.map(String), data: JSON.stringify(sorted(data)), incomplete: [...incomplete].sort(), asked: current.asked.sort() });
      }
      return answers;
    },
    close: () => apollo.close(),
  };
}

it.each(cases)('answers like @apollo/gateway when $what', async ({ sdl, weakness }) => {
  const { schema, both, close } = await comparison(sdl(), weakness);
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.nat(), async (draw, seed) => {
      const query = drawOperation(draw, schema);
      fc.pre(validate(schema, parse(query)).length === 0);
      const [ours, theirs] = await both(query, seed);
      expect(ours).toEqual(theirs);
    }),
    { seed: 2026, numRuns: runs(80, 5_000) },
  );
  await close();
}, 600_000);

it.each(RENAMED)('gives renamed fields their names back: %s', async (query) => {
  const { both, close } = await comparison(difficultSupergraph(), { nothing: 10, wrong: 0 });
  for (let seed = 0; seed < 20; seed += 1) {
    const [ours, theirs] = await both(query, seed);
    expect(ours).toEqual(theirs);
    if (seed === 0) expect(JSON.stringify(ours)).toContain('__alias_');
  }
  await close();
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, below]) => [key, sorted(below)]));
};
