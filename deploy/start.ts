import { command } from './command.js';
import { environment, placesIn, readDeployConfig, START_HELP, type DeployConfig } from './config.js';
import { runCounty } from './county.js';
import { progress } from './progress.js';
import { databaseGone, inProduction } from './start-faults.js';
import { lockHome } from './start-lock.js';
import { welcome } from './welcome.js';

const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** `npm start`: the whole county in one process, until Ctrl-C. */
await command(async () => {
  if (process.argv.includes('--help')) return say(START_HELP);
  const config = readDeployConfig(environment);
  if (config.production) throw inProduction();
  const unlock = lockHome(placesIn(config.home).lock, placesIn(config.home).run);
  try {
    await runUntilStopped(config);
  } finally {
    unlock();
  }
});

async function runUntilStopped(config: DeployConfig): Promise<void> {
  say('Freigabe startet / is starting …');
  // Heard from the beginning: Ctrl-C while starting must not leave a database behind.
  const interrupted = new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
  });
  const county = await runCounty(config, progress(say));
  say(welcome(county.gateway, process.uptime(), county.showcase));
  try {
    await Promise.race([interrupted, new Promise((_, fail) => { county.onDatabaseGone(() => fail(databaseGone())); })]);
    say('\nWird beendet: laufende Anfragen werden noch beantwortet / stopping: running requests are still answered …');
  } finally {
    await county.stop();
  }
  say('Beendet, alles gespeichert / stopped, everything is saved.');
}
