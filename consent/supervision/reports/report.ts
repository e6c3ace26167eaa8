import { stringify } from 'csv-stringify/sync';
import type { LoggedEntry } from '../../audit/entry.js';
import type { FormLanguage } from '../../lifecycle/document.js';
import type { PrintedReport, ReportBlock } from '../../papers/printed-report.js';
import type { Said } from '../../papers/texts.js';
import type { Proofs } from '../proofs.js';

export interface Column {
  readonly key: string;
  readonly said: Said;
  /** Share of the line on paper. */
  readonly width: number;
}

/** One table of a report; cells are texts. */
export interface Section {
  readonly heading: Said | null;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Said where there are no rows. */
  readonly none: Said;
}

/** A report as values; how it is written comes later. */
export interface Report {
  readonly language: FormLanguage;
  readonly title: Said;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly intro?: Said;
  readonly notes: readonly Said[];
  readonly sections: readonly Section[];
  /** What only machines read. */
  readonly proofs?: Proven;
}

/** The signed note, and the way to it from each entry that a report rests on and the unit itself has asked for. */
export interface Proven {
  readonly checkpoint: string | null;
  readonly entries: readonly object[];
}

/** Entries that the newest checkpoint does not cover yet have no proof. */
export const proven = (entries: readonly Pick<LoggedEntry, 'seq' | 'at' | 'requestId'>[], { checkpoint, entries: proofs }: Proofs): Proven => ({
  checkpoint,
  entries: entries.flatMap(({ seq, at, requestId }) => {
    const proof = proofs.get(seq);
    return proof ? [{ request: requestId, at: new Date(at).toISOString(), ...proof }] : [];
  }),
});

/** German first, English below. */
export const inBoth = (de: string, en: string): Said => (de === en ? [{ text: de, language: 'de' }] : [{ text: de, language: 'de' }, { text: en, language: 'en' }]);

/**
 * CSV (RFC 4180) with one head, as spreadsheets in Germany read it. Cells that a spreadsheet would take for a formula are made text. Several
 * tables become one: its first column names the table, and what a table has no column for is empty.
 */
export function asCsv({ sections }: Report): string {
  const keys = new Set([...(sections.length > 1 ? ['table'] : []), ...sections.flatMap(({ columns }) => columns.map(({ key }) => key))]);
  const rows = sections.flatMap(({ heading, rows: own }) => own.map((row) => ({ table: heading ? textOf(heading.slice(0, 1)) : '', ...row })));
  return stringify(rows, {
    header: true, columns: [...keys].map((key) => ({ key, header: key })), delimiter: ';', record_delimiter: '\r\n', escape_formulas: true, quoted: true, bom: true,
  });
}

export const asJson = ({ language, title, created, intro, notes, sections, proofs }: Report): string =>
  JSON.stringify({
    title: textOf(title), language, created: new Date(created).toISOString(), ...(intro && { intro: textOf(intro) }), notes: notes.map(textOf),
    sections: sections.map(({ heading, rows }) => ({ heading: heading && textOf(heading), rows })), ...(proofs && { proofs }),
  }, null, 2);

const textOf = (said: Said): string => said.map(({ text }) => text.replace(/[\u2066-\u2069]/g, '')).join(' / ');

export const asPrinted = ({ language, title, created, intro, notes, sections }: Report): PrintedReport => ({
  language, title, created,
  blocks: [
    ...(intro ? [{ kind: 'paragraph' as const, said: intro }] : []),
    ...sections.flatMap(({ heading, columns, rows, none }): ReportBlock[] => [
      ...(heading ? [{ kind: 'heading' as const, said: heading }] : []),
      rows.length === 0 ? { kind: 'paragraph', said: none } : {
        kind: 'table', widths: columns.map(({ width }) => width),
        rows: [columns.map(({ said }) => said), ...rows.map((row) => columns.map(({ key }): Said => [{ text: `\u2068${row[key] ?? ''}\u2069`, language }]))],
      },
    ]),
    ...notes.map((said): ReportBlock => ({ kind: 'paragraph', said, small: true })),
  ],
});
