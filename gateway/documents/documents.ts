import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Supergraph as Federated } from '@apollo/federation-internals';
import { parse, Kind } from 'graphql';
import { ConfigurationError } from '../config/settings.js';
import { readSupergraph } from '../release/supergraph.js';
import { checkDocument, type DocumentCheck } from './check.js';
import { documentsOf, hashOf, type Manifest } from './manifest.js';

const HELP = `npm run -s documents -- register --unit STELLE --owner WER [--purpose ZWECK]… DATEI.graphql…   > manifest.json
npm run -s documents -- check MANIFEST.json…

register schreibt das Manifest, mit dem eine Stelle ihre Operationen anmeldet: eine Operation je Datei. check prüft Manifeste, bevor
etwas gefragt wird: Hash, Schema, Grenzen, Zwecke, und ob der Stelle nach der Verbotsliste überhaupt je etwas davon übermittelt würde.

register writes the manifest by which a unit registers its operations, one per file. check looks at manifests before anything is
asked: hash, schema, limits, purposes, and whether the never-list would let the unit have it at all.

  --supergraph DATEI   Voreinstellung / default schema/supergraph.graphql
`;

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** `npm run documents`; ends with 1 if something is wrong, told in full. */
function main(): void {
  const { values, positionals: [action, ...files] } = parseArgs({
    allowPositionals: true,
    options: {
      unit: { type: 'string' }, owner: { type: 'string' }, purpose: { type: 'string', multiple: true, default: [] },
      supergraph: { type: 'string', default: `${root}schema/supergraph.graphql` }, help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || files.length === 0 || (action !== 'register' && action !== 'check')) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const manifests: readonly unknown[] = action === 'register' ? [manifestOf(values.unit, values.owner, values.purpose, files)] : files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const checks = checked(manifests, readFileSync(values.supergraph, 'utf8'));
  const wrong = checks.filter(({ problems }) => problems.length > 0);
  (action === 'register' ? process.stderr : process.stdout).write(checks.map(told).join(''));
  if (wrong.length > 0) process.exitCode = 1;
  else if (action === 'register') process.stdout.write(`${JSON.stringify(manifests[0], null, 2)}\n`);
}

function manifestOf(unit = '', owner = '', purposes: readonly string[], files: readonly string[]): Manifest {
  const operations = files.map((file) => {
    const query = readFileSync(file, 'utf8');
    return { name: nameOf(query) ?? basename(file, '.graphql'), sha256: hashOf(query), purposes: purposes as Manifest['operations'][number]['purposes'], query };
  });
  return { unit, owner, operations };
}

const nameOf = (query: string): string | undefined => parse(query).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)?.name?.value;

/** @throws ConfigurationError if a manifest is not one */
function checked(manifests: readonly unknown[], sdl: string): readonly DocumentCheck[] {
  const problems: string[] = [];
  const documents = manifests.flatMap((manifest) => documentsOf(manifest, (problem) => problems.push(problem)));
  if (problems.length > 0) throw new ConfigurationError(problems);
  const supergraph = readSupergraph(sdl);
  const schema = Federated.build(sdl).apiSchema().toGraphQLJSSchema();
  return documents.map((document) => checkDocument(document, supergraph, schema));
}

const told = ({ document: { unit, name, hash, purposes }, categories, problems }: DocumentCheck): string =>
  `${problems.length === 0 ? 'OK    ' : 'FALSCH'} ${unit} ${name} ${hash.slice(0, 12)}…\n` +
  `       ${purposes.join(', ') || 'ohne Zweck / no purpose'}: ${categories.join(', ') || 'nur offene Daten / open data only'}\n` +
  problems.map((problem) => `       - ${problem}\n`).join('');

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
