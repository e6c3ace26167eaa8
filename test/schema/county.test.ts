import { ApolloGateway } from '@apollo/gateway';
import { execFile } from 'node:child_process';
import { Kind, parse, print, visit, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
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
  const run = (...args: string[]) =>
    promisify(execFile)('npm', ['run', '-s', 'schema', '--', ...args]).then(
      ({ stdout }) => ({ code: 0, output: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, output: error.stderr }),
    );

  test('explains itself', async () => {
    const { code, output } = await run('--help');
    expect([code, output.split('\n')[0]]).toEqual([0, 'npm run schema [-- --check | --help]']);
  });

  test('refuses arguments it does not know', async () => {
    expect((await run('--chekc')).code).toBe(2);
  });

  test('finds no drift in what is committed', async () => {
    expect(await run('--check')).toEqual({ code: 0, output: '' });
  });
});
