import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { command } from './command.js';
import { DeployError } from './deploy-error.js';
import { licenceList } from './supply-chain/licence-list.js';

const HELP = `npm run licences -- [--check]

Schreibt die Lizenzen aller Pakete des Betriebs nach docs/licences.md; --check vergleicht nur.
Writes the licences of every package that runs in production to docs/licences.md; --check only compares.
`;

const root = fileURLToPath(new URL('../../', import.meta.url));

await command(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return void process.stdout.write(HELP);
  const list = licenceList(readFileSync(`${root}package-lock.json`, 'utf8'));
  const file = `${root}docs/licences.md`;
  if (!values.check) return writeFileSync(file, list);
  if (readFileSync(file, 'utf8') !== list) {
    throw new DeployError('CONFIG', 'docs/licences.md ist veraltet; npm run licences ausführen und einchecken.', 'docs/licences.md is out of date; run npm run licences and commit it.');
  }
});
