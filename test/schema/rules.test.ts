import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { checkSubgraphs, checkSupergraph, describeProblem, RULES, type Subgraph } from '../../schema/rules/index.js';
import { caseManagement, consent, courseClient, courses, subgraph } from './fixtures.js';

const check = (...subgraphs: Subgraph[]) => checkSubgraphs([consent, caseManagement, ...subgraphs]);

/** Rule and coordinate of every problem. */
const problemsOf = (...subgraphs: Subgraph[]) => check(...subgraphs).map(({ rule, coordinate }) => `${rule} ${coordinate}`);

/** The supergraph that plain composition would make, without our rules in front. */
function composed(...subgraphs: Subgraph[]): string {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  if (!result.supergraphSdl) throw new Error(result.errors?.join('\n'));
  return result.supergraphSdl;
}

const inSupergraph = (...subgraphs: Subgraph[]) =>
  checkSupergraph(composed(...subgraphs)).map(({ rule, coordinate }) => `${rule} ${coordinate}`);

const LEVEL = 'level: String @consent(category: "LANGUAGE_LEVEL")';

describe('a schema that keeps all rules', () => {
  const good = courses(`
    type Query { courses(level: String, sort: String): [Course!] @open(because: "catalogue") }
    type Course @key(fields: "id") { id: ID! @open(because: "catalogue") title: String! @open(because: "catalogue") }
    ${courseClient(`${LEVEL} enrolments(first: Int, after: String): [Enrolment!] @consent(category: "COURSE_ENROLMENT")`)}
    type Enrolment { since: String! course: Course! }`);

  test('passes as subgraphs', () => {
    expect(check(good).map(describeProblem)).toEqual([]);
  });

  test('passes as the supergraph', () => {
    expect(inSupergraph(consent, caseManagement, good)).toEqual([]);
  });

  const renaming = {
    consentLink: '@link(url: "https://freigabe.example/consent/v1.0", as: "f", import: [{ name: "@consent", as: "@schutz" }])',
    definitions: `directive @schutz(category: String!) on FIELD_DEFINITION | OBJECT
                  directive @f__open(because: String!) on FIELD_DEFINITION | OBJECT`,
    compose: '@composeDirective(name: "@schutz") @composeDirective(name: "@f__open")',
  };
  const renamed = (level: string) =>
    subgraph('consent', `type Query { client(id: ID!): Client @f__open(because: "own") } ${courseClient(level).replaceAll('@open', '@f__open')}`, renaming);

  test('passes under names of its own for the directives, in subgraphs and supergraph', () => {
    const schema = renamed('level: String @schutz(category: "LANGUAGE_LEVEL")');
    expect(checkSubgraphs([schema]).map(describeProblem)).toEqual([]);
    expect(inSupergraph(schema)).toEqual([]);
  });

  test('fails in subgraphs and supergraph where the usual name is then written', () => {
    const schema = renamed('level: String @consent(category: "LANGUAGE_LEVEL")');
    const declared = { ...schema, sdl: `${schema.sdl} directive @consent(category: String!) on FIELD_DEFINITION` };
    expect(checkSubgraphs([declared]).map(({ coordinate }) => coordinate)).toEqual(['Client.level']);
    expect(inSupergraph(declared)).toEqual(['marked Client.level']);
  });
});

test('every rule has an id of its own and says itself in German and English', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const { text } of RULES) expect(text).toMatch(/.+ \/ .+/);
});

test('every problem says what to do, German first, with rule, coordinate and subgraph', () => {
  expect(check(courses(courseClient('level: String'))).map(describeProblem)).toEqual([
    '[marked] Client.level (language-courses): weder @open noch @consent; @consent(category: …) setzen, wenn es Personen ' +
      'betrifft, sonst @open(because: …) / neither @open nor @consent; set @consent(category: …) if it is about persons, else @open(because: …)',
  ]);
});

describe('marked', () => {
  test('finds a new field without a mark', () => {
    expect(problemsOf(courses(courseClient('level: String')))).toEqual(['marked Client.level']);
  });

  test('finds it in an extension of the type', () => {
    expect(problemsOf(courses(`${courseClient(LEVEL)} extend type Client { note: String }`))).toEqual(['marked Client.note']);
  });

  test('finds a field of a type that is reached below a protected field and beside it', () => {
    const both = courses(`
      type Query { tests: [Test!] @open(because: "catalogue") }
      type Test { name: String }
      ${courseClient('test: Test @consent(category: "LANGUAGE_TEST_DETAIL")')}`);
    expect(problemsOf(both)).toEqual(['marked Test.name']);
  });

  test('finds it when the way beside goes through a union', () => {
    const both = courses(`
      type Query { search: [Hit!] @open(because: "catalogue") }
      union Hit = Test
      type Test { name: String }
      ${courseClient('test: Test @consent(category: "LANGUAGE_TEST_DETAIL")')}`);
    expect(problemsOf(both)).toEqual(['marked Test.name']);
  });

  test('finds a field of an entity, which _entities reaches without any parent', () => {
    const entity = courses(`
      ${courseClient('test: Test @consent(category: "LANGUAGE_TEST_DETAIL")')}
      type Test @key(fields: "id") { id: ID! @open(because: "number") name: String }`);
    expect(problemsOf(entity)).toEqual(['marked Test.name']);
  });

  test('does not count a directive of the same name from another spec', () => {
    const imitation = courses(courseClient(LEVEL), {
      consentLink: '@link(url: "https://other.example/consent/v1.0", import: ["@consent", "@open"])',
    });
    expect(problemsOf(imitation)).toEqual(expect.arrayContaining(['marked Client.level', 'marked Client.id']));
  });

  test('does not count a directive that keeps the name after the import was renamed', () => {
    const renamed = courses(courseClient(LEVEL), {
      consentLink: '@link(url: "https://freigabe.example/consent/v1.0", import: [{ name: "@consent", as: "@schutz" }, "@open"])',
    });
    expect(problemsOf(renamed)).toEqual(['marked Client.level']);
  });

  test('refuses to mark all of Query or of Client at once', () => {
    const query = courses('type Query @open(because: "catalogue") { courses: [String!] }');
    const client = courses('type Client @key(fields: "id") @consent(category: "LANGUAGE_LEVEL") { id: ID @open(because: "x") level: String }');
    const rules = (one: Subgraph) => checkSubgraphs([one]).map(({ rule, coordinate }) => `${rule} ${coordinate}`);
    expect(rules(query)).toEqual(['marked Query']);
    expect(rules(client)).toEqual(['marked Client']);
  });

  test('finds in the supergraph the marks that nobody asked composition to keep', () => {
    const forgotten = subgraph('alone', 'type Query { news: Int @open(because: "public") }', { compose: '' });
    expect(checkSubgraphs([forgotten])).toEqual([]);
    expect(inSupergraph(forgotten)).toEqual(['marked Query.news']);
  });
});

describe('known-category', () => {
  test.each(['LANGUAGE_LEVLE', 'language_level', '__proto__', 'constructor'])('finds the unknown category %s', (category) => {
    expect(problemsOf(courses(courseClient(`level: String @consent(category: "${category}")`)))).toEqual(['known-category Client.level']);
  });

  test('finds it on a type', () => {
    const onType = courses(`${courseClient('test: Test @consent(category: "LANGUAGE_LEVEL")')} type Test @consent(category: "TESTS") { a: Int }`);
    expect(problemsOf(onType)).toEqual(['known-category Test.a']);
  });
});

describe('never-transported', () => {
  test.each(['RESIDENCE_PROCEDURE', 'CHILD_PROTECTION', 'VICTIM_STATUS', 'CRIMINAL', 'BELIEF_ORIENTATION'])('refuses %s', (category) => {
    expect(problemsOf(courses(courseClient(`secret: String @consent(category: "${category}")`)))).toEqual(['never-transported Client.secret']);
  });

  test('refuses it inside a protected value type and under a renamed directive', () => {
    const nested = courses(
      `${courseClient('test: Test @x(category: "LANGUAGE_LEVEL")')} type Test { a: Int @x(category: "CRIMINAL") }`,
      {
        consentLink: '@link(url: "https://freigabe.example/consent/v1.1", import: [{ name: "@consent", as: "@x" }, "@open"])',
        definitions: `directive @x(category: String!) on FIELD_DEFINITION
                      directive @open(because: String!) on FIELD_DEFINITION`,
      },
    );
    expect(problemsOf(nested)).toEqual(['never-transported Test.a']);
  });
});

describe('nullable', () => {
  test.each(['String!', '[String]!', '[String!]!'])('refuses a protected field of type %s', (type) => {
    expect(problemsOf(courses(courseClient(`level: ${type} @consent(category: "LANGUAGE_LEVEL")`)))).toEqual(['nullable Client.level']);
  });

  test('refuses a non-null field that its type protects', () => {
    const onType = courses(`${courseClient('test: Test @consent(category: "LANGUAGE_LEVEL")')} type Test @consent(category: "LANGUAGE_TEST_DETAIL") { a: Int! }`);
    expect(problemsOf(onType)).toEqual(['nullable Test.a']);
  });

  test('refuses an entry to clients that cannot be null', () => {
    const entry = { name: 'consent', sdl: consent.sdl.replace('): Clients @', '): Clients! @') };
    expect(checkSubgraphs([entry]).map(({ rule, coordinate }) => `${rule} ${coordinate}`)).toEqual(['nullable Query.clients']);
  });

  test('refuses a catalogue that cannot be null: its agency being down would empty the whole answer', () => {
    expect(problemsOf(courses('type Query { courses: [Course!]! @open(because: "public") } type Course { title: String! @open(because: "public") }'))).toEqual(['nullable Query.courses']);
  });
});

describe('every-path', () => {
  const people = (alice: string, bob: string) => courses(`
    interface Person { name: String }
    type Alice implements Person ${alice}
    type Bob implements Person ${bob}
    ${courseClient('teachers: [Person!] @consent(category: "COURSE_ENROLMENT")')}`);

  test('refuses an interface field that one implementer protects and another leaves open', () => {
    const mixed = people('{ name: String @consent(category: "IDENTITY_CORE") }', '{ name: String @open(because: "staff") }');
    expect(problemsOf(mixed)).toEqual(['every-path Person.name']);
  });

  test('refuses it when one implementer only inherits', () => {
    expect(problemsOf(people('{ name: String @consent(category: "IDENTITY_CORE") }', '{ name: String }'))).toEqual(['every-path Person.name']);
  });

  test('refuses different categories, also through an interface of an interface', () => {
    const mixed = courses(`
      interface Named { name: String }
      interface Person implements Named { name: String }
      type Alice implements Person & Named { name: String @consent(category: "IDENTITY_CORE") }
      type Bob implements Named { name: String @consent(category: "CONTACT") }
      ${courseClient('teachers: [Named!] @consent(category: "COURSE_ENROLMENT")')}`);
    expect(problemsOf(mixed)).toEqual(['every-path Named.name']);
  });

  test('refuses a mark on the interface itself, which an inline fragment would step around', () => {
    const onInterface = courses(`
      interface Person { name: String @consent(category: "IDENTITY_CORE") }
      type Alice implements Person { name: String }
      ${courseClient('teachers: [Person!] @consent(category: "COURSE_ENROLMENT")')}`);
    expect(problemsOf(onInterface)).toEqual(['every-path Person.name']);
  });

  test('refuses Client in an interface and in a union', () => {
    expect(problemsOf(courses(`interface Being { id: ID! } ${courseClient(LEVEL).replace('Client', 'Client implements Being')}`)))
      .toEqual(['every-path Being']);
    expect(problemsOf(courses(`union Being = Client ${courseClient(LEVEL)}`))).toEqual(['every-path Being']);
  });

  test('refuses @interfaceObject', () => {
    const standIn = courses(`type Being @key(fields: "id") @federation__interfaceObject { id: ID! @open(because: "x") } ${courseClient(LEVEL)}`);
    expect(problemsOf(standIn)).toEqual(['every-path Being']);
  });

  test('passes when every implementer agrees', () => {
    const same = '{ name: String @consent(category: "IDENTITY_CORE") }';
    expect(problemsOf(people(same, same))).toEqual([]);
  });
});

describe('no-derivation', () => {
  test('refuses @requires over a protected field of another agency', () => {
    const derived = courses(courseClient(`name: String @external isNamed: Boolean @consent(category: "LANGUAGE_LEVEL") @requires(fields: "name")`));
    expect(problemsOf(derived)).toEqual(['no-derivation Client.isNamed']);
    expect(inSupergraph(consent, caseManagement, derived)).toEqual(['no-derivation Client.isNamed']);
  });

  test('refuses it under a renamed directive', () => {
    const derived = courses(courseClient(`name: String @external isNamed: Boolean @consent(category: "LANGUAGE_LEVEL") @needs(fields: "name")`), {
      federation: 'https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", { name: "@requires", as: "@needs" }, "@composeDirective"]',
    });
    expect(problemsOf(derived)).toEqual(['no-derivation Client.isNamed']);
  });

  test('refuses it in the namespace of federation under a prefix of its own', () => {
    const derived = courses(courseClient(`name: String @fed__external isNamed: Boolean @consent(category: "LANGUAGE_LEVEL") @fed__requires(fields: "name")`), {
      federation: 'https://specs.apollo.dev/federation/v2.9", as: "fed", import: ["@key", "@composeDirective"]',
    });
    expect(problemsOf(derived)).toEqual(['no-derivation Client.isNamed']);
  });

  test('refuses the first link of a chain over two subgraphs', () => {
    const first = courses(courseClient(`name: String @external initial: String @consent(category: "LANGUAGE_LEVEL") @requires(fields: "name")`));
    const second = subgraph('jobcenter', courseClient(`initial: String @external letter: String @consent(category: "LABOUR_PROFILE") @requires(fields: "initial")`));
    expect(problemsOf(first, second)).toEqual(['no-derivation Client.initial', 'no-derivation Client.letter']);
  });

  test('refuses a nested protected field below an open one, also in an inline fragment', () => {
    const nested = courses(`
      type Course @key(fields: "id") @key(fields: "room { ... on Room { key } }") { id: ID! @open(because: "x") room: Room @open(because: "x") }
      type Room { key: String @consent(category: "CONTACT") }`);
    expect(problemsOf(nested)).toEqual(expect.arrayContaining(['no-derivation Course']));
  });

  test('refuses @provides over a protected field', () => {
    const provided = courses(`
      ${courseClient('name: String @external enrolments: [Enrolment!] @consent(category: "COURSE_ENROLMENT")')}
      type Enrolment { guardian: Client @consent(category: "HOUSEHOLD") @provides(fields: "name") }`);
    expect(problemsOf(provided)).toEqual(['no-derivation Enrolment.guardian']);
    expect(inSupergraph(consent, { ...caseManagement, sdl: caseManagement.sdl.replace('name: String', 'name: String @shareable') }, provided))
      .toEqual(['no-derivation Enrolment.guardian']);
  });

  test('refuses a protected @key', () => {
    const keyed = courses(courseClient('').replace('@key(fields: "id")', '@key(fields: "id") @key(fields: "number")').replace('}', 'number: ID @consent(category: "IDENTITY_CORE") }'));
    expect(problemsOf(keyed)).toEqual(expect.arrayContaining(['no-derivation Client']));
  });

  test('refuses a field set it cannot read', () => {
    expect(problemsOf(courses(`type Course @key(fields: "id }{") { id: ID! @open(because: "x") }`))).toEqual(['no-derivation Course']);
  });
});

describe('same-everywhere', () => {
  const shared = (mark: string) => subgraph('jobcenter', courseClient(`level: String ${mark} @shareable`));
  const owner = courses(courseClient(`${LEVEL} @shareable`));

  test.each([
    ['another category', '@consent(category: "LABOUR_PROFILE")', []],
    ['an open twin', '@open(because: "everyone knows")', ['client-entry Client.level']],
  ])('refuses a shared field with %s', (_, mark, besides) => {
    expect(problemsOf(owner, shared(mark))).toEqual(['same-everywhere Client.level', ...besides]);
  });

  test('refuses a twin that only inherits', () => {
    const first = courses(`${courseClient('place: Place @consent(category: "CONTACT")')} type Place @shareable { street: String @consent(category: "CONTACT") }`);
    const second = subgraph('jobcenter', `${courseClient('work: Place @consent(category: "LABOUR_PROFILE")')} type Place @shareable { street: String }`);
    expect(problemsOf(first, second)).toEqual(['same-everywhere Place.street']);
  });

  test('refuses a mark on a whole type that several subgraphs have', () => {
    const first = courses(`type Query { place: Place @open(because: "x") } type Place @open(because: "x") @key(fields: "id") { id: ID! }`);
    const second = subgraph('jobcenter', `type Place @key(fields: "id") { id: ID! @open(because: "x") rent: Int }`);
    expect(problemsOf(first, second)).toEqual(['marked Place.rent', 'same-everywhere Place']);
    expect(inSupergraph(consent, caseManagement, first, second)).toEqual(['same-everywhere Place']);
  });
});

describe('same-everywhere for whole types', () => {
  const page = (mark: string) => `type Query { page: Page @open(because: "x") @shareable } type Page ${mark} @shareable { end: Boolean ${mark ? '' : '@open(because: "x")'} }`;

  test('lets subgraphs share a type that all of them mark as a whole', () => {
    const shared = [courses(page('@open(because: "x")')), subgraph('jobcenter', page('@open(because: "x")'))];
    expect(problemsOf(...shared)).toEqual([]);
    expect(inSupergraph(consent, caseManagement, ...shared)).toEqual([]);
  });

  test('refuses it when one of them marks fields only', () => {
    expect(problemsOf(courses(page('@open(because: "x")')), subgraph('jobcenter', page('')))).toEqual(['same-everywhere Page']);
  });
});

describe('client-entry', () => {
  test('refuses a list of clients without a category', () => {
    const list = courses(`
      type Query { course: Course @open(because: "catalogue") }
      type Course { participants: [Client!] @open(because: "catalogue") }
      ${courseClient(LEVEL)}`);
    expect(problemsOf(list)).toEqual(['client-entry Course.participants']);
    expect(inSupergraph(consent, caseManagement, list)).toEqual(['client-entry Course.participants']);
  });

  test('refuses an entry of the same name in another subgraph', () => {
    const imitation = courses(`type Query { clients: [Client!] @open(because: "mine") @shareable } ${courseClient(LEVEL)}`);
    expect(checkSubgraphs([imitation]).map(({ rule, coordinate }) => `${rule} ${coordinate}`)).toEqual(['client-entry Query.clients']);
  });

  test('refuses an edge that leans on the category of the field above it', () => {
    const leaning = courses(`${courseClient('family: Family @consent(category: "HOUSEHOLD")')} type Family { members: [Client!] }`);
    expect(problemsOf(leaning)).toEqual(['client-entry Family.members']);
  });

  test("refuses to borrow the connection of Query.clients", () => {
    const sdl = consent.sdl.replace('accessLog', 'everybody: Clients @open(because: "x") accessLog');
    expect(checkSubgraphs([{ name: 'consent', sdl }]).map(({ rule, coordinate }) => `${rule} ${coordinate}`)).toEqual(['client-entry Clients.nodes']);
  });

  test('refuses a second key of Client, which would be one identifier for all', () => {
    const keyed = courses(`type Client @key(fields: "id") @key(fields: "id azrNumber") { id: ID! @open(because: "pseudonym") azrNumber: ID! @external }`);
    expect(problemsOf(keyed)).toEqual(['client-entry Client']);
  });

  test('refuses an open field on Client', () => {
    expect(problemsOf(courses(courseClient('hasCourse: Boolean @open(because: "harmless")')))).toEqual(['client-entry Client.hasCourse']);
  });
});

describe('decidable', () => {
  test('refuses a protected field on an entity that is not a client', () => {
    const entity = courses(`type Enrolment @key(fields: "id") { id: ID! @open(because: "x") result: String @consent(category: "COURSE_ENROLMENT") }`);
    expect(problemsOf(entity)).toEqual(['decidable Enrolment.result']);
  });

  test('refuses a protected list of clients that hangs on a course', () => {
    const list = courses(`
      type Query { course: Course @open(because: "catalogue") }
      type Course { participants: [Client!] @consent(category: "COURSE_ENROLMENT") }
      ${courseClient(LEVEL)}`);
    expect(problemsOf(list)).toEqual(['decidable Course.participants']);
  });

  const register = (entry: string) => {
    const sdl = consent.sdl.replace('type LogEntry {', `type LogEntry ${entry}`);
    return checkSubgraphs([{ name: 'consent', sdl }]).map(({ rule, coordinate }) => `${rule} ${coordinate}`);
  };

  test('lets a register of the consent subgraph repeat its own category inside', () => {
    expect(register('{ unit: String @consent(category: "ACCESS_LOG")')).toEqual([]);
  });

  test('refuses another category inside a register', () => {
    expect(register('{ name: String @consent(category: "IDENTITY_CORE")')).toEqual(['decidable LogEntry.name']);
  });

  test('refuses a protected root field outside the consent subgraph', () => {
    const root = courses('type Query { statistics: String @consent(category: "LANGUAGE_LEVEL") }');
    expect(problemsOf(root)).toEqual(['decidable Query.statistics']);
    expect(inSupergraph(consent, caseManagement, root)).toEqual(['decidable Query.statistics']);
  });
});

describe('operations', () => {
  const mutation = (type: string) => ({ name: 'consent', sdl: consent.sdl.replace(': Withdrawal!', `: ${type}`) });

  test.each(['Client', '[Client!]', 'Clients'])('refuses a mutation that returns %s', (type) => {
    expect(checkSubgraphs([mutation(type)]).map(({ rule }) => rule)).toContain('operations');
  });

  test('refuses a mutation that leads to a client through a protected field', () => {
    const sdl = consent.sdl.replace('type Withdrawal {', 'type Withdrawal { of: Of @open(because: "x")') + ' type Of { client: Client @consent(category: "CONSENT_META") }';
    expect(checkSubgraphs([{ name: 'consent', sdl }]).map(({ rule }) => rule)).toContain('operations');
  });

  test('lets an agency change what it publishes', () => {
    expect(problemsOf(courses('type Mutation { saveCourse(title: String!): Boolean @open(because: "published") }'))).toEqual([]);
  });

  test('refuses a mutation of an agency on personal data, or without a mark', () => {
    const enrol = courses('type Mutation { enrol(course: ID!): Boolean @consent(category: "COURSE_ENROLMENT") }');
    expect(problemsOf(courses('type Mutation { enrol(course: ID!): Boolean }'))).toContain('operations Mutation.enrol');
    expect(problemsOf(enrol)).toContain('operations Mutation.enrol');
    expect(inSupergraph(consent, caseManagement, enrol)).toContain('operations Mutation.enrol');
  });

  test('refuses a root type of another name, where a category could differ unseen', () => {
    const renamed = courses('extend schema { query: Root } type Root { news: String @open(because: "public") }');
    expect(problemsOf(renamed)).toEqual(['operations Root']);
  });

  test('refuses a subscription, also under another name of its root type', () => {
    const named = courses('extend schema { subscription: Live } type Live { news: String @open(because: "public") }');
    expect(problemsOf(named)).toEqual(['operations Live.news']);
  });
});

describe('no-filter', () => {
  test.each(['first: Int, level: String', 'where: Where', 'after: Where', 'first: [Where!]', 'orderBy: String', 'id: ID'])('refuses Query.clients(%s)', (args) => {
    const sdl = `${consent.sdl.replace('first: Int, after: String', args)} input Where { level: String }`;
    expect(checkSubgraphs([{ name: 'consent', sdl }]).map(({ rule, coordinate }) => `${rule} ${coordinate}`)).toEqual(['no-filter Query.clients']);
  });

  test('refuses an argument on a protected field', () => {
    expect(problemsOf(courses(courseClient('level(ifNationality: String): String @consent(category: "LANGUAGE_LEVEL")')))).toEqual(['no-filter Client.level']);
  });

  test('refuses it deep below a protected field', () => {
    const deep = courses(`${courseClient('plan: Plan @consent(category: "SUPPORT_PLAN_LANG")')} type Plan { goals(sort: String): [String!] }`);
    expect(problemsOf(deep)).toEqual(['no-filter Plan.goals']);
  });

  test('refuses it inside the connection', () => {
    const sdl = consent.sdl.replace('nodes: [Client!]!', 'nodes(level: String): [Client!]!');
    expect(checkSubgraphs([{ name: 'consent', sdl }]).map(({ rule, coordinate }) => `${rule} ${coordinate}`)).toEqual(['no-filter Clients.nodes']);
  });
});

describe('specs', () => {
  test.each(['SECURITY', 'EXECUTION'])('refuses for: %s on the own spec', (purpose) => {
    const secured = courses(courseClient(LEVEL), {
      consentLink: `@link(url: "https://freigabe.example/consent/v1.0", for: ${purpose}, import: ["@consent", "@open"])`,
    });
    expect(problemsOf(secured)).toEqual(['specs @link']);
  });

  test.each([
    ['@authenticated', '@authenticated'],
    ['@requiresScopes', '@requiresScopes(scopes: [["a"]])'],
    ['@policy', '@policy(policies: [["a"]])'],
  ])("refuses Apollo's %s, imported, renamed or in the namespace", (name, use) => {
    const imported = (entry: string) => `https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", ${entry}]`;
    const field = (mark: string) => courseClient(`${LEVEL} ${mark}`);
    const rules = (types: string, federation: string) => problemsOf(courses(types, { federation })).map((text) => text.split(' ')[0]);
    expect(rules(field(use), imported(`"${name}"`))).toEqual(['specs']);
    expect(rules(field(use.replace(name, '@x')), imported(`{ name: "${name}", as: "@x" }`))).toEqual(expect.arrayContaining(['specs']));
    expect(rules(field(use.replace('@', '@federation__')), imported('"@shareable"'))).toEqual(['specs']);
  });

  test('refuses @context and @fromContext', () => {
    const context = courses(courseClient(`${LEVEL}`).replace('@key', '@context(name: "c") @key'), {
      federation: 'https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", "@context", "@fromContext"]',
    });
    expect(problemsOf(context)).toEqual(expect.arrayContaining(['specs @context', 'specs @fromContext']));
  });

  test('refuses a subgraph without Federation 2, whose @key cannot be read', () => {
    expect(problemsOf({ name: 'old', sdl: 'type Course @key(fields: "id") { id: ID }' })).toContain('specs @link');
  });
});

describe('what cannot be read', () => {
  test('is reported before any rule, with all its problems', () => {
    const doubled = courses(courseClient('level: String @consent(category: "LANGUAGE_LEVEL") @open(because: "x") note: String @consent'));
    expect(problemsOf(doubled)).toEqual(['readable language-courses', 'readable language-courses']);
  });

  test('is broken SDL', () => {
    expect(problemsOf({ name: 'broken', sdl: 'type {' })).toEqual(['readable broken']);
    expect(checkSupergraph('').map(({ rule }) => rule)).toEqual(['readable']);
  });
});
