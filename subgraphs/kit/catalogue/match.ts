import { Cefr, type Municipality } from '../enums.js';
import {
  AGE_MAX, AGE_MIN, dayNumber, ENDS_ON, ENTRY_FROM, ENTRY_UNTIL, FACETS, FREE_PLACES, LEVEL_FROM, LEVEL_TO, NEVER, PLACES, WAITING_DAYS, WORDS_FROM, WORDS_TO,
  type Columns, type Combinations,
} from './columns.js';
import type { Position } from './cursor.js';
import type { CatalogueFilter, CatalogueSort, FacetName } from './filter.js';
import { distanceKm } from './places.js';

/** What is looked for; `kinds` differ by catalogue. */
export interface Question {
  readonly filter: CatalogueFilter & { readonly kinds?: readonly string[] | null };
  readonly sort: CatalogueSort;
  readonly first: number;
  readonly after: Position | null;
  /** For each word of the text the words of the vocabulary that stand for it; `null` without text. */
  readonly words: readonly (readonly string[])[] | null;
  /** Days since 1970. */
  readonly today: number;
}

/** About the entry whose numbers begin at `at`. */
export type Test = (at: number) => boolean;

/** Days, ages, places and waiting: what no facet counts. */
export function ranges({ numbers }: Columns, { filter, today }: Question): Test {
  const earliest = filter.startsFrom ? dayNumber(filter.startsFrom) : -Infinity;
  const latest = filter.startsUntil ? dayNumber(filter.startsUntil) : Infinity;
  const stillOn = filter.ended ? NEVER + 1 : today;
  const age = filter.age ?? null;
  const patience = filter.waitingDays ?? Infinity;
  const leastFree = filter.freePlaces ?? 0;
  const level = filter.level ? LEVELS.indexOf(filter.level) : null;
  return (at) =>
    numbers[at + ENDS_ON]! >= stillOn && numbers[at + ENTRY_UNTIL]! >= earliest && numbers[at + ENTRY_FROM]! <= latest && numbers[at + FREE_PLACES]! >= leastFree &&
    (age === null || (numbers[at + AGE_MIN]! <= age && numbers[at + AGE_MAX]! >= age)) &&
    (numbers[at + FREE_PLACES]! > 0 || numbers[at + WAITING_DAYS]! <= patience) &&
    (level === null || (numbers[at + LEVEL_FROM]! <= level && numbers[at + LEVEL_TO]! > level)); // can begin, and gets further
}

const LEVELS = Object.keys(Cefr) as readonly Cefr[];
const always: Test = () => true;

export function reachable({ numbers, places }: Columns, { filter: { near, withinKm } }: Question): Test {
  if (!near || withinKm === null || withinKm === undefined) return always;
  const distances = distancesFrom(near, places);
  return (at) => distances[numbers[at + PLACES]!]! <= withinKm;
}

/** To the nearest of an entry's places, by combination of places. */
export const distancesFrom = (near: Municipality, { values }: Combinations): readonly number[] =>
  values.map((places) => Math.min(...places.map((place) => distanceKm(near, place as Municipality))));

export interface TextMatch {
  /** Whether every word of the question stands in the entry, itself or a word that stands for it. */
  readonly matches: Test;
  /** How many words of the question do not stand in the title of the entry that matched last. */
  readonly outsideTitle: () => number;
}

export function textMatch(columns: Columns, { words }: Question): TextMatch {
  if (words === null) return { matches: always, outsideTitle: () => 0 };
  const { numbers, words: codes } = columns;
  const bits = wordBits(columns, words);
  const all = 2 ** words.length - 1;
  let inTitle = 0;
  return {
    matches(at) {
      let found = 0;
      inTitle = 0;
      for (let index = numbers[at + WORDS_FROM]!; index < numbers[at + WORDS_TO]!; index += 1) {
        const bit = bits[codes[index]! >>> 1]!;
        found |= bit;
        if (codes[index]! & 1) inTitle |= bit;
      }
      return found === all;
    },
    outsideTitle() {
      let outside = words.length;
      for (let rest = inTitle; rest !== 0; rest &= rest - 1) outside -= 1;
      return outside;
    },
  };
}

/** Per word of the vocabulary the words of the question that it stands for, as bits. */
function wordBits({ vocabulary }: Columns, words: NonNullable<Question['words']>): Uint32Array {
  const bits = new Uint32Array(vocabulary.texts.length);
  for (const [index, group] of words.entries()) {
    for (const code of group.map((word) => vocabulary.find(word))) if (code !== undefined) bits[code]! |= 1 << index;
  }
  return bits;
}

/** The facets that are filtered by, each with the combinations of values that pass. */
export function choices({ facets }: Columns, { filter }: Question): readonly { facet: number; allowed: Uint8Array }[] {
  const wanted: Partial<Record<FacetName, readonly string[] | null>> = {
    KIND: filter.kinds ?? null, LEVEL_FROM: filter.levelFrom ?? null, LEVEL_TO: filter.levelTo ?? null, MUNICIPALITY: filter.municipalities ?? null,
    FORMAT: filter.formats ?? null, CHILDCARE: one(filter.childcare), WOMEN_ONLY: one(filter.womenOnly), PROVIDER: filter.providers ?? null,
    FUNDED_BY: filter.fundedBy ?? null,
  };
  return FACETS.flatMap((name, facet) => {
    const values = wanted[name];
    return values ? [{ facet, allowed: Uint8Array.from(facets[name].values, (own) => Number(own.some((value) => values.includes(value)))) }] : [];
  });
}

const one = (value: boolean | null | undefined): readonly string[] | null => (typeof value === 'boolean' ? [String(value)] : null);

