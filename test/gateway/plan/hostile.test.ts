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

it.each([
  ['ten clients under aliases, with their children', `{ ${times(10, (index) => `a${index}: client(id: "1") { ${EACH} children { ${EACH} } }`)} }`],
  ['children of children', `{ client(id: "1") { ${EACH} children { ${EACH} children { ${EACH} children { name } } } } }`],
  ['the same children under forty names', `{ client(id: "1") { ${times(40, (index) => `c${index}: children { ${EACH} }`)} } }`],
  ['two hundred fragments on the same client', `{ client(id: "1") { ${times(200, (index) => `... on Client { ${FIELDS[index % FIELDS.length]} }`)} } }`],
  ['conditions of twenty variables', `query(${times(20, (index) => `$v${index}: Boolean! = true`)}) { client(id: "1") { ${times(20, (index) => `... @include(if: $v${index}) { ${EACH} children { name residence { title } } }`)} } }`],
  ['everything of a client, three levels deep', `{ client(id: "1") ${everything(planner.schema.getType('Client') as GraphQLObjectType, 2)} }`],
])('plans %s in less than a second of processor time', async (_, query) => {
  const document = parse(query, { maxTokens: DEFAULT_LIMITS.tokens });
  expect(validate(planner.schema, document)).toEqual([]);
  expect(validate(planner.schema, document, limitRules(DEFAULT_LIMITS))).toEqual([]);
  const variables = Object.fromEntries(Array.from({ length: 20 }, (_value, index) => [`v${index}`, true]));
  const before = process.cpuUsage();
  const { errors } = await planner.execute({ document }, variables, null);
  const { user, system } = process.cpuUsage(before);
  expect(errors).toEqual([]);
  expect((user + system) / 1_000).toBeLessThan(1_000);
});
