import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkCore } from '../../bench/check.js';
import { GATEWAY } from '../../bench/county/contenders.js';
import { run } from '../../bench/load.js';
import { openSdl, SHOP } from '../../bench/shop/sdl.js';
import { withFigures } from '../../bench/record.js';
import { cpuRatio, growthTable } from '../../bench/table.js';
import { coreTable, targetTable } from '../../bench/targets.js';
import { measureDecisions } from '../../bench/decisions.js';
import { measure, type Figures } from '../../bench/measure.js';
import { compose } from '../../schema/compose.js';
import { composeFile } from '../kit/compose-file.js';

const costing = (...milliseconds: number[]): Figures[] =>
  milliseconds.map((cpuPerRequest) => ({ requestsPerSecond: 1, p50: 1, p95: 1, p99: 1, cpuPerRequest, memory: 1, bytes: 1 }));

async function serving<T>(answer: string, work: (origin: string) => Promise<T>, onRequest = (): void => undefined): Promise<T> {
  const server = createServer((_, response) => {
    onRequest();
    response.setHeader('content-type', 'application/json').end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const load = { headers: {}, bodies: ['{}'], callers: 2, milliseconds: 200 };

test('the shop of the benchmark keeps the rules of this gateway once everything is marked as open', () => {
  const subgraphs = Object.entries(SHOP).map(([name, sdl]) => ({ name, sdl: openSdl(sdl), url: `http://${name}.example/graphql` }));
  expect(compose(subgraphs).problems).toEqual([]);
});

test('load at a rate begins as many requests as the rate says, however fast they are answered', async () => {
  const { requests, bytes } = await serving('{"data":{}}', (origin) => run({ ...load, origin, rate: 100 }));
  expect(requests).toBe(20);
  expect(bytes).toBe(11);
});

test('an answer with errors ends the measurement: nobody is fast by failing', async () => {
  await expect(serving('{"data":null,"errors":[{"message":"no"}]}', (origin) => run({ ...load, origin }))).rejects.toThrow('"errors":[{"message":"no"}]');
});

/** How often a gateway was loaded, its one round included, if a request costs the next of these each time and then the last. */
async function loadsOf(...costs: number[]): Promise<number> {
  let looks = 0; // at the processor time: before and after each load
  let spent = 0;
  const program = { pid: 0, readyAfter: 0, memory: () => 0, pause: () => undefined, resume: async () => undefined, stop: async () => undefined, cpu: () => (looks++, spent) };
  const shape = { name: 'any', what: '', callers: 1, asks: async () => [{ endpoint: '', query: '', variables: {} }] };
  await serving('{}', (origin) => {
    const contender = { name: 'one', origin, program, headers: {}, body: () => '{}' };
    return measure([contender], [shape], { rounds: 1, round: 20, warmUp: 1_000, say: () => undefined });
  }, () => { spent += costs[Math.min((looks - 1) / 2, costs.length - 1)]!; });
  return looks / 2;
}

test('a gateway is warmed up until its requests get no cheaper, and not for ever', async () => {
  expect(await loadsOf(1)).toBe(5);
  expect(await loadsOf(9, 5, 5, 2)).toBe(8);
  expect(await loadsOf(...Array.from({ length: 50 }, (_, index) => 100 - index))).toBeLessThanOrEqual(11);
});

test('while a gateway is measured all others are paused', async () => {
  const running = new Set(['one', 'other']);
  const seen: string[] = [];
  const shape = { name: 'any', what: '', callers: 1, asks: async () => [{ endpoint: '', query: '', variables: {} }] };
  await serving('{}', (origin) => {
    const contender = (name: string) => ({
      name, origin, headers: {}, body: () => '{}',
      program: {
        pid: 0, readyAfter: 0, memory: () => 0, stop: async () => undefined, cpu: () => 0,
        pause: () => void running.delete(name), resume: async () => void running.add(name),
      },
    });
    return measure([contender('one'), contender('other')], [shape], { rounds: 2, round: 20, warmUp: 100, say: () => undefined });
  }, () => seen.push([...running].join()));
  expect(seen.filter((names, index) => names !== seen[index - 1])).toEqual(['one', 'other', 'one', 'other', 'one', 'other']);
  expect([...running]).toEqual([]);
});

test('costs are compared by their medians, and with nothing where the other did not run', () => {
  const byName = { 'release on': costing(1, 9, 2), stock: costing(4, 4, 80) };
  expect(cpuRatio(byName, 'release on', 'stock')).toBe(0.5);
  expect(cpuRatio(byName, 'release on', 'hive')).toBeNull();
});

test('growth is told as the cost of one client', () => {
  const shape = (clients: number) => ({ name: `growth ${clients}`, what: '', callers: 1, clients, asks: async () => [] });
  const results = { 'growth 1': { stock: costing(2) }, 'growth 100': { stock: costing(50) } };
  expect(growthTable(results, [shape(1), shape(100)])).toContain('| stock | 2000 | 500 |');
});

test('a target is met or missed by what was measured, against the best of the others, and not spoken of if it was not', () => {
  const lines = targetTable({ view: { 'release on': costing(4, 5), stock: costing(10), hive: costing(12), 'hive rust': costing(7) } }, []).trim().split('\n').slice(2);
  expect(lines).toEqual([
    '| view, processor time of stock | 0.5 | 0.50 | met |',
    '| view, processor time of the best Hive mode | 0.6 | 0.71 | **missed** |',
    '| memory on the view | 300 MB | 1.00 MB | met |',
  ]);
  expect(targetTable({}, [])).toBe('');
});

test('the decision core has targets of its own, and CI fails where it misses one', () => {
  const verdicts = (decisionsPerSecond: number, compileMicroseconds: number) => coreTable({ decisionsPerSecond, compileMicroseconds }).split('\n').slice(2);
  expect(verdicts(10_000_000, 20)).toEqual(['| decisions a second | at least 10 million | 10.0 million | met |', '| compiling one client’s release | at most 20 µs | 20.0 µs | met |']);
  expect(verdicts(9_940_000, 20.4)).toEqual(['| decisions a second | at least 10 million | 9.9 million | **missed** |', '| compiling one client’s release | at most 20 µs | 20.4 µs | **missed** |']);
  const said: string[] = [];
  const kept = [[1e7, 20], [9e6, 20], [1e7, 21]].map(([decisionsPerSecond, compileMicroseconds]) =>
    checkCore({ decisionsPerSecond: decisionsPerSecond!, compileMicroseconds: compileMicroseconds! }, (line) => said.push(line)));
  expect(kept).toEqual([true, false, false]);
  expect(said.filter((line) => line.startsWith('TOO SLOW'))).toEqual(['TOO SLOW: decisions a second: 9.0 million, at least 10 million', 'TOO SLOW: compiling one client’s release: 21.0 µs, at most 20 µs']);
});

test('decisions are measured on the core itself', () => {
  const { decisionsPerSecond, compileMicroseconds } = measureDecisions(0.01);
  expect(decisionsPerSecond).toBeGreaterThan(0);
  expect(compileMicroseconds).toBeGreaterThan(0);
});

test('figures replace those of the last record and nothing else', () => {
  const text = 'before\n<!-- figures: npm run bench -- --record -->\n\nold\n\n<!-- end of figures -->\nafter\n';
  expect(withFigures(text, '\nnew\n')).toBe(text.replace('old', 'new'));
  expect(() => withFigures('no place', 'new')).toThrow('no place for figures');
});

test('the gateway is measured as it is deployed', () => {
  expect(composeFile().services['gateway']!.command).toEqual(['node', ...GATEWAY]);
});
