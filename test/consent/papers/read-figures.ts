import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A rectangle in points, from the top left of the page, as the papers are drawn. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The rectangles that are filled within one `Figure`, and with which colour. */
export interface Figure {
  readonly colour: string;
  readonly filled: readonly Rectangle[];
}

/** A rectangle in the numbers of a path: from its first corner to the three others, closed. */
const RECTANGLE = 13;

/** The figures of a page, from what its operators draw; a figure is one path, filled. */
export function figuresIn(operators: readonly number[], operands: readonly unknown[]): Figure[] {
  const figures: Figure[] = [];
  let inside = false;
  let colour = '';
  operators.forEach((operator, index) => {
    const values = operands[index] as readonly unknown[];
    if (operator === OPS.beginMarkedContentProps) inside = values[0] === 'Figure';
    if (operator === OPS.endMarkedContent) inside = false;
    if (operator === OPS.setFillRGBColor) colour = String(values[0]);
    if (operator !== OPS.constructPath || !inside) return;
    const [painting, [numbers]] = values as readonly [number, readonly [Float32Array]];
    if (painting === OPS.fill) figures.push({ colour, filled: rectanglesIn([...numbers]) });
  });
  return figures;
}

const rectanglesIn = (numbers: readonly number[]): Rectangle[] =>
  Array.from({ length: numbers.length / RECTANGLE }, (_, index) => {
    const [, left, top, , , , , right, bottom] = numbers.slice(index * RECTANGLE) as [number, number, number, number, number, number, number, number, number];
    return { left, top, right, bottom };
  });

/** The dark and light squares that a scanner sees in a figure of squares, row by row; `null` if it is not square. */
export function squaresOf({ filled }: Figure): boolean[][] | null {
  const [left, top] = [Math.min(...filled.map((one) => one.left)), Math.min(...filled.map((one) => one.top))];
  const [width, height] = [Math.max(...filled.map((one) => one.right)) - left, Math.max(...filled.map((one) => one.bottom)) - top];
  const side = Math.round(width / Math.min(...filled.map((one) => one.right - one.left)));
  if (Math.abs(width - height) > 0.01) return null;
  const middle = (from: number, place: number): number => from + ((place + 0.5) * width) / side;
  const isDark = (x: number, y: number): boolean => filled.some((one) => one.left <= x && x < one.right && one.top <= y && y < one.bottom);
  const places = [...Array(side).keys()];
  return places.map((row) => places.map((column) => isDark(middle(left, column), middle(top, row))));
}
