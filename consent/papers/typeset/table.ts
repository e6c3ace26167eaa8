import type { Said } from '../texts.js';
import type { SetLine, Sheet } from './sheet.js';

const PADDING = 4;

/** A table: `widths` are shares of the line; either the first row or the first column heads it. Cells may be empty. */
export interface Table {
  readonly widths: readonly number[];
  readonly head: 'row' | 'column';
  readonly rows: readonly (readonly Said[])[];
  /** Least height of a row, in points; room to sign. */
  readonly height?: number;
}

/** Draws a ruled table; right-to-left papers have the first column on the right. A row is never torn. */
export function table(sheet: Sheet, { widths, head, rows, height = 0 }: Table): void {
  const share = sheet.full.width / widths.reduce((sum, width) => sum + width, 0);
  const element = sheet.element('Table');
  rows.forEach((cells, index) => {
    const isHead = (column: number): boolean => (head === 'row' ? index === 0 : column === 0);
    const set = cells.map((said, column) => sheet.set(said, isHead(column) ? 'label' : 'body', widths[column]! * share - 2 * PADDING));
    const least = head === 'row' && index === 0 ? 0 : height;
    const rowHeight = Math.max(least, ...set.map(heightOf)) + 2 * PADDING;
    // A row that heads the others is not left behind at the foot of a page.
    sheet.room(rowHeight + (head === 'row' && index === 0 ? 2 * height + 4 * PADDING : 0));
    const top = sheet.y;
    const row = sheet.element('TR', element);
    let start = 0;
    set.forEach((lines, column) => {
      const width = widths[column]! * share;
      const x = sheet.direction === 'rtl' ? sheet.full.x + sheet.full.width - start - width : sheet.full.x + start;
      sheet.artifact(() => sheet.pdf.lineWidth(0.5).rect(x, top, width, rowHeight).stroke('#767676'));
      const cell = isHead(column) ? sheet.element('TH', row, { scope: head === 'row' ? 'Column' : 'Row' }) : sheet.element('TD', row);
      sheet.y = top + PADDING;
      sheet.draw(lines, cell, { x: x + PADDING, width: width - 2 * PADDING });
      start += width;
    });
    sheet.y = top + rowHeight;
  });
  sheet.y += 6;
}

const heightOf = (lines: readonly SetLine[]): number => lines.reduce((sum, line) => sum + line.height, 0);
