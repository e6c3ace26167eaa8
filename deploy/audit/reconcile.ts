import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ReleaseRecord } from '../../consent/audit/reconcile/compare.js';
import { describeDifference } from '../../consent/audit/reconcile/describe.js';
import { reconcile } from '../../consent/audit/reconcile/reconcile.js';
import { UNITS } from '../../consent/core/index.js';
import { command } from '../command.js';
import { DeployError } from '../deploy-error.js';
import { ACCESS_HELP, connectedTo, consentUrl, pseudonymsFor } from './access.js';

const AGENCIES = [...new Set([...UNITS.values()].flatMap(({ subgraph }) => (subgraph === null || subgraph === 'consent' ? [] : [subgraph])))];

const HELP = `npm run -s audit:reconcile -- --from ZEIT --to ZEIT --records STELLE=DATEI [--records …] [--json]

Vergleicht, was Stellen herausgegeben haben, mit dem Zugriffsprotokoll. Die Dateien kommen von npm run -s release-record.
Compares what agencies have released with the access log. The files come from npm run -s release-record.

  --from, --to   derselbe Zeitraum wie der der Dateien / the same period as that of the files
  --records      ${AGENCIES.map((name) => `${name}=…`).join(' ')}
  --json         Ergebnis als JSON / result as JSON

Ende mit 0: stimmt überein oder ist erklärt. / Exit 0: agrees or is explained.
${ACCESS_HELP}`;

await command(async () => {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' }, to: { type: 'string' }, records: { type: 'string', multiple: true }, json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' },
    },
  });
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  if (values.help) return out(HELP);
  const [from, to] = [instant('--from', values.from), instant('--to', values.to)];
  const files = (values.records ?? []).map(named);
  if (files.length === 0) throw new DeployError('CONFIG', '--records STELLE=DATEI fehlt.', '--records AGENCY=FILE is missing.');
  const pseudonyms = pseudonymsFor();
  await connectedTo(consentUrl(), async (pool) => {
    for (const { agency, file } of files) {
      const result = await reconcile(pool, recordsIn(file), { agency, pseudonyms, from, to, onProgress: (entries) => { if (process.stderr.isTTY) process.stderr.write(`\r${agency}: ${entries} …`); } });
      const open = result.differences.filter(({ cause }) => cause === null).length;
      if (open > 0) process.exitCode = 1;
      if (values.json) out(JSON.stringify({ agency, ...result }));
      else {
        for (const difference of result.differences) out(describeDifference(difference));
        out(`${agency}: ${result.records} Freigaben, ${result.entries} Einträge, ${result.differences.length - open} Abweichungen erklärt, ${open} zu klären. / ` +
          `${result.records} releases, ${result.entries} entries, ${result.differences.length - open} differences explained, ${open} to be looked into.`);
      }
    }
  });
});

function instant(name: string, text: string | undefined): number {
  const at = Date.parse(text ?? '');
  if (!Number.isNaN(at)) return at;
  throw new DeployError('CONFIG', `${name}: eine Zeit wie 2026-03-01 oder 2026-03-01T12:00:00+01:00.`, `${name}: a time such as 2026-03-01 or 2026-03-01T12:00:00+01:00.`);
}

function named(text: string) {
  const [name, file] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
  const agency = AGENCIES.find((one) => one === name);
  if (agency && file) return { agency, file };
  throw new DeployError('CONFIG', `--records ${text}: STELLE=DATEI.`, `--records ${text}: AGENCY=FILE.`);
}

function recordsIn(file: string): ReleaseRecord[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line, index) => {
    const record = recordIn(line);
    if (record) return record;
    throw new DeployError('CONFIG', `${file}, Zeile ${index + 1}: keine Zeile eines Freigabeprotokolls.`, `${file}, line ${index + 1}: not a line of a release log.`);
  });
}

/** What another authority sends is looked at before it is believed to be what it should be. */
function recordIn(line: string): ReleaseRecord | null {
  try {
    const { at, request, client, released } = JSON.parse(line) as Record<keyof ReleaseRecord, unknown>;
    const isWhole = Number.isSafeInteger(at) && typeof request === 'string' && typeof client === 'string' && typeof released === 'object' && released !== null &&
      Object.values(released).every((categories) => Array.isArray(categories) && categories.every((category) => typeof category === 'string'));
    return isWhole ? ({ at, request, client, released } as ReleaseRecord) : null;
  } catch {
    return null;
  }
}
