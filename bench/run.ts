import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { check } from './check.js';
import { countyShapes } from './county/asks.js';
import { COUNTY_GATEWAYS, startContender } from './county/contenders.js';
import { createSetting } from './county/setting.js';
import { measureDecisions } from './decisions.js';
import { measure, type Contender, type Course, type Results, type Shape } from './measure.js';
import { installPeers } from './peers.js';
import { circumstances, record } from './record.js';
import { SHOP_GATEWAYS, SHOP_SHAPES, startShop } from './shop/contenders.js';
import { growthTable, startTable, table } from './table.js';
import { coreTable, targetTable } from './targets.js';

const HELP = `npm run bench [-- --quick] [--shape NAME,…] [--gateway NAME,…] [--json] [--record] [--rounds N] [--seconds N] [--callers N]
npm run bench -- --check

Measures gateways side by side on the same subgraphs and data, one gateway process each, taking turns:
  release on    this gateway as it is: identity, decisions, pruning, pseudonyms, tickets, durable access log
  release off   the same server, planner and transport without any of that
  stock         @apollo/gateway behind Apollo Server, without identity or anything else
  hive          Hive Gateway with its planner in JavaScript, requests in flight not shared
  hive rust     Hive Gateway with the query planner in Rust and the runtime made for it
  mercurius     Mercurius gateway; the shop only, see docs/performance.md
  by hand       an aggregator without GraphQL, written for these screens: the practical limit
Shapes of the county: view, caseload, catalogue, nested, growth, users, half load; "shop": the four subgraphs known from other benchmarks.
A name stands for all shapes that begin with it. Figures are medians over the rounds; processor time is the gateway process's own.
Before its rounds each gateway is loaded until its requests get no cheaper, at most a minute, so that what is measured is a service that has
been running for a while; whose turn it is not is paused.

  --quick       one round of a second each: whether it works, not how fast
  --json        raw figures of every round
  --record      puts the figures into docs/performance.md
  --rounds N    default 5
  --seconds N   of one round of one gateway, default 4
  --callers N   at once, where the shape does not say, default 8
  --check       for CI: fails if decisions are slower than their target, or release on costs more of stock's processor time than it should (a minute)
`;

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false }, record: { type: 'boolean', default: false }, help: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false }, shape: { type: 'string', default: '' }, gateway: { type: 'string', default: '' },
    rounds: { type: 'string' }, seconds: { type: 'string' }, callers: { type: 'string', default: '8' },
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const course: Course = {
  rounds: Number(flags.rounds ?? (flags.quick ? 1 : 5)), round: Number(flags.seconds ?? (flags.quick ? 1 : 4)) * 1_000, warmUp: flags.quick ? 500 : 60_000, say,
};

/** Those of the names that were asked for, all if none were. */
function chosen<T>(asked: string, all: readonly T[], nameOf: (item: T) => string, fits: (name: string, wanted: string) => boolean): T[] {
  const wanted = asked.split(',').filter(Boolean);
  return wanted.length === 0 ? [...all] : all.filter((item) => wanted.some((name) => fits(nameOf(item), name)));
}

interface Measured {
  readonly results: Results;
  readonly shapes: readonly Shape[];
  readonly contenders: readonly Contender[];
}

async function measureAll(starts: readonly (() => Promise<Contender>)[], shapes: readonly Shape[]): Promise<Measured> {
  const contenders: Contender[] = [];
  try {
    for (const begin of starts) contenders.push(await begin());
    return { results: await measure(contenders, shapes, course), shapes, contenders };
  } finally {
    await Promise.all(contenders.map(({ program }) => program.stop()));
  }
}

const isName = (name: string, wanted: string): boolean => name === wanted;
const isShape = (name: string, wanted: string): boolean => name.startsWith(wanted);

async function county(): Promise<Measured | null> {
  const names = chosen(flags.gateway, COUNTY_GATEWAYS, String, isName);
  const wanted = (shapes: readonly Shape[]): Shape[] => chosen(flags.shape, shapes, ({ name }) => name, isShape);
  if (names.length === 0 || wanted(countyShapes([], 1)).length === 0) return null;
  installPeers([...(names.includes('stock') ? ['apollo' as const] : []), ...(names.some((name) => name.startsWith('hive')) ? ['hive' as const] : [])], say);
  const setting = await createSetting(1_000, say);
  try {
    return await measureAll(names.map((name) => () => startContender(name, setting)), wanted(countyShapes(setting.county.released, Number(flags.callers))));
  } finally {
    await setting.close();
  }
}

async function shop(): Promise<Measured | null> {
  const names = chosen(flags.gateway, SHOP_GATEWAYS, String, isName);
  const shapes = chosen(flags.shape, SHOP_SHAPES, ({ name }) => name, isShape);
  if (names.length === 0 || shapes.length === 0) return null;
  const started = await startShop(names, say);
  try {
    return await measureAll(names.map((name) => () => started.contender(name)), shapes);
  } finally {
    await started.close();
  }
}

async function main(): Promise<void> {
  if (flags.help) return void process.stdout.write(HELP);
  if (flags.check) return void (process.exitCode = (await check(say)) ? 0 : 1);
  say('Deciding, without anything around it');
  const core = measureDecisions();
  const measured = [await county(), await shop()].filter((part) => part !== null);
  if (measured.length === 0) throw new Error('No gateway and shape of these names; --help lists them.');
  const load = loadavg()[0]!;
  if (flags.json) {
    const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load };
    const results = Object.assign({}, ...measured.map((part) => part.results)) as Results;
    return void process.stdout.write(`${JSON.stringify({ machine, core, ...course, callers: Number(flags.callers), results }, null, 2)}\n`);
  }
  const lines = [
    circumstances(process.argv.slice(2).filter((flag) => flag !== '--record').map((flag) => ` ${flag}`).join('')),
    coreTable(core),
    ...measured.map(({ results, shapes, contenders }) => `${table(results)}${growthTable(results, shapes)}${startTable(contenders)}${targetTable(results, contenders)}`),
  ];
  const figures = lines.join('\n\n');
  process.stdout.write(`${figures}\n`);
  if (flags.record) record(figures);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
