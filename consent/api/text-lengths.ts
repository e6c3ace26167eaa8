import { problem, type Problem } from '../lifecycle/index.js';

/** The longest that a text may be which somebody writes, in UTF-16 units; a reason or a place in a file needs a line or two. */
export const LONGEST_TEXT = 500;

/** What somebody has to tell of an emergency. */
const LONGER: ReadonlyMap<string, number> = new Map([
  ['observedFacts', 4_000], ['otherMeansConsidered', 2_000], ['familyReason', 2_000], ['reason', 2_000], ['note', 2_000],
]);

/** Documents have bounds of their own. Ids are looked up, not kept: one that is too long is as unknown as any other (promise P6). */
const NOT_KEPT: ReadonlySet<string> = new Set(['content', 'client', 'consent', 'replaces', 'notification', 'consultation', 'course', 'offer']);

/** Units, persons, signatures: no form names more. */
const MOST_ENTRIES = 100;

/** What of an act's input is too long to be kept, each told with its field. */
export const problemsOfLength = (input: object, path = ''): Problem[] =>
  Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    const field = path === '' ? name : `${path}.${name}`;
    if (Array.isArray(value) && value.length > MOST_ENTRIES) return [tooMany(field)];
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) return problemsOfLength(value, field);
    const longest = LONGER.get(name) ?? LONGEST_TEXT;
    return typeof value === 'string' && value.length > longest && !NOT_KEPT.has(name) ? [tooLong(field, longest)] : [];
  });

const tooLong = (field: string, longest: number): Problem =>
  problem('TEXT_TOO_LONG', field, `${field}: höchstens ${longest.toLocaleString('de')} Zeichen`, `${field}: at most ${longest.toLocaleString('en')} characters`);

const tooMany = (field: string): Problem =>
  problem('TOO_MANY', field, `${field}: höchstens ${MOST_ENTRIES} Einträge`, `${field}: at most ${MOST_ENTRIES} entries`);
