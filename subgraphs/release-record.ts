import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UNITS } from '../consent/core/index.js';
import { runFile } from './kit/config.js';
import { exportReleaseRecords } from './kit/release-record/export.js';

/** The agencies by name; their databases are called the same. Read from the units, since their schemas take seconds to load. */
const AGENCIES = [...new Set([...UNITS.values()].flatMap(({ subgraph }) => (subgraph === null || subgraph === 'consent' ? [] : [subgraph])))];

const HELP = `Leitet das Freigabeprotokoll einer Stelle aus, zum Abgleich mit dem Zugriffsprotokoll / exports an agency's release log, to be compared with the access log

  npm run -s release-record -- --agency STELLE [--from ZEIT] [--to ZEIT] --out DATEI [--url URL | --url-file DATEI]

  --agency STELLE  ${AGENCIES.join(', ')}
  --from, --to     wie / such as 2026-03-01 oder / or 2026-03-01T12:00:00+01:00; ohne: alles / left out: everything
  --out DATEI      neue Datei / a new file
  --url URL        Datenbank der Stelle / the agency's database; --url-file: Datei mit der URL / a file that holds it
                   ohne: was „npm start“ in FREIGABE_HOME (.freigabe) hinterlassen hat / left out: what "npm start" left there
`;

const RUN_FILE = runFile();

/** What the operator has to put right, in both languages. */
class Usage extends Error {}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      agency: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, out: { type: 'string' },
      url: { type: 'string' }, 'url-file': { type: 'string' }, help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const agency = AGENCIES.find((name) => name === values.agency);
  if (!agency || !values.out) throw new Usage(`Es fehlt: ${agency ? '--out' : '--agency'}. Hilfe mit --help. / Missing: ${agency ? '--out' : '--agency'}.`);
  const url = values.url ?? (values['url-file'] ? readFileSync(values['url-file'], 'utf8').trim() : started(agency.replaceAll('-', '_')));
  if (!url) throw new Usage(`Es fehlt: --url (und ${RUN_FILE} nennt sie nicht). / Missing: --url.`);
  const records = await exportReleaseRecords({
    url, from: instant(values.from, 0), to: instant(values.to, Number.MAX_SAFE_INTEGER), out: values.out,
    onProgress: (count) => { if (process.stderr.isTTY) process.stderr.write(`\r${count} …`); },
  });
  process.stdout.write(`${records} Zeilen nach ${values.out}. / ${records} lines to ${values.out}.\n`);
}

const started = (database: string): string | undefined =>
  existsSync(RUN_FILE) ? (JSON.parse(readFileSync(RUN_FILE, 'utf8')) as { databases?: Record<string, string> }).databases?.[database] : undefined;

function instant(text: string | undefined, otherwise: number): number {
  const at = text === undefined ? otherwise : Date.parse(text);
  if (Number.isNaN(at)) throw new Usage(`${text}: eine Zeit wie 2026-03-01T12:00:00+01:00 / a time such as 2026-03-01T12:00:00+01:00`);
  return at;
}

try {
  await run();
} catch (fault) {
  const { message, code = '' } = fault as NodeJS.ErrnoException;
  process.stderr.write(fault instanceof Usage || code.startsWith('ERR_PARSE_ARGS') ? `${message}\n` : `Nicht möglich: ${message} / Could not be done.\n`);
  process.exitCode = 2;
}
