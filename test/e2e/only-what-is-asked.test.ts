import { readFileSync } from 'node:fs';
import { buildASTSchema, getNamedType, isObjectType, isRequiredArgument, parse, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { CATEGORIES, ownersIn, type SubgraphName } from '../../consent/core/index.js';
import { signTicket } from '../../consent/ticket/index.js';
import type { DatabaseName } from '../../deploy/databases.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import type { Agency } from '../../subgraphs/kit/index.js';
import { startCounty, type County } from '../kit/county.js';
import { TABLES } from './released.js';

/** An agency reads of its records the columns that a query asks for: enough to answer it, and no others. */
let county: County;
beforeAll(async () => {
  county = await startCounty();
  for (const [database, statement] of OF_EVERYTHING_SOME) await county.query(database, statement);
});
afterAll(() => county?.close());

/** What the demo county has none of. */
const OF_EVERYTHING_SOME: readonly (readonly [DatabaseName, string])[] = [
  ['jobcenter', `insert into reservation (client, owner, item, by_unit, state)
     select client, 'JOBCENTER_LIPPE', id, 'KREIS_SERVICESTELLE', 'WARTELISTE' from (select distinct client from benefit order by client limit 6) clients, (select id from offer order by id limit 3) offers`],
  ['jobcenter', `update offer set age_min = 18, age_max = 27, withdrawn_on = '2026-02-01', provider_key = id, description = 'd', funded_by = 'f', waiting_days = 20, valid_to = '2026-12-31',
     language_level_min = 'A2', municipality = 'LAGE', municipalities_excluded = '{LEMGO}', target_groups = '{Frauen}' where id in (select item from reservation)`],
  ['language_courses', `update course set age_min = 18, age_max = 27, withdrawn_on = '2026-02-01', provider_key = id, description = 'd', funded_by = 'f', waiting_days = 20, waiting = 7,
     ends_on = starts_on + 100, level_from = 'A1', level_to = 'A2' where id in (select course from enrolment)`],
  ['language_courses', `update enrolment set ends_on = '2026-12-31', result = 'A2'`],
  ['school_entry', `update school_biography set certificates = '{ABITUR}'`],
];
/** A deadline is worked out from whole rows, whatever of it is asked for. */
const FROM_WHOLE_ROWS = ['Deadline'];

/** A field of a client that holds a value, at the end of a path of fields. */
interface Leaf {
  readonly path: readonly string[];
  readonly type: GraphQLObjectType;
}

function leavesOf(type: GraphQLObjectType, path: readonly string[] = []): Leaf[] {
  return Object.values(type.getFields()).flatMap((field): Leaf[] => {
    const shown = getNamedType(field.type);
    if (field.args.some(isRequiredArgument) || shown.name === 'Client' || field.name === 'id') return [];
    return isObjectType(shown) ? leavesOf(shown, [...path, field.name]) : [{ path: [...path, field.name], type }];
  });
}

const selectionOf = ({ path }: Leaf): string => path.reduceRight((inner, field) => `${field}${inner && ` { ${inner} }`}`, '');

/** Every value at the end of a path, with the places of lists on the way. */
function valuesAt(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => valuesAt(item, path));
  const [field, ...rest] = path;
  return field === undefined || value === null ? value : valuesAt((value as Record<string, unknown>)[field], rest);
}

const told = (value: unknown): boolean => (Array.isArray(value) ? value.some(told) : value !== null);

/** Some clients of every table. */
async function clientsOf({ database }: Agency): Promise<readonly string[]> {
  const tables: { name: string }[] = await county.query(database as DatabaseName, `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'owner'`);
  const some = await Promise.all(tables.filter(({ name }) => name in TABLES).map(({ name }) => county.query(database as DatabaseName, `select distinct client from ${name} order by client limit 25`)));
  return [...new Set(some.flat().map(({ client }) => client as string))];
}

async function ask(agency: Agency, clients: readonly string[], selection: string): Promise<unknown> {
  const categories = Object.fromEntries([...CATEGORIES.keys()].map((category) => [category, 'CONSENT:c1' as const]));
  const owners = Object.fromEntries(ownersIn(agency.name as SubgraphName).map((owner) => [owner, categories]));
  const requester = { unit: 'KREIS_SERVICESTELLE', person: 'p', role: 'CASE_MANAGER' };
  const content = { aud: agency.name, requestId: 'r', requester, purpose: 'CM_DURCHFUEHRUNG', occasion: null, grants: [{ clients, owners }] };
  county.forget();
  const response = await fetch(county.agencies[agency.name], {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Client { ${selection} } } }`, variables: { r: clients.map((id) => ({ __typename: 'Client', id })) },
      extensions: { releaseTicket: signTicket(content, county.ticketKey, county.clock()) },
    }),
  });
  const { data, errors } = (await response.json()) as { data: { _entities: unknown }; errors?: unknown };
  expect(errors).toBeUndefined();
  return data._entities;
}

it.each(AGENCIES)('$name answers each field alone as together with all others, and reads no column of another', async (agency) => {
  const schema: GraphQLSchema = buildASTSchema(parse(readFileSync(`schema/${agency.name}.graphql`, 'utf8')), { assumeValid: true, assumeValidSDL: true });
  const leaves = leavesOf(schema.getType('Client') as GraphQLObjectType);
  const clients = await clientsOf(agency);
  const all = await ask(agency, clients, leaves.map(selectionOf).join(' '));
  const untold: string[] = [];
  for (const leaf of leaves) {
    const name = leaf.path.join('.');
    const together = valuesAt(all, leaf.path);
    const alone = valuesAt(await ask(agency, clients, selectionOf(leaf)), leaf.path);
    expect({ name, values: alone }).toEqual({ name, values: together });
    const fields = FROM_WHOLE_ROWS.includes(leaf.type.name) ? [] : Object.keys(leaf.type.getFields()).filter((field) => field !== 'id');
    const read = county.sql.flatMap(({ text }) => [...text.matchAll(/ as "(\w+)"/g)].map(([, column]) => column!));
    expect({ name, alsoRead: read.filter((column) => fields.includes(column) && column !== leaf.path.at(-1)) }).toEqual({ name, alsoRead: [] });
    if (!told(alone)) untold.push(name);
  }
  expect(untold).toEqual([]);
});
