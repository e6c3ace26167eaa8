import { parseArgs } from 'node:util';
import { command } from './command.js';
import { environment } from './config.js';
import { exampleAnswers, questionFindings, readAnswers } from './preflight/answers.js';
import type { Finding } from './preflight/finding.js';
import { settingsFindings } from './preflight/settings-check.js';
import { translationFindings } from './preflight/translations.js';

const HELP = `npm run preflight -- [--answers DATEI] [--json]
npm run preflight -- --example > answers.json

Sagt, was vor dem Echtbetrieb noch zu klären ist, und endet mit 1, solange etwas offen ist, das ihn verhindert. Geprüft werden die
Einstellungen, mit denen das Gateway starten soll (dieselben Umgebungsvariablen), die Übersetzungen der Papiere und die offenen
Rechtsfragen; deren Antworten stehen in DATEI (oder PREFLIGHT_ANSWERS).

Tells what has to be settled before going live, and ends with 1 while anything is open that blocks it: the settings the gateway is to
start with (the same environment variables), the translations of the papers, and the open legal questions, answered in DATEI.
`;

await command(async () => {
  const { values } = parseArgs({
    options: { answers: { type: 'string' }, json: { type: 'boolean' }, example: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void process.stdout.write(HELP);
  if (values.example) return void process.stdout.write(`${exampleAnswers()}\n`);
  const answers = readAnswers(values.answers ?? environment['PREFLIGHT_ANSWERS'] ?? null);
  const findings = [...settingsFindings(environment), ...translationFindings(), ...questionFindings(answers, new Date().toISOString().slice(0, 10))];
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : told(findings));
  if (findings.some(({ weight, settled }) => weight === 'blocks' && !settled)) process.exitCode = 1;
});

function told(findings: readonly Finding[]): string {
  const open = findings.filter(({ settled }) => !settled);
  const blocking = open.filter(({ weight }) => weight === 'blocks').length;
  const lines = open.map(({ code, weight, de, en }) => `${weight === 'blocks' ? 'OFFEN ' : 'RAT   '} ${code}: ${de}\n        ${en}`);
  const sum = blocking === 0
    ? `Nichts steht dem Echtbetrieb entgegen (${findings.length} Prüfungen). / Nothing blocks production (${findings.length} checks).`
    : `${blocking} von ${findings.length} Prüfungen verhindern den Echtbetrieb. / ${blocking} of ${findings.length} checks block production.`;
  return `${[...lines, sum].join('\n')}\n`;
}
