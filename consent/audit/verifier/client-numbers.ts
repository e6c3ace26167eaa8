import { finding, MOST_FINDINGS, type Finding } from './findings.js';
import { union, type Range } from './seq-ranges.js';

/** Follows the running number of every client through the log. */
export interface ClientNumbers {
  /** An entry whose content is there. */
  entry(client: string, number: number, seq: number): void;
  /** An entry whose content was deleted: of a client that nobody knows any more. */
  deleted(number: number): void;
  /** The gaps that no deleted entry explains, and none of the entries that are known to be wrong. */
  findings(wrong: readonly Range[]): readonly Finding[];
}

interface Gap {
  readonly numbers: Set<number>;
  /** The entry of the client before the gap, 0 if none, and the one behind it. */
  readonly after: number;
  readonly seq: number;
}

/** Numbers a gap may have to be looked at one by one. */
const WIDEST_GAP = 100_000;

export function clientNumbers(): ClientNumbers {
  const last = new Map<string, { number: number; seq: number }>();
  const gaps = new Map<string, Gap[]>();
  const deleted = new Map<number, number>();
  /** Numbers that a client has twice; copied entries have theirs twice too. */
  const repeated: Finding[] = [];

  return {
    entry(client, number, seq) {
      const before = last.get(client) ?? { number: 0, seq: 0 };
      if (number <= before.number) {
        const filled = gaps.get(client)?.some(({ numbers }) => numbers.delete(number)) ?? false;
        if (!filled) repeated.push(finding('CLIENT_GAP', 'ENTRY', seq));
        return;
      }
      const numbers = new Set<number>();
      for (let missing = Math.max(before.number + 1, number - WIDEST_GAP); missing < number; missing++) {
        const left = deleted.get(missing) ?? 0;
        if (left > 0) deleted.set(missing, left - 1);
        else numbers.add(missing);
      }
      if (numbers.size > 0) gaps.set(client, [...(gaps.get(client) ?? []), { numbers, after: before.seq, seq }]);
      last.set(client, { number, seq });
    },
    deleted(number) {
      if (number > 0) deleted.set(number, (deleted.get(number) ?? 0) + 1);
    },
    findings(wrong) {
      const ranges = union(wrong);
      const within = (after: number, seq: number): number =>
        ranges.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, seq) - Math.max(from, after + 1) + 1), 0);
      const unexplained = [...gaps.values()].flat().slice(0, MOST_FINDINGS).filter(({ numbers, after, seq }) => numbers.size > within(after, seq));
      return [...unexplained.map(({ seq }) => finding('CLIENT_GAP', 'ENTRY', seq)), ...(wrong.length === 0 ? repeated : [])].toSorted((one, other) => one.from - other.from);
    },
  };
}
