import { command } from './command.js';
import { environment, placesIn, readDeployConfig, START_HELP } from './config.js';
import { runCounty, type RunningCounty } from './county.js';
import { DeployError } from './deploy-error.js';
import { progress } from './progress.js';
import { isAlive, readRunFile } from './run-file.js';
import { welcome } from './welcome.js';

const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** `npm start`: the whole county in one process, until Ctrl-C. */
await command(async () => {
  if (process.argv.includes('--help')) return say(START_HELP);
  const config = readDeployConfig(environment);
  if (config.production) throw production();
  await refuseSecondStart(placesIn(config.home).run);
  say('Freigabe startet / is starting …');
  // Heard from the beginning: Ctrl-C while starting must not leave a database behind.
  const interrupted = new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
  });
  const county = await runCounty(config, progress(say));
  say(welcome(county.gateway, process.uptime(), county.showcase));
  await untilStopped(interrupted, county);
});

async function untilStopped(interrupted: Promise<void>, county: RunningCounty): Promise<void> {
  try {
    await Promise.race([interrupted, new Promise((_, fail) => { county.onDatabaseGone(() => fail(databaseGone())); })]);
    say('\nWird beendet: laufende Anfragen werden noch beantwortet / stopping: running requests are still answered …');
  } finally {
    await county.stop();
  }
  say('Beendet, alles gespeichert / stopped, everything is saved.');
}

async function refuseSecondStart(runFile: string): Promise<void> {
  const run = readRunFile(runFile);
  if (!run || !isAlive(run.pid) || !(await answers(run.gateway))) return; // left by a run that was killed
  throw new DeployError('ALREADY_RUNNING',
    `Freigabe läuft schon: ${run.gateway} (Prozess ${run.pid}). Dort mit Strg-C beenden, oder mit FREIGABE_HOME einen eigenen Ordner nehmen.`,
    `Freigabe is running already: ${run.gateway} (process ${run.pid}). Stop it there with Ctrl-C, or choose another folder with FREIGABE_HOME.`);
}

const answers = (gateway: string): Promise<boolean> =>
  fetch(new URL('/health/live', gateway), { signal: AbortSignal.timeout(2_000) }).then(({ ok }) => ok, () => false);

const production = () =>
  new DeployError('PRODUCTION',
    'npm start ist für Entwicklung und Vorführung: eingebauter Anmeldedienst, erfundene Personen. Im Betrieb node dist/gateway/main.js und node dist/subgraphs/<Stelle>/main.js einzeln starten, siehe docker-compose.yml und docs/operations.md.',
    'npm start is for development and demonstration: embedded identity provider, invented people. In production run node dist/gateway/main.js and node dist/subgraphs/<agency>/main.js separately, see docker-compose.yml and docs/operations.md.');

const databaseGone = () =>
  new DeployError('DATABASE_GONE',
    'PostgreSQL ist nicht mehr da; der Kreis wird beendet. Alles Bestätigte ist gespeichert: npm start noch einmal ausführen.',
    'PostgreSQL is gone; the county stops. Everything acknowledged is stored: run npm start again.');
