import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync, type Options } from '@swc/core';

/** One slip of the pen: in this file, one text in the place of another. */
export type Slip = readonly [file: string, text: string, instead: string];

const root = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['consent', 'demo', 'deploy', 'gateway', 'schema', 'subgraphs', 'test'];
const options: Options = { ...(JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')) as Options), swcrc: false, sourceMaps: false };

const compiled = (text: string): string => transformSync(text, options).code;

/** This tree, programs and attacks alike, compiled into a temporary folder. @returns the folder */
export function compileTree(): string {
  const home = mkdtempSync(join(tmpdir(), 'freigabe-tree-'));
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(home, name));
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name).slice(root.length);
      if (!entry.isFile() || file.endsWith('.test.ts') || file.endsWith('.d.ts')) continue;
      const target = join(home, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      if (file.endsWith('.ts')) writeFileSync(target, compiled(readFileSync(join(root, file), 'utf8')));
      else symlinkSync(join(root, file), target);
    }
  }
  return home;
}

/**
 * The files with slips in them, compiled, by the names that they have in a compiled tree. Throws where a slip does not fit, so that no fault
 * goes stale.
 */
export function faulty(slips: readonly Slip[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [file, text, instead] of slips) {
    const source = texts.get(file) ?? readFileSync(join(root, file), 'utf8');
    if (source.split(text).length !== 2) throw new Error(`${file} does not contain exactly once: ${text}`);
    texts.set(file, source.replace(text, () => instead));
  }
  return new Map([...texts].map(([file, text]) => [file.replace(/\.ts$/, '.js'), compiled(text)]));
}
