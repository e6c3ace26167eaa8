import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FORM_LANGUAGES, type FormLanguage } from '../lifecycle/document.js';
import { PaperError, RENDER } from './index.js';
import { sampleConsent, sampleDisplay } from './sample.js';

const HELP = `Druckt ein Muster der Papiere mit erfundenen Angaben / prints a sample of the papers with invented data

  npm run -s papers -- --language SPRACHE --out DATEI [--kind form|copy|withdrawal] [--sample]

  --language SPRACHE  ${FORM_LANGUAGES.join(', ')}
  --out DATEI         wohin das PDF geschrieben wird / where the PDF is written
  --kind ART          form: Formular (ohne Angabe) / the form (default); copy: Kopie / the client's copy; withdrawal: Widerruf / withdrawal
  --sample            erfundene Angaben, auch ohne diesen Schalter / invented data, also without this switch
  --help

Ende mit 0: geschrieben, 2: nicht möglich. / Exit 0: written, 2: not possible.`;

export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Runs the command with its arguments; gives the exit code. */
export async function papersCommand(args: readonly string[], { out, err }: Terminal): Promise<number> {
  try {
    const { values } = parse(args);
    if (values.help) {
      out(HELP);
      return 0;
    }
    const language = oneOf('--language', values.language, FORM_LANGUAGES);
    const kind = oneOf('--kind', values.kind, ['form', 'copy', 'withdrawal'] as const);
    if (!values.out) throw new PaperError('USAGE', 'Es fehlt: --out DATEI. Hilfe mit --help.', 'missing: --out FILE. Help with --help.');
    await writeFile(values.out, await sample(kind, language));
    out(`Geschrieben: ${values.out} / written: ${values.out}`);
    return 0;
  } catch (fault) {
    err(fault instanceof PaperError ? fault.message : `Nicht möglich: ${(fault as Error).message} / not possible.`);
    return 2;
  }
}

const sample = (kind: keyof typeof RENDER, language: FormLanguage): Promise<Uint8Array> => RENDER[kind](sampleConsent(language), sampleDisplay(language));

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        language: { type: 'string' }, out: { type: 'string' }, kind: { type: 'string', default: 'form' },
        sample: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (fault) {
    throw new PaperError('USAGE', `Nicht verstanden: ${(fault as Error).message} Hilfe mit --help.`, 'not understood. Help with --help.');
  }
}

function oneOf<const T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found) return found;
  throw new PaperError('USAGE', `${option}: eines von ${allowed.join(', ')} angeben. Hilfe mit --help.`, `${option}: give one of ${allowed.join(', ')}. Help with --help.`);
}
