import bidiFactory from 'bidi-js';
import type { Direction } from '../texts.js';
import type { FontFor, Weight } from './fonts.js';

/** bidi-js is CommonJS: its one export is the factory itself, whatever its types say. */
const bidi = (bidiFactory as unknown as () => import('bidi-js').Bidi)();

export interface Type {
  readonly size: number;
  readonly weight: Weight;
  readonly direction: Direction;
}

/** Characters of one font and one direction, in the order in which fontkit wants them; `width` in points. */
export interface Run {
  readonly text: string;
  readonly font: string;
  readonly width: number;
}

/** One line: its runs from left to right, as they are drawn. */
export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

/** Sets text in lines of a width: breaks at spaces in reading order, then orders each line for the eye (UAX #9). */
export function setLines(document: PDFKit.PDFDocument, fontFor: FontFor, text: string, type: Type, width: number): Line[] {
  const levels = bidi.getEmbeddingLevels(text, type.direction);
  const widthOf = (run: string, font: string): number => document.font(font).fontSize(type.size).widthOfString(run);
  const lineOf = (start: number, end: number): Line => {
    const runs = visualRuns(text, levels, start, end, type.weight, fontFor).map((run) => ({ ...run, width: widthOf(run.text, run.font) }));
    return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) };
  };

  const lines: Line[] = [];
  const space = widthOf(' ', fontFor(' ', type.weight, false));
  let start = 0;
  let filled = 0;
  for (const word of wordsOf(text)) {
    const wide = lineOf(word.start, word.end).width;
    if (filled > 0 && filled + space + wide > width) {
      lines.push(lineOf(start, word.start - 1));
      filled = 0;
    }
    if (filled === 0) start = word.start;
    filled += (filled > 0 ? space : 0) + wide;
    while (filled > width) {
      const cut = longestThatFits(start, word.end, (to) => lineOf(start, to).width <= width);
      if (cut === word.end) break;
      lines.push(lineOf(start, cut));
      start = cut;
      filled = lineOf(start, word.end).width;
    }
  }
  return filled > 0 ? [...lines, lineOf(start, text.length)] : lines;
}

/** Isolates steer the order; they have no glyph. */
export const ISOLATES = /[\u2066-\u2069]/g;

const wordsOf = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(/[^ ]+/g)].map((word) => ({ start: word.index, end: word.index + word[0].length }));

/** A word that is longer than the line (a long reference) is cut where it must be; at least one character a line. */
function longestThatFits(start: number, end: number, fits: (to: number) => boolean): number {
  let to = start + 1;
  while (to < end && fits(to + 1)) to++;
  return to;
}

function visualRuns(
  text: string, levels: ReturnType<typeof bidi.getEmbeddingLevels>, start: number, end: number, weight: Weight, fontFor: FontFor,
): Pick<Run, 'text' | 'font'>[] {
  const runs: { characters: string[]; font: string; rightToLeft: boolean }[] = [];
  for (const index of bidi.getReorderedIndices(text, levels, start, end - 1).slice(start, end)) {
    const rightToLeft = levels.levels[index]! % 2 === 1;
    const character = (rightToLeft && bidi.getMirroredCharacter(text[index]!)) || text[index]!;
    if (character.search(ISOLATES) === 0) continue;
    const font = fontFor(character, weight, rightToLeft);
    const run = runs.at(-1);
    // pdfkit remembers how it set a word, but puts words from left to right; so a right-to-left run is one word.
    const sameWord = !rightToLeft || (character !== ' ' && run?.characters.at(-1) !== ' ');
    if (run?.font === font && run.rightToLeft === rightToLeft && sameWord) run.characters.push(character);
    else runs.push({ characters: [character], font, rightToLeft });
  }
  return runs.map(({ characters, font }) => ({ font, text: asShaped(characters) }));
}

/** The characters are in visual order. fontkit shapes and turns a run itself as soon as there is an Arabic letter in it. */
const asShaped = (visual: readonly string[]): string => (visual.some((one) => /\p{Script=Arabic}/u.test(one)) ? [...visual].reverse() : visual).join('');
