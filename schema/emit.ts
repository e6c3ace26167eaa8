import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { emit } from './emission.js';
import { drift, write } from './folder.js';
import { describeProblem } from './rules/index.js';
import { countySubgraphs } from './sources.js';

const HELP = `npm run schema [-- --check | --help]

Baut die Schemata aller Teilgraphen ohne Datenbank, prüft die Regeln, komponiert den Supergraphen und schreibt
schema/*.graphql, schema/protected-fields.md und schema/flow-catalogue.md. /
Builds the schemas of all subgraphs without a database, checks the rules, composes the supergraph and writes
schema/*.graphql, schema/protected-fields.md and schema/flow-catalogue.md.

  --check  schreibt nichts; Fehler (1), wenn die Dateien veraltet sind / writes nothing; fails (1) if the files are out of date
  --help   diese Hilfe / this help
`;

/** The program; returns its exit code: 0 done, 1 problems or drift, 2 wrong arguments. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options || options.help) {
    (options ? process.stdout : process.stderr).write(HELP);
    return options ? 0 : 2;
  }
  const folder = resolve('schema');
  const { files, problems } = emit(await countySubgraphs());
  if (problems.length > 0) return fail('Das Schema verletzt Regeln / The schema breaks rules', problems.map(describeProblem));
  if (options.check) {
    const differences = await drift(folder, files);
    return differences.length > 0
      ? fail('schema/ ist veraltet; "npm run schema" ausführen und einchecken / is out of date; run "npm run schema" and commit', differences)
      : 0;
  }
  await write(folder, files);
  process.stdout.write(`${[...files.keys()].map((file) => `schema/${file}`).join('\n')}\n`);
  return 0;
}

function readOptions(args: readonly string[]): { check?: boolean; help?: boolean } | undefined {
  try {
    return parseArgs({ args: [...args], options: { check: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch {
    return undefined;
  }
}

function fail(title: string, lines: readonly string[]): number {
  process.stderr.write(`${title} (${lines.length}):\n${lines.map((line) => `- ${line}`).join('\n')}\n`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
