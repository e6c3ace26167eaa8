/** Entries that one row of bits stands for. */
export const BLOCK = 8_192;

interface Row {
  readonly unit: string;
  readonly facet: string;
  readonly block: number;
  readonly bits: Uint8Array;
}

/** Sets of entries by name, as rows of bits. */
export class BitRows {
  readonly #rows = new Map<string, Row>();

  add(unit: string, facet: string, seqs: readonly number[]): void {
    let row: Row | null = null;
    for (const seq of seqs) {
      const block = Math.floor(seq / BLOCK);
      if (row?.block !== block) row = this.#row(unit, facet, block);
      const place = seq % BLOCK;
      row.bits[place >> 3]! |= 0x80 >> (place & 7);
    }
  }

  #row(unit: string, facet: string, block: number): Row {
    const name = `${block}\n${unit}\n${facet}`;
    let row = this.#rows.get(name);
    if (!row) this.#rows.set(name, (row = { unit, facet, block, bits: new Uint8Array(BLOCK / 8) }));
    return row;
  }

  /** As columns for `unnest`; bits as PostgreSQL reads them from text. In one order, so that two writers never wait for each other in a ring. */
  columns(): [string[], string[], number[], string[]] {
    const rows = [...this.#rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    return [rows.map(({ unit }) => unit), rows.map(({ facet }) => facet), rows.map(({ block }) => block), rows.map(({ bits }) => `x${Buffer.from(bits).toString('hex')}`)];
  }
}

/** The numbers that a row of bits (as text of 0 and 1) stands for, highest first. */
export function numbersIn(block: number, bits: string): number[] {
  const numbers: number[] = [];
  for (let place = bits.lastIndexOf('1'); place >= 0; place = place === 0 ? -1 : bits.lastIndexOf('1', place - 1)) numbers.push(block * BLOCK + place);
  return numbers;
}
