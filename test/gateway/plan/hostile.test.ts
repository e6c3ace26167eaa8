import { getNamedType, isLeafType, isObjectType, isRequiredArgument, isUnionType, parse, validate, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { createPlanner } from '../../../gateway/plan/planner.js';
import type { Subgraph } from '../../../gateway/plan/subgraph.js';
import { DEFAULT_LIMITS, limitRules } from '../../../gateway/server/limits.js';
import { ourSupergraph } from './supergraph.js';

/** Agencies that know nothing: a plan is made, and nothing comes of it. */
const silent: Subgraph<null> = { prepare: () => ({ entities: async () => [], root: async () => ({}) }) };
const planner = createPlanner(ourSupergraph(), () => silent);

/** Fields of each agency. */
const FIELDS = ['name', 'benefits { regime }', 'languageLevel { level }', 'schoolPlacement { beschult }', 'residence { title }', 'consents { id }'];
const EACH = FIELDS.join(' ');
const times = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ');

function everything(type: GraphQLObjectType, depth: number): string {
  const below = (field: GraphQLField<unknown, unknown>): string => {
    const target = getNamedType(field.type);
    if (isLeafType(target)) return field.name;
    if (depth === 0 || field.args.some(isRequiredArgument)) return '';
    if (isObjectType(target)) return `${field.name} ${everything(target, depth - 1)}`;
    return isUnionType(target) ? `${field.name} { ${target.getTypes().map((one) => `... on ${one.name} ${everything(one, depth - 1)}`).join(' ')} }` : '';
  };
  return `{ __typename ${Object.values(type.getFields()).map(below).join(' ')} }`;
}

/** `levels` fragments, each of which spreads the next one `width` times, under conditions of their own. */
const branching = (levels: number, width: number, within: string, conditions = levels * width): string =>
  `query (${times(conditions, (index) => `$v${index}: Boolean! = true`)}) { client(id: "1") { ...f0 } }
   ${times(levels, (level) => `fragment f${level} on Client { ${times(width, (index) => `...f${level + 1} @include(if: $v${level * width + index})`)} }`)}
   fragment f${levels} on Client { ${within} }`;
const conditional = (levels: number, within: string): string => times(levels, (index) => `... @include(if: $v${index}) {`) + within + '}'.repeat(levels);

it.each([
  ['ten clients under aliases, with their children', `{ ${times(10, (index) => `a${index}: client(id: "1") { ${EACH} children { ${EACH} } }`)} }`],
  ['children of children', `{ client(id: "1") { ${EACH} children { ${EACH} children { ${EACH} children { name } } } } }`],
  ['the same children under forty names', `{ client(id: "1") { ${times(40, (index) => `c${index}: children { ${EACH} }`)} } }`],
  ['two hundred fragments on the same client', `{ client(id: "1") { ${times(200, (index) => `... on Client { ${FIELDS[index % FIELDS.length]} }`)} } }`],
  ['conditions of twenty variables', `query(${times(20, (index) => `$v${index}: Boolean! = true`)}) { client(id: "1") { ${times(20, (index) => `... @include(if: $v${index}) { ${EACH} children { name residence { title } } }`)} } }`],
  ['four hundred ways to a field, each with two conditions', branching(2, 21, 'name')],
  ['three hundred ways, each with three', branching(3, 7, 'name')],
  ['seventy ways to every agency', branching(1, 70, EACH)],
  ['everything of a client, three levels deep', `{ client(id: "1") ${everything(planner.schema.getType('Client') as GraphQLObjectType, 2)} }`],
])('plans %s in less than a second of processor time', async (_, query) => {
  const document = parse(query, { maxTokens: DEFAULT_LIMITS.tokens });
  expect(validate(planner.schema, document)).toEqual([]);
  expect(validate(planner.schema, document, limitRules(DEFAULT_LIMITS))).toEqual([]);
  const variables = Object.fromEntries(Array.from({ length: 70 }, (_value, index) => [`v${index}`, true]));
  const before = process.cpuUsage();
  const { errors } = await planner.execute({ document }, variables, null);
  const { user, system } = process.cpuUsage(before);
  expect(errors).toEqual([]);
  expect((user + system) / 1_000).toBeLessThan(1_000);
});

it.each([
  ['nine hundred ways to a field, each with two conditions (3.7 seconds)', branching(2, 30, 'name')],
  ['seven hundred, each with three (3.2 seconds)', branching(3, 9, 'name')],
  ['64 ways, each with 150 conditions (7.3 seconds)', branching(6, 2, conditional(150, EACH), 150)],
  ['what the planner itself gives up', branching(8, 2, conditional(150, 'name'), 150)],
])('does not begin to plan %s', (_, query) => {
  const document = parse(query, { maxTokens: DEFAULT_LIMITS.tokens });
  expect(validate(planner.schema, document)).toEqual([]);
  expect(validate(planner.schema, document, limitRules(DEFAULT_LIMITS)).map(({ extensions: { code, limit } }) => [code, limit])).toEqual([['LIMIT_EXCEEDED', 'fields']]);
});
