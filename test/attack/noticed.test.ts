import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS, type Fault } from './faults.js';
import type { Task } from './run.js';
import { compileTree, faulty } from './tree.js';

/** The attacks are worth what they notice: each of these faults, planted in a copy of the product. */
const AT_ONCE = 2;
const SEED = 7;
const UNTOUCHED: Task = { files: [], operations: 200, requests: 60, seed: SEED };
const taskOf = ({ by, slips }: Fault): Task =>
  ({ files: [...faulty(slips)], operations: by === 'OPERATIONS' ? 1_000 : 0, requests: by === 'REQUESTS' ? 300 : 0, seed: SEED });

const tree = compileTree();
const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
const running = [UNTOUCHED, ...FAULTS.map(taskOf)].map((task, index) => {
  const found = lanes[index % AT_ONCE]!.then(() => attacked(task));
  lanes[index % AT_ONCE] = found.catch(() => undefined);
  return found;
});
afterAll(() => { rmSync(tree, { recursive: true }); });

/** What was found first in a tree with these files. */
async function attacked(task: Task): Promise<string | null> {
  const child = fork(join(tree, 'test/attack/run.js'), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(task);
  const [found] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => { throw new Error(`The attack broke off (${code}).`); })])) as [string | null];
  return found;
}

it('finds nothing in the product as it is', async () => {
  expect(await running[0]).toBeNull();
}, 120_000);

it.each(FAULTS.map(({ what }, index) => [what, index + 1] as const))('notices that %s', async (_what, index) => {
  expect(await running[index]).toEqual(expect.any(String));
}, 300_000);

it('knows fifteen faults and more', () => expect(FAULTS.length).toBeGreaterThanOrEqual(15));
