import { command } from './command.js';
import { environment, placesIn, readDeployConfig, START_HELP } from './config.js';
import { runCounty, type RunningCounty } from './county.js';
import { alreadyRunning, databaseGone, inProduction } from './start-faults.js';
import { progress } from './progress.js';
import { isAlive, readRunFile } from './run-file.js';
import { welcome } from './welcome.js';

const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** `npm start`: the whole county in one process, until Ctrl-C. */
await command(async () => {
  if (process.argv.includes('--help')) return say(START_HELP);
  const config = readDeployConfig(environment);
  if (config.production) throw inProduction();
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
  throw alreadyRunning(run.gateway, run.pid);
}

function answers(gateway: string): Promise<boolean> {
  return fetch(new URL('/health/live', gateway), { signal: AbortSignal.timeout(2_000) }).then(({ ok }) => ok, () => false);
}
