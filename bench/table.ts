import { median, type Contender, type Figures, type Results, type Shape } from './measure.js';

const COLUMNS = ['shape', 'gateway', 'requests/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms/request (spread)', 'of stock', 'RSS MB', 'bytes'];
export const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const spread = (values: readonly number[]): string => `${Math.min(...values).toPrecision(3)}–${Math.max(...values).toPrecision(3)}`;

/** Medians over the rounds, as Markdown; `docs/performance.md` has it as it is. */
export function table(results: Results): string {
  const lines = [row(COLUMNS), row(COLUMNS.map(() => '---'))];
  for (const [shape, byName] of Object.entries(results)) {
    for (const [name, rounds] of Object.entries(byName)) {
      const of = (pick: (figures: Figures) => number): number => median(rounds.map(pick));
      const cpu = rounds.map(({ cpuPerRequest }) => cpuPerRequest);
      const ratio = cpuRatio(byName, name, 'stock');
      lines.push(row([
        shape, name, of((f) => f.requestsPerSecond).toFixed(0), of((f) => f.p50).toFixed(1), of((f) => f.p95).toFixed(1), of((f) => f.p99).toFixed(1),
        `${median(cpu).toFixed(2)} (${spread(cpu)})`, ratio === null ? '' : ratio.toFixed(2), of((f) => f.memory), of((f) => f.bytes),
      ]));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Microseconds of the gateway's processor time for each client, by the number of clients that are asked for. */
export function growthTable(results: Results, shapes: readonly Shape[]): string {
  const sizes = shapes.filter(({ clients, name }) => clients && results[name]);
  const names = Object.keys(results[sizes[0]?.name ?? ''] ?? {});
  if (names.length === 0) return '';
  const costs = (name: string): string[] =>
    sizes.map(({ name: shape, clients }) => ((median(results[shape]![name]!.map(({ cpuPerRequest }) => cpuPerRequest)) * 1_000) / clients!).toFixed(0));
  const head = ['CPU µs per client', ...sizes.map(({ name }) => name)];
  return `\n${[row(head), row(head.map(() => '---')), ...names.map((name) => row([name, ...costs(name)]))].join('\n')}\n`;
}

export const startTable = (contenders: readonly Contender[]): string =>
  `\nStart to ready: ${contenders.map(({ name, program }) => `${name} ${(program.readyAfter / 1_000).toFixed(1)} s`).join(', ')}\n`;

/** Processor time per request as a share of another's, in the same rounds; `null` without the other. */
export function cpuRatio(byName: Results[string], name: string, other: string): number | null {
  const cost = (of: string): number | null => (byName[of] ? median(byName[of].map(({ cpuPerRequest }) => cpuPerRequest)) : null);
  const [own, others] = [cost(name), cost(other)];
  return own === null || others === null ? null : own / others;
}
