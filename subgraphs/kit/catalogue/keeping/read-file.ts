import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { CUT_OFF } from './fields.js';
import type { EntrySpec, RawRow } from './rows.js';

/** Most characters of one row: what is longer is no entry, but a quote that nobody closed. */
const LONGEST_ROW = 200_000;

/** A file that is no list of entries at all; `message` is German / English. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
  readonly code = 'UNREADABLE_FILE';
}

/**
 * The entries of a file, one after another: `.json` is a list of objects, `.ndjson` one object a line, anything else CSV
 * (RFC 4180) in UTF-8, with a header and `;` or `,` between the values. @throws FileUnreadable
 */
export async function* readEntries(file: string, spec: EntrySpec): AsyncGenerator<RawRow> {
  const kind = extname(file).toLowerCase();
  if (kind === '.json') return yield* fromJson(await wholeText(file));
  if (kind === '.ndjson') return yield* fromLines(file);
  yield* fromCsv(file, spec);
}

function* fromJson(text: string): Generator<RawRow> {
  const rows: unknown = attempt(() => JSON.parse(text));
  if (!Array.isArray(rows)) throw new FileUnreadable('Die Datei ist keine JSON-Liste / The file is no JSON list');
  for (const row of rows as readonly unknown[]) yield asRow(row);
}

async function* fromLines(file: string): AsyncGenerator<RawRow> {
  let rest = '';
  for await (const text of textOf(file)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    if (rest.length > LONGEST_ROW) throw new FileUnreadable(`Eine Zeile ist länger als ${LONGEST_ROW} Zeichen / A line is longer than ${LONGEST_ROW} characters`);
    for (const line of lines) if (line.trim() !== '') yield asRow(attempt(() => JSON.parse(line)));
  }
  if (rest.trim() !== '') yield asRow(attempt(() => JSON.parse(rest)));
}

/** What is no object has no field that is known: its row is told of like any other. */
const asRow = (value: unknown): RawRow => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawRow) : {});

async function* fromCsv(file: string, spec: EntrySpec): AsyncGenerator<RawRow> {
  const parser = parse({ bom: true, delimiter: [';', ','], relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: LONGEST_ROW });
  pipeline(Readable.from(textOf(file)), parser, () => undefined); // a fault of either comes out of the parser
  let names: readonly string[] | null = null;
  try {
    for await (const values of parser as AsyncIterable<string[]>) {
      if (names) yield rowOf(names, values);
      else names = header(values, spec);
    }
  } catch (error) {
    throw error instanceof FileUnreadable ? error : new FileUnreadable(`Kein lesbares CSV / No readable CSV: ${(error as Error).message}`);
  }
}

function header(names: readonly string[], { fields }: EntrySpec): readonly string[] {
  const known = new Set(['version', ...fields.map(({ name }) => name)]);
  const unknown = names.filter((name, index) => !known.has(name) || names.indexOf(name) !== index);
  const missing = fields.filter(({ name, required }) => required && !names.includes(name)).map(({ name }) => name);
  if (unknown.length === 0 && missing.length === 0) return names;
  throw new FileUnreadable(
    `Die Kopfzeile passt nicht; unbekannt oder doppelt: ${unknown.join(', ') || '–'}; es fehlen: ${missing.join(', ') || '–'}` +
      ` / The header does not fit; unknown or twice: ${unknown.join(', ') || '–'}; missing: ${missing.join(', ') || '–'}`,
  );
}

/** Values beyond the header are told of as fields that do not exist; a row that ends too early, as in half a file, is not taken for one with empty fields. */
const rowOf = (names: readonly string[], values: readonly string[]): RawRow => Object.fromEntries([
  ...values.map((value, index) => [names[index] ?? `(${index + 1})`, value] as const), ...names.slice(values.length, values.length + 1).map((name) => [name, CUT_OFF] as const),
]);

async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of createReadStream(file)) yield decoded(() => decoder.decode(chunk as Buffer, { stream: true }));
  yield decoded(() => decoder.decode());
}

const wholeText = async (file: string): Promise<string> => {
  const bytes = await readFile(file);
  return decoded(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
};

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new FileUnreadable('Die Datei ist nicht in UTF-8 gespeichert / The file is not saved as UTF-8');
  }
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    throw new FileUnreadable(`Kein lesbares JSON / No readable JSON: ${(error as Error).message}`);
  }
}
