import { addMonths, type Day } from './days.js';
import type { Attribute, ChoiceAttribute, DayAttribute, HypotheticalPerson, NumberAttribute } from './person.js';

/** A condition on a person, as data: it can be evaluated, explained and printed. */
export type Condition =
  | { readonly kind: 'ALWAYS' }
  /** Holds where nothing before it does; no reason of its own beside others. */
  | { readonly kind: 'OTHERWISE' }
  | { readonly kind: 'IN'; readonly attribute: ChoiceAttribute; readonly values: readonly string[] }
  /** Both limits are included. */
  | { readonly kind: 'BETWEEN'; readonly attribute: NumberAttribute; readonly from: number; readonly to: number }
  | { readonly kind: 'BEFORE'; readonly attribute: DayAttribute; readonly day: Day }
  /** The day lies at least so many months back. */
  | { readonly kind: 'MONTHS_AGO'; readonly attribute: DayAttribute; readonly months: number }
  | { readonly kind: 'ALL'; readonly of: readonly Condition[] }
  | { readonly kind: 'ANY'; readonly of: readonly Condition[] }
  | { readonly kind: 'NOT'; readonly of: Condition };

export const always: Condition = { kind: 'ALWAYS' };
export const otherwise: Condition = { kind: 'OTHERWISE' };
export const all = (...of: readonly Condition[]): Condition => ({ kind: 'ALL', of });
export const any = (...of: readonly Condition[]): Condition => ({ kind: 'ANY', of });
export const not = (of: Condition): Condition => ({ kind: 'NOT', of });
type ValueOf<A extends ChoiceAttribute> = Extract<NonNullable<HypotheticalPerson[A]>, string>;
export const is = <A extends ChoiceAttribute>(attribute: A, ...values: readonly ValueOf<A>[]): Condition => ({ kind: 'IN', attribute, values });
export const between = (attribute: NumberAttribute, from: number, to: number): Condition => ({ kind: 'BETWEEN', attribute, from, to });
export const atLeast = (attribute: NumberAttribute, from: number): Condition => between(attribute, from, Infinity);
export const before = (attribute: DayAttribute, day: Day): Condition => ({ kind: 'BEFORE', attribute, day });
export const monthsAgo = (attribute: DayAttribute, months: number): Condition => ({ kind: 'MONTHS_AGO', attribute, months });

/** `UNKNOWN`: it depends on something that is not known. */
export type Truth = 'TRUE' | 'FALSE' | 'UNKNOWN';

/**
 * Whether a condition holds for everybody of whom only this is known (Kleene's strong three-valued logic). More knowledge
 * turns `UNKNOWN` into one of the others, and never changes those.
 */
export function evaluate(condition: Condition, person: HypotheticalPerson, asOf: Day): Truth {
  switch (condition.kind) {
    case 'ALWAYS':
    case 'OTHERWISE': return 'TRUE';
    case 'NOT': return negated(evaluate(condition.of, person, asOf));
    case 'ALL': return conjunction(condition.of.map((part) => evaluate(part, person, asOf)));
    case 'ANY': return negated(conjunction(condition.of.map((part) => negated(evaluate(part, person, asOf)))));
    case 'IN': {
      const possible = choices(person, condition.attribute);
      if (!possible) return 'UNKNOWN';
      const fitting = possible.filter((value) => condition.values.includes(value)).length;
      return fitting === possible.length ? 'TRUE' : fitting === 0 ? 'FALSE' : 'UNKNOWN';
    }
    default: {
      const [from, to] = limits<number | Day>(person, condition.attribute);
      const [first, last] = segment(condition, asOf);
      if ((from !== undefined && last !== undefined && from > last) || (to !== undefined && first !== undefined && to < first)) return 'FALSE';
      const within = (first === undefined || (from !== undefined && from >= first)) && (last === undefined || (to !== undefined && to <= last));
      return within ? 'TRUE' : 'UNKNOWN';
    }
  }
}

const negated = (truth: Truth): Truth => (truth === 'TRUE' ? 'FALSE' : truth === 'FALSE' ? 'TRUE' : 'UNKNOWN');
const conjunction = (truths: readonly Truth[]): Truth => (truths.includes('FALSE') ? 'FALSE' : truths.includes('UNKNOWN') ? 'UNKNOWN' : 'TRUE');

/** The values between which a condition on a number or a day holds, both included. */
export type Segment = readonly [first: number | Day | undefined, last: number | Day | undefined];

export function segment(condition: Extract<Condition, { kind: 'BETWEEN' | 'BEFORE' | 'MONTHS_AGO' }>, asOf: Day): Segment {
  if (condition.kind === 'BETWEEN') return [finite(condition.from), finite(condition.to)];
  return [undefined, condition.kind === 'BEFORE' ? dayBefore(condition.day) : addMonths(asOf, -condition.months)];
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
const dayBefore = (day: Day): Day => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** The values that are possible; `null`: any. */
export function choices(person: HypotheticalPerson, attribute: ChoiceAttribute): readonly string[] | null {
  const known: string | readonly string[] | undefined = person[attribute];
  if (known === undefined || known.length === 0) return null;
  return typeof known === 'string' ? [known] : known;
}

function limits<T extends number | Day>(person: HypotheticalPerson, attribute: NumberAttribute | DayAttribute): readonly [T | undefined, T | undefined] {
  const known = person[attribute] as T | { readonly from?: T; readonly to?: T } | undefined;
  if (known === undefined) return [undefined, undefined];
  return typeof known === 'object' ? [known.from, known.to] : [known, known];
}

/** The conditions on single attributes that a condition is made of. */
export type Leaf = Exclude<Condition, { kind: 'ALWAYS' | 'OTHERWISE' | 'ALL' | 'ANY' | 'NOT' }>;

export function leaves(condition: Condition): readonly Leaf[] {
  switch (condition.kind) {
    case 'ALWAYS':
    case 'OTHERWISE': return [];
    case 'NOT': return leaves(condition.of);
    case 'ALL':
    case 'ANY': return condition.of.flatMap(leaves);
    default: return [condition];
  }
}

/** What one would have to know to say whether a condition holds. */
export function openAttributes(condition: Condition, person: HypotheticalPerson, asOf: Day): readonly Attribute[] {
  if (evaluate(condition, person, asOf) !== 'UNKNOWN') return [];
  switch (condition.kind) {
    case 'ALWAYS':
    case 'OTHERWISE': return [];
    case 'NOT': return openAttributes(condition.of, person, asOf);
    case 'ALL':
    case 'ANY': return condition.of.flatMap((part) => openAttributes(part, person, asOf));
    default: return [condition.attribute];
  }
}
