/** A package as the lock file has it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Needed to develop and test only. */
  readonly dev: boolean;
  readonly hasInstallScript: boolean;
}

/** Packages whose own package.json names no licence; read in the package itself. */
const READ_BY_HAND: ReadonlyMap<string, string> = new Map([['png-js', 'MIT']]);

interface Entry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

/** The packages of a lock file (version 3), each name and version once, by name. */
export function lockedPackages(lockFile: string): readonly LockedPackage[] {
  const { packages } = JSON.parse(lockFile) as { packages: Readonly<Record<string, Entry>> };
  const found = Object.entries(packages).flatMap(([path, entry]) => {
    if (path === '') return [];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return [[`${name}@${entry.version}`, {
      name, version: entry.version ?? '', licence: entry.license ?? READ_BY_HAND.get(name) ?? 'UNKNOWN',
      dev: entry.dev === true || entry.devOptional === true, hasInstallScript: entry.hasInstallScript === true,
    }] as const];
  });
  return [...new Map(found).values()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.version < other.version ? -1 : 1));
}

/** The packages that run in production, by licence, as Markdown. */
export function licenceList(lockFile: string): string {
  const packages = lockedPackages(lockFile).filter(({ dev }) => !dev);
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort();
  const sections = licences.map((licence) => {
    const of = packages.filter((one) => one.licence === licence);
    return `## ${licence} (${of.length})\n\n${of.map(({ name, version }) => `${name} ${version}`).join(' · ')}\n`;
  });
  return `# Licences\n\nEvery package that runs in production, from the lock file (\`npm run licences\`). The machine-readable list is \`npm run -s sbom\` (CycloneDX).\n\n${sections.join('\n')}`;
}
