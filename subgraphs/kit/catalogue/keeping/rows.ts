import { Unreadable, wholeNumber, type EntryField } from './fields.js';

/** Codes are stable. */
export type RowFault = 'NOT_ALLOWED' | 'MISSING' | 'INVALID' | 'UNKNOWN_FIELD' | 'DUPLICATE' | 'CHANGED_MEANWHILE' | 'PLACES_TAKEN' | 'UNKNOWN_ENTRY' | 'UNREADABLE_FILE';

/** What is wrong with one row. */
export interface RowProblem {
  /** Counts from 1; in a file with a header the line after it is row 1. 0: the whole. */
  readonly row: number;
  readonly key: string | null;
  readonly field: string | null;
  readonly code: RowFault;
  /** German / English. */
  readonly why: string;
}

/** An entry as given: a value per field, texts or typed. */
export type RawRow = Readonly<Record<string, unknown>>;

/** How a provider's entries of one catalogue are read and stored. */
export interface EntrySpec {
  readonly table: 'course' | 'offer';
  readonly fields: readonly EntryField[];
  /** What must hold between columns: what is wrong, with the field it is told of. */
  readonly rules: readonly { readonly field: string; readonly why: string; readonly broken: (columns: Columns) => boolean }[];
  /** Columns whose value follows from the unit that keeps the entry, if the row gives none. */
  readonly defaults: (keptBy: string) => Columns;
}

export type Columns = Readonly<Record<string, unknown>>;

/** A row that can be stored. */
export interface ReadRow {
  readonly row: number;
  readonly key: string;
  /** The version that the provider knows; `null`: whatever there is. */
  readonly expected: number | null;
  readonly columns: Columns;
}

const version = wholeNumber(1, 2_147_483_647);

/** Reads one row, or says everything that is wrong with it. */
export function readRow(spec: EntrySpec, keptBy: string, raw: RawRow, row: number): ReadRow | readonly RowProblem[] {
  const key = typeof raw['key'] === 'string' || typeof raw['key'] === 'number' ? String(raw['key']).slice(0, 100) : null;
  const problems: RowProblem[] = [];
  const problem = (field: string, code: RowFault, why: string): void => { problems.push({ row, key, field, code, why }); };
  const columns: Record<string, unknown> = {};
  for (const { name, column, required, read } of spec.fields) {
    const value = raw[name];
    if (isMissing(value)) {
      columns[column] = spec.defaults(keptBy)[column] ?? null;
      if (required) problem(name, 'MISSING', 'fehlt / is missing');
      continue;
    }
    attempt(() => { columns[column] = read(value); }, (why) => problem(name, 'INVALID', why));
  }
  let expected: number | null = null;
  if (!isMissing(raw['version'])) attempt(() => { expected = version(raw['version']); }, (why) => problem('version', 'INVALID', why));
  const known = new Set(['version', ...spec.fields.map(({ name }) => name)]);
  for (const name of Object.keys(raw)) if (!known.has(name)) problem(name, 'UNKNOWN_FIELD', `dieses Feld gibt es nicht / there is no such field`);
  if (problems.length === 0) for (const { field, why, broken } of spec.rules) if (broken(columns)) problem(field, 'INVALID', why);
  return problems.length > 0 ? problems : { row, key: String(columns['provider_key']), expected, columns };
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function attempt(read: () => void, otherwise: (why: string) => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    otherwise(error.message);
  }
}

/** Rules about columns that every catalogue has. */
export const COMMON_RULES: EntrySpec['rules'] = [
  { field: 'ageMax', why: 'liegt unter ageMin / is below ageMin', broken: ({ age_min: least, age_max: most }) => least !== null && most !== null && Number(most) < Number(least) },
];

/** Columns of every catalogue that are not null. */
export const COMMON_DEFAULTS: Columns = { formats: [], childcare: false, women_only: false };
