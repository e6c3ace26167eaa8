import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How the generated files of a folder differ from what would be emitted; one line each. */
export async function drift(folder: string, files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const present = await generatedFiles(folder, files);
  const missing = [...files.keys()].filter((file) => !present.has(file));
  const changed = [...files].filter(([file, text]) => present.has(file) && present.get(file) !== text).map(([file]) => file);
  const left = [...present.keys()].filter((file) => !files.has(file));
  return [
    ...missing.map((file) => `${file}: fehlt / is missing`),
    ...changed.map((file) => `${file}: veraltet / is out of date`),
    ...left.map((file) => `${file}: gehört zu keinem Teilgraphen mehr / belongs to no subgraph any more`),
  ].toSorted();
}

/** Makes the generated files of a folder exactly these. */
export async function write(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const left = [...(await generatedFiles(folder, files)).keys()].filter((file) => !files.has(file));
  await Promise.all([
    ...[...files].map(([file, text]) => writeFile(join(folder, file), text)),
    ...left.map((file) => rm(join(folder, file))),
  ]);
}

/** What lies in the folder under a name that is generated; every `.graphql` is, since no SDL here is written by hand. */
async function generatedFiles(folder: string, files: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql') || files.has(name));
  return new Map(await Promise.all(names.map(async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), 'utf8')])));
}
