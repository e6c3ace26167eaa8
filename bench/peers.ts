import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folders in `bench/peers`, each with a package and a lock of its own, so that none of it is installed with the product. */
export type PeerName = 'apollo' | 'hive' | 'mercurius';

/** The folder of an installed peer. */
export const peer = (name: PeerName): string => join('bench/peers', name);

/** Installs what is not there yet; nothing is run at install. @throws Error with what npm said */
export function installPeers(names: readonly PeerName[], say: (line: string) => void): void {
  for (const name of names) {
    if (existsSync(join(peer(name), 'node_modules/graphql'))) continue;
    say(`Installing ${name} to compare with (once) …`);
    const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', peer(name)], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm ci in ${peer(name)} failed:\n${stderr}`);
  }
}
