import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { explainSystemError } from './deploy-error.js';
import { freePort } from './free-port.js';
import { binaries, serverAccount, type Account } from './postgres-binaries.js';
import { initialise, postgresFault, SUPER_USER, superPassword } from './postgres-cluster.js';

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

const durableSettings = ['shared_buffers=64MB', 'max_connections=200'];
/** Twice the connections: a test reserves 200 places over as many at once, beside others. */
const testSettings = ['shared_buffers=64MB', 'max_connections=400', 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=2GB'];

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

const urlOf = (port: number, password: string) => `postgres://${SUPER_USER}:${password}@127.0.0.1:${port}/postgres`;

/** The server of a run that was killed: it answers to our password and serves this very folder. */
async function leftBehind(dataDir: string, password: string): Promise<Postgres | undefined> {
  const found = postmaster(dataDir);
  if (!found || !alive(found.pid)) return undefined;
  if (isSomethingElse(found.pid, dataDir)) {
    rmSync(join(dataDir, 'postmaster.pid'));
    return undefined;
  }
  const superUrl = urlOf(found.port, password);
  const client = new pg.Client({ connectionString: superUrl, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === realpathSync(dataDir) ? running(dataDir, found.pid, found.port, superUrl) : undefined;
  } catch {
    return undefined; // Not our server, or not well: PostgreSQL itself checks the stale file when it starts.
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Whether the id in the lock file of a crashed server belongs to another program by now, or to a corpse nobody collected
 * (both common in containers, where ids are small): PostgreSQL would take either for itself and refuse to start.
 */
function isSomethingElse(pid: number, dataDir: string): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && !readFileSync(commandLine, 'utf8').includes(realpathSync(dataDir));
}

async function launch(dataDir: string, password: string, account: Account, options: PostgresOptions): Promise<Postgres> {
  const port = options.port || (await freePort());
  const settings = [
    'listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=',
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
    if (state?.pid === pid && state.ready) return running(dataDir, pid, port, urlOf(port, password));
    await sleep(10);
  }
  if (fault) throw fault;
  throw postgresFault(dataDir, readFileSync(logFile, 'utf8'), port);
}

function running(dataDir: string, pid: number, port: number, superUrl: string): Postgres {
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
      while (alive(pid) && postmaster(dataDir)?.pid === pid) await sleep(10);
      for (let patience = 100; alive(pid) && patience > 0; patience -= 1) await sleep(10); // gone but for its last breath
    },
  };
}
