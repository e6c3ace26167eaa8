import { clientNumbers, type ClientNumbers } from './client-numbers.js';
import { clientOf, commitTo, hashOfLeaf, linesOf, readRow, type Row } from './entries.js';
import { finding, MOST_FINDINGS, type Finding } from './findings.js';
import { originFinder, type Reference } from './origins.js';
import type { Receipts } from './receipts.js';
import { TreeWalk } from './tree-walk.js';

/** What one pass over the entries has found out. */
export interface EntryWalk {
  /** The tree that the rows themselves make, in the order of the file. */
  readonly walk: TreeWalk;
  /** For each row the entry it is; ends where too many are none. */
  readonly origins: readonly number[];
  readonly odd: ReadonlyMap<number, Row | null>;
  readonly timeBefore: ReadonlyMap<number, number>;
  /** What is wrong with contents and times of entries that are in the tree. */
  readonly findings: readonly Finding[];
  readonly clients: ClientNumbers;
}

const NOTHING = Buffer.alloc(32);

/** Reads all rows once, in their order. */
export async function walkEntries(file: string, sizes: ReadonlySet<number>, reference: Reference, receipts: Receipts, onProgress: (rows: number) => void): Promise<EntryWalk> {
  const walk = new TreeWalk(sizes);
  const originOf = originFinder(reference);
  const origins: number[] = [];
  const odd = new Map<number, Row | null>();
  const timeBefore = new Map<number, number>();
  const contents = contentCheck(receipts);
  let latest = { at: 0, seq: 0 };

  for await (const lines of linesOf(file)) {
    for (const line of lines) {
      const row = readRow(line);
      walk.add(row ? hashOfLeaf(row) : NOTHING);
      if (odd.size >= MOST_FINDINGS) continue;
      const place = origins.length + 1;
      const origin = row ? originOf(row) : 0;
      origins.push(origin);
      if (!row || origin === 0) {
        odd.set(place, row);
        timeBefore.set(place, latest.at);
        continue;
      }
      if (row.at >= latest.at) latest = { at: row.at, seq: origin };
      else if (origin > latest.seq) contents.report(finding('BACKDATED', 'ENTRY', origin)); // in the tree itself, not only in the file
      contents.look(row, origin);
    }
    onProgress(walk.tree.size);
  }
  return { walk, origins, odd, timeBefore, findings: contents.findings(), clients: contents.clients };
}

/** Whether contents are what was committed to, or were deleted with a receipt. */
function contentCheck(receipts: Receipts) {
  const clients = clientNumbers();
  const findings: Finding[] = [];
  /** Contents under a commitment that is not theirs: both commitments, as text. */
  const wrong: { readonly seq: number; readonly committed: string; readonly found: string }[] = [];

  return {
    clients,
    report: (problem: Finding): void => { if (findings.length < MOST_FINDINGS) findings.push(problem); },
    look({ seq, at, number, commitment, salt, payload }: Row, origin: number): void {
      if (salt === null || payload === null) {
        clients.deleted(number);
        if (!receipts.allow(origin, at)) this.report(finding('MISSING_RECEIPT', 'ENTRY', origin));
        return;
      }
      const found = commitTo(salt, payload);
      if (!found.equals(commitment)) {
        if (wrong.length < MOST_FINDINGS) wrong.push({ seq: origin, committed: commitment.toString('base64'), found: found.toString('base64') });
        return;
      }
      if (receipts.names(origin)) this.report(finding('NOT_DELETED', 'ENTRY', origin));
      const client = clientOf(payload);
      if (client) clients.entry(client, number, seq);
    },
    findings(): readonly Finding[] {
      const claimed = new Set(wrong.map(({ committed }) => committed));
      return [...findings, ...wrong.map(({ seq, found }) => finding(claimed.has(found) ? 'REORDERED' : 'CHANGED', 'ENTRY', seq))];
    },
  };
}
