/** Least threshold: figures below it are about few enough people to be recognised (domain C.9, B8). */
export const LEAST_THRESHOLD = 5;

/** Counts by row and column, without totals. */
export type Counts = readonly (readonly number[])[];

/** The same with a last row and column of totals; `null`: withheld. */
export type Figures = readonly (readonly (number | null)[])[];

/**
 * Withholds every figure below the threshold (zero included) and as many others as are needed so that nobody can work one
 * out: from what is published each withheld small figure could be anything from zero up to the threshold.
 *
 * The table with its totals is a network (an inner cell leads from its row to its column, a total back), in which a set
 * of tables that look the same from outside differ by cycles through withheld cells. For every small figure cycles are
 * withheld along which it could rise to the threshold, and others along which it could fall to zero: the cheapest, where a
 * cell costs what it would have told and totals cost more. Tested against an attacker who tries all tables.
 */
export function protect(counts: Counts, threshold: number): Figures {
  const table = withTotals(counts);
  const hidden = table.map((row) => row.map((value) => value < threshold));
  const network = networkOf(table);
  for (const [row, column] of cells(table)) {
    const value = table[row]![column]!;
    if (value >= threshold) continue;
    makeRoom(network, hidden, network.rise[row]![column]!, threshold - value);
    makeRoom(network, hidden, network.fall[row]![column]!, value);
  }
  return table.map((row, r) => row.map((value, c) => (hidden[r]![c] ? null : value)));
}

/** To the nearest multiple of the threshold: figures of different tables about nearly the same people cannot be taken from each other. */
export const rounded = (figures: Figures, threshold: number): Figures =>
  figures.map((row) => row.map((value) => (value === null ? null : toMultiple(value, threshold))));

const toMultiple = (value: number, threshold: number): number => Math.round(value / threshold) * threshold;

/** A single count that stands in no table: withheld if small, else rounded. */
export const coarse = (count: number): number | null => (count < LEAST_THRESHOLD ? null : toMultiple(count, LEAST_THRESHOLD));

export function withTotals(counts: Counts): readonly (readonly number[])[] {
  const rows = counts.map((row) => [...row, sum(row)]);
  return [...rows, (rows[0] ?? [0]).map((_, column) => sum(rows.map((row) => row[column]!)))];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

type Cell = readonly [row: number, column: number];
type Marks = readonly boolean[][];

const cells = (table: Counts): Cell[] => table.flatMap((row, r) => row.map((_, c): Cell => [r, c]));

interface Arc {
  readonly cell: Cell;
  readonly from: number;
  readonly to: number;
  /** By how much its cell can change along it: without bound upwards, by what is in it downwards. */
  readonly room: number;
  /** What withholding its cell would lose: its figure; totals are what most people look for. */
  readonly price: number;
}

/** Nodes are the rows, then the columns. Arcs stand in pairs: along the first its cell rises, along the second it falls. */
interface Network {
  readonly arcs: readonly Arc[];
  /** The arcs that leave each node, and those of each cell, by their places in `arcs`. */
  readonly leaving: readonly (readonly number[])[];
  readonly rise: Counts;
  readonly fall: Counts;
}

function networkOf(table: Counts): Network {
  const [rows, columns] = [table.length, table[0]!.length];
  const arcs = cells(table).flatMap(([row, column]): Arc[] => {
    const [cell, value] = [[row, column] as const, table[row]![column]!];
    const totals = Number(row === rows - 1) + Number(column === columns - 1);
    const price = (1 + value) * [1, 20, 400][totals]!;
    const [from, to] = totals === 1 ? [rows + column, row] : [row, rows + column]; // the total of one row or column leads back
    return [{ cell, from, to, room: Infinity, price }, { cell, from: to, to: from, room: value, price }];
  });
  const leaving = Array.from({ length: rows + columns }, (_, node) => arcs.flatMap((arc, place) => (arc.from === node ? [place] : [])));
  const rise = table.map((row, r) => row.map((_, c) => 2 * (r * columns + c)));
  return { arcs, leaving, rise, fall: rise.map((row) => row.map((place) => place + 1)) };
}

/**
 * Withholds what it takes for a cell to change by `amount` along its arc with all published figures staying as they are: a flow
 * from the arc's end back to its beginning, path by path, the cheapest first. There is one always, by the cell's totals.
 */
function makeRoom({ arcs, leaving }: Network, hidden: Marks, own: number, amount: number): void {
  const room = Float64Array.from(arcs, (arc) => arc.room);
  room[own] = 0;
  room[own ^ 1] = 0;
  for (let left = amount; left > 0;) {
    const path = cheapest(arcs, leaving, room, hidden, arcs[own]!.to, arcs[own]!.from);
    const step = Math.min(left, ...path.map((place) => room[place]!));
    for (const place of path) {
      const [row, column] = arcs[place]!.cell;
      hidden[row]![column] = true;
      room[place]! -= step;
      room[place ^ 1]! += step;
    }
    left -= step;
  }
}

/** The cheapest path between two nodes along arcs with room (Dijkstra); what is withheld already costs nothing. */
function cheapest(arcs: readonly Arc[], leaving: Network['leaving'], room: Float64Array, hidden: Marks, start: number, end: number): readonly number[] {
  const cost = new Float64Array(leaving.length).fill(Infinity);
  const via = new Int32Array(leaving.length).fill(-1);
  const settled = new Uint8Array(leaving.length);
  cost[start] = 0;
  for (let node = start; node !== end; node = nearest(cost, settled)) {
    settled[node] = 1;
    for (const place of leaving[node]!) {
      const { cell: [row, column], to, price } = arcs[place]!;
      if (room[place] === 0) continue;
      const total = cost[node]! + (hidden[row]![column] ? 0 : price);
      if (total < cost[to]!) {
        cost[to] = total;
        via[to] = place;
      }
    }
  }
  const path: number[] = [];
  for (let node = end; node !== start; node = arcs[path.at(-1)!]!.from) path.push(via[node]!);
  return path;
}

/** The node not settled yet that is reached most cheaply. */
function nearest(cost: Float64Array, settled: Uint8Array): number {
  let best = -1;
  for (let node = 0; node < cost.length; node += 1) if (!settled[node] && (best === -1 || cost[node]! < cost[best]!)) best = node;
  return best;
}
