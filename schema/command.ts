import { parseArgs } from 'node:util';
import { emit } from './emission.js';
import { drift, write } from './folder.js';
import { describeProblem } from './rules/index.js';
import { countySubgraphs } from './sources.js';

const HELP = `npm run schema [-- --check | --help]

Baut die Schemata aller Teilgraphen ohne Datenbank, prüft die Regeln, komponiert den Supergraphen und schreibt
schema/*.graphql, schema/*.json und schema/*.md. /
Builds the schemas of all subgraphs without a database, checks the rules, composes the supergraph and writes
schema/*.graphql, schema/*.json and schema/*.md.

  --check  schreibt nichts; Fehler (1), wenn die Dateien veraltet sind / writes nothing; fails (1) if the files are out of date
  --help   diese Hilfe / this help
`;

/** Where the command works and speaks. */
export interface Surroundings {
  /** The folder of the generated files. */
  readonly folder: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** `npm run schema`; returns the exit code: 0 done, 1 problems or drift, 2 wrong arguments. */
export async function runSchemaCommand(args: readonly string[], { folder, out, err }: Surroundings): Promise<number> {
  const options = readOptions(args);
  if (!options || options.help) {
    (options ? out : err)(HELP);
    return options ? 0 : 2;
  }
  const { files, problems } = emit(await countySubgraphs());
  if (problems.length > 0) {
    err(list('Das Schema verletzt Regeln / The schema breaks rules', problems.map(describeProblem)));
    return 1;
  }
  if (options.check) {
    const differences = await drift(folder, files);
    if (differences.length > 0) err(list('schema/ ist veraltet; "npm run schema" ausführen und einchecken / is out of date; run "npm run schema" and commit', differences));
    return differences.length > 0 ? 1 : 0;
  }
  await write(folder, files);
  out(`${[...files.keys()].map((file) => `schema/${file}`).join('\n')}\n`);
  return 0;
}

function readOptions(args: readonly string[]): { check?: boolean; help?: boolean } | undefined {
  try {
    return parseArgs({ args: [...args], options: { check: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch {
    return undefined;
  }
}

const list = (title: string, lines: readonly string[]): string => `${title} (${lines.length}):\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
