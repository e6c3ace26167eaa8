import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeFinding } from './findings.js';
import { exportedRow, rowsOfDatabase, rowsOfFile } from './log-rows.js';
import { verifyChain } from './verify-chain.js';

const HELP = `Prüft das Zugriffsprotokoll / verifies the access log

  npm run -s audit:verify -- [--url URL | --log FILE] [--checkpoints FILE] [--public-key FILE]
  npm run -s audit:verify -- [--url URL] --export FILE

  --url URL           Datenbank „consent“ / the consent database
  --log FILE          ausgeleitetes Protokoll statt der Datenbank / an exported log instead of the database
  --checkpoints FILE  Datei der Prüfpunkte / the checkpoint file
  --public-key FILE   öffentlicher Schlüssel der Prüfpunkte (PEM) / public key of the checkpoints
  --export FILE       Protokoll ausleiten, nicht prüfen / export the log without verifying
  --help

Ohne Angaben gilt, was „npm start“ in .freigabe/run.json hinterlassen hat.
Without options: what "npm start" left in .freigabe/run.json.

Ende mit 0: unversehrt, 1: Befunde, 2: nicht prüfbar. / Exit 0: intact, 1: findings, 2: could not verify.`;

const RUN_FILE = '.freigabe/run.json';

interface RunFile {
  readonly databases?: { readonly consent?: string };
  readonly audit?: { readonly checkpoints?: string; readonly publicKey?: string };
}

/** What the operator has to put right, in both languages. */
class Usage extends Error {}

export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (text: string) => void;
}

/** Runs the verifier with command-line arguments; gives the exit code. */
export async function verifyCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (fault) {
    const { message } = fault as Error;
    terminal.err(fault instanceof Usage ? `${message}\n` : `Nicht prüfbar: ${message || String(fault)} / Could not verify.\n`);
    return 2;
  }
}

async function run(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' }, log: { type: 'string' }, checkpoints: { type: 'string' }, 'public-key': { type: 'string' },
      export: { type: 'string' }, help: { type: 'boolean' },
    },
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const started = existsSync(RUN_FILE) ? (JSON.parse(readFileSync(RUN_FILE, 'utf8')) as RunFile) : {};
  const url = values.url ?? started.databases?.consent;
  const checkpoints = values.checkpoints ?? started.audit?.checkpoints;
  const publicKey = values['public-key'] ?? started.audit?.publicKey;
  const missing = [!url && !values.log && '--url', !values.export && !checkpoints && '--checkpoints', !values.export && !publicKey && '--public-key'].filter(Boolean);
  if (missing.length > 0) {
    throw new Usage(`Es fehlt: ${missing.join(', ')} (und ${RUN_FILE} nennt es nicht). Hilfe mit --help. / Missing: ${missing.join(', ')}.`);
  }
  const rows = values.log ? rowsOfFile(values.log) : rowsOfDatabase(url!);
  if (values.export) {
    const count = await exportRows(rows, values.export);
    out(`${count} Einträge ausgeleitet nach ${values.export}. / Exported ${count} entries to ${values.export}.`);
    return 0;
  }

  const progress = progressAfter(1_000, err);
  const verdict = await verifyChain({
    rows, checkpoints: readFileSync(checkpoints!, 'utf8'), publicKey: createPublicKey(readFileSync(publicKey!)), onProgress: progress,
  });
  for (const finding of verdict.findings) out(describeFinding(finding));
  const intact = verdict.findings.length === 0;
  const counts = (entry: string, checkpoint: string, behind: string) =>
    `${verdict.entries} ${entry}, ${verdict.checkpoints} ${checkpoint}, ${verdict.unattested} ${behind}`;
  out(`${intact ? 'Unversehrt' : 'VERÄNDERT'}: ${counts('Einträge', 'Prüfpunkte', 'noch ohne Prüfpunkt')}. / ` +
    `${intact ? 'Intact' : 'ALTERED'}: ${counts('entries', 'checkpoints', 'not yet under a checkpoint')}.`);
  return intact ? 0 : 1;
}

async function exportRows(rows: ReturnType<typeof rowsOfDatabase>, file: string): Promise<number> {
  const out = createWriteStream(file, { mode: 0o640 });
  let count = 0;
  for await (const row of rows) {
    if (!out.write(`${exportedRow(row)}\n`)) await once(out, 'drain');
    count++;
  }
  out.end();
  await once(out, 'finish');
  return count;
}

/** Nothing for short runs; then one line on the terminal, twice a second. */
function progressAfter(quietMs: number, err: Terminal['err']): (entries: number) => void {
  let due = Date.now() + quietMs;
  return (entries) => {
    if (Date.now() < due) return;
    due = Date.now() + 500;
    err(`\r${entries} Einträge geprüft / entries verified …`);
  };
}
