import { ENTRY_FROM, ENTRY_UNTIL, FREE_PLACES, PLACES, WIDTH, type Columns } from './columns.js';
import { sortableNumber, type Position } from './cursor.js';
import { distancesFrom, type Question, type TextMatch } from './match.js';

export interface Hit extends Position {
  /** Kilometres from `near`; `null` without. */
  readonly distanceKm: number | null;
}

/** Keeps the first entries behind the cursor while all are offered. */
export function firstOf(columns: Columns, question: Question, text: TextMatch) {
  const { sort, after, first, filter: { near } } = question;
  const { ids, titles, numbers, places } = columns;
  const distances = near ? distancesFrom(near, places) : null;
  const place = sort === 'TITLE' ? null : numericPlace(columns, question, distances, text);
  const kept: Place[] = [];
  const start: Place | null = after && { slot: -1, value: place ? Number(after.key) : after.key, id: after.id };
  return {
    offer(slot: number, at: number): void {
      const value = place ? place(at) : titles[slot]!;
      const id = ids[slot]!;
      if (kept.length > first && !isBefore(value, id, kept[kept.length - 1]!)) return;
      if (start && !isBefore(start.value, start.id, { slot, value, id })) return;
      let position = kept.length;
      while (position > 0 && isBefore(value, id, kept[position - 1]!)) position -= 1;
      kept.splice(position, 0, { slot, value, id });
      if (kept.length > first + 1) kept.pop();
    },
    hits: (): readonly Hit[] => kept.map(({ slot, value, id }) => ({
      id, key: typeof value === 'number' ? sortableNumber(value) : value, distanceKm: distances && distances[numbers[slot * WIDTH + PLACES]!]!,
    })),
  };
}

interface Place {
  readonly slot: number;
  readonly value: number | string;
  readonly id: string;
}

const isBefore = (value: number | string, id: string, other: Place): boolean => value < other.value || (value === other.value && id < other.id);

/** Where an entry stands, small numbers first, in every order but that of titles. */
function numericPlace({ numbers }: Columns, { sort, today }: Question, distances: readonly number[] | null, text: TextMatch): (at: number) => number {
  /** Somebody can begin today where entry is open. */
  const start = (at: number): number => {
    const [from, until] = [numbers[at + ENTRY_FROM]!, numbers[at + ENTRY_UNTIL]!];
    const soonest = until < today ? until : today;
    return from > soonest ? from : soonest;
  };
  switch (sort) {
    case 'DISTANCE': return (at) => Math.round(distances![numbers[at + PLACES]!]! * 10);
    case 'FREE_PLACES': return (at) => MOST - numbers[at + FREE_PLACES]!;
    case 'RELEVANCE': return (at) => text.outsideTitle() * MOST + start(at); // a word in the title weighs more than any date
    default: return start;
  }
}

/** More than there are places, and days. */
const MOST = 10_000_000;
