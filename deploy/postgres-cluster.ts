import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DeployError, diskFull, portTaken } from './deploy-error.js';
import { binaries, canEnter, openFolder, type Account } from './postgres-binaries.js';

export const SUPER_USER = 'freigabe_admin';

/** The superuser's password, beside the cluster it belongs to; made once. */
export function superPassword(dataDir: string): string {
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
export async function initialise(dataDir: string, password: string, account: Account, durable: boolean): Promise<void> {
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
    `--pgdata=${cluster}`, `--username=${SUPER_USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...locale,
    '--no-instructions', ...(durable ? [] : ['--no-sync']),
  ], account);
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw postgresFault(dataDir, output);
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

/** What PostgreSQL wrote, as what to do about it. */
export function postgresFault(dataDir: string, output: string, port = 0): DeployError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(dataDir, output);
  if (/Address already in use/.test(output)) return portTaken(port, 'DATABASE_PORT', output);
  const said = output.split('\n').filter((line) => /FATAL|PANIC|error:|could not/.test(line)).slice(-3).join(' · ') || output.trim();
  return new DeployError('DATABASE_FAILED',
    `PostgreSQL startet nicht (${dataDir}): ${said}. Einzelheiten in ${dataDir}.log.`,
    `PostgreSQL does not start (${dataDir}): ${said}. Details in ${dataDir}.log.`);
}
