import { ApolloGateway } from '@apollo/gateway';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoutedSubgraph } from '../../schema/compose.js';
import { emit } from '../../schema/emission.js';
import { drift, write } from '../../schema/folder.js';
import type { Subgraph } from '../../schema/rules/index.js';
import { sortedSdl } from '../../schema/sorted-sdl.js';
import { caseManagement, consent, courseClient, courses } from './fixtures.js';

const routed = (subgraph: Subgraph): RoutedSubgraph => ({ ...subgraph, url: `http://${subgraph.name}.example/graphql` });
const tiny = [consent, caseManagement].map(routed);

describe('emitting', () => {
  test('gives each subgraph, the supergraph and the documents', () => {
    expect([...emit(tiny).files.keys()]).toEqual([
      'consent.graphql', 'case-management.graphql', 'supergraph.graphql', 'protected-fields.md', 'eligibility.md', 'flow-catalogue.md', 'flow-catalogue.json', 'flow-catalogue.csv', 'processing-record.md',
      'processing-record.json', 'processing-record.csv',
      'fhir-consent.schema.json', 'consent-record.schema.json',
    ]);
  });

  test('gives the same bytes whatever the order of subgraphs, types and fields', () => {
    const turned = caseManagement.sdl
      .replace('size: Int! income: Int @consent(category: "BENEFIT_DETAIL")', 'income: Int @consent(category: "BENEFIT_DETAIL") size: Int!')
      .replace(/(type Contact [^}]*})([^]*)/, '$2 $1');
    const other = emit([{ ...caseManagement, sdl: turned }, consent].map(routed));
    expect(turned).not.toBe(caseManagement.sdl);
    for (const [file, text] of emit(tiny).files) expect([file, other.files.get(file)]).toEqual([file, text]);
  });

  test('tells the data-protection officer of every field, in one of three tables', () => {
    const document = emit(tiny).files.get('protected-fields.md') ?? '';
    expect(document).toContain(
      '| `Client.household` | HOUSEHOLD | T3 | Haushalt und Familie / Household and family | case-management |',
    );
    expect(document).toContain(
      '| case-management | KREIS_SERVICESTELLE, DETMOLD_CM, NWL_TM | Kommunales Integrationsmanagement (TIntG); ' +
        'Landesprogramm Durchstarten in Ausbildung und Arbeit |',
    );
    expect(document).toContain('| `Household.size` | `Client.household` |');
    expect(document).toContain('| `Query.contactDirectory` | public | case-management |');
    const rows = document.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('`')[1]);
    expect(rows.toSorted()).toEqual([
      'Client.children', 'Client.household', 'Client.id', 'Client.name', 'Clients.nodes', 'Contact.phone', 'Household.income',
      'Household.size', 'LogEntry.at', 'LogEntry.fields', 'Mutation.withdrawConsent', 'Query.accessLog', 'Query.client',
      'Query.clients', 'Query.contactDirectory', 'Withdrawal.id',
    ]);
  });

  test('lists the statutory flows, and those that never go through the gateway apart', () => {
    const [possible, never] = (emit(tiny).files.get('flow-catalogue.md') ?? '').split('## Nie über das Gateway');
    expect(possible).toContain('| S1 | Jobcenter ↔ Agentur für Arbeit | § 50 Abs. 1 SGB II');
    expect(never).toContain('| S4 |');
    expect(possible).not.toContain('| S4 |');
  });

  test('emits nothing when a rule is broken', () => {
    const { files, problems } = emit([...tiny, routed(courses(courseClient('level: String')))]);
    expect([files.size, problems.map(({ rule, subgraph }) => [rule, subgraph])]).toEqual([0, [['marked', 'language-courses']]]);
  });

  test('emits nothing when the subgraphs do not fit together, and names all of what does not', () => {
    const twice = (field: string) => courseClient(`${field}: String @consent(category: "LANGUAGE_LEVEL") name: Int @consent(category: "IDENTITY_CORE")`);
    const { files, problems } = emit([...tiny, routed(courses(twice('a')))]);
    expect(files.size).toBe(0);
    expect(problems.map(({ rule, coordinate }) => `${rule} ${coordinate}`)).toEqual(
      expect.arrayContaining(['composition FIELD_TYPE_MISMATCH', 'composition INVALID_FIELD_SHARING']),
    );
  });

  test('refuses a mark that composition would lose on the way to the gateway', () => {
    const silent = (subgraph: Subgraph) => routed({ ...subgraph, sdl: subgraph.sdl.replace('@composeDirective(name: "@consent")', '') });
    const { files, problems } = emit([consent, caseManagement].map(silent));
    expect(files.size).toBe(0);
    expect(problems.map(({ rule, coordinate, subgraph }) => [rule, coordinate, subgraph])).toContainEqual(['marked', 'Client.name', null]);
  });
});

describe('sorting SDL', () => {
  test('keeps everything, descriptions and directives included', () => {
    const sdl = `"""Z""" type Z implements B & A @x { b(z: Int, a: Int = 1): Int @y a: Int } interface B { b: Int } union U = Z | A extend schema @link(url: "u")`;
    expect(sortedSdl(sdl)).toBe(
      'extend schema @link(url: "u")\n\ninterface B {\n  b: Int\n}\n\nunion U = A | Z\n\n' +
        '"""Z"""\ntype Z implements A & B @x {\n  a: Int\n  b(z: Int, a: Int = 1): Int @y\n}\n',
    );
  });
});

describe('the generated folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'freigabe-schema-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('shows no drift after it was written, and keeps what was written by hand', async () => {
    const { files } = emit(tiny);
    await writeFile(join(folder, 'emit.ts'), 'by hand');
    await writeFile(join(folder, 'former.graphql'), 'type Query { a: Int }');
    await write(folder, files);
    expect(await drift(folder, files)).toEqual([]);
    expect(await readFile(join(folder, 'emit.ts'), 'utf8')).toBe('by hand');
  });

  test('names what is missing, out of date or left over', async () => {
    const { files } = emit(tiny);
    await write(folder, files);
    await rm(join(folder, 'protected-fields.md'));
    await writeFile(join(folder, 'supergraph.graphql'), 'type Query { a: Int }');
    await writeFile(join(folder, 'former.graphql'), 'type Query { a: Int }');
    expect(await drift(folder, files)).toEqual([
      'former.graphql: gehört zu keinem Teilgraphen mehr / belongs to no subgraph any more',
      'protected-fields.md: fehlt / is missing',
      'supergraph.graphql: veraltet / is out of date',
    ]);
  });
});

test('@apollo/gateway loads what was emitted', async () => {
  const gateway = new ApolloGateway({ supergraphSdl: emit(tiny).files.get('supergraph.graphql') ?? '' });
  const { schema } = await gateway.load();
  await gateway.stop();
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted()).toEqual(['accessLog', 'client', 'clients', 'contactDirectory']);
});
