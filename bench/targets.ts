import type { DecisionFigures } from './decisions.js';
import { median, type Contender, type Figures, type Results } from './measure.js';
import { row } from './table.js';

/** A figure that was measured and what it is to be at most; `null`: not measured in this run. */
interface Target {
  readonly what: string;
  readonly most: number;
  readonly measured: number | null;
  readonly unit?: string;
}

/** What the decision core is to keep, and whether it does. */
export interface CoreTarget {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly kept: boolean;
}

/** The targets of the decision core alone, on one core of the machine. */
export const coreTargets = ({ decisionsPerSecond, compileMicroseconds }: DecisionFigures): readonly CoreTarget[] => [
  { what: 'decisions a second', target: 'at least 10 million', measured: `${(decisionsPerSecond / 1e6).toFixed(1)} million`, kept: decisionsPerSecond >= 1e7 },
  { what: 'compiling one client’s release', target: 'at most 20 µs', measured: `${compileMicroseconds.toFixed(1)} µs`, kept: compileMicroseconds <= 20 },
];

const verdict = (kept: boolean): string => (kept ? 'met' : '**missed**');

/** What the decision core is to keep, as Markdown, with what was measured of it. */
export function coreTable(figures: DecisionFigures): string {
  const lines = coreTargets(figures).map(({ what, target, measured, kept }) => row([what, target, measured, verdict(kept)]));
  return [row(['the decision core alone, on one core', 'target', 'measured', '']), row(['---', '---', '---', '---']), ...lines].join('\n');
}

const HIVE = ['hive', 'hive rust'] as const;

/** What the gateway is to keep with release control on, as Markdown, with what was measured of it. */
export function targetTable(results: Results, contenders: readonly Contender[]): string {
  const known = targets(results, contenders).filter(({ measured }) => measured !== null);
  if (known.length === 0) return '';
  const lines = known.map(({ what, most, measured, unit = '' }) =>
    row([what, `${most}${unit}`, `${measured!.toFixed(measured! < 10 ? 2 : 0)}${unit}`, verdict(measured! <= most)]));
  return `\n${[row(['with release on', 'at most', 'measured', '']), row(['---', '---', '---', '---']), ...lines].join('\n')}\n`;
}

function targets(results: Results, contenders: readonly Contender[]): readonly Target[] {
  const of = (shape: string, name: string, pick: (figures: Figures) => number): number | null => {
    const rounds = results[shape]?.[name];
    return rounds ? median(rounds.map(pick)) : null;
  };
  const cpu = (shape: string, name: string): number | null => of(shape, name, ({ cpuPerRequest }) => cpuPerRequest);
  const cpuRatio = (shape: string, ...others: readonly string[]): number | null => ratio(cpu(shape, 'release on'), least(others.map((name) => cpu(shape, name))));
  const memory = (shape: string): number | null => of(shape, 'release on', (figures) => figures.memory);
  const perClient = (size: number): number | null => ratio(cpu(`growth ${size}`, 'release on'), Math.min(size, 100));
  const ready = contenders.find(({ name }) => name === 'release on')?.program.readyAfter;
  return [
    { what: 'view, processor time of stock', most: 0.5, measured: cpuRatio('view', 'stock') },
    { what: 'view, processor time of the best Hive mode', most: 0.6, measured: cpuRatio('view', ...HIVE) },
    { what: 'caseload, processor time of stock', most: 0.5, measured: cpuRatio('caseload', 'stock') },
    { what: 'shop, processor time of stock', most: 0.5, measured: cpuRatio('shop', 'stock') },
    { what: 'shop, processor time of the best Hive mode', most: 0.6, measured: cpuRatio('shop', ...HIVE) },
    { what: 'view, processor time of the aggregator by hand', most: 3, measured: cpuRatio('view', 'by hand') },
    { what: 'caseload, processor time of the aggregator by hand', most: 3, measured: cpuRatio('caseload', 'by hand') },
    { what: 'view, processor time of release off', most: 1.15, measured: cpuRatio('view', 'release off') },
    { what: 'caseload, processor time of release off', most: 1.15, measured: cpuRatio('caseload', 'release off') },
    { what: 'growth: one of 1,000 clients against one of 100', most: 1.1, measured: ratio(perClient(1_000), perClient(100)) },
    { what: 'growth: one of 100 clients against one of 10', most: 1.1, measured: ratio(perClient(100), perClient(10)) },
    { what: 'half load, p99 against p50', most: 3, measured: ratio(of('half load', 'release on', ({ p99 }) => p99), of('half load', 'release on', ({ p50 }) => p50)) },
    { what: 'memory on the view', most: 300, measured: memory('view'), unit: ' MB' },
    { what: 'memory on the caseload', most: 300, measured: memory('caseload'), unit: ' MB' },
    { what: 'start to ready', most: 5, measured: ready === undefined ? null : ready / 1_000, unit: ' s' },
  ];
}

const ratio = (own: number | null, other: number | null): number | null => (own === null || other === null ? null : own / other);

const least = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
};
