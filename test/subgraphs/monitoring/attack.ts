import { withTotals, type Counts, type Figures } from '../../../subgraphs/kit/monitoring/protect.js';

/** What a withheld figure can be, as far as an attacker can tell. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * The attacker: tries every table of whole numbers up to `most` and keeps those that agree with all published figures. What a withheld
 * figure is in them is all that can be known about it. Gives up once what it has found is `enough`.
 */
export function attack(published: Figures, most: number, enough: (ranges: (readonly (Range | null)[])[]) => boolean = () => false): (readonly (Range | null)[])[] {
  const [rows, columns] = [published.length - 1, published[0]!.length - 1];
  const ranges: (Range | null)[][] = published.map((row) => row.map(() => null));
  for (const table of tables(published, rows, columns, most)) {
    withTotals(table).forEach((row, r) => row.forEach((value, c) => {
      const known = ranges[r]![c];
      ranges[r]![c] = known ? { least: Math.min(known.least, value), most: Math.max(known.most, value) } : { least: value, most: value };
    }));
    if (enough(ranges)) break;
  }
  return ranges;
}

function* tables(published: Figures, rows: number, columns: number, most: number): Generator<Counts> {
  const table = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  const agrees = (row: number, column: number, value: number): boolean => published[row]![column] === null || published[row]![column] === value;
  function* fill(index: number): Generator<Counts> {
    if (index === rows * columns) {
      const totals = withTotals(table);
      if (totals.every((row, r) => row.every((value, c) => agrees(r, c, value)))) yield table;
      return;
    }
    const [row, column] = [Math.floor(index / columns), index % columns];
    const fixed = published[row]![column] ?? null;
    for (let value = fixed ?? 0; value <= (fixed ?? most); value += 1) {
      table[row]![column] = value;
      const rowTotal = table[row]!.slice(0, column + 1).reduce((a, b) => a + b, 0);
      const columnTotal = table.slice(0, row + 1).reduce((total, values) => total + values[column]!, 0);
      if (rowTotal > (published[row]![columns] ?? Infinity) || columnTotal > (published[rows]![column] ?? Infinity)) break; // no use going on
      if (column === columns - 1 && !agrees(row, columns, rowTotal)) continue;
      if (row === rows - 1 && !agrees(rows, column, columnTotal)) continue;
      yield* fill(index + 1);
    }
  }
  yield* fill(0);
}
