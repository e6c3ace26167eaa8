import { generateKeyPairSync } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { ticketVerifier } from '../../consent/ticket/index.js';
import { guardSchema } from '../../subgraphs/kit/index.js';
import { releaseContext } from '../../subgraphs/kit/release-context.js';
import { grant, NOW, ticket } from './running-agency.js';

const key = { kid: 'guard', ...generateKeyPairSync('ed25519') };
const SPEC = 'https://freigabe.example/consent/v1.0';

const header = (link: string): string => `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    ${link}
`;
const plain = header(`@link(url: "${SPEC}", import: ["@consent", "@open"])`) + `
  directive @consent(category: String!) on FIELD_DEFINITION | OBJECT
  directive @open(because: String!) on FIELD_DEFINITION | OBJECT
`;

type Resolvers = Record<string, Record<string, unknown>>;
const served = (sdl: string, resolvers: Resolvers = {}) => guardSchema(buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never }));

/** Asks for fields of client `a` with a ticket for the grants; none without grants. */
async function ask(schema: ReturnType<typeof served>, fields: string, grants?: Parameters<typeof ticket>[1]) {
  const token = grants && ticket('immigration-office', grants, { key });
  const release = releaseContext('immigration-office', ticketVerifier('immigration-office', new Map([[key.kid, key.publicKey]])), token, NOW);
  const source = `{ _entities(representations: [{ __typename: "Client", id: "a" }]) { ... on Client { ${fields} } } }`;
  const { data, errors } = await graphql({ schema, source, contextValue: { release } });
  const [client] = (data as { _entities: unknown[] } | null)?._entities ?? [];
  return { client: JSON.parse(JSON.stringify(client)) as unknown, errors: errors?.map(({ extensions }) => extensions.code) };
}

const CLIENT = `type Client @key(fields: "id") { id: ID! @open(because: "pseudonym") status: Status @consent(category: "RESIDENCE_TITLE") }`;
const STATUS = `type Status @consent(category: "RESIDENCE_TITLE") { group: String work: String @consent(category: "WORK_PERMISSION") steps: [Step!] hint: String @open(because: "law") }
  type Step @consent(category: "RESIDENCE_TITLE") { what: String secret: String @consent(category: "WORK_PERMISSION") }`;
const status = (changes: object = {}) => ({
  client: 'a', owner: 'ABH_KREIS', group: 'EU', work: 'FREE', hint: '§ 4a', steps: [{ what: 'x', secret: 'y' }], ...changes,
});
const returning = (value: unknown): Resolvers => ({ Client: { status: () => value } });
const FIELDS = 'id status { group work hint steps { what secret } }';

test('checks a stricter field inside a released record by its own category', async () => {
  const schema = served(plain + CLIENT + STATUS, returning(status()));
  expect(await ask(schema, FIELDS, [grant(['a'], ['ABH_KREIS'], 'RESIDENCE_TITLE')])).toEqual({
    client: { id: 'a', status: { group: 'EU', work: null, hint: '§ 4a', steps: [{ what: 'x', secret: null }] } }, errors: undefined,
  });
});

test('checks the stricter field against the owner of this very record', async () => {
  const schema = served(plain + CLIENT + STATUS, returning(status()));
  const grants = [grant(['a'], ['ABH_KREIS'], 'RESIDENCE_TITLE'), grant(['a'], ['ABH_DETMOLD'], 'WORK_PERMISSION')];
  expect((await ask(schema, 'status { work }', grants)).client).toEqual({ status: { work: null } });
  expect((await ask(schema, FIELDS, [grant(['a'], ['ABH_KREIS'], 'RESIDENCE_TITLE', 'WORK_PERMISSION')])).client).toEqual({
    id: 'a', status: { group: 'EU', work: 'FREE', hint: '§ 4a', steps: [{ what: 'x', secret: 'y' }] },
  });
});

test.each([
  ['of an owner that did not grant', { owner: 'ABH_DETMOLD' }],
  ['of another client', { client: 'b' }],
])('drops a record %s, although a resolver read it', async (_, changes) => {
  const schema = served(plain + CLIENT + STATUS, returning(status(changes)));
  expect((await ask(schema, FIELDS, [grant(['a'], ['ABH_KREIS'], 'RESIDENCE_TITLE', 'WORK_PERMISSION')])).client).toEqual({ id: 'a', status: null });
});

test('does not even call the resolver of a withheld field', async () => {
  const calls: string[] = [];
  const schema = served(plain + CLIENT + STATUS, { Client: { status: () => calls.push('read') } });
  await ask(schema, FIELDS, [grant(['b'], ['ABH_KREIS'], 'RESIDENCE_TITLE')]);
  await ask(schema, FIELDS);
  expect(calls).toEqual([]);
});

test('withholds protected fields of a value that belongs to no known record', async () => {
  const schema = served(plain + CLIENT + 'type Status @consent(category: "RESIDENCE_TITLE") { group: String } type Query { loose: Status @open(because: "a slip") }', {
    Query: { loose: () => ({ group: 'EU' }) },
  });
  const { data } = await graphql({ schema, source: '{ loose { group } }', contextValue: { release: { fault: null, owners: () => ['ABH_KREIS'], refuse: () => null } } });
  expect(JSON.parse(JSON.stringify(data))).toEqual({ loose: { group: null } });
});

test('withholds what is inside a value that no owner answers for', async () => {
  const schema = served(plain + CLIENT + STATUS, returning({ group: 'EU', hint: '§ 4a' }));
  expect((await ask(schema, 'status { group hint }', [grant(['a'], ['ABH_KREIS'], 'RESIDENCE_TITLE')])).client).toEqual({ status: { group: null, hint: '§ 4a' } });
});

test('hands out clients inside a client as bare references, each under its own grants', async () => {
  const sdl = `type Client @key(fields: "id") { id: ID! @open(because: "pseudonym") title: String @consent(category: "RESIDENCE_TITLE") children: [Client!] @consent(category: "RESIDENCE_TITLE") }`;
  const schema = served(plain + sdl, { Client: { children: () => [{ id: 'child', title: 'read by mistake' }], title: ({ title }: { title?: string }) => title ?? 'own' } });
  const fields = 'title children { id title }';
  expect((await ask(schema, fields, [grant(['a'], ['ABH_KREIS'], 'RESIDENCE_TITLE')])).client).toEqual({ title: 'own', children: [{ id: 'child', title: null }] });
  expect((await ask(schema, fields, [grant(['a', 'child'], ['ABH_KREIS'], 'RESIDENCE_TITLE')])).client).toEqual({ title: 'own', children: [{ id: 'child', title: 'own' }] });
});

test('tells a missing ticket once, and still answers open fields', async () => {
  const sdl = `type Client @key(fields: "id") { id: ID! @open(because: "pseudonym") a: String @consent(category: "RESIDENCE_TITLE") b: String @consent(category: "RESIDENCE_TITLE") }`;
  expect(await ask(served(plain + sdl), 'id a b')).toEqual({ client: { id: 'a', a: null, b: null }, errors: ['TICKET_REFUSED'] });
});

test.each([
  ['imported under other names', `@link(url: "${SPEC}", import: [{ name: "@consent", as: "@pd" }, { name: "@open", as: "@free" }])`, 'pd', 'free'],
  ['under a renamed namespace', `@link(url: "${SPEC}", as: "law")`, 'law', 'law__open'],
])('honours the directives %s', async (_, link, consent, open) => {
  const sdl = `${header(link)}
    directive @${consent}(category: String!) on FIELD_DEFINITION | OBJECT
    directive @${open}(because: String!) on FIELD_DEFINITION | OBJECT
    type Client @key(fields: "id") { id: ID! @${open}(because: "pseudonym") title: String @${consent}(category: "RESIDENCE_TITLE") }`;
  const schema = served(sdl, { Client: { title: () => 'EU' } });
  expect(await ask(schema, 'id title')).toEqual({ client: { id: 'a', title: null }, errors: ['TICKET_REFUSED'] });
  expect((await ask(schema, 'title', [grant(['a'], ['ABH_KREIS'], 'RESIDENCE_TITLE')])).client).toEqual({ title: 'EU' });
});

test('does not count directives of the same name that come from another spec', () => {
  const sdl = `${header(`@link(url: "https://elsewhere.example/consent/v1.0", import: ["@consent", "@open"])`)}
    directive @consent(category: String!) on FIELD_DEFINITION | OBJECT
    directive @open(because: String!) on FIELD_DEFINITION | OBJECT
    type Client @key(fields: "id") { id: ID! @open(because: "pseudonym") title: String @open(because: "no reason") }`;
  expect(() => served(sdl)).toThrow(/Client\.id, Client\.title/);
});

test('refuses to start with a field that is neither protected nor open, and names all of them', () => {
  const sdl = `type Client @key(fields: "id") { id: ID! @open(because: "pseudonym") name: String } type Query { count: Int }`;
  expect(() => served(plain + sdl)).toThrow(/der Dienst startet nicht.*Client\.name, Query\.count/);
});
