import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { PURPOSE } from './county.js';
import { measureDecisions } from './decisions.js';
import { run } from './load.js';
import { start, type Program } from './program.js';
import { CASELOAD, UNIFIED_VIEW } from './queries.js';
import { createSetting, type Setting } from './setting.js';

const HELP = `npm run bench [-- --json] [--rounds N] [--seconds N] [--callers N]

Measures, side by side on the same agencies and data, one gateway process each, alternating:
  release on    this gateway as it is: identity, decisions, pruning, pseudonyms, tickets, durable access log
  release off   the same server, planner and transport without any of that
  stock         @apollo/gateway behind Apollo Server, without identity or anything else
And the decision core alone: decisions per second, and the time to compile one client's release.
Figures are medians over the rounds with their spread; processor time is the gateway process's own.
`;

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '4' }, callers: { type: 'string', default: '8' },
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Contender {
  readonly name: string;
  readonly origin: string;
  readonly program: Program;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: Readonly<Record<'view' | 'caseload', readonly string[]>>;
}

interface Figures {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuPerRequest: number;
  readonly memory: number;
  readonly bytes: number;
}

async function contenders(setting: Setting): Promise<Contender[]> {
  const { county, pseudonyms, open, identity, token, gatewayEnv } = setting;
  const bodies = (idOf: (id: string) => string): Contender['bodies'] => ({
    view: county.released.map((id) => JSON.stringify({ query: UNIFIED_VIEW, variables: { id: idOf(id) } })),
    caseload: [JSON.stringify({ query: CASELOAD })],
  });
  const released = { authorization: `Bearer ${token}`, 'x-purpose-of-use': PURPOSE };
  const plain = [JSON.stringify(open), JSON.stringify(county.county.clients.map(({ id }) => id))];
  const files = ['schema/supergraph.graphql', 'schema/consent.graphql'];
  const health = (port: number, path: string): string => `http://127.0.0.1:${port}${path}`;
  return [
    {
      name: 'release on', origin: health(4_701, ''), headers: released,
      bodies: bodies((id) => pseudonyms.write('unit:KREIS_SERVICESTELLE', id)),
      program: await start(['dist/gateway/main.js'], { ...gatewayEnv, PORT: '4701' }, health(4_701, '/health/ready')),
    },
    {
      name: 'release off', origin: health(4_702, ''), headers: released, bodies: bodies((id) => id),
      program: await start(['dist/bench/plain-gateway.js', '4702', ...files, ...plain, JSON.stringify(identity)], { NODE_ENV: 'production' }, health(4_702, '/health/live')),
    },
    {
      name: 'stock', origin: health(4_703, ''), headers: {}, bodies: bodies((id) => id),
      program: await start(['bench/peers/stock.js', '4703', ...files, ...plain], { NODE_ENV: 'production' }, health(4_703, '/?query=%7B__typename%7D')),
    },
  ];
}

async function measure({ origin, headers, bodies, program }: Contender, shape: 'view' | 'caseload', milliseconds: number): Promise<Figures> {
  const before = program.cpu();
  const load = await run({ origin, headers, bodies: bodies[shape], callers: Number(flags.callers), milliseconds });
  const at = (share: number): number => load.latencies[Math.min(load.latencies.length - 1, Math.floor(load.latencies.length * share))]!;
  return {
    requestsPerSecond: load.requests / load.seconds, p50: at(0.5), p99: at(0.99),
    cpuPerRequest: (program.cpu() - before) / load.requests, memory: program.memory(), bytes: load.bytes,
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const spread = (values: readonly number[]): string => `${Math.min(...values).toPrecision(3)}–${Math.max(...values).toPrecision(3)}`;

async function main(): Promise<void> {
  if (flags.help) return void process.stdout.write(HELP);
  say('Deciding, without anything around it');
  const core = measureDecisions();
  const setting = await createSetting(say);
  const all: Contender[] = [];
  try {
    all.push(...(await contenders(setting)));
    const results: Record<string, Record<string, Figures[]>> = {};
    for (const shape of ['view', 'caseload'] as const) {
      say(`Warming up: ${shape}`);
      for (const contender of all) await measure(contender, shape, 2_000);
      for (let round = 1; round <= Number(flags.rounds); round += 1) {
        say(`${shape}: round ${round} of ${flags.rounds}`);
        for (const contender of all) {
          const figures = await measure(contender, shape, Number(flags.seconds) * 1_000);
          ((results[shape] ??= {})[contender.name] ??= []).push(figures);
        }
      }
    }
    const decisions = `${(core.decisionsPerSecond / 1e6).toFixed(1)} million decisions/s on one core, ${core.compileMicroseconds.toFixed(1)} µs to compile one client's release`;
    process.stdout.write(flags.json ? `${JSON.stringify({ core, ...summary(results) }, null, 2)}\n` : `${decisions}\n\n${table(results)}`);
  } finally {
    await Promise.all(all.map(({ program }) => program.stop()));
    await setting.close();
  }
}

const summary = (results: Record<string, Record<string, Figures[]>>) => ({
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }, callers: Number(flags.callers), rounds: Number(flags.rounds), results,
});

function table(results: Record<string, Record<string, Figures[]>>): string {
  const lines = ['| shape | gateway | requests/s | p50 ms | p99 ms | CPU ms/request (spread) | of stock | RSS MB | bytes |', '|---|---|---|---|---|---|---|---|---|'];
  for (const [shape, byName] of Object.entries(results)) {
    const stock = median(byName['stock']!.map(({ cpuPerRequest }) => cpuPerRequest));
    for (const [name, rounds] of Object.entries(byName)) {
      const of = (pick: (figures: Figures) => number): number => median(rounds.map(pick));
      const cpu = rounds.map(({ cpuPerRequest }) => cpuPerRequest);
      lines.push(`| ${[shape, name, of((f) => f.requestsPerSecond).toFixed(0), of((f) => f.p50).toFixed(1), of((f) => f.p99).toFixed(1),
        `${median(cpu).toFixed(2)} (${spread(cpu)})`, (median(cpu) / stock).toFixed(2), of((f) => f.memory), of((f) => f.bytes)].join(' | ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

await main();
