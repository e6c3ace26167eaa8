import { registerHooks } from 'node:module';

/** What a tree is attacked with; `files`: its sources that differ, by name. */
export interface Task {
  readonly files: readonly (readonly [file: string, source: string])[];
  readonly operations: number;
  readonly requests: number;
  readonly seed: number;
}

/** The program that attacks a compiled tree in a process of its own: is sent a task, and sends what it found first, or `null`. */
process.once('message', (task: Task) => void attackTree(task));

async function attackTree({ files, operations, requests, seed }: Task): Promise<void> {
  const home = new URL('../../', import.meta.url).href;
  const sources = new Map(files.map(([file, source]) => [home + file, source]));
  registerHooks({
    load(url, context, next) {
      const source = sources.get(url);
      return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
  const { patientCounty } = await import('./patient-county.js');
  const { attack } = await import('./campaign.js');
  const { attackGuard } = await import('./guard-campaign.js');
  const county = await patientCounty();
  let found = operations === 0 ? [] : (await attack(county, { operations, seed, hasty: true })).found;
  // Other clients than the operations have invented: the same seed would give the same ids.
  if (found.length === 0 && requests > 0) found = (await attackGuard(county, { each: requests, seed: -seed, hasty: true })).found;
  process.send!(found[0] ?? null, () => process.exit(0)); // its databases go with the server
}
