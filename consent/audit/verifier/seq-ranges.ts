import { decimal } from './base64.js';

/** Entries by their numbers, both ends included. */
export type Range = readonly [from: number, to: number];

/** `1-500,502` as ranges that rise; `null` for anything else. */
export function readRanges(text: string): readonly Range[] | null {
  const ranges: Range[] = [];
  for (const part of text.split(',')) {
    const [first, last = first, ...more] = part.split('-').map(decimal);
    if (first == null || last == null || more.length > 0 || first > last || first <= (ranges.at(-1)?.[1] ?? 0)) return null;
    ranges.push([first, last]);
  }
  return ranges;
}

/** Neighbouring and overlapping ranges as one. */
export function union(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Whether one of the rising ranges holds a number. */
export function holds(ranges: readonly Range[], seq: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]![1] < seq) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low]![0] <= seq;
}
