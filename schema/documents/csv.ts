import { stringify } from 'csv-stringify/sync';

/** A table as spreadsheets in Germany read it (RFC 4180, semicolons); line feeds alone, since the file is under version control. */
export const csv = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([[...head], ...rows.map((row) => [...row])], { delimiter: ';', record_delimiter: '\n', escape_formulas: true, quoted: true, bom: true });
