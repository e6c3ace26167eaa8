import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { figuresIn, type Figure } from './read-figures.js';

interface Node { readonly role?: string; readonly alt?: string; readonly lang?: string; readonly type?: string; readonly id?: string; readonly children?: readonly Node[] }

/** A piece of text with where it begins, in points from the left. */
export interface Piece { readonly text: string; readonly x: number; readonly y: number; readonly width: number }

export interface ReadPdf {
  readonly pages: readonly (readonly Piece[])[];
  /** All text but the foot of the pages, in the order of the file, spaces collapsed. */
  readonly text: string;
  readonly title: string;
  readonly language: string | null;
  /** Roles of the structure tree with alternative texts, in reading order. */
  readonly elements: readonly { readonly role: string; readonly alt: string | undefined; readonly lang: string | undefined }[];
  readonly bookmarks: readonly string[];
  readonly marked: boolean;
  /** Texts that the structure tells instead of glyphs (`ActualText`), and every glyph number that is drawn. */
  readonly actual: readonly string[];
  readonly missingGlyphs: number;
  /** What is drawn as `Figure`, page by page. */
  readonly figures: readonly Figure[];
}

/** Below this is the foot of a page, in points. */
const FOOT = 45;

/** Reads a PDF as a viewer does. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0, isEvalSupported: false, useSystemFonts: false, disableFontFace: true });
  const document = await task.promise;
  try {
    const pages: Piece[][] = [];
    const elements: { role: string; alt: string | undefined; lang: string | undefined }[] = [];
    const figures: Figure[] = [];
    let missingGlyphs = 0;
    const walk = (node: Node): void => {
      if (node.role) elements.push({ role: node.role, alt: node.alt, lang: node.lang });
      node.children?.forEach(walk);
    };
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.flatMap((item) => ('str' in item && item.str.trim() ? [{ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width }] : [])));
      walk((await page.getStructTree()) as Node);
      const { fnArray, argsArray } = await page.getOperatorList();
      figures.push(...figuresIn(fnArray, argsArray));
      fnArray.forEach((operator, index) => {
        if (operator !== OPS.showText) return;
        for (const glyph of argsArray[index][0]) if (typeof glyph === 'object' && glyph !== null && glyph.originalCharCode === 0) missingGlyphs++;
      });
    }
    const { info } = (await document.getMetadata()) as unknown as { info: { Title: string; Language: string | null } };
    return {
      pages, elements, missingGlyphs, figures, title: info.Title, language: info.Language,
      text: pages.flat().filter(({ y }) => y > FOOT).map(({ text }) => text).join(' ').replace(/\s+/g, ' '),
      bookmarks: ((await document.getOutline()) ?? []).map(({ title }) => title),
      marked: (await document.getMarkInfo())?.Marked === true,
      actual: actualTexts(bytes),
    };
  } finally {
    await task.destroy();
  }
}

/** `/ActualText` of structure elements, which no viewer's interface shows: PDF strings in UTF-16 with byte order mark. */
function actualTexts(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes).toString('latin1');
  return [...file.matchAll(/\/ActualText \(\xfe\xff((?:\\[^]|[^\\)])*)\)/g)].map(([, raw]) => {
    const plain = raw!.replace(/\\([^])/g, (_, character: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[character] ?? character);
    return Buffer.from(plain, 'latin1').swap16().toString('utf16le');
  });
}
