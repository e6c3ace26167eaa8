import { parse } from 'graphql';
import { ProtectionError, readProtection } from '../../../consent/directives/index.js';

const SPEC = 'https://freigabe.example/consent/v1.0';

const read = (link: string, types: string) => readProtection(parse(`extend schema ${link}\n${types}`));
const fields = (link: string, types: string) =>
  Object.fromEntries([...read(link, types)].map(([at, mark]) => [at, mark.kind === 'consent' ? mark.category : `open: ${mark.because}`]));

/** The problems for which a schema is refused. */
function problems(link: string, types: string): readonly string[] {
  try {
    read(link, types);
  } catch (error) {
    if (error instanceof ProtectionError) return error.problems;
    throw error;
  }
  return [];
}

const imported = `@link(url: "${SPEC}", import: ["@consent", "@open"])`;

describe('reading the marks of a schema', () => {
  test('reads categories and reasons of objects, their extensions and interfaces', () => {
    expect(
      fields(
        imported,
        `type Client { id: ID! @open(because: "pseudonym") name: String @consent(category: "IDENTITY_CORE") unmarked: Int }
         extend type Client { level: String @consent(category: "LANGUAGE_LEVEL") }
         interface Named { name: String @open(because: "x") }`,
      ),
    ).toEqual({
      'Client.id': 'open: pseudonym',
      'Client.name': 'IDENTITY_CORE',
      'Client.level': 'LANGUAGE_LEVEL',
      'Named.name': 'open: x',
    });
  });

  test("lets a field's own mark win over its type's, wherever the type carries it", () => {
    expect(
      fields(
        imported,
        `type Plan { goals: String  secret: String @consent(category: "HEALTH") title: String @open(because: "x") }
         extend type Plan @consent(category: "JC_PLAN")`,
      ),
    ).toEqual({ 'Plan.goals': 'JC_PLAN', 'Plan.secret': 'HEALTH', 'Plan.title': 'open: x' });
  });

  test('is not confused by types and fields with names of JavaScript objects', () => {
    const names = `type constructor { __proto__: Int @consent(category: "HEALTH") toString: Int }`;
    expect([...read(imported, names).keys()]).toEqual(['constructor.__proto__']);
  });
});

describe('finding the directives by their spec', () => {
  const onFields = (consent: string, open: string) =>
    `type A { a: Int @${consent}(category: "HEALTH") b: Int @${open}(because: "x") }`;
  const both = { 'A.a': 'HEALTH', 'A.b': 'open: x' };

  test.each([
    ['imported', imported, 'consent', 'open'],
    ['renamed on import', `@link(url: "${SPEC}", import: [{name: "@consent", as: "@x"}, {name: "@open", as: "@y"}])`, 'x', 'y'],
    ['swapped on import', `@link(url: "${SPEC}", import: [{name: "@consent", as: "@open"}, {name: "@open", as: "@consent"}])`, 'open', 'consent'],
    ["not imported, in the URL's namespace", `@link(url: "${SPEC}")`, 'consent', 'consent__open'],
    ['not imported, in a namespace of its own', `@link(url: "${SPEC}", as: "f")`, 'f', 'f__open'],
    ['half imported', `@link(url: "${SPEC}", as: "f", import: ["@open"])`, 'f', 'open'],
    ['of a later minor version', '@link(url: "https://freigabe.example/consent/v1.7", import: ["@consent", "@open"])', 'consent', 'open'],
  ])('reads them %s', (_, link, consent, open) => {
    expect(fields(link, onFields(consent, open))).toEqual(both);
  });

  test.each([
    ['no link at all', '@tag(name: "x")'],
    ['a same-named spec elsewhere', '@link(url: "https://other.example/consent/v1.0", import: ["@consent", "@open"])'],
    ['a spec whose URL only begins alike', '@link(url: "https://freigabe.example/consent-plus/v1.0", import: ["@consent", "@open"])'],
    ['the own spec under other names', `@link(url: "${SPEC}", import: [{name: "@consent", as: "@x"}, {name: "@open", as: "@y"}])`],
  ])('counts no mark with %s', (_, link) => {
    expect(fields(link, onFields('consent', 'open'))).toEqual({});
  });

  test('counts no mark whose @link is a directive of another name', () => {
    expect(fields(`@links(url: "${SPEC}", import: ["@consent", "@open"])`, onFields('consent', 'open'))).toEqual({});
  });
});

describe('refusing what is not beyond doubt', () => {
  const A = 'type A { a: Int }';

  test.each([
    ['two links to the spec', `${imported} @link(url: "https://freigabe.example/consent/v1.1", as: "f")`],
    ['an unsupported major version', '@link(url: "https://freigabe.example/consent/v2.0", import: ["@consent", "@open"])'],
    ['no version', '@link(url: "https://freigabe.example/consent", import: ["@consent", "@open"])'],
    ['a version that only begins well', '@link(url: "https://freigabe.example/consent/v1.0/x", import: ["@consent", "@open"])'],
    ['one directive imported under two names', `@link(url: "${SPEC}", import: ["@consent", {name: "@consent", as: "@x"}])`],
    ['two directives imported under one name', `@link(url: "${SPEC}", import: ["@consent", {name: "@open", as: "@consent"}])`],
    ['another element of the spec under the name of the first', `@link(url: "${SPEC}", import: [{name: "@other", as: "@consent"}])`],
    ['another spec that imports the same name', `${imported} @link(url: "https://other.example/x/v1.0", import: ["@open"])`],
    ['another spec that renames to the same name', `${imported} @link(url: "https://other.example/x/v1.0", import: [{name: "@y", as: "@consent"}])`],
    ['another spec in the same namespace', `@link(url: "${SPEC}") @link(url: "https://other.example/consent/v1.0")`],
    ['another spec with a prefix of it', `${imported} @link(url: "https://freigabe.example/consent-plus/v1.0", import: ["@consent"])`],
  ])('refuses %s', (_, link) => {
    expect(problems(link, A)).toHaveLength(1);
  });

  test.each([
    ['both directives on a field', 'type A { a: Int @consent(category: "HEALTH") @open(because: "x") }'],
    ['one directive twice', 'type A { a: Int @consent(category: "HEALTH") @consent(category: "CONTACT") }'],
    ['both on a type, one of them in an extension', 'type A @open(because: "x") { a: Int } extend type A @consent(category: "HEALTH")'],
    ['no argument', 'type A { a: Int @consent }'],
    ['another argument', 'type A { a: Int @open(category: "x") }'],
    ['an argument that is no text', 'type A { a: Int @consent(category: HEALTH2) b: Int @consent(category: ["HEALTH"]) }'],
    ['an empty argument', 'type A { a: Int @open(because: " ") }'],
    ['a field defined twice', 'type A { a: Int @open(because: "x") } extend type A { a: Int }'],
  ])('refuses %s', (_, types) => {
    expect(problems(imported, types).length).toBeGreaterThan(0);
  });

  test('lists all problems at once, with a stable code', () => {
    const types = 'type A { a: Int @consent b: Int @open } type B @consent { c: Int }';
    expect(problems(imported, types).map((text) => text.split(':')[0])).toEqual(['A.a', 'A.b', 'B']);
    expect(() => read(imported, types)).toThrow(expect.objectContaining({ code: 'PROTECTION_UNREADABLE' }));
    expect(() => read(imported, types)).toThrow(/Der Schutz des Schemas ist nicht eindeutig lesbar.*\n- A\.a: .*\n- A\.b/);
  });
});
