import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { settingsOf } from '../consent/audit/settings.js';
import { createPseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import { agencyVersions, pseudonymKeys } from '../gateway/config/values.js';
import { command } from './command.js';
import { environment } from './config.js';
import { DeployError } from './deploy-error.js';
import { moveIds } from './pseudonyms/move-ids.js';

const HELP = `npm run -s pseudonyms:move -- --agency SUBGRAPH=VERSION --url URL

Schreibt die Kennungen, unter denen ein Fachverfahren seine Klientinnen und Klienten führt, auf eine andere Version von PSEUDONYM_KEY
um: alle oder keine, beliebig oft wiederholbar. Das Fachverfahren muss so lange stehen; danach das Gateway mit
PSEUDONYM_AGENCY_VERSIONS=SUBGRAPH=VERSION und dann das Fachverfahren starten.

Rewrites the ids under which an agency keeps its clients to another version of PSEUDONYM_KEY: all or none, as often as one likes. The
agency has to be stopped meanwhile; then start the gateway with PSEUDONYM_AGENCY_VERSIONS=SUBGRAPH=VERSION, and then the agency.

  --agency   zum Beispiel / such as jobcenter=2
  --url      deren Datenbank, als Eigentümer, oder eine Datei mit der URL / its database, as owner, or a file that holds the URL
  PSEUDONYM_KEY | PSEUDONYM_KEY_FILE   alle Versionen, wie beim Gateway / all versions, as the gateway has them: 1:…,2:…
`;

await command(async () => {
  const { values } = parseArgs({ options: { agency: { type: 'string' }, url: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return void process.stdout.write(HELP);
  if (!values.agency || !values.url) throw new DeployError('CONFIG', '--agency und --url angeben; --help.', 'Give --agency and --url; --help.');
  const { read, finish } = settingsOf(environment);
  const { keys } = finish({ keys: read('PSEUDONYM_KEY', pseudonymKeys) });
  const subgraphs = versions(values.agency, keys);
  const connection = new pg.Client({ connectionString: existsSync(values.url) ? readFileSync(values.url, 'utf8').trim() : values.url });
  await connection.connect().catch((cause: unknown) => {
    throw new DeployError('DATABASE_FAILED', '--url: diese Datenbank antwortet nicht oder weist die Anmeldung ab.', '--url: this database does not answer or refuses the sign-in.', { cause });
  });
  try {
    for (const subgraph of subgraphs.keys()) {
      const moved = await moveIds({
        connection, subgraph, pseudonyms: createPseudonyms(keys, { subgraphs }), onProgress: (table, rows) => void process.stderr.write(`${table}: ${rows}\n`),
      });
      process.stdout.write(`${subgraph}: ${moved} Kennungen umgeschrieben / ids rewritten\n`);
    }
  } finally {
    await connection.end();
  }
});

function versions(agency: string, keys: Parameters<typeof agencyVersions>[0]): ReadonlyMap<string, number> {
  try {
    const found = agencyVersions(keys)(agency);
    if (found.size === 1) return found;
  } catch {
    // told below
  }
  throw new DeployError('CONFIG', `--agency ${agency}: Subgraph und eine Version aus PSEUDONYM_KEY, etwa jobcenter=2.`, `--agency ${agency}: a subgraph and a version of PSEUDONYM_KEY, such as jobcenter=2.`);
}
