import { FACETS, FIRST_FACET, WIDTH, type Columns, type Combinations } from './columns.js';
import type { Facet } from './filter.js';
import { choices, ranges, reachable, textMatch, type Question } from './match.js';
import { firstOf, type Hit } from './order.js';

export interface Found {
  readonly total: number;
  /** At most `first + 1`, in order. */
  readonly hits: readonly Hit[];
  readonly facets: readonly Facet[];
}

/** The ids of all entries that pass every filter, in order. */
export function everyMatch(columns: Columns, question: Question): readonly string[] {
  const { ids, numbers } = columns;
  const inRange = ranges(columns, question);
  const isReachable = reachable(columns, question);
  const text = textMatch(columns, question);
  const chosen = choices(columns, question);
  return ids.filter((_, slot) => {
    const at = slot * WIDTH;
    return inRange(at) && isReachable(at) && text.matches(at) && chosen.every(({ facet, allowed }) => allowed[numbers[at + FIRST_FACET + facet]!]);
  }).sort();
}

/** One pass over all entries: those that fail no filter are the result; those that fail one facet's only still count for that facet. */
export function search(columns: Columns, question: Question): Found {
  const { ids, numbers } = columns;
  const inRange = ranges(columns, question);
  const isReachable = reachable(columns, question);
  const text = textMatch(columns, question);
  const chosen = choices(columns, question);
  const counts = FACETS.map((name) => new Uint32Array(columns.facets[name].values.length));
  const best = firstOf(columns, question, text);
  let total = 0;
  nextEntry: for (let slot = 0, at = 0; slot < ids.length; slot += 1, at += WIDTH) {
    if (!inRange(at) || !isReachable(at) || !text.matches(at)) continue;
    let failed = -1;
    for (const { facet, allowed } of chosen) {
      if (allowed[numbers[at + FIRST_FACET + facet]!]) continue;
      if (failed >= 0) continue nextEntry;
      failed = facet;
    }
    if (failed >= 0) {
      counts[failed]![numbers[at + FIRST_FACET + failed]!]! += 1;
      continue;
    }
    total += 1;
    for (let facet = 0; facet < counts.length; facet += 1) counts[facet]![numbers[at + FIRST_FACET + facet]!]! += 1;
    best.offer(slot, at);
  }
  return { total, hits: best.hits(), facets: FACETS.map((name, facet) => ({ name, values: countsOf(columns.facets[name], counts[facet]!) })) };
}

function countsOf({ values }: Combinations, counts: Uint32Array): Facet['values'] {
  const sums = new Map<string, number>();
  counts.forEach((count, code) => {
    if (count > 0) for (const value of values[code]!) sums.set(value, (sums.get(value) ?? 0) + count);
  });
  return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
