import { leaves, segment, type Leaf } from './condition.js';
import { addDays, type Day } from './days.js';
import { ATTRIBUTES, type Attribute, type HypotheticalPerson } from './person.js';
import type { Outcome, Rule } from './rule.js';

/** Values of one attribute with which the outcome would be another one. */
export interface Change {
  readonly attribute: Attribute;
  /** Values of a choice; for numbers and days ranges such as `18–27`, `–2025-12-02`, `60–`. */
  readonly values: readonly string[];
  readonly outcome: Outcome;
}

interface Verdict {
  readonly outcome: Outcome;
  readonly settled: boolean;
}

/** Origin is told to nobody as something to be changed; what is unknown is asked for as unknown. */
const FIXED: readonly Attribute[] = ['origin'];

/** Tries every value that the rules tell apart, one attribute at a time. */
export function changes(
  person: HypotheticalPerson, rules: readonly Rule[], asOf: Day, outcome: Outcome, judged: (person: HypotheticalPerson) => Verdict,
): readonly Change[] {
  const conditions = rules.flatMap(({ when }) => leaves(when));
  const attributes = [...new Set(conditions.map(({ attribute }) => attribute))].filter((attribute) => !FIXED.includes(attribute));
  return attributes.flatMap((attribute) => {
    const found = new Map<Outcome, string[]>();
    for (const { value, labels } of probes(attribute, conditions, asOf)) {
      const verdict = judged({ ...person, [attribute]: value });
      if (verdict.settled && verdict.outcome !== outcome) found.set(verdict.outcome, [...(found.get(verdict.outcome) ?? []), ...labels]);
    }
    return [...found].map(([to, values]) => ({ attribute, values, outcome: to }));
  });
}

interface Probe {
  readonly value: unknown;
  /** Everything that the conditions do not tell apart from the value. */
  readonly labels: readonly string[];
}

/** One value for each way in which the conditions can come out. */
function probes(attribute: Attribute, conditions: readonly Leaf[], asOf: Day): readonly Probe[] {
  const own = conditions.filter((condition) => condition.attribute === attribute);
  const { kind, values } = ATTRIBUTES.get(attribute)!;
  if (kind === 'CHOICE') return alike(values ?? [], own);
  const [lowest, next] = kind === 'NUMBER' ? [0, (value: number | Day) => Number(value) + 1] as const : [undefined, (value: number | Day) => addDays(String(value), 1)] as const;
  const starts = new Set<number | Day>();
  for (const condition of own) {
    if (condition.kind === 'IN') continue;
    const [first, last] = segment(condition, asOf);
    if (first !== undefined) starts.add(first);
    if (last !== undefined) starts.add(next(last));
  }
  const cuts = [...starts].filter((cut) => cut !== lowest).sort((a, b) => (a < b ? -1 : 1));
  return [lowest, ...cuts].map((from, index) => {
    const after = cuts[index];
    const to = after === undefined ? undefined : before(after);
    return { value: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, labels: [from === to ? String(from) : `${from ?? ''}–${to ?? ''}`] };
  });
}

function alike(values: readonly string[], conditions: readonly Leaf[]): readonly Probe[] {
  const groups = new Map<string, string[]>();
  for (const value of values) {
    const key = conditions.map((condition) => (condition.kind === 'IN' && condition.values.includes(value) ? '1' : '0')).join('');
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()].map((labels) => ({ value: labels[0], labels }));
}

const before = (value: number | Day): number | Day => (typeof value === 'number' ? value - 1 : addDays(value, -1));
