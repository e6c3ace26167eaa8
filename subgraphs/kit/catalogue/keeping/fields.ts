import { Format } from '../entry.js';

/** A value that cannot be taken, and why: German / English. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** One field of an entry as a provider gives it: in a file, as a text, or in a mutation, typed. */
export interface EntryField {
  /** As in files and in the schema. */
  readonly name: string;
  readonly column: string;
  readonly required: boolean;
  /** The column's value. @throws Unreadable */
  readonly read: (value: unknown) => unknown;
}

/** Stands in a row for the first field that the row, cut off in the middle, does not reach. */
export const CUT_OFF = Symbol('cut off');

/** A value as it is written; lists and objects in its place are mistakes, and `String` would make texts of them. */
function written(value: unknown): string {
  if (value === CUT_OFF) throw new Unreadable('die Zeile endet vor diesem Feld / the row ends before this field');
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value).trim();
  throw new Unreadable('ein einzelner Wert / a single value');
}

const field = (required: boolean) => (name: string, column: string, read: EntryField['read']): EntryField => ({ name, column, required, read });
export const required = field(true);
export const optional = field(false);

export const text = (longest: number) => (value: unknown): string => {
  const found = written(value);
  if (found.length > longest) throw new Unreadable(`höchstens ${longest} Zeichen / at most ${longest} characters`);
  if (found.includes('\0') || !found.isWellFormed()) throw new Unreadable('enthält unzulässige Zeichen / contains characters that are not allowed');
  return found;
};

export const wholeNumber = (least: number, most: number) => (value: unknown): number => {
  const text = written(value);
  const found = Number(text);
  if (/^-?\d{1,10}$/.test(text) && found >= least && found <= most) return found;
  throw new Unreadable(`eine ganze Zahl von ${least} bis ${most} / a whole number from ${least} to ${most}`);
};

/** A day as ISO 8601 or as written in Germany, from 1970 to 2200. */
export const day = (value: unknown): string => {
  const given = written(value);
  const [, date, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(given) ?? [];
  const iso = year === undefined ? given : `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  if (/^(19[7-9]\d|2[01]\d\d)-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)) return iso;
  throw new Unreadable('ein Tag als JJJJ-MM-TT oder TT.MM.JJJJ / a day as yyyy-mm-dd or dd.mm.yyyy');
};

const YES_NO = new Map([['true', true], ['ja', true], ['yes', true], ['1', true], ['false', false], ['nein', false], ['no', false], ['0', false]]);

export const yesNo = (value: unknown): boolean => {
  const found = YES_NO.get(written(value).toLowerCase());
  if (found === undefined) throw new Unreadable('ja oder nein / ja (yes) or nein (no)');
  return found;
};

export const oneOf = (values: object) => (value: unknown): string => {
  const found = written(value);
  if (Object.hasOwn(values, found)) return found;
  throw new Unreadable(`einer der Werte / one of ${Object.keys(values).join(', ')}`);
};

/** Several values, in a file with a bar between them. */
export const someOf = (values: object) => (value: unknown): string[] => {
  const parts: readonly unknown[] = Array.isArray(value) ? value : written(value).split('|');
  return [...new Set(parts.map(oneOf(values)))];
};

/** What a provider says of every entry, whatever the catalogue. `key` is the entry's own in the provider's books. */
export const COMMON_FIELDS: readonly EntryField[] = [
  required('key', 'provider_key', text(100)), required('title', 'title', text(200)), optional('provider', 'provider', text(200)), optional('description', 'description', text(4_000)),
  optional('formats', 'formats', someOf(Format)), optional('childcare', 'childcare', yesNo), optional('womenOnly', 'women_only', yesNo),
  optional('ageMin', 'age_min', wholeNumber(0, 120)), optional('ageMax', 'age_max', wholeNumber(0, 120)), optional('fundedBy', 'funded_by', text(200)),
  required('capacity', 'capacity', wholeNumber(0, 10_000)), optional('waitingDays', 'waiting_days', wholeNumber(0, 3_650)),
];
