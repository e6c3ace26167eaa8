import { parseArgs } from 'node:util';
import { createPolicy } from '../consent/core/index.js';
import { command } from './command.js';
import { environment } from './config.js';
import { exampleAnswers, questionFindings, readAnswers } from './preflight/answers.js';
import { demoFindings } from './preflight/demo-check.js';
import type { Finding } from './preflight/finding.js';
import { keeperFindings, readKeeperFile } from './preflight/keeper-check.js';
import { HOLIDAYS, QUESTIONS, signOffs } from './preflight/questions.js';
import { gatewayConfig, settingsFindings } from './preflight/settings-check.js';
import { translationFindings } from './preflight/translations.js';

const HELP = `npm run -s preflight -- [--answers DATEI] [--keeper DATEI] [--database URL …] [--json]
npm run -s preflight -- --example > answers.json

Sagt, was vor dem Echtbetrieb noch zu klären ist, und endet mit 1, solange etwas offen ist, das ihn verhindert. Unter dem Konto des
Gateways ausführen, mit den Umgebungsvariablen, mit denen es starten soll. Geprüft werden diese Einstellungen, die des
Protokollführers (NAME=Wert je Zeile, oder PREFLIGHT_KEEPER), ob die Datenbanken (DATABASE_URL und --database) frei von Demodaten
sind, die Übersetzungen der Papiere, die Rechtsfragen, die Feiertage und die Freizeichnung eingeschalteter gesetzlicher
Übermittlungen; Antworten stehen in DATEI (oder PREFLIGHT_ANSWERS).

Tells what has to be settled before going live, and ends with 1 while anything is open that blocks it. Run it as the gateway's account
with the environment the gateway is to start with. It looks at these settings, at the log keeper's (NAME=value a line, or
PREFLIGHT_KEEPER), whether the databases (DATABASE_URL and --database) are free of demo data, at the translations of the papers, the
legal questions, the holidays, and the sign-off of statutory flows that are switched on; answers are in a file (or PREFLIGHT_ANSWERS).
`;

await command(async () => {
  const { values } = parseArgs({
    options: {
      answers: { type: 'string' }, keeper: { type: 'string' }, database: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean' }, example: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const read = gatewayConfig(environment);
  const config = 'config' in read ? read.config : null;
  const questions = [...QUESTIONS, HOLIDAYS, ...signOffs(config?.policy ?? createPolicy())];
  if (values.example) return void process.stdout.write(`${exampleAnswers(questions)}\n`);
  const answers = readAnswers(values.answers ?? environment['PREFLIGHT_ANSWERS'] ?? null);
  const findings = [
    ...settingsFindings(environment),
    ...keeperFindings(readKeeperFile(values.keeper ?? environment['PREFLIGHT_KEEPER'] ?? null)),
    ...(await demoFindings([...(config ? [config.databaseUrl] : []), ...values.database])),
    ...translationFindings(),
    ...questionFindings(questions, answers, new Date().toISOString().slice(0, 10)),
  ];
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
