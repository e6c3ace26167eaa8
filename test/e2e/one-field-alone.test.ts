import { getNamedType, isLeafType, isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import type { Requester, UnitCode } from '../../consent/core/index.js';
import { ownersOf, schema } from '../attack/schema.js';
import { startCounty, type County } from '../kit/county.js';

/**
 * Agencies read of a row only what an operation asks for. Whatever a field is computed from has to be read for it alone, too: asked by
 * itself it says the same as beside all others.
 */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());

const CLIENTS = 20;
const DEEPEST = 3;

type Path = readonly string[];

const isFree = ({ args }: GraphQLField<unknown, unknown>): boolean => args.every(({ type, defaultValue }) => !String(type).endsWith('!') || defaultValue !== undefined);

/** The leaves below a field of the client, each as the names that lead to it; not those of other persons. */
function leaves(type: GraphQLObjectType, depth = 1): Path[] {
  return Object.values(type.getFields()).filter(isFree).flatMap((field): Path[] => {
    const below = getNamedType(field.type);
    if (isLeafType(below)) return [[field.name]];
    return isObjectType(below) && below.name !== 'Client' && depth < DEEPEST ? leaves(below, depth + 1).map((path) => [field.name, ...path]) : [];
  });
}

const selecting = (path: Path): string => path.reduceRight((below, name) => (below === '' ? name : `${name} { ${below} }`), '');

const only = (value: any, [name, ...rest]: Path): unknown => {
  if (value === null || name === undefined) return value;
  return Array.isArray(value) ? value.map((one) => only(one, [name, ...rest])) : { [name]: only(value[name], rest) };
};

const isSomething = (value: unknown): boolean => (typeof value === 'object' && value !== null ? Object.values(value).some(isSomething) : value !== null);

/** What is shown of a client of what the unit itself holds. */
const heldBy = (unit: UnitCode): readonly Path[] =>
  leaves(schema.getType('Client') as GraphQLObjectType, 0).filter(([field]) => ownersOf(field!).includes(unit));

async function ask(as: Requester, selection: string): Promise<readonly any[]> {
  const { body } = await county.ask({ as, purpose: 'CM_DURCHFUEHRUNG', query: `{ clients(first: ${CLIENTS}) { edges { node { ${selection} } } } }` });
  expect(body.errors).toBeUndefined();
  return body.data.clients.edges.map(({ node }: any) => node);
}

it.each(['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'KI_SEITENEINSTIEG', 'ABH_KREIS'] as const)('says the same of each field alone as of all together: what %s holds', async (unit) => {
  const as: Requester = { unit, person: 'a', role: 'CASE_WORKER' };
  const paths = heldBy(unit);
  const together = await ask(as, paths.map(selecting).join(' '));
  const told: string[] = [];
  for (const path of paths) {
    const expected = together.map((client) => only(client, path));
    if (isSomething(expected)) told.push(path.join('.'));
    expect([path, await ask(as, selecting(path))]).toEqual([path, expected]);
  }
  console.info(`${unit}: ${told.length} fields with something in them`);
  expect(told.length).toBeGreaterThan(3);
});
