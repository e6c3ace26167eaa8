// Compiles the TypeScript of every program into dist/ with swc (type checking is `npm run typecheck`).
// Only files that changed since the last build are compiled; output without a source is removed.
import { transformFile } from '@swc/core';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const folders = ['bench', 'consent', 'demo', 'deploy', 'examples', 'gateway', 'schema', 'subgraphs'];
const options = { ...JSON.parse(await readFile(join(root, '.swcrc'), 'utf8')), swcrc: false };

const modified = async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
const list = async (folder) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('/node_modules')) // the bench installs its peers beside it
    .map((entry) => join(entry.parentPath, entry.name));

const wanted = new Set();
const configChanged = Math.max(await modified(join(root, '.swcrc')), await modified(fileURLToPath(import.meta.url)));

async function build(source) {
  const isTypeScript = source.endsWith('.ts') && !source.endsWith('.d.ts');
  if (!isTypeScript && !/\.(sql|json|graphql|html)$/.test(source)) return;
  const target = join(dist, source.slice(root.length)).replace(/\.ts$/, '.js');
  wanted.add(target);
  const built = await modified(target);
  if (built >= (await modified(source)) && built >= configChanged) return;
  await mkdir(dirname(target), { recursive: true });
  if (isTypeScript) await writeFile(target, (await transformFile(source, options)).code);
  else await cp(source, target);
}

await Promise.all((await Promise.all(folders.map((name) => list(join(root, name))))).flat().map(build));
for (const file of await list(dist)) if (!wanted.has(file)) await rm(file);
