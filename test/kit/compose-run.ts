import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../deploy/free-port.js';
import { startPostgres, type Postgres } from '../../deploy/postgres.js';
import { composeFile, type ComposeService } from './compose-file.js';

const run = promisify(execFile);

export interface ComposeRun {
  /** Address of a service's published port, such as `http://127.0.0.1:41234`. */
  address(service: string): string;
  secret(name: string): string;
  /** What the services have printed. */
  output(): string;
  down(): Promise<void>;
}

/**
 * `docker compose up --wait` without containers: every service's command with exactly its environment as a plain process,
 * in the order of `depends_on`, each waited for by its own health check. What a container would provide is replaced by
 * its like: host names by 127.0.0.1 and free ports, mounted folders by temporary ones, the image postgres:18 by the
 * embedded binaries of the same version.
 */
export async function composeUp(variables: Readonly<Record<string, string>> = {}): Promise<ComposeRun> {
  const { services } = composeFile();
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-compose-'));
  chmodSync(folder, 0o755);
  await run(process.execPath, ['deploy/build.mjs']);
  await run(process.execPath, ['dist/deploy/secrets.js', '--dir', join(folder, 'secrets')]);

  const ports = new Map<string, number>();
  for (const name of Object.keys(services)) ports.set(name, await freePort());
  const translate = (text: string): string => {
    const interpolated = text.replace(/\$\{(\w+):-([^}]*)\}/g, (_all, name: string, otherwise: string) => variables[name] ?? otherwise);
    const addressed = [...ports].reduce((value, [name, port]) => value.replace(new RegExp(`(//|@)${name}:\\d+`, 'g'), `$1127.0.0.1:${port}`), interpolated);
    return addressed.replace('/run/secrets/', `${join(folder, 'secrets')}/`).replace(/^\/(audit|witness)\//, `${folder}/`);
  };
  for (const name of readdirSync(join(folder, 'secrets'))) {
    const file = join(folder, 'secrets', name);
    const text = translate(readFileSync(file, 'utf8'));
    chmodSync(file, 0o644);
    writeFileSync(file, text);
  }

  const image = Object.fromEntries([...readFileSync('Dockerfile', 'utf8').matchAll(/^ENV (\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]));
  const environmentOf = (name: string, { environment = {} }: ComposeService): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    ...image,
    ...Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, translate(value)])),
    ...('PORT' in environment && { PORT: String(ports.get(name)), HOST: '127.0.0.1' }),
  });

  const processes: ChildProcess[] = [];
  let postgres: Postgres | undefined;
  let printed = '';

  const start = async (name: string, service: ComposeService): Promise<void> => {
    if (name === 'postgres') {
      cpSync(join(folder, 'secrets', 'postgres_password'), join(folder, 'database.password'));
      postgres = await startPostgres({ dataDir: join(folder, 'database'), port: ports.get(name)!, durable: false });
      return;
    }
    const [program, ...args] = service.command!;
    const child = spawn(program === 'node' ? process.execPath : program!, args, { env: environmentOf(name, service), stdio: ['ignore', 'pipe', 'pipe'] });
    processes.push(child);
    const ended = new Promise<number | null>((done) => { child.once('exit', done); });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { printed += `${name}: ${chunk.toString()}`; });
    if (!service.healthcheck) {
      const code = await ended;
      if (code !== 0) throw new Error(`Service ${name} ended with ${code}:\n${printed}`);
      return;
    }
    while (!(await healthy(service.healthcheck.test, environmentOf(name, service)))) {
      if (child.exitCode !== null) throw new Error(`Service ${name} ended with ${child.exitCode}:\n${printed}`);
      await sleep(50);
    }
  };

  const started = new Map<string, Promise<void>>();
  const up = (name: string): Promise<void> => {
    const service = services[name]!;
    const ready = started.get(name) ?? Promise.all(Object.keys(service.depends_on ?? {}).map(up)).then(() => start(name, service));
    started.set(name, ready);
    return ready;
  };
  const down = async (): Promise<void> => {
    for (const child of processes.reverse().filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      const ended = new Promise((done) => { child.once('exit', done); });
      child.kill('SIGTERM');
      await ended;
    }
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  };

  const results = await Promise.allSettled(Object.keys(services).map(up));
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) {
    await down();
    throw (failed as PromiseRejectedResult).reason;
  }
  return {
    address: (service) => `http://127.0.0.1:${ports.get(service)}`,
    secret: (name) => readFileSync(join(folder, 'secrets', name), 'utf8'),
    output: () => printed,
    down,
  };
}

/** Runs a health check of the form `[CMD, program, …]` beside its service. */
async function healthy([, program, ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  return run(program === 'node' ? process.execPath : program!, args, { env }).then(() => true, () => false);
}
