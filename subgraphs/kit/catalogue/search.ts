import { Cefr, type Municipality } from '../enums.js';
import { dayNumber, FACETS, type Columns, type FacetColumn } from './columns.js';
import { sortableNumber, type Position } from './cursor.js';
import type { CatalogueFilter, CatalogueSort, Facet, FacetName } from './filter.js';
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

export interface Hit extends Position {
  /** Kilometres from `near`; `null` without. */
  readonly distanceKm: number | null;
}

export interface Found {
  readonly total: number;
  /** At most `first + 1`, in order. */
  readonly hits: readonly Hit[];
  readonly facets: readonly Facet[];
}

/** One pass over all entries: those that fail no filter are the result; those that fail one facet's only still count for that facet. */
export function search(columns: Columns, question: Question): Found {
  const matches = [ranges(columns, question), reachable(columns, question), text(columns, question)].filter((test) => test !== null);
  const chosen = choices(columns, question);
  const counts = FACETS.map((name) => new Uint32Array(columns.facets[name].values.length));
  const codes = FACETS.map((name) => columns.facets[name].codes);
  const best = firstOf(columns, question);
  let total = 0;
  nextEntry: for (let slot = 0; slot < columns.entries.length; slot += 1) {
    for (const test of matches) if (!test(slot)) continue nextEntry;
    let failed = -1;
    for (const { facet, allowed } of chosen) {
      if (allowed[codes[facet]![slot]!]) continue;
      if (failed >= 0) continue nextEntry;
      failed = facet;
    }
    if (failed >= 0) {
      counts[failed]![codes[failed]![slot]!]! += 1;
      continue;
    }
    total += 1;
    for (let facet = 0; facet < codes.length; facet += 1) counts[facet]![codes[facet]![slot]!]! += 1;
    best.offer(slot);
  }
  return { total, hits: best.hits(), facets: FACETS.map((name, facet) => ({ name, values: countsOf(columns.facets[name], counts[facet]!) })) };
}

type Test = ((slot: number) => boolean) | null;

/** Days, ages, places and waiting: what no facet counts. */
function ranges({ entries, entryFrom, entryUntil, endsOn, freePlaces }: Columns, { filter, today }: Question): Test {
  const earliest = filter.startsFrom ? dayNumber(filter.startsFrom) : -Infinity;
  const latest = filter.startsUntil ? dayNumber(filter.startsUntil) : Infinity;
  const running = filter.ended ? -Infinity : today;
  const { age = null, waitingDays = null, level = null } = filter;
  const leastFree = filter.freePlaces ?? 0;
  return (slot) => {
    const entry = entries[slot]!;
    if (entry.withdrawn || endsOn[slot]! < running || entryUntil[slot]! < earliest || entryFrom[slot]! > latest || freePlaces[slot]! < leastFree) return false;
    if (age !== null && ((entry.ageMin ?? 0) > age || (entry.ageMax ?? Infinity) < age)) return false;
    if (waitingDays !== null && freePlaces[slot] === 0 && (entry.waitingDays ?? Infinity) > waitingDays) return false;
    return level === null || leadsOn(entry.levelFrom, entry.levelTo, level);
  };
}

const LEVELS = Object.keys(Cefr) as readonly Cefr[];

/** Somebody at `level` can begin here, and gets further. */
const leadsOn = (from: Cefr | null, to: Cefr | null, level: Cefr): boolean =>
  (from === null || LEVELS.indexOf(from) <= LEVELS.indexOf(level)) && (to === null || LEVELS.indexOf(to) > LEVELS.indexOf(level));

function reachable(columns: Columns, { filter: { near, withinKm } }: Question): Test {
  if (!near || withinKm === null || withinKm === undefined) return null;
  const distances = distancesFrom(near, columns.places);
  return (slot) => distances[columns.places.codes[slot]!]! <= withinKm;
}

/** To the nearest of an entry's places, by combination of places. */
const distancesFrom = (near: Municipality, { values }: FacetColumn): readonly number[] =>
  values.map((places) => Math.min(...places.map((place) => distanceKm(near, place as Municipality))));

/** Every word of the question must stand in the entry, itself or a word that stands for it. */
function text(columns: Columns, { words }: Question): Test {
  if (words === null) return null;
  const bits = wordBits(columns, words);
  const all = 2 ** words.length - 1;
  return (slot) => {
    let found = 0;
    for (const word of columns.words[slot]!) found |= bits[word >>> 1]!;
    return found === all;
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
function choices({ facets }: Columns, { filter }: Question): readonly { facet: number; allowed: Uint8Array }[] {
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

function countsOf({ values }: FacetColumn, counts: Uint32Array): Facet['values'] {
  const sums = new Map<string, number>();
  counts.forEach((count, code) => {
    if (count > 0) for (const value of values[code]!) sums.set(value, (sums.get(value) ?? 0) + count);
  });
  return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Keeps the first entries behind the cursor while all are offered. */
function firstOf(columns: Columns, question: Question) {
  const { sort, after, first, filter: { near } } = question;
  const { entries, titles } = columns;
  const distances = near ? distancesFrom(near, columns.places) : null;
  const distance = (slot: number): number | null => distances && distances[columns.places.codes[slot]!]!;
  const number = numericKey(columns, question, distance);
  const key = (slot: number): string => (sort === 'TITLE' ? titles[slot]! : sortableNumber(number(slot)));
  const kept: { slot: number; value: number | string; id: string }[] = [];
  const isBefore = (value: number | string, id: string, other: { value: number | string; id: string }): boolean =>
    value < other.value || (value === other.value && id < other.id);
  const start = after && { value: sort === 'TITLE' ? after.key : Number(after.key), id: after.id };
  return {
    offer(slot: number): void {
      const value = sort === 'TITLE' ? titles[slot]! : number(slot);
      const { id } = entries[slot]!;
      const last = kept.length > first ? kept[kept.length - 1]! : null;
      if (last && !isBefore(value, id, last)) return;
      if (start && !isBefore(start.value, start.id, { value, id })) return;
      let at = kept.length;
      while (at > 0 && isBefore(value, id, kept[at - 1]!)) at -= 1;
      kept.splice(at, 0, { slot, value, id });
      if (kept.length > first + 1) kept.pop();
    },
    hits: (): readonly Hit[] => kept.map(({ slot, id }) => ({ key: key(slot), id, distanceKm: distance(slot) })),
  };
}

/** Where an entry stands, small numbers first, for every order but that of titles. */
function numericKey(columns: Columns, question: Question, distance: (slot: number) => number | null): (slot: number) => number {
  const start = (slot: number): number => {
    const from = columns.entryFrom[slot]!;
    const until = columns.entryUntil[slot]!;
    return Math.max(from, Math.min(until, question.today)); // somebody can begin today where entry is open
  };
  switch (question.sort) {
    case 'DISTANCE': return (slot) => Math.round(distance(slot)! * 10);
    case 'FREE_PLACES': return (slot) => MOST_PLACES - columns.freePlaces[slot]!;
    case 'RELEVANCE': return relevance(columns, question, start);
    default: return start;
  }
}

const MOST_PLACES = 1_000_000;

/** Words that stand in the title weigh more than any date; among equals the next start comes first. */
function relevance(columns: Columns, { words }: Question, start: (slot: number) => number): (slot: number) => number {
  if (!words) return start;
  const bits = wordBits(columns, words);
  return (slot) => {
    let inTitle = 0;
    for (const word of columns.words[slot]!) if (word & 1) inTitle |= bits[word >>> 1]!;
    let missing = words.length;
    for (let rest = inTitle; rest !== 0; rest &= rest - 1) missing -= 1;
    return missing * MOST_PLACES + start(slot);
  };
}
