import type { Said } from '../texts.js';
import { ISOLATES } from './lines.js';
import { LOOKS, type Look } from './looks.js';
import type { Frame, Sheet } from './sheet.js';

const INDENT = 16;

export function heading(sheet: Sheet, level: 1 | 2 | 3, said: Said): void {
  const look = ({ 1: 'title', 2: 'heading', 3: 'subheading' } as const)[level];
  sheet.y += { 1: 0, 2: 7, 3: 2 }[level];
  const lines = sheet.set(said, look, sheet.full.width);
  // A heading stays with the first lines of what it heads.
  sheet.room(lines.reduce((sum, { height }) => sum + height, 0) + (level === 2 ? 90 : 48));
  if (level < 3) sheet.bookmark(said[0]!.text.replace(ISOLATES, ''));
  sheet.draw(lines, sheet.element(`H${level}`));
  sheet.y += LOOKS[look].after;
}

export function paragraph(sheet: Sheet, said: Said, look: Look = 'body'): void {
  sheet.draw(sheet.set(said, look, sheet.full.width), sheet.element('P'));
  sheet.y += LOOKS[look].after;
}

/** An item of a list: what it says, and for a tick box, how the box is read aloud and whether it is ticked. */
export interface Item {
  readonly said: Said;
  readonly box?: { readonly alt: string; readonly ticked: boolean };
}

/** A list; items have a bullet or a box to tick, on the side where reading begins. */
export function list(sheet: Sheet, items: readonly Item[]): void {
  const { full } = sheet;
  const leftToRight = sheet.direction === 'ltr';
  const frame: Frame = { x: leftToRight ? full.x + INDENT : full.x, width: full.width - INDENT };
  const element = sheet.element('L');
  for (const { said, box } of items) {
    const lines = sheet.set(said, 'body', frame.width);
    sheet.room(lines.slice(0, 2).reduce((sum, { height }) => sum + height, 0));
    const item = sheet.element('LI', element);
    const middle = sheet.y + lines[0]!.height / 2;
    const centre = leftToRight ? full.x + INDENT / 2 - 1 : full.x + full.width - INDENT / 2 + 1;
    const label = sheet.element('Lbl', item, box ? { alt: box.alt } : { actual: '•' });
    sheet.content(label, () => (box ? tickBox(sheet, centre, middle, box.ticked) : sheet.pdf.circle(centre, middle, 1.6).fill('#000000')));
    sheet.draw(lines, sheet.element('LBody', item), frame);
    sheet.y += 1.5;
  }
  sheet.y += LOOKS.body.after - 1.5;
}

function tickBox({ pdf }: Sheet, x: number, y: number, ticked: boolean): void {
  pdf.lineWidth(0.9).rect(x - 5, y - 5, 10, 10).stroke('#000000');
  if (ticked) pdf.lineWidth(1.4).moveTo(x - 3, y).lineTo(x - 0.8, y + 2.8).lineTo(x + 3.4, y - 3).stroke('#000000');
}
