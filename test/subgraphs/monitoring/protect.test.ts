import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { protect, rounded, withTotals, type Counts, type Figures } from '../../../subgraphs/kit/monitoring/protect.js';
import { runs } from '../../kit/long.js';
import { attack } from './attack.js';

/** Withholds only what is small: what must not be enough. */
const primaryOnly = (counts: Counts, threshold: number): Figures => withTotals(counts).map((row) => row.map((value) => (value < threshold ? null : value)));

/** Small figures that an attacker can tell not to be somewhere between zero and the threshold. */
function found(counts: Counts, published: Figures, threshold: number, most: number): string[] {
  const told = (ranges: ReturnType<typeof attack>): string[] => withTotals(counts).flatMap((row, r) => row.flatMap((value, c) => {
    const { least, most: greatest } = ranges[r]![c]!;
    return value < threshold && !(least === 0 && greatest >= threshold) ? [`${r},${c}: ${least} to ${greatest}`] : [];
  }));
  return told(attack(published, most, (ranges) => told(ranges).length === 0));
}

describe('small figures', () => {
  test('two unaccompanied minors in Schlangen are not shown, nor told by the rest (negative test i)', () => {
    const counts = [[2, 9], [8, 7]];
    expect(found(counts, primaryOnly(counts, 5), 5, 12)).toEqual(['0,0: 2 to 2']);
    expect(protect(counts, 5)).toEqual([[null, null, 11], [null, null, 15], [10, 16, 26]]);
    expect(found(counts, protect(counts, 5), 5, 12)).toEqual([]);
  });

  test('are withheld as totals, too', () => {
    const published = protect([[1, 0], [12, 9]], 5);
    expect(published[0]![2]).toBeNull();
    expect(found([[1, 0], [12, 9]], published, 5, 14)).toEqual([]);
  });

  test('that are zero are as secret as one: that nobody of seven has met a goal is about all seven', () => {
    expect(protect([[0, 7], [6, 8]], 5)[0]![0]).toBeNull();
  });

  test('leave what is large enough as it is', () => {
    expect(protect([[5, 6], [7, 8]], 5)).toEqual([[5, 6, 11], [7, 8, 15], [12, 14, 26]]);
  });

  test('a higher threshold withholds more', () => {
    const shown = (threshold: number) => protect([[5, 9, 30], [12, 20, 14], [25, 11, 40]], threshold).flat().filter((value) => value !== null).length;
    expect([shown(5), shown(6), shown(10)]).toEqual([16, 12, expect.any(Number)]);
    expect(shown(10)).toBeLessThanOrEqual(shown(6));
  });
});

describe('the attacker who tries all tables', () => {
  const shapes = [[2, 2], [2, 3], [3, 2]] as const;

  test.each(shapes)('finds no small figure of %i times %i: each could be anything from zero to the threshold', (rows, columns) => {
    const counts = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
    fc.assert(fc.property(counts, (table) => {
      expect(found(table, protect(table, 3), 3, 8)).toEqual([]);
    }), { seed: 2026, numRuns: runs(rows * columns === 4 ? 100 : 10, 500) });
  });

  test('does find them where only the small ones are withheld, so that the test above means something', () => {
    let caught = 0;
    fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 }), (table) => {
      if (found(table, primaryOnly(table, 3), 3, 8).length > 0) caught += 1;
    }), { seed: 2026, numRuns: 60 });
    expect(caught).toBeGreaterThan(25);
  });

  test('law: whatever the table, what is published is true, and all that is small is withheld', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 5, max: 10 }), (table, threshold) => {
      const full = withTotals(table);
      protect(table, threshold).forEach((row, r) => row.forEach((value, c) => {
        expect(value === null ? true : value === full[r]![c] && value >= threshold).toBe(true);
      }));
    }), { seed: 2026, numRuns: 50 });
  });
});

describe('tables about nearly the same people', () => {
  test('cannot be taken from each other: how few they differ by is lost in rounding', () => {
    const published = (people: number): number => rounded([[people]], 5)[0]![0]!;
    for (const fewer of [1, 2, 3, 4]) {
      const differences = Array.from({ length: 40 }, (_, people) => published(people + 10) - published(people + 10 - fewer));
      expect(new Set(differences)).toEqual(new Set([0, 5]));
    }
    expect(rounded([[43, 17, 60], [null, 5, 7]], 5)).toEqual([[45, 15, 60], [null, 5, 5]]);
  });
});
