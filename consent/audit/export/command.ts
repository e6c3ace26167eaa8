import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type pg from 'pg';
import { runFile } from './config.js';
import { exportLog } from './export-log.js';
import { NoProof, proofOf } from './proof.js';
import { openPool } from '../open-pool.js';

const EXPORT_HELP = `Leitet das Zugriffsprotokoll aus / exports the access log

  npm run -s audit:export -- --out ORDNER [--url URL] [--key SCHLÜSSEL …]

  --out ORDNER   neuer Ordner / a new folder; docs/access-log.md beschreibt, was darin steht / says what is in it
  --url URL      Datenbank „consent“ / the consent database
  --key          öffentliche Schlüssel von Protokoll und Zeugen, beigelegt / public keys of log and witnesses, enclosed
  --help

Ohne Angaben gilt, was „npm start“ in FREIGABE_HOME (.freigabe) hinterlassen hat. / Without options: what "npm start" left in FREIGABE_HOME (.freigabe).
Der Ordner enthält personenbezogene Daten. / The folder holds personal data.`;

const PROOF_HELP = `Nachweis, dass ein Eintrag im Zugriffsprotokoll steht (C2SP tlog-proof) / proof that an entry is in the access log

  npm run -s audit:proof -- --seq NUMMER [--out DATEI] [--url URL]

  --seq NUMMER   Nummer des Eintrags / number of the entry
  --out DATEI    sonst Standardausgabe / else standard output
  --url URL      Datenbank „consent“ / the consent database
  --help

Prüfen, auch ohne Netz / verify, also offline: npm run -s audit:verify -- --proof DATEI --key SCHLÜSSEL`;

interface RunFile {
  readonly databases?: { readonly consent?: string };
  readonly audit?: { readonly keys?: readonly string[] };
}

/** What the operator has to put right, in both languages. */
class Usage extends Error {}

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs `audit:export`; gives the exit code: 0, or 2 if it could not be done. */
export const exportCommand = (args: readonly string[], terminal: Terminal): Promise<number> =>
  told(terminal, async () => {
    const values = parsed(args, { out: { type: 'string' }, url: { type: 'string' }, key: { type: 'string', multiple: true }, help: { type: 'boolean' } });
    if (values.help) return terminal.out(`${EXPORT_HELP}\n`);
    const folder = needed(values.out, '--out');
    if (existsSync(folder) && readdirSync(folder).length > 0) throw new Usage(`${folder} ist nicht leer; einen neuen Ordner nennen. / ${folder} is not empty; name a new folder.`);
    const { url, keys } = settings(values.url, values.key);
    let shown = Date.now();
    const onProgress = (done: number, of: number): void => {
      if (Date.now() - shown < 500) return;
      shown = Date.now();
      terminal.err(`\r${done} von ${of} Einträgen / of ${of} entries …`);
    };
    const entries = await connected(url, (connection) => exportLog(connection, { folder, keys, onProgress }));
    terminal.out(`${entries} Einträge ausgeleitet nach ${folder}. / Exported ${entries} entries to ${folder}.\n`);
  });

/** Runs `audit:proof`; gives the exit code: 0, or 2 if there is no proof. */
export const proofCommand = (args: readonly string[], terminal: Terminal): Promise<number> =>
  told(terminal, async () => {
    const values = parsed(args, { seq: { type: 'string' }, out: { type: 'string' }, url: { type: 'string' }, help: { type: 'boolean' } });
    if (values.help) return terminal.out(`${PROOF_HELP}\n`);
    const seq = Number(needed(values.seq, '--seq'));
    if (!Number.isSafeInteger(seq) || seq < 1) throw new Usage('--seq: eine Zahl ab 1. / --seq: a number from 1.');
    const proof = await connected(settings(values.url).url, (connection) => proofOf(connection, seq));
    if (values.out) writeFileSync(values.out, proof, { mode: 0o640 });
    else terminal.out(proof);
  });

async function told({ err }: Terminal, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (fault) {
    const { message, code = '' } = fault as NodeJS.ErrnoException;
    const plain = fault instanceof Usage || fault instanceof NoProof || code.startsWith('ERR_PARSE_ARGS');
    err(plain ? `${message}\n` : `Nicht möglich: ${message || String(fault)} / Could not be done.\n`);
    return 2;
  }
}

const parsed = <Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options) => parseArgs({ args: [...args], options }).values;

function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new Usage(`Es fehlt: ${name}. Hilfe mit --help. / Missing: ${name}.`);
  return value;
}

function settings(url: string | undefined, keys?: readonly string[]): { readonly url: string; readonly keys: readonly string[] } {
  const started = existsSync(runFile()) ? (JSON.parse(readFileSync(runFile(), 'utf8')) as RunFile) : {};
  return { url: needed(url ?? started.databases?.consent, '--url'), keys: keys ?? started.audit?.keys ?? [] };
}

async function connected<Result>(url: string, work: (connection: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const pool = openPool({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000 }, () => undefined);
  try {
    const connection = await pool.connect();
    return await work(connection).finally(() => connection.release());
  } finally {
    await pool.end();
  }
}
