import PDFDocument from 'pdfkit';
import type { FormLanguage } from '../../lifecycle/document.js';
import { directionOf, type Direction, type Said, type Wording } from '../texts.js';
import { openFonts, type FontFor } from './fonts.js';
import { ISOLATES, setLines, type Line, type Type } from './lines.js';
import { LOOKS, glossed, lineHeight, type Look } from './looks.js';

/** Where lines go: left edge and width in points, from the left of the page. */
export interface Frame {
  readonly x: number;
  readonly width: number;
}

/** A line that is ready to be drawn. */
export interface SetLine extends Line {
  readonly wording: Wording;
  readonly type: Type;
  readonly colour: string;
  readonly height: number;
}

/** An element of the structure tree: a paragraph, a cell, a figure. */
export type Element = PDFKit.PDFStructureElement & { readonly tag: string };

interface ElementOptions {
  readonly lang?: string;
  readonly alt?: string;
  readonly actual?: string;
  readonly scope?: 'Column' | 'Row';
  readonly bbox?: readonly number[];
}

const PAGE = { width: 595.28, height: 841.89, margin: 56 } as const;

/**
 * A tagged PDF (ISO 14289-1, PDF/UA) that is written from top to bottom, page by page. Whatever a reader needs is in the
 * structure tree in reading order and in its language; rules and page numbers are artifacts. Equal content gives equal bytes.
 */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  readonly direction: Direction;
  readonly full: Frame = { x: PAGE.margin, width: PAGE.width - 2 * PAGE.margin };
  y: number = PAGE.margin;
  readonly root: Element;
  readonly #fontFor: FontFor;
  readonly #bytes: Promise<Uint8Array>;

  constructor(readonly language: FormLanguage, title: string, created: Date) {
    this.direction = directionOf(language);
    const options = {
      size: 'A4', margin: PAGE.margin, lang: language, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, displayTitle: true, bufferPages: true, font: '',
      info: { Title: title, Author: 'Kreis Lippe', CreationDate: created, Creator: 'Freigabe', Producer: 'Freigabe' },
    };
    this.pdf = new PDFDocument(options as PDFKit.PDFDocumentOptions);
    const chunks: Uint8Array[] = [];
    this.#bytes = new Promise((resolve, reject) => {
      this.pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk)).on('end', () => resolve(new Uint8Array(Buffer.concat(chunks)))).on('error', reject);
    });
    this.#fontFor = openFonts(this.pdf);
    this.root = Object.assign(this.pdf.struct('Document', { lang: language }), { tag: 'Document' });
    this.pdf.addStructure(this.root);
  }

  /** Begins a new page if less than `height` points are left. */
  room(height: number): void {
    if (this.y + height <= PAGE.height - PAGE.margin) return;
    this.pdf.addPage();
    this.y = PAGE.margin;
  }

  /** A structure element under another one, the document if not told. */
  element(tag: string, parent = this.root, options: ElementOptions = {}): Element {
    const element = Object.assign(this.pdf.struct(tag, options), { tag });
    parent.add(element);
    return element;
  }

  /** Sets what is said in lines; the second wording (German) is smaller and paler. */
  set(said: Said, look: Look, width: number): SetLine[] {
    return said.flatMap((wording, index) => {
      const direction = directionOf(wording.language);
      const { size, weight, colour } = index === 0 ? LOOKS[look] : glossed(look);
      const type: Type = { size: direction === 'rtl' ? size * 1.15 : size, weight, direction };
      return setLines(this.pdf, this.#fontFor, wording.text, type, width).map((line) => ({ ...line, wording, type, colour, height: lineHeight(type) }));
    });
  }

  /** Draws lines into an element, a page further where they no longer fit. */
  draw(lines: readonly SetLine[], element: Element, frame: Frame = this.full): void {
    let inside = element;
    let wording: Wording | undefined;
    for (const line of lines) {
      this.room(line.height);
      if (line.wording !== wording) inside = this.#spanOf(line.wording, element);
      wording = line.wording;
      this.content(inside, () => this.#drawLine(line, frame));
      this.y += line.height;
    }
  }

  /** A wording in another language is told as such; of a right-to-left one, whose glyphs lie in the order of the eye, the text is told as it is read. */
  #spanOf({ language, text }: Wording, element: Element): Element {
    const foreign = language === this.language ? {} : { lang: language };
    if (directionOf(language) === 'rtl') return this.element('Span', element, { ...foreign, actual: text.replace(ISOLATES, '') });
    return language === this.language ? element : this.element('Span', element, foreign);
  }

  /** Draws something that belongs to an element. */
  content(element: Element, draw: () => void): void {
    const content = this.pdf.markStructureContent(element.tag);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** Draws something that is only to be seen. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  #drawLine(line: SetLine, frame: Frame): void {
    let x = line.type.direction === 'rtl' ? frame.x + frame.width - line.width : frame.x;
    const baseline = this.y + line.height * 0.74;
    for (const run of line.runs) {
      this.pdf.font(run.font).fontSize(line.type.size).fillColor(line.colour);
      this.pdf.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
      x += run.width;
    }
  }

  /** Adds a bookmark to here. */
  bookmark(title: string): void {
    const here = { top: this.y, left: PAGE.width };
    this.pdf.outline.addItem(title, here as unknown as { expanded: boolean });
  }

  /** Numbers the pages and closes the document. */
  async finish(footer: (page: number, pages: number) => string): Promise<Uint8Array> {
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.pdf.switchToPage(page);
      this.y = PAGE.height - PAGE.margin + 14;
      const lines = this.set([{ text: footer(page + 1, count), language: 'de' }], 'small', this.full.width);
      this.artifact(() => lines.slice(0, 1).forEach((line) => this.#drawLine(line, this.full)), 'Pagination');
    }
    this.root.end();
    this.pdf.end();
    return this.#bytes;
  }
}
