import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PaperError } from '../paper-error.js';
import { sfntOf } from './woff.js';

const require = createRequire(import.meta.url);

export type Weight = 400 | 700;

/** A subset of a family, such as the Cyrillic letters of Noto Sans. */
type Subset = readonly [family: 'noto-sans' | 'noto-naskh-arabic', script: string];

const SANS: readonly Subset[] = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'].map((script) => ['noto-sans', script]);
const NASKH: Subset = ['noto-naskh-arabic', 'arabic'];

/** The current font inside pdfkit, as far as its types do not say: what it has glyphs for, and how it numbers them in the file. */
interface EmbeddedFont {
  readonly font: {
    readonly _glyphs: Record<number, unknown>;
    hasGlyphForCodePoint(codePoint: number): boolean;
    getGlyph(id: number, codePoints?: readonly number[]): unknown;
  };
  readonly subset: { readonly glyphs: number[] };
  readonly unicode: (readonly number[])[];
  readonly widths: number[];
  readonly scale: number;
  layout(text: string, features: unknown): { readonly glyphs: readonly { readonly id: number; readonly codePoints: readonly number[]; readonly advanceWidth: number }[]; readonly positions: unknown[] };
  encode(text: string, features: unknown): [string[], unknown[]];
}

const currentFont = (document: PDFKit.PDFDocument): EmbeddedFont => (document as unknown as { readonly _font: EmbeddedFont })._font;

const files = new Map<string, Buffer>();

/** A font file of the packages, read once. WOFF, not WOFF2: fontkit can embed parts of the former only. */
function fontFile(family: Subset[0], name: string): Buffer {
  const file = files.get(name) ?? sfntOf(readFileSync(require.resolve(`@fontsource/${family}/files/${name}-normal.woff`)));
  files.set(name, file);
  return file;
}

/** Gives for a character the registered name of the first font that has a glyph for it, and makes it the document's current font. */
export type FontFor = (character: string, weight: Weight, rightToLeft: boolean) => string;

/**
 * The fonts of one document, opened when first needed.
 * @throws PaperError `CHARACTER_UNKNOWN` for a character that no font has; a paper with a hole in a name is not signed.
 */
export function openFonts(document: PDFKit.PDFDocument): FontFor {
  const opened = new Set<string>();
  const open = ([family, script]: Subset, weight: Weight): string => {
    const name = `${family}-${script}-${weight}`;
    if (!opened.has(name)) document.registerFont(name, fontFile(family, name));
    document.font(name);
    if (!opened.has(name) && family === 'noto-naskh-arabic') numberByLetter(currentFont(document));
    opened.add(name);
    return name;
  };
  const known = new Map<string, string>();
  return (character, weight, rightToLeft) => {
    const key = `${character}${weight}${rightToLeft}`;
    const found = known.get(key);
    if (found) return found;
    for (const subset of rightToLeft ? [NASKH, ...SANS] : [...SANS, NASKH]) {
      const name = open(subset, weight);
      if (currentFont(document).font.hasGlyphForCodePoint(character.codePointAt(0)!)) {
        known.set(key, name);
        return name;
      }
    }
    throw new PaperError('CHARACTER_UNKNOWN', `Für das Zeichen „${character}“ gibt es keine Schrift: die Angabe in lateinischer, kyrillischer oder arabischer Schrift machen`,
      `no font has the character "${character}": give the value in Latin, Cyrillic or Arabic script`);
  };
}

/**
 * Naskh makes ق of the shape of ف and two dots, so one shape stands for several letters; fontkit remembers the first one, and
 * pdfkit would tell readers the same letter for all. Here every shape is looked up afresh for each letter and has a number of its
 * own there, so that copying, searching and reading aloud find the letters that were written.
 */
function numberByLetter(font: EmbeddedFont): void {
  const numbers = new Map<string, number>();
  const { font: shapes } = font;
  const getGlyph = shapes.getGlyph.bind(shapes);
  const found = new Map<string, unknown>();
  shapes.getGlyph = (id, codePoints = []) => {
    const key = `${id}:${codePoints.join()}`;
    if (!found.has(key)) {
      Reflect.deleteProperty(shapes._glyphs, id);
      found.set(key, getGlyph(id, codePoints));
    }
    return found.get(key);
  };
  font.encode = (text, features) => {
    const { glyphs, positions } = font.layout(text, features);
    const encoded = glyphs.map(({ id, codePoints, advanceWidth }) => {
      const key = `${id}:${codePoints.join()}`;
      const number = numbers.get(key) ?? font.subset.glyphs.push(id) - 1;
      numbers.set(key, number);
      font.widths[number] = advanceWidth * font.scale;
      font.unicode[number] = codePoints;
      return number.toString(16).padStart(4, '0');
    });
    return [encoded, positions];
  };
}
