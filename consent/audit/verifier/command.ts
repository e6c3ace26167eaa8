import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Signers } from './checkpoints.js';
import { describeFinding, type Finding } from './findings.js';
import { BadKey, readKeys } from './keys.js';
import { progressBar } from './progress.js';
import { verifyProof } from './proof.js';
import { readNotes } from './read-notes.js';
import { isPlainFile } from './plain-file.js';
import { verifyExport } from './verify-export.js';

const HELP = `Prüft das Zugriffsprotokoll ohne Datenbank / verifies the access log without a database

  npm run -s audit:verify -- --export ORDNER --key SCHLÜSSEL [--witness SCHLÜSSEL …] [--quorum K] [--known DATEI] [--json]
  npm run -s audit:verify -- --proof DATEI --key SCHLÜSSEL [--witness SCHLÜSSEL …] [--quorum K] [--json]

  --export ORDNER  ausgeleitetes Protokoll / an exported log (npm run -s audit:export)
  --proof DATEI    Nachweis eines Eintrags / proof of one entry (C2SP tlog-proof)
  --key            öffentlicher Schlüssel des Protokolls oder Datei damit; mehrfach / public key of the log, or a file of such; repeatable
  --witness        dasselbe für Zeugen / the same for witnesses
  --quorum K       so viele Zeugen müssen bestätigt haben, sonst alle genannten / so many witnesses must have cosigned; else all that are named
  --known DATEI    früher oder anderswo gesehene Prüfpunkte, ein JSON-Text je Zeile / checkpoints seen earlier or elsewhere, one JSON string a line
  --json           Ergebnis als JSON / result as JSON

Ohne --key gelten die Schlüssel im Ordner selbst: das zeigt nur Versehen, keine Fälschung.
Without --key the folder's own keys count, which shows mistakes and no forgery.

Ende mit 0: unversehrt, 1: Befunde, 2: nicht prüfbar. / Exit 0: intact, 1: findings, 2: could not verify.`;

/** What the operator has to put right, in both languages. */
class Usage extends Error {}

export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (text: string) => void;
}

interface Wish extends Signers {
  readonly quorum: number;
  readonly json: boolean;
}

/** Runs the verifier with command-line arguments; gives the exit code. */
export async function verifyCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (fault) {
    const { message, code = '' } = fault as NodeJS.ErrnoException;
    const plain = fault instanceof Usage || fault instanceof BadKey || code.startsWith('ERR_PARSE_ARGS');
    terminal.err(plain ? `${message}\n` : `Nicht prüfbar: ${message || String(fault)} / Could not verify.\n`);
    return 2;
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      export: { type: 'string' }, proof: { type: 'string' }, key: { type: 'string', multiple: true }, witness: { type: 'string', multiple: true },
      quorum: { type: 'string' }, known: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean' },
    },
  });
  if (values.help) {
    terminal.out(HELP);
    return 0;
  }
  const { proof, known } = values;
  if ((values.export === undefined) === (proof === undefined)) throw new Usage('Entweder --export oder --proof angeben. Hilfe mit --help. / Give either --export or --proof.');
  // A check that was asked for and cannot be made is not left out in silence.
  if (known !== undefined && !isPlainFile(known)) throw new Usage(`--known: ${known} ist nicht da. / --known: ${known} is not there.`);
  const signers = signersOf(values.key, values.witness, values.export, terminal);
  const quorum = Number(values.quorum ?? signers.witnesses.length);
  if (!Number.isInteger(quorum) || quorum < 0 || quorum > signers.witnesses.length) {
    throw new Usage(`--quorum: 0 bis ${signers.witnesses.length}, so viele Zeugen sind genannt. / --quorum: 0 to ${signers.witnesses.length}, the number of witnesses given.`);
  }
  const wish: Wish = { ...signers, quorum, json: values.json };
  return proof === undefined ? overExport(values.export!, known, wish, terminal) : overProof(proof, wish, terminal);
}

function signersOf(keys: string[] | undefined, witnesses: string[] | undefined, folder: string | undefined, { err }: Terminal): Signers {
  if (keys) {
    const given = { keys: readKeys(keys).filter(({ type }) => type === 0x01), witnesses: readKeys(witnesses ?? keys).filter(({ type }) => type === 0x04) };
    if (given.keys.length === 0) throw new Usage('--key nennt keinen Schlüssel eines Protokolls. / --key names no key of a log.');
    if (witnesses && given.witnesses.length === 0) throw new Usage('--witness nennt keinen Schlüssel eines Zeugen. / --witness names no key of a witness.');
    return given;
  }
  const file = folder && join(folder, 'keys.txt');
  if (!file || !existsSync(file)) throw new Usage('Es fehlt: --key. / Missing: --key.');
  err(`Achtung: Schlüssel aus ${file}; wer fälscht, legt eigene bei. / Note: keys from ${file}; whoever forges encloses their own.\n`);
  const own = readKeys([file]);
  return { keys: own.filter(({ type }) => type === 0x01), witnesses: own.filter(({ type }) => type === 0x04) };
}

async function overExport(folder: string, known: string | undefined, { json, ...wish }: Wish, { out, err }: Terminal): Promise<number> {
  const verdict = await verifyExport({ folder, ...wish, ...(known !== undefined && { known: readNotes(known) }), onProgress: progressBar(err) });
  const { entries, checkpoints, attested, findings } = verdict;
  const intact = findings.length === 0;
  if (json) out(JSON.stringify({ intact, ...verdict }));
  else {
    tell(findings, out);
    out(`${intact ? 'Unversehrt' : 'VERÄNDERT'}: ${entries} Einträge, ${checkpoints} Prüfpunkte, ${attested} bezeugt. / ` +
      `${intact ? 'Intact' : 'ALTERED'}: ${entries} entries, ${checkpoints} checkpoints, ${attested} attested.`);
  }
  return intact ? 0 : 1;
}

function overProof(file: string, { json, quorum, ...signers }: Wish, { out }: Terminal): number {
  const verdict = verifyProof(readFileSync(file, 'utf8'), quorum, signers);
  const genuine = verdict.findings.length === 0;
  if (json) out(JSON.stringify({ genuine, ...verdict }));
  else {
    tell(verdict.findings, out);
    out(genuine ? `Echt: Eintrag ${verdict.seq} steht im Protokoll. / Genuine: entry ${verdict.seq} is in the log.` : 'NICHT ECHT. / NOT GENUINE.');
  }
  return genuine ? 0 : 1;
}

const tell = (findings: readonly Finding[], out: Terminal['out']): void => { for (const one of findings) out(describeFinding(one)); };
