import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DeployError, diskFull, explainSystemError, portTaken } from './deploy-error.js';
import { binaries, canEnter, openFolder, serverAccount, type Account } from './postgres-binaries.js';

export interface PostgresOptions {
  /** Folder of the cluster; beside it lie `<dataDir>.password` (0600) and `<dataDir>.log`. */
  readonly dataDir: string;
  /** Port on 127.0.0.1; 0 or nothing takes a free one. */
  readonly port?: number;
  /** `false` gives up durability for speed. Only for tests. */
  readonly durable?: boolean;
  readonly onProgress?: (text: string) => void;
}

export interface Postgres {
  /** URL of the superuser, database `postgres`. */
  readonly superUrl: string;
  readonly port: number;
  /** Process id of the server. */
  readonly pid: number;
  /** Calls back once if the server ends without `stop()`. */
  onGone(told: () => void): void;
  /** Ends open sessions, writes a checkpoint, waits until the server is gone. */
  stop(): Promise<void>;
}

const superUser = 'freigabe_admin';
const durableSettings = ['shared_buffers=64MB'];
const testSettings = ['shared_buffers=64MB', 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=2GB'];

/**
 * Starts the embedded PostgreSQL 18. The cluster is made once; a server that a killed run left behind is taken over,
 * after a crash PostgreSQL replays its log. The server is a process group of its own, so that Ctrl-C in a terminal
 * reaches us first and requests can drain before the database goes.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = resolve(options.dataDir);
  const account = serverAccount();
  try {
    mkdirSync(dirname(dataDir), { recursive: true });
    const password = superPassword(dataDir);
    if (!existsSync(join(dataDir, 'PG_VERSION'))) {
      options.onProgress?.('PostgreSQL: Datenbank wird angelegt / creating the database cluster');
      await initialise(dataDir, password, account, options.durable !== false);
    }
    const left = await leftBehind(dataDir, password);
    if (left) {
      options.onProgress?.('PostgreSQL: laufender Server übernommen / took over the running server');
      return left;
    }
    options.onProgress?.('PostgreSQL: startet / starting');
    return await launch(dataDir, password, account, options);
  } catch (error) {
    throw explainSystemError(error, dataDir);
  }
}

function superPassword(dataDir: string): string {
  const file = `${dataDir}.password`;
  if (existsSync(file)) return readFileSync(file, 'utf8');
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    throw new DeployError('KEY_MISSING',
      `Zum Datenbestand ${dataDir} fehlt ${file}. Die Datei zurückspielen, oder beide löschen und neu beginnen.`,
      `${file}, the password of ${dataDir}, is missing. Restore it, or delete both to start over.`);
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/**
 * Makes the cluster in a folder beside and renames it, so that an interrupted initdb leaves nothing half-made. Where the
 * server's account cannot reach that place, the cluster lives elsewhere and `dataDir` is a link to it.
 */
async function initialise(dataDir: string, password: string, account: Account, durable: boolean): Promise<void> {
  const near = canEnter(dirname(dataDir), account);
  const draft = near ? `${dataDir}.new` : openFolder();
  const passwordFile = join(draft, 'password');
  const cluster = join(draft, 'cluster');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [draft, passwordFile]) give(path, account);
  // Collation and case folding come from PostgreSQL itself: the same order on every machine, whatever its locales.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const { code, output } = await run('initdb', [
    `--pgdata=${cluster}`, `--username=${superUser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...locale,
    '--no-instructions', ...(durable ? [] : ['--no-sync']),
  ], account);
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw failed(dataDir, output);
  }
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(passwordFile);
  if (near) renameSync(cluster, dataDir);
  else symlinkSync(cluster, dataDir);
  if (near) rmSync(draft, { recursive: true, force: true });
}

const give = (path: string, { uid, gid }: Account): void => {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
};

function run(program: string, args: string[], account: Account): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(join(binaries(account), program), args, { ...account, cwd: '/', env: { LC_ALL: 'C' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
}

/** `postmaster.pid`: line 1 process id, 4 port, 8 state (PostgreSQL, src/include/utils/pidfile.h). */
function postmaster(dataDir: string): { pid: number; port: number; ready: boolean } | undefined {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const urlOf = (port: number, password: string) => `postgres://${superUser}:${password}@127.0.0.1:${port}/postgres`;

/** The server of a run that was killed: it answers to our password and serves this very folder. */
async function leftBehind(dataDir: string, password: string): Promise<Postgres | undefined> {
  const found = postmaster(dataDir);
  if (!found || !alive(found.pid)) return undefined;
  const superUrl = urlOf(found.port, password);
  const client = new pg.Client({ connectionString: superUrl, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === realpathSync(dataDir) ? running(found.pid, found.port, superUrl) : undefined;
  } catch {
    return undefined; // Not our server, or not well: PostgreSQL itself checks the stale file when it starts.
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function launch(dataDir: string, password: string, account: Account, options: PostgresOptions): Promise<Postgres> {
  const port = options.port || (await freePort());
  const settings = [
    'listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200',
    ...(options.durable === false ? testSettings : durableSettings),
  ];
  const logFile = `${dataDir}.log`;
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(join(binaries(account), 'postgres'), ['-D', realpathSync(dataDir), ...settings.flatMap((setting) => ['-c', setting])], {
    ...account, cwd: '/', env: { LC_ALL: 'C' }, detached: true, stdio: ['ignore', log, log],
  });
  closeSync(log);
  let fault: unknown;
  child.once('error', (error) => { fault = error; });
  child.unref();
  const pid = child.pid;
  while (pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const state = postmaster(dataDir);
    if (state?.pid === pid && state.ready) return running(pid, port, urlOf(port, password));
    await sleep(10);
  }
  if (fault) throw fault;
  throw failed(dataDir, readFileSync(logFile, 'utf8'), port);
}

function running(pid: number, port: number, superUrl: string): Postgres {
  let watch: NodeJS.Timeout | undefined;
  return {
    superUrl, port, pid,
    onGone(told) {
      // A server taken over is no child of ours, so nothing tells us but looking.
      watch = setInterval(() => {
        if (alive(pid)) return;
        clearInterval(watch);
        told();
      }, 500).unref();
    },
    async stop() {
      clearInterval(watch);
      if (!alive(pid)) return;
      process.kill(pid, 'SIGINT'); // fast shutdown: end sessions, checkpoint, leave
      while (alive(pid)) await sleep(10);
    },
  };
}

function failed(dataDir: string, output: string, port = 0): DeployError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(dataDir, output);
  if (/Address already in use/.test(output)) return portTaken(port, 'DATABASE_PORT', output);
  const said = output.split('\n').filter((line) => /FATAL|PANIC|error:|could not/.test(line)).slice(-3).join(' · ') || output.trim();
  return new DeployError('DATABASE_FAILED',
    `PostgreSQL startet nicht (${dataDir}): ${said}. Einzelheiten in ${dataDir}.log.`,
    `PostgreSQL does not start (${dataDir}): ${said}. Details in ${dataDir}.log.`);
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
