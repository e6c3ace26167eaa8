import { readdir, readFile } from 'node:fs/promises';
import { buildSchema, getIntrospectionQuery, parse, validate, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { costCheck, costRule } from '../../../gateway/server/cost.js';
import { DEFAULT_LIMITS } from '../../../gateway/server/index.js';

const schema = buildSchema(`
  type Query { person: Person, persons(first: Int = 20): Page, all: [Person!]!, one(first: Int): Person }
  type Page { edges: [Edge!]!, total: Int }
  type Edge { node: Person }
  type Person { name: String, children(first: Int = 20): Page, friends: [Person] }`);

/** What an operation costs; 0: nothing. */
const cost = (query: string): number => {
  const [error] = validate(schema, parse(query), [costRule(0)]);
  return Number(error?.extensions['actual'] ?? 0);
};

/** Each fragment spreads the next one twice. */
const doubled = (levels: number): string =>
  Array.from({ length: levels }, (_, i) => `fragment f${i} on Person { friends { ...f${i + 1} ...f${i + 1} } }`).join('\n') + `fragment f${levels} on Person { name } { person { ...f0 } }`;

test.each([
  ['an object costs one, its scalars nothing', '{ person { name } }', 1],
  ['a list without a length counts as ten', '{ all { name } }', 10],
  ['a page counts its entries as asked', '{ persons(first: 3) { edges { node { name } } } }', 1 + 3 * 2],
  ['the length that the schema gives counts where none is asked', '{ persons { edges { node { name } } } }', 1 + 20 * 2],
  ['a page whose length comes with a variable counts as empty until the variable is known', 'query ($n: Int) { persons(first: $n) { edges { node { name } } } }', 1],
  ['a length beyond the longest page is no cheaper, nor is a negative one free of its page', '{ a: persons(first: 1000) { total } b: persons(first: -5) { edges { node { name } } } }', 2],
  ['lists in lists multiply', '{ all { friends { friends { name } } } }', 10 * (1 + 10 * (1 + 10))],
  ['aliases cost each time', '{ a: all { name } b: all { name } }', 20],
  ['fragments cost each time they are spread, with the page they stand in', '{ persons(first: 4) { ...page } } fragment page on Page { ... on Page { edges { ...edge } } } fragment edge on Edge { node { name } }', 1 + 4 * 2],
  ['first at an object is no list', '{ one(first: 50) { name } }', 1],
])('%s', (_, query, expected) => {
  expect(cost(query)).toBe(expected);
});

test.each<[string, string, Record<string, unknown>, number]>([
  ['as its value says', '($n: Int)', { n: 3 }, 3],
  ['as the longest page where its value is longer', '($n: Int)', { n: 1_000_000 }, 100],
  ['as nothing where its value is negative', '($n: Int)', { n: -1 }, 0],
  ['as the longest page where its value is null', '($n: Int)', { n: null }, 100],
  ['as the schema says where it is left out', '($n: Int)', {}, 20],
])('a page whose length comes with a variable counts %s', (_, definition, variables, length) => {
  const document = parse(`query ${definition} { persons(first: $n) { ...page } } fragment page on Page { edges { node { children(first: $n) { edges { node { name } } } } } }`);
  const [operation, fragment] = document.definitions as [OperationDefinitionNode, FragmentDefinitionNode];
  const actual = costCheck(schema, operation, new Map([['page', fragment]]), 0)(variables)?.extensions['actual'];
  expect(actual).toBe(1 + length * (2 + 1 + length * 2));
  expect(costCheck(schema, operation, new Map([['page', fragment]]), actual as number)(variables)).toBeNull();
});

test('says how many objects, how many are allowed and what to do, in German and in English', () => {
  expect(validate(schema, parse('{ all { name } }'), [costRule(9)]).map(({ message, extensions }) => ({ message, extensions }))).toEqual([{
    message: 'Die Abfrage könnte bis zu 10 Objekte liefern, erlaubt sind 9. Mit first kleinere Seiten abfragen oder weniger Listen ineinander. / ' +
      'The operation could return up to 10 objects, 9 are allowed. Ask for smaller pages with first, or nest fewer lists.',
    extensions: { code: 'LIMIT_EXCEEDED', limit: 'cost', actual: 10, maximum: 9 },
  }]);
});

test('counts doubled fragments and fragments within themselves at once', () => {
  const started = performance.now();
  expect(cost(doubled(60))).toBe(Number.MAX_SAFE_INTEGER);
  expect(cost('{ person { ...f } } fragment f on Person { friends { ...f } }')).toBe(11);
  expect(performance.now() - started).toBeLessThan(500);
});

test('admits introspection and every example under the limit that the program has', async () => {
  expect(cost(getIntrospectionQuery())).toBe(0);
  const { Supergraph } = await import('@apollo/federation-internals');
  const api = Supergraph.build(await readFile('schema/supergraph.graphql', 'utf8')).apiSchema().toGraphQLJSSchema();
  for (const file of (await readdir('examples')).filter((name) => name.endsWith('.graphql'))) {
    expect([file, validate(api, parse(await readFile(`examples/${file}`, 'utf8')), [costRule(DEFAULT_LIMITS.cost)])]).toEqual([file, []]);
  }
});

test('refuses grandchildren of whole caseloads', async () => {
  const { Supergraph } = await import('@apollo/federation-internals');
  const api = Supergraph.build(await readFile('schema/supergraph.graphql', 'utf8')).apiSchema().toGraphQLJSSchema();
  const nested = '{ clients(first: 100) { edges { node { children { children { children { name } } } } } } }';
  expect(validate(api, parse(nested), [costRule(DEFAULT_LIMITS.cost)])).toHaveLength(1);
});

test('refuses to judge the rules anew for everything that could be otherwise, a hundred courses times many', async () => {
  const { Supergraph } = await import('@apollo/federation-internals');
  const api = Supergraph.build(await readFile('schema/supergraph.graphql', 'utf8')).apiSchema().toGraphQLJSSchema();
  const courses = (aliases: number) => `{ courses(first: 100) { edges { node { ${Array.from({ length: aliases }, (_, age) => `of${age}: eligibility(person: { age: ${age} }) { whatWouldChangeIt { attribute } }`).join(' ')} } } } }`;
  expect([1, 2, 3, 18].map((aliases) => validate(api, parse(courses(aliases)), [costRule(DEFAULT_LIMITS.cost)]).length)).toEqual([0, 0, 1, 1]);
});
