import type { FormLanguage } from '../lifecycle/document.js';
import type { Said } from './texts.js';
import { heading, paragraph } from './typeset/blocks.js';
import { Sheet } from './typeset/sheet.js';
import { table } from './typeset/table.js';

/** A part of a report: a table has its head in the first row. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly said: Said }
  | { readonly kind: 'paragraph'; readonly said: Said; readonly small?: boolean }
  | { readonly kind: 'table'; readonly widths: readonly number[]; readonly rows: readonly (readonly Said[])[] };

/** A report to be printed: plain data, so that it can go to another thread. */
export interface PrintedReport {
  readonly language: FormLanguage;
  readonly title: Said;
  /** Milliseconds; equal reports have equal bytes. */
  readonly created: number;
  readonly blocks: readonly ReportBlock[];
}

/** Prints a report as tagged PDF (ISO 14289-1), as the consent papers are. */
export async function renderReport({ language, title, created, blocks }: PrintedReport): Promise<Uint8Array> {
  const sheet = new Sheet(language, title[0]!.text, new Date(created));
  heading(sheet, 1, title);
  for (const block of blocks) {
    if (block.kind === 'heading') heading(sheet, 2, block.said);
    else if (block.kind === 'paragraph') paragraph(sheet, block.said, block.small ? 'small' : 'body');
    else table(sheet, { widths: block.widths, head: 'row', rows: block.rows });
  }
  return sheet.finish((page, pages) => `${page} / ${pages}`);
}
