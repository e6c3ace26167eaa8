import type { Row } from './entries.js';
import { finding, type Finding } from './findings.js';
import { isEntry, type Reference } from './origins.js';

export interface Placed {
  /** For every row in the order of the file the entry it is (from 1), 0 for none. */
  readonly origins: readonly number[];
  /** Rows that are no entry, by their place (from 1); as many as were kept. */
  readonly odd: ReadonlyMap<number, Row | null>;
  /** Time of the entry before a place. */
  readonly timeBefore: ReadonlyMap<number, number>;
  /** Entries that the newest checkpoint attests. */
  readonly size: number;
  readonly reference: Reference;
}

/** What was done to the rows, told by comparing them with the entries of the tree: nothing but their order and what they are counts. */
export function placementFindings({ origins, odd, timeBefore, size, reference }: Placed): readonly Finding[] {
  const inOrder = longestRise(origins);
  const known = new Set(origins.filter((origin) => origin > 0));
  /** Entries that stand in their place; a further row that is one of them is a copy. */
  const there = new Set(origins.filter((_, index) => inOrder[index] === 1));
  const findings: Finding[] = [];
  const replaced: Replaced[] = [];

  const settle = (missing: readonly number[], places: readonly number[], atEnd: boolean): void => {
    const both = Math.min(missing.length, places.length);
    for (let index = 0; index < both; index++) replaced.push({ place: places[index]!, seq: missing[index]! });
    for (const place of places.slice(both)) findings.push(finding('INSERTED', 'ENTRY', place));
    for (const [from, to] of runs(missing.slice(both))) findings.push(finding(atEnd ? 'TRUNCATED' : 'REMOVED', 'ENTRY', from, to));
  };

  let next = 1;
  let odds: number[] = [];
  origins.forEach((origin, index) => {
    const place = index + 1;
    if (origin === 0) odds.push(place);
    else if (inOrder[index]) {
      settle(missingIn(next, Math.min(origin, size + 1), known), odds.filter((row) => row <= size + 1), false);
      odds = [];
      next = origin + 1;
    } else if (there.has(origin)) findings.push(finding('INSERTED', 'ENTRY', place));
    else {
      there.add(origin);
      findings.push(finding('REORDERED', 'ENTRY', origin));
    }
  });
  settle(missingIn(next, size + 1, known), odds.filter((place) => place <= size), true);
  return [...findings, ...judged(replaced, odd, timeBefore, reference)];
}

/** A row in the stead of an entry that is nowhere. */
interface Replaced {
  readonly place: number;
  readonly seq: number;
}

/** Rows that one odd row is compared with. */
const MOST_COMPARED = 200;

/** Whether rows in the stead of entries were changed, dated back, or belong in each other's place. */
function judged(replaced: readonly Replaced[], odd: Placed['odd'], timeBefore: Placed['timeBefore'], reference: Reference): readonly Finding[] {
  const compared = replaced.slice(0, MOST_COMPARED);
  return replaced.map(({ place, seq }) => {
    const row = odd.get(place);
    if (!row) return finding('CHANGED', 'ENTRY', seq);
    const belongs = compared.some((other) => {
      const there = odd.get(other.place);
      return other.place !== place && (isEntry(row, other.seq, reference) || (there && isEntry({ ...there, commitment: row.commitment }, other.seq, reference)));
    });
    return finding(belongs ? 'REORDERED' : row.at < (timeBefore.get(place) ?? 0) ? 'BACKDATED' : 'CHANGED', 'ENTRY', seq);
  });
}

function missingIn(from: number, before: number, known: ReadonlySet<number>): number[] {
  const missing: number[] = [];
  for (let seq = from; seq < before; seq++) if (!known.has(seq)) missing.push(seq);
  return missing;
}

/** Which numbers belong to the longest rising row of them (patience sorting); zeros never do. */
function longestRise(values: readonly number[]): Uint8Array {
  const ends: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  values.forEach((value, index) => {
    if (value === 0) return;
    let [low, high] = [0, ends.length];
    if (high > 0 && values[ends[high - 1]!]! < value) low = high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const rising = new Uint8Array(values.length);
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]!) rising[index] = 1;
  return rising;
}

/** Rising numbers as ranges. */
function runs(seqs: readonly number[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const seq of seqs) {
    const last = ranges.at(-1);
    if (last && seq === last[1] + 1) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges;
}
