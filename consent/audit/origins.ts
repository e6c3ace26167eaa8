import { linkHash, type LogRow } from './chain.js';

/** A row, the number under which its hash is genuine (`null`: none), and the same of the row behind it. */
export interface PlacedRow {
  readonly row: LogRow;
  readonly origin: number | null;
  /** How far `origin` lies from the row's place, for this row and the next one. */
  readonly shift: number | null;
  readonly nextShift: number | null | undefined;
}

/** How far from its place an entry is looked for. */
const REACH = 1_000;

/** Finds out for each row, in the order given, which entry it really is: moved rows keep the hash of their old number. */
export async function* placed(rows: AsyncIterable<LogRow>): AsyncGenerator<PlacedRow> {
  let held: Omit<PlacedRow, 'nextShift'> | undefined;
  let usual = 0;
  for await (const row of rows) {
    const origin = originOf(row, usual);
    const shift = origin === null ? null : origin - row.seq;
    if (held) yield { ...held, nextShift: shift };
    held = { row, origin, shift };
    if (shift !== null) usual = shift;
  }
  if (held) yield { ...held, nextShift: undefined };
}

function originOf({ prevHash, hash, seq, payload }: LogRow, usual: number): number | null {
  const genuine = (origin: number): boolean => linkHash(prevHash, origin, payload).equals(hash);
  if (genuine(seq + usual)) return seq + usual;
  for (let distance = 0; distance <= REACH; distance++) {
    if (genuine(seq + distance)) return seq + distance;
    if (genuine(seq - distance)) return seq - distance;
  }
  return null;
}
