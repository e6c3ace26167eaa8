import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { on } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS, type Fault } from './faults.js';
import type { Found, Task } from './task.js';
import { compileTree, faulty } from './tree.js';

/** The attacks are worth what they notice: each of these faults, planted in a copy of the product. */
const AT_ONCE = 2;
const MANY = { OPERATIONS: 1_000, REQUESTS: 150 };
/** Without a fault; shorter, as `generated` and `guard` try the same at length. */
const FEW = { OPERATIONS: 100, REQUESTS: 20 };

/** A number that follows from the text. */
const crowdOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE() % 1_000_000;
const task = (by: Task['by'], faults: readonly Fault[]): Task => ({ by, copies: faults.map(filesOf), everywhere: [], crowds: faults.map(({ what, crowd }) => crowd ?? crowdOf(what)), many: MANY[by] });
const filesOf = ({ slips }: Fault) => [...faulty(slips)];
const tree = compileTree();
const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
const found = new Map<Fault, Promise<Found>>();
let begun = 0;

/** What was found first in each copy, as far as the attack has come. */
function attacked(next: Task): Promise<Found>[] {
  const told = next.copies.map(() => Promise.withResolvers<Found>());
  const lane = begun++ % AT_ONCE;
  for (const { promise } of told) promise.catch(() => undefined); // whoever awaits it hears of it
  lanes[lane] = lanes[lane]!.then(async () => {
    const child = fork(join(tree, 'test/attack/run.js'), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const ended = new AbortController();
    child.once('exit', () => ended.abort());
    child.send(next);
    let copy = 0;
    try {
      for await (const [one] of on(child, 'message', { signal: ended.signal })) told[copy++]!.resolve(one as Found);
    } catch {
      for (const { reject } of told.slice(copy)) reject(new Error(`The attack broke off (${child.exitCode}).`));
    }
  });
  return told.map(({ promise }) => promise);
}

const untouched = (['OPERATIONS', 'REQUESTS'] as const).flatMap((by) => attacked({ by, copies: [[]], everywhere: [], crowds: [crowdOf('nothing')], many: FEW[by] }));
for (const by of ['OPERATIONS', 'REQUESTS'] as const) {
  const copied = FAULTS.filter((fault) => fault.by === by && fault.where === 'COPY');
  for (let lane = 0; lane < AT_ONCE; lane++) {
    const share = copied.filter((_, index) => index % AT_ONCE === lane);
    attacked(task(by, share)).forEach((one, index) => found.set(share[index]!, one));
  }
}
for (const fault of FAULTS.filter(({ where }) => where === 'EVERYWHERE')) found.set(fault, attacked({ ...task(fault.by, [fault]), copies: [[]], everywhere: filesOf(fault) })[0]!);

afterAll(() => { rmSync(tree, { recursive: true }); });

it('finds nothing in the product as it is', async () => {
  expect(await Promise.all(untouched)).toEqual([null, null]);
}, 300_000);

it.each(FAULTS.map((fault) => [fault.what, fault] as const))('notices that %s', async (_what, fault) => {
  expect(await found.get(fault)).toEqual(expect.any(String));
}, 600_000);

it('knows twenty-five faults and more', () => expect(FAULTS.length).toBeGreaterThanOrEqual(25));
