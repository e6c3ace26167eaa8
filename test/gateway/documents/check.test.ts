import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supergraph as Federated } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { checkDocument } from '../../../gateway/documents/check.js';
import { hashOf, readManifests, type RegisteredDocument } from '../../../gateway/documents/manifest.js';
import { readSupergraph, type Supergraph } from '../../../gateway/release/supergraph.js';

let supergraph: Supergraph;
let schema: GraphQLSchema;
let view: string;
beforeAll(async () => {
  const sdl = await readFile('schema/supergraph.graphql', 'utf8');
  supergraph = readSupergraph(sdl);
  schema = Federated.build(sdl).apiSchema().toGraphQLJSSchema();
  view = await readFile('examples/unified-client-view.graphql', 'utf8');
});

const check = (query: string, unit: string, purposes: RegisteredDocument['purposes']) =>
  checkDocument({ unit, owner: 'Fachanwendung', name: 'Sicht', hash: hashOf(query), purposes, query }, supergraph, schema);

describe('an operation that is to be registered', () => {
  it('is told which categories it asks for', () => {
    expect(check('query ($id: ID!) { client(id: $id) { name languageLevel { level } } }', 'NWL_CUK', ['KURSVERMITTLUNG'])).toMatchObject({
      categories: ['IDENTITY_CORE', 'LANGUAGE_LEVEL'], problems: [],
    });
  });

  it('needs a purpose if it concerns clients, and none for the catalogue', () => {
    expect(check(view, 'JOBCENTER_LIPPE', []).problems).toEqual([expect.stringContaining('kein Zweck ist registriert')]);
    expect(check('{ courses(first: 1) { edges { node { title } } } }', 'JOBCENTER_LIPPE', []).problems).toEqual([]);
  });

  it('is refused what the never-list would always withhold from the unit, but not its own data', () => {
    const { problems } = check('query ($id: ID!) { client(id: $id) { name statusView { group } benefits { regime } } }', 'ABH_KREIS', ['MASSNAHMENZUSTEUERUNG']);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['BENEFIT_REGIME', 'IDENTITY_CORE']);
  });

  it('may ask for the packet of a perspective check for that purpose', () => {
    expect(check('query ($id: ID!) { client(id: $id) { name languageLevel { level } } }', 'ABH_KREIS', ['AUFENTHALTSPERSPEKTIVE_25A_25B']).problems).toEqual([]);
  });

  it('must fit the schema and the limits', () => {
    expect(check('{ clients { nobody } }', 'NWL_CUK', ['WOHNEN']).problems).toHaveLength(1);
    expect(check('{ clients(first: 100) { edges { node { children { children { children { name } } } } } } }', 'NWL_CUK', ['WOHNEN']).problems).toEqual([expect.stringContaining('Objekte')]);
  });
});

describe('a folder of manifests', () => {
  const folder = (files: Record<string, unknown>): string => {
    const path = mkdtempSync(join(tmpdir(), 'documents-'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const query = '{ courses(first: 1) { edges { node { title } } } }';
  const operation = { name: 'Kurse', sha256: hashOf(query), purposes: [], query };

  it('is read as what the units registered', () => {
    expect(readManifests(folder({ 'jobcenter.json': { unit: 'JOBCENTER_LIPPE', owner: 'IT', operations: [operation] }, 'README.md': 'no manifest' }))).toEqual([
      { unit: 'JOBCENTER_LIPPE', owner: 'IT', name: 'Kurse', hash: hashOf(query), purposes: [], query },
    ]);
  });

  it('is refused as a whole, with everything that is wrong in it', () => {
    const wrong = folder({
      'a.json': { unit: 'NOWHERE', owner: '', operations: [{ ...operation, sha256: hashOf('other') }, { ...operation, purposes: ['ALLES'] }, {}] },
      'b.json': '{',
      'c.json': { unit: 'NWL_CUK', owner: 'IT' },
    });
    expect(() => readManifests(wrong)).toThrow(
      /a\.json: unit: .*\n- a\.json: owner: .*\n- a\.json: Kurse: sha256 .*\n- a\.json: Kurse: purposes: .*\n- a\.json: operations\[2\]: name .*\n(.*\n)*- b\.json: kein JSON.*\n- c\.json: operations: /,
    );
  });
});
