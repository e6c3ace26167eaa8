import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { DEFAULT_LIMITS, limitRules, tooManyTokens, type OperationLimits } from '../../../gateway/server/index.js';

const schema = buildSchema('type Query { a: Query, b: String }');
const LIMITS: OperationLimits = { tokens: 1000, depth: 3, aliases: 2, rootFields: 3, fields: 6, cost: 1_000 };

const check = (query: string, limits = LIMITS) =>
  validate(schema, parse(query), limitRules(limits)).map(({ message, extensions }) => ({ message, extensions }));

const beyond = (query: string) => check(query).map(({ extensions: { limit, actual, maximum } }) => ({ limit, actual, maximum }));

/** Each fragment spreads the next one twice: `levels` short lines, 2^levels fields. */
const doubled = (levels: number): string =>
  Array.from({ length: levels }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join('\n') + `fragment f${levels} on Query { b }\n{ ...f0 }`;

test('lets operations pass that reach a limit exactly', () => {
  expect(check('{ a { a { b } } x: b y: b }')).toEqual([]);
});

test('names the limit, the count and the allowed value, in German and in English', () => {
  expect(check('{ a { a { a { b } } } }')).toEqual([
    {
      message:
        'Die Abfrage ist zu groß: 4 Ebenen, erlaubt sind 3. Bitte in kleinere Abfragen aufteilen.' +
        ' / The operation is too large: 4 levels, 3 are allowed. Split it into smaller ones.',
      extensions: { code: 'LIMIT_EXCEEDED', limit: 'depth', actual: 4, maximum: 3 },
    },
  ]);
});

test('counts words and signs, not comments and spaces, and stops at the first too many', () => {
  const limitOf = (query: string) => tooManyTokens(query, 5)?.extensions;
  const beyondFive = { code: 'LIMIT_EXCEEDED', limit: 'tokens', maximum: 5 };
  expect([limitOf('{ a { b } }'), limitOf('{a{b}}'), limitOf('# much to say { { { {\n{ a ,,, b c }')]).toEqual([beyondFive, beyondFive, undefined]);
  expect(limitOf('{ a b c d e f "a text without an end')).toEqual(beyondFive);
  expect(() => limitOf('{ a "a text without an end')).toThrow('Unterminated string');
});

test.each([
  ['aliases', '{ a { x: b y: b z: b } }', 3, 2],
  ['rootFields', '{ b a { b } __typename c: b }', 4, 3],
  ['fields', '{ a { b } a { b } a { b __typename } }', 7, 6],
])('refuses too many %s', (limit, query, actual, maximum) => {
  expect(beyond(query)).toContainEqual({ limit, actual, maximum });
});

test('counts what fragments and inline fragments bring in, each time they are spread', () => {
  expect(beyond('{ ...f a { ... { ...f } } } fragment f on Query { x: b y: b }')).toEqual([{ limit: 'aliases', actual: 4, maximum: 2 }, { limit: 'fields', actual: 8, maximum: 6 }]);
  expect(beyond('{ ... { ... @include(if: true) { a { a { ... { a { b } } } } } } }')).toEqual([{ limit: 'depth', actual: 4, maximum: 3 }, { limit: 'fields', actual: 7, maximum: 6 }]);
});

test('measures every operation of a document', () => {
  expect(beyond('query small { b } query large { a { a { a { b } } } }')).toEqual([{ limit: 'depth', actual: 4, maximum: 3 }]);
});

test.each([30, 150])('refuses %i levels of doubled fragments at once', (levels) => {
  const started = performance.now();
  const limits = check(doubled(levels), DEFAULT_LIMITS).map(({ extensions }) => extensions.limit);
  expect(limits).toEqual(['rootFields', 'fields']);
  expect(performance.now() - started).toBeLessThan(500);
});

test('comes to an end with fragments that contain themselves or do not exist', () => {
  expect(check('{ ...f } fragment f on Query { b ...g } fragment g on Query { ...f ...none }')).toEqual([]);
});

test('admits the introspection of explorers and code generators', () => {
  const all = getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true });
  expect(check(all, DEFAULT_LIMITS)).toEqual([]);
  expect(tooManyTokens(all, DEFAULT_LIMITS.tokens)).toBeNull();
});
