import { ApolloGateway } from '@apollo/gateway';
import { Kind, parse, print, visit, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSchemaCommand } from '../../schema/command.js';
import type { RoutedSubgraph } from '../../schema/compose.js';
import { emit } from '../../schema/emission.js';
import { drift } from '../../schema/folder.js';
import { checkSubgraphs, checkSupergraph, describeProblem } from '../../schema/rules/index.js';
import { countySubgraphs } from '../../schema/sources.js';

/** The document without `@consent` or `@open` on one field of `Client`. */
const withoutMark = (document: DocumentNode, field: string): DocumentNode =>
  visit(document, {
    ObjectTypeDefinition: (type) => (type.name.value === 'Client' ? undefined : false),
    FieldDefinition: (node) =>
      node.name.value === field ? { ...node, directives: node.directives?.filter(({ name }) => !['consent', 'open'].includes(name.value)) } : false,
  });

const committed = (file: string) => readFile(`schema/${file}`, 'utf8');

describe("the county's schema", () => {
  let subgraphs: readonly RoutedSubgraph[];
  beforeAll(async () => {
    subgraphs = await countySubgraphs();
  });

  test('has the consent subgraph and five agencies', () => {
    expect(subgraphs.map(({ name }) => name)).toEqual([
      'consent', 'case-management', 'jobcenter', 'language-courses', 'school-entry', 'immigration-office',
    ]);
  });

  test('keeps all rules in its subgraphs and in the committed supergraph', async () => {
    expect(checkSubgraphs(subgraphs).map(describeProblem)).toEqual([]);
    expect(checkSupergraph(await committed('supergraph.graphql')).map(describeProblem)).toEqual([]);
  });

  test('is committed as it is emitted', async () => {
    const { files, problems } = emit(subgraphs);
    expect(problems).toEqual([]);
    expect(await drift('schema', files)).toEqual([]);
  });

  test('would not pass with the mark of any one field of Client taken away', async () => {
    const supergraph = parse(await committed('supergraph.graphql'));
    const client = supergraph.definitions.find((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Client');
    const fields = (client as ObjectTypeDefinitionNode).fields ?? [];
    expect(fields.length).toBeGreaterThan(25);
    for (const { name } of fields) {
      const problems = checkSupergraph(print(withoutMark(supergraph, name.value)));
      expect(problems.map(({ rule, coordinate }) => `${rule} ${coordinate}`)).toContain(`marked Client.${name.value}`);
    }
  });

  test('is loaded by @apollo/gateway', async () => {
    const gateway = new ApolloGateway({ supergraphSdl: await committed('supergraph.graphql') });
    const { schema } = await gateway.load();
    await gateway.stop();
    expect(schema.getType('Client')).toBeDefined();
  });
});

describe('the command', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'freigabe-schema-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function run(...args: string[]) {
    const said = { out: '', err: '' };
    const code = await runSchemaCommand(args, { folder, out: (text) => (said.out += text), err: (text) => (said.err += text) });
    return { code, ...said };
  }

  test('explains itself', async () => {
    expect(await run('--help')).toEqual({ code: 0, out: expect.stringMatching(/^npm run schema \[-- --check \| --help\]/), err: '' });
  });

  test.each(['--chekc', 'somewhere'])('refuses the argument %s', async (argument) => {
    expect(await run(argument)).toEqual({ code: 2, out: '', err: expect.stringContaining('--check') });
  });

  test('writes the files, and then finds no drift', async () => {
    expect(await run()).toMatchObject({ code: 0, out: expect.stringContaining('schema/supergraph.graphql\n') });
    expect(await run('--check')).toEqual({ code: 0, out: '', err: '' });
  });

  test('fails on drift, says where and what to do, and writes nothing', async () => {
    await run();
    await writeFile(join(folder, 'jobcenter.graphql'), 'type Query { a: Int }');
    await rm(join(folder, 'flow-catalogue.md'));
    expect(await run('--check')).toEqual({
      code: 1,
      out: '',
      err:
        'schema/ ist veraltet; "npm run schema" ausführen und einchecken / is out of date; run "npm run schema" and commit (2):\n' +
        '- flow-catalogue.md: fehlt / is missing\n- jobcenter.graphql: veraltet / is out of date\n',
    });
    expect(await readFile(join(folder, 'jobcenter.graphql'), 'utf8')).toBe('type Query { a: Int }');
  });
});
