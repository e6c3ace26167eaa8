/** How much two samples of durations differ. */
export interface Difference {
  /** Cliff's delta: how much oftener a duration of the one exceeds one of the other than the reverse, from -1 to 1. */
  readonly delta: number;
  /** Difference of the medians, in the unit of the durations, with an interval that holds it with 99 %. */
  readonly median: number;
  readonly interval: readonly [number, number];
}

/** @param next a source of numbers in [0, 1), for the bootstrap */
export function difference(one: readonly number[], other: readonly number[], next: () => number, rounds = 500): Difference {
  const drawn = (from: readonly number[]): number => median(from.map(() => from[Math.floor(next() * from.length)]!));
  const medians = Array.from({ length: rounds }, () => drawn(one) - drawn(other)).sort((a, b) => a - b);
  return {
    delta: cliffsDelta(one, other),
    median: median(one) - median(other),
    interval: [medians[Math.floor(rounds * 0.005)]!, medians[Math.ceil(rounds * 0.995) - 1]!],
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

/** Norman Cliff, Dominance statistics, 1993. */
export function cliffsDelta(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (const a of one) for (const b of other) sum += Math.sign(a - b);
  return sum / (one.length * other.length);
}
