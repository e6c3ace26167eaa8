import type { Category } from '../core/index.js';
import type { ConsentDocument } from '../lifecycle/document.js';
import type { PaperDisplay } from './display.js';
import { sayIn, textsOf, type Say, type Texts } from './texts.js';
import { heading, paragraph } from './typeset/blocks.js';
import { Sheet } from './typeset/sheet.js';
import { table } from './typeset/table.js';

export type PaperKind = 'form' | 'copy' | 'withdrawal';

/** All that the parts of a paper need: what to write about, where, and how to say it. */
export interface Paper {
  readonly kind: PaperKind;
  readonly document: ConsentDocument;
  readonly display: PaperDisplay;
  readonly sheet: Sheet;
  readonly say: Say;
}

/** A category in a language. What no file knows is named by its code: it was never released. */
export const categoryName = ({ categories }: Texts, category: Category): string => (categories as Record<string, string>)[category] ?? category;

/** Writes a paper: title and head, then its content, then the foot of every page. The date is the consent's, so equal papers have equal bytes. */
export async function writePaper(kind: PaperKind, document: ConsentDocument, display: PaperDisplay, content: (paper: Paper) => void): Promise<Uint8Array> {
  const { language, formVersion } = document;
  const say = sayIn(language);
  const sheet = new Sheet(language, textsOf(language).titles[kind], new Date(document.from));
  const paper: Paper = { kind, document, display, sheet, say };
  heading(sheet, 1, say((t) => t.titles[kind]));
  if (language !== 'de') paragraph(sheet, say((t) => t.reviewNote), 'small');
  writeHead(paper);
  content(paper);
  return sheet.finish((page, pages) => [display.fileReference, formVersion, language, `${page} / ${pages}`].filter((part) => part !== '').join(' · '));
}

function writeHead({ sheet, say, document, display }: Paper): void {
  const value = (text: string) => [{ text: `\u2068${text}\u2069`, language: document.language }];
  table(sheet, {
    widths: [3, 7],
    head: 'column',
    rows: [
      [say((t) => t.header.client), value(display.client.name)],
      [say((t) => t.header.dateOfBirth), value(display.client.dateOfBirth ?? '')],
      [say((t) => t.header.fileReference), value(display.fileReference)],
      [say((t) => t.header.version), value(document.formVersion)],
      [say((t) => t.header.language), value(textsOf(document.language).name)],
    ],
  });
}
