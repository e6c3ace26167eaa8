import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PaperError } from '../paper-error.js';

const require = createRequire(import.meta.url);

export type Weight = 400 | 700;

/** A subset of a family, such as the Cyrillic letters of Noto Sans. */
type Subset = readonly [family: 'noto-sans' | 'noto-naskh-arabic', script: string];

const SANS: readonly Subset[] = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'].map((script) => ['noto-sans', script]);
const NASKH: Subset = ['noto-naskh-arabic', 'arabic'];

/** What the fonts look like inside pdfkit, as far as its types do not say: the parsed font of the last `font()` call. */
interface CurrentFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** Gives for a character the registered name of the first font that has a glyph for it, and makes it the document's current font. */
export type FontFor = (character: string, weight: Weight, rightToLeft: boolean) => string;

/**
 * The fonts of one document, opened when first needed. WOFF, not WOFF2: fontkit subsets the former only.
 * @throws PaperError `CHARACTER_UNKNOWN` for a character that no font has; a paper with a hole in a name is not signed.
 */
export function openFonts(document: PDFKit.PDFDocument): FontFor {
  const opened = new Set<string>();
  const open = ([family, script]: Subset, weight: Weight): string => {
    const name = `${family}-${script}-${weight}`;
    if (!opened.has(name)) document.registerFont(name, readFileSync(require.resolve(`@fontsource/${family}/files/${name}-normal.woff`)));
    opened.add(name);
    document.font(name);
    return name;
  };
  const known = new Map<string, string>();
  return (character, weight, rightToLeft) => {
    const key = `${character}${weight}${rightToLeft}`;
    const found = known.get(key);
    if (found) return found;
    for (const subset of rightToLeft ? [NASKH, ...SANS] : [...SANS, NASKH]) {
      const name = open(subset, weight);
      if ((document as unknown as CurrentFont)._font.font.hasGlyphForCodePoint(character.codePointAt(0)!)) {
        known.set(key, name);
        return name;
      }
    }
    throw new PaperError('CHARACTER_UNKNOWN', `Für das Zeichen „${character}“ gibt es keine Schrift: die Angabe in lateinischer, kyrillischer oder arabischer Schrift machen`,
      `no font has the character "${character}": give the value in Latin, Cyrillic or Arabic script`);
  };
}
