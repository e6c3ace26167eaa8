import { mkdtempSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync, type Options } from '@swc/core';

type Core = typeof import('../../../consent/core/index.js');

/** One slip of the pen: in this file of the core, one text in the place of another. */
export type Slip = readonly [file: string, text: string, instead: string];

const root = fileURLToPath(new URL('../../../', import.meta.url));
const source = join(root, 'consent/core');
const options: Options = { ...(JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')) as Options), swcrc: false };
const files = readdirSync(source).filter((name) => name.endsWith('.ts'));
const home = mkdtempSync(join(tmpdir(), 'freigabe-faults-'));
writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
let cores = 0;

/** The core with these slips in its source, compiled into a folder of its own. Throws where a slip does not fit, so that no fault goes stale. */
export async function coreWith(slips: readonly Slip[]): Promise<Core> {
  const folder = join(home, String((cores += 1)));
  mkdirSync(folder);
  for (const name of files) {
    let text = readFileSync(join(source, name), 'utf8');
    for (const [, from, to] of slips.filter(([file]) => file === name)) {
      if (text.split(from).length !== 2) throw new Error(`${name} does not contain exactly once: ${from}`);
      text = text.replace(from, () => to);
    }
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), transformSync(text, options).code);
  }
  return (await import(pathToFileURL(join(folder, 'index.js')).href)) as Core;
}

export const removeFrom = home;
