import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ownersIn } from '../consent/core/index.js';
import { AGENCIES } from '../subgraphs/agencies.js';
import { openCatalogue } from '../subgraphs/kit/catalogue/catalogue.js';
import { FileUnreadable, readEntries } from '../subgraphs/kit/catalogue/keeping/read-file.js';
import type { EntrySpec, RowProblem } from '../subgraphs/kit/catalogue/keeping/rows.js';
import { saveEntries, type Saved } from '../subgraphs/kit/catalogue/keeping/save.js';
import { entriesOf, openDataAt } from '../subgraphs/kit/catalogue/published/serve.js';
import { openDatabase, Refusal, type Agency } from '../subgraphs/kit/index.js';
import { environment, placesIn, readDeployConfig } from './config.js';
import type { DatabaseName } from './databases.js';
import { readRunFile } from './run-file.js';

const HELP = `npm run -s catalogue -- import DATEI --provider STELLE [--dry-run] [--good-rest] [--database URL]
npm run -s catalogue -- export NAME [--out DATEI] [--database URL]

Übernimmt Kurse oder Angebote eines Anbieters aus CSV, JSON oder NDJSON, nach dessen eigenen Kennungen (Spalte key).
Ist eine Zeile falsch, wird nichts übernommen; jede falsche Zeile wird genannt. Noch einmal einlesen ändert nichts.
Imports courses or offers of a provider from CSV, JSON or NDJSON, by the provider's own keys (column key).
If a row is wrong nothing is imported; every wrong row is named. Importing again changes nothing.

  --provider    Stelle des Anbieters / the provider's unit, z. B. / such as KURSTRAEGER:VHS_LIPPE_OST, JOBCENTER_LIPPE
  --dry-run     nur prüfen / check only
  --good-rest   Gutes übernehmen, auch wenn anderes falsch ist / import what is good though the rest is wrong
  --database    Datenbank der Stelle / the agency's database (postgresql://…); sonst CATALOGUE_DATABASE_URL oder das laufende npm start
                otherwise CATALOGUE_DATABASE_URL or the running npm start

export schreibt offene Daten: NAME ist courses.jsonld, courses.ics, offers.jsonld oder offers.ics, auch mit Filter: 'courses.ics?municipalities=LAGE'
export writes open data: NAME is one of those, also with a filter
  --out         Datei statt Ausgabe / file instead of standard output

Ende / exit: 0 alles gut / all is well, 1 Zeilen sind falsch / rows are wrong, 2 nichts versucht / nothing was tried.  Felder / fields: docs/catalogue.md
`;

/** Where the command speaks. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A mistake of whoever called; `message` is German / English. */
class Mistaken extends Error {}

/** Runs the command. @returns the exit code: 0 all is well, 1 a row is wrong, 2 nothing was tried */
export async function catalogueCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    const mistaken = error instanceof Mistaken || error instanceof FileUnreadable || error instanceof Refusal || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
    if (!mistaken) throw error;
    terminal.err(`${(error as Error).message}\n`);
    return 2;
  }
}

async function run(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const { values, positionals: [action, file] } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      provider: { type: 'string' }, 'dry-run': { type: 'boolean', default: false }, 'good-rest': { type: 'boolean', default: false },
      database: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  if (action === 'export' && file) return exportCatalogue(file, values, out);
  if (action !== 'import' || !file || !values.provider) throw new Mistaken('import DATEI --provider STELLE oder export NAME; siehe --help / import FILE --provider UNIT or export NAME; see --help');
  if (!existsSync(file)) throw new Mistaken(`${file} gibt es nicht / ${file} does not exist`);
  const { agency, entries } = catalogueOf(values.provider);
  const orm = await openDatabase(agency, { url: databaseUrl(values.database, agency), poolSize: 1 });
  try {
    const started = performance.now();
    const saved = await saveEntries(orm.em.fork(), entries, readEntries(file, entries), {
      keptBy: values.provider, dryRun: values['dry-run'], goodRest: values['good-rest'],
      onProgress: (rows) => { if (rows % 10_000 === 0) err(`${rows} Zeilen gelesen / rows read\n`); },
    });
    for (const problem of saved.problems) out(described(problem));
    out(summary(saved, (performance.now() - started) / 1_000));
    return saved.problems.length > 0 ? 1 : 0;
  } finally {
    await orm.close();
  }
}

async function exportCatalogue(name: string, { out: file, database }: { out?: string | undefined; database?: string | undefined }, out: Terminal['out']): Promise<number> {
  const agency = AGENCIES.find(({ openData }) => openData && name.startsWith(`${openData.name}.`));
  const asked = agency?.openData && openDataAt(`/catalogue/${name}`, agency.openData);
  if (!agency?.openData || !agency.catalogue || !asked) throw new Mistaken('courses.jsonld, courses.ics, offers.jsonld, offers.ics');
  const orm = await openDatabase(agency, { url: databaseUrl(database, agency), poolSize: 1 });
  try {
    const { ids } = await openCatalogue(agency.catalogue, orm, Date.now).all(asked.filter);
    const text = asked.feed.write(entriesOf(agency.openData, ids, orm.em.fork()), agency.openData, new Date());
    if (file) await writeFile(file, text);
    else for await (const part of text) out(part);
    return 0;
  } finally {
    await orm.close();
  }
}

/** The agency that publishes what a unit keeps. */
function catalogueOf(unit: string): { readonly agency: Agency; readonly entries: EntrySpec } {
  const agency = AGENCIES.find(({ name, entries }) => entries && ownersIn(name).includes(unit));
  if (agency?.entries) return { agency, entries: agency.entries };
  const units = AGENCIES.flatMap(({ name, entries }) => (entries ? ownersIn(name) : [])).join(', ');
  throw new Mistaken(`${unit} pflegt keinen Katalog; das tun: ${units} / ${unit} keeps no catalogue; these do: ${units}`);
}

function databaseUrl(given: string | undefined, { database }: Agency): string {
  const url = given ?? environment['CATALOGUE_DATABASE_URL'] ?? readRunFile(placesIn(readDeployConfig().home).run)?.databases[database as DatabaseName];
  if (url) return url;
  throw new Mistaken('Es läuft kein Kreis; --database angeben oder npm start / No county is running; give --database or run npm start');
}

const described = ({ row, key, field, code, why }: RowProblem): string =>
  `Zeile / row ${row}${key === null ? '' : ` (${key})`}${field === null ? '' : `, ${field}`}: ${why} [${code}]\n`;

const summary = ({ saved, created, changed, unchanged, problems }: Saved, seconds: number): string =>
  `${saved ? 'Übernommen / imported' : 'Nichts übernommen; es wären / nothing imported; there would be'}: ${created} neu / new, ${changed} geändert / changed, ` +
  `${unchanged} unverändert / unchanged; ${problems.length} Fehler / problems; ${seconds.toFixed(1)} s\n`;
