import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readKey } from '../../../../consent/audit/verifier/keys.js';
import { verifyExport, type Verdict } from '../../../../consent/audit/verifier/verify-export.js';
import { runs } from '../../../kit/long.js';
import { checkpoint, erase, makeLog, note, ORIGIN, signer, START, tilesOf, writeLog, type LogWish, type MadeLog } from './made-log.js';
import { MANIPULATIONS } from './manipulations.js';

const log = signer(ORIGIN, 1);
const witness = signer('witness.example/jobcenter', 4);
const stranger = signer(ORIGIN, 1);
const signers = [log, witness];
const keys = { keys: [readKey(log.vkey)], witnesses: [readKey(witness.vkey)] };

/** For the long variant, in ms. */
const LONGEST = 120_000;

let root: string;
beforeAll(async () => { root = await mkdtemp(join(tmpdir(), 'freigabe-verifier-')); });
afterAll(() => rm(root, { recursive: true }));

async function verify(made: MadeLog, known?: readonly string[], quorum = 1): Promise<Verdict> {
  const folder = await mkdtemp(join(root, 'log-'));
  await writeLog(folder, made);
  const verdict = await verifyExport({ folder, ...keys, quorum, ...(known && { known }) });
  await rm(folder, { recursive: true });
  return verdict;
}
const named = ({ findings }: Verdict): string[] => findings.map(({ kind, from, to }) => (from === to ? `${kind} ${from}` : `${kind} ${from}-${to}`));
const wishFor = (entries: number, clients: number, cuts: readonly number[]): LogWish =>
  ({ entries, clients, checkpoints: [...new Set([...cuts.map((cut) => 1 + (cut % entries)), entries])].sort((a, b) => a - b), signers });

const anyWish = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(1_000), { maxLength: 3 }))
  .map(([entries, clients, cuts]) => wishFor(entries, clients, cuts));

describe('the verifier', () => {
  it('passes logs of every size, with and without deleted contents', async () => {
    await fc.assert(fc.asyncProperty(anyWish, fc.array(fc.nat(1_000), { maxLength: 8 }), async (wish, choice) => {
      const made = makeLog(wish);
      const seqs = [...new Set(choice.map((number) => 1 + (number % wish.entries)))].sort((a, b) => a - b);
      if (seqs.length > 0) erase(made, seqs, log);
      expect(named(await verify(made))).toEqual([]);
    }), { seed: 1, numRuns: runs(25, 400) });
  }, LONGEST);

  it('passes the empty log', async () => {
    expect(await verify(makeLog({ entries: 0, clients: 1, checkpoints: [0], signers }))).toEqual({ entries: 0, checkpoints: 1, attested: 0, findings: [] });
  });

  describe.each(MANIPULATIONS)('finds and names: $name', ({ apply }) => {
    const by = (wish: LogWish) => ({ log, witness, stranger, wish });

    const check = async (wish: LogWish, at: number, other: number): Promise<void> => {
      const made = makeLog(wish);
      const expected = apply(made, at, other, by(wish));
      if (!expected) return;
      const found = named(await verify(made));
      if (expected.exactly) expect(found.toSorted()).toEqual(expected.exactly.toSorted());
      if (expected.includes) expect(found.some((one) => one.startsWith(expected.includes!))).toBe(true);
      if (expected.kinds) expect(found.map((one) => one.split(' ')[0]).filter((kind) => !expected.kinds!.includes(kind!))).toEqual([]);
    };

    it('in small logs', async () => {
      await fc.assert(fc.asyncProperty(anyWish, fc.nat(1_000), fc.nat(1_000), (wish, at, other) =>
        check(wish, 1 + (at % wish.entries), 1 + (other % wish.entries))), { seed: 2, numRuns: runs(8, 150) });
    }, LONGEST);

    it('in one of several tiles', () => check(wishFor(600, 3, [100, 300]), 280, 590));
  });

  it('finds whatever is done together', async () => {
    await fc.assert(fc.asyncProperty(
      anyWish.filter(({ entries }) => entries > 3), fc.array(fc.tuple(fc.nat(MANIPULATIONS.length - 1), fc.nat(1_000), fc.nat(1_000)), { minLength: 2, maxLength: 4 }),
      async (wish, steps) => {
        const made = makeLog(wish);
        let done = 0;
        for (const [which, at, other] of steps) {
          const place = (number: number): number => 1 + (number % made.rows.length);
          if (made.rows.length < 2 || made.checkpoints.length === 0 || MANIPULATIONS[which]!.name.startsWith('an entry that was never')) break;
          try {
            if (MANIPULATIONS[which]!.apply(made, place(at), place(other), { log, witness, stranger, wish: { ...wish, entries: made.rows.length } })) done += 1;
          } catch { break; } // an earlier step took away what this one works on
        }
        if (done === 1) expect(named(await verify(made))).not.toEqual([]);
      }), { seed: 3, numRuns: runs(25, 500) });
  }, LONGEST);
});

describe('what was seen elsewhere', () => {
  it('tells that entries, tiles and checkpoints were all cut off together', async () => {
    const made = makeLog(wishFor(30, 3, [9, 19]));
    const [known] = made.checkpoints.slice(-1);
    const cut = { ...made, rows: made.rows.slice(0, 20), checkpoints: made.checkpoints.slice(0, -1), tiles: tilesOf(made.rows.slice(0, 20)) };
    expect(named(await verify(cut))).toEqual([]);
    expect(named(await verify(cut, [known!]))).toEqual(['TRUNCATED 21-30']);
  });

  it('tells that another history was shown to others', async () => {
    const made = makeLog(wishFor(30, 3, []));
    const other = makeLog({ ...wishFor(30, 4, []), checkpoints: [12] });
    expect(named(await verify(made, other.checkpoints))).toEqual(['FORKED 1-12']);
  });
});

describe('deleted contents', () => {
  const retention = (before: number) => `kind RETENTION\nbefore ${before}\n`;

  it('need a receipt that names them', async () => {
    const made = makeLog(wishFor(20, 3, []));
    erase(made, [2, 3, 4], log);
    made.receipts = [];
    expect(named(await verify(made))).toEqual(['MISSING_RECEIPT 2-4']);
  });

  it('need a receipt with the log’s signature', async () => {
    const made = makeLog(wishFor(20, 3, []));
    erase(made, [2, 3, 4], stranger);
    expect(named(await verify(made))).toEqual(['BAD_SIGNATURE 1', 'MISSING_RECEIPT 2-4']);
  });

  it('are covered by a retention receipt only if they are older than it says', async () => {
    const made = makeLog(wishFor(20, 3, []));
    erase(made, [1, 2, 3], log, retention(START + 3_000));
    expect(named(await verify(made))).toEqual(['MISSING_RECEIPT 3']);
    const later = makeLog(wishFor(20, 3, []));
    erase(later, [1, 2, 3], log, retention(START + 3_001));
    expect(named(await verify(later))).toEqual([]);
  });

  it('are not covered by a retention that was to come', async () => {
    const made = makeLog(wishFor(20, 3, []));
    erase(made, [1, 2], log, retention(START + 2 * 86_400_000));
    expect(named(await verify(made))).toEqual(['BACKDATED 1', 'MISSING_RECEIPT 1-2']);
  });

  it('must be gone if a receipt says so', async () => {
    const made = makeLog(wishFor(20, 3, []));
    const [kept] = made.rows.slice(4, 5).map((row) => ({ ...row }));
    erase(made, [5, 6], log);
    made.rows[4] = kept!;
    expect(named(await verify(made))).toEqual(['NOT_DELETED 5']);
  });

  it('do not hide a gap in the numbers of a client', async () => {
    const made = makeLog({ ...wishFor(20, 2, []), skipNumberAt: 7 });
    erase(made, [1], log);
    expect(named(await verify(made))).toEqual(['CLIENT_GAP 7']);
  });
});

describe('signatures', () => {
  it('of unknown keys are passed over, as room for others', async () => {
    const made = makeLog(wishFor(5, 1, []));
    made.checkpoints = [checkpoint(made.rows, 5, [signer('other.example', 1), log, signer('mldsa.example', 1), witness])];
    expect(named(await verify(made))).toEqual([]);
  });

  it('count for the log’s own origin only', async () => {
    const made = makeLog(wishFor(5, 1, []));
    made.checkpoints = made.checkpoints.map((text) => note(text.split('\n\n')[0]!.replace(ORIGIN, 'elsewhere.example') + '\n', signers));
    expect(named(await verify(made))).toEqual(['NO_CHECKPOINT 1', 'BAD_SIGNATURE 1', 'UNATTESTED 1-5']);
  });
});
