import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file that the explorer page loads, from our own origin. */
export interface Asset {
  /** With the content's hash in it, so that it can be cached for ever. */
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
  /** Subresource integrity, `sha384-…`. */
  readonly integrity: string;
}

const SCRIPT = 'text/javascript; charset=utf-8';

const files: readonly (readonly [name: string, module: string, file: string, type: string])[] = [
  ['react.js', 'react', 'umd/react.production.min.js', SCRIPT],
  ['react-dom.js', 'react-dom', 'umd/react-dom.production.min.js', SCRIPT],
  ['graphiql.js', 'graphiql', 'graphiql.min.js', SCRIPT],
  ['graphiql.css', 'graphiql', 'graphiql.min.css', 'text/css; charset=utf-8'],
];

const here = createRequire(import.meta.url);

/** GraphiQL from the installed packages. @throws if they are left out (`npm install --omit=dev`). */
export const graphiqlAssets = (): Promise<Asset[]> =>
  Promise.all(files.map(async ([name, module, file, type]) =>
    asset(name, type, await readFile(join(dirname(here.resolve(`${module}/package.json`)), file))),
  ));

export function asset(name: string, type: string, content: Buffer): Asset {
  const [stem, extension] = name.split('.');
  const digest = createHash('sha384').update(content).digest();
  return { path: `/explorer/${stem}.${digest.toString('hex').slice(0, 16)}.${extension}`, type, content, integrity: `sha384-${digest.toString('base64')}` };
}
