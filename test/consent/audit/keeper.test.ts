import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { RFC9162 } from '@transmute/rfc9162';
import type pg from 'pg';
import { leafData } from '../../../consent/audit/leaf.js';
import type { IntegratedEntry } from '../../../consent/audit/keeper/batch.js';
import { LogForked } from '../../../consent/audit/keeper/forked.js';
import { readEntries } from '../../../consent/audit/log/read-entries.js';
import { treeReader } from '../../../consent/audit/log/tree-reader.js';
import { leafHash } from '../../../consent/audit/merkle/hash.js';
import { verifyConsistency, verifyInclusion } from '../../../consent/audit/merkle/proofs.js';
import { checkpointText, parseCheckpoint } from '../../../consent/audit/note/checkpoint.js';
import { verifierKey } from '../../../consent/audit/note/keys.js';
import { parseNote, signersOf, signNote } from '../../../consent/audit/note/note.js';
import { NOON } from '../store/county.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';
import { testPool } from '../../kit/pool.js';

let log: TestLog;
let reader: pg.Pool;
let now = NOON;
beforeAll(async () => {
  log = await testLog(() => now);
  reader = testPool(log.county.database.appUrl, 2);
});
beforeEach(async () => {
  now = NOON;
  await log.reset();
});
afterAll(async () => {
  await reader.end();
  await log.close();
});

const leaves = async (): Promise<Buffer[]> =>
  (await log.county.sql<{ seq: string; at: string; number: string; commitment: Buffer }>('select * from access_log order by seq'))
    .map(({ seq, at, number, commitment }) => leafData({ seq: Number(seq), at: Number(at), number: Number(number), commitment }));
const newest = () => {
  const note = parseNote(log.notes().at(-1)!);
  expect(signersOf(note, [verifierKey(ORIGIN, 'ED25519', SIGNER.key)])).toHaveLength(1);
  return parseCheckpoint(note.text);
};
const code = () => log.faults.map((fault) => (fault as { code?: string }).code);

/** That log, tree, file and database are one, without a gap, and end with `size`. */
async function expectSound(size: number): Promise<void> {
  const all = await leaves();
  expect(all).toHaveLength(size);
  expect((await log.county.sql<{ seq: string }>('select seq from access_log order by seq')).map(({ seq }) => Number(seq))).toEqual(all.map((_, index) => index + 1));
  const { root, ...checkpoint } = newest();
  expect(checkpoint).toEqual({ origin: ORIGIN, size, at: now });
  expect(Buffer.from(root).toString('hex')).toBe(Buffer.from(await RFC9162.treeHead(all)).toString('hex'));
  expect((await log.county.sql<{ note: string }>('select note from log_checkpoint order by size')).at(-1)!.note).toBe(log.notes().at(-1));
  expect(await log.county.sql('select from log_inbox')).toEqual([]);
  const tree = treeReader(reader);
  for (const index of [0, size - 1]) expect(verifyInclusion(leafHash(all[index]!), index, size, await tree.inclusionProof(index, size), root)).toBe(true);
  const notes = log.notes().map((note) => parseCheckpoint(parseNote(note).text));
  for (const [place, older] of notes.entries()) {
    for (const newer of notes.slice(place)) expect(verifyConsistency(older.size, newer.size, await tree.consistencyProof(older.size, newer.size), older.root, newer.root)).toBe(true);
  }
}

describe('the keeper', () => {
  it('integrates what was committed, in its order, numbered per client, and signs it', async () => {
    const keeper = log.keeper();
    await keeper.settle();
    expect(newest()).toMatchObject({ size: 0, at: NOON });
    await log.write(0, 1, 0, null, 0);
    now += 400;
    await keeper.settle();
    await expectSound(5);
    expect((await log.county.sql<{ number: string }>('select number from access_log order by seq')).map(({ number }) => Number(number))).toEqual([1, 1, 2, 0, 3]);
    await log.write(1, 0);
    now += 400;
    await keeper.settle();
    await expectSound(7);
    expect((await log.county.sql<{ number: string }>('select number from access_log where seq > 5 order by seq')).map(({ number }) => Number(number))).toEqual([2, 4]);
    expect(log.faults).toEqual([]);
  });

  it('goes on under a new key that another keeper brings, and believes the old one no more', async () => {
    const old = log.keeper();
    await log.write(0, 1);
    await old.settle();
    await old.close();
    const key = generateKeyPairSync('ed25519').privateKey;
    const renewed = log.keeper({ signer: { origin: ORIGIN, key, previous: [SIGNER.key] } });
    await log.write(2);
    await renewed.settle();
    expect(log.faults).toEqual([]);
    const keys = [SIGNER.key, key].map((one) => verifierKey(ORIGIN, 'ED25519', one));
    expect(log.notes().map((note) => signersOf(parseNote(note), keys).map((one) => keys.indexOf(one)))).toEqual([[0], [1]]);
    const tree = treeReader(reader);
    const [older, newer] = log.notes().map((note) => parseCheckpoint(parseNote(note).text));
    expect(verifyConsistency(2, 3, await tree.consistencyProof(2, 3), older!.root, newer!.root)).toBe(true);
    await renewed.close();

    // From then on the old key counts for nothing in the database, where a thief of it could write.
    const forged = signNote(checkpointText(newer!), [{ name: ORIGIN, type: 'ED25519', key: SIGNER.key }], now);
    await log.county.sql('update log_checkpoint set note = $1 where size = 3', [forged]);
    const third = log.keeper({ signer: { origin: ORIGIN, key, previous: [SIGNER.key] } });
    await third.settle();
    expect(third.state).toBe('FORKED');
  });

  it('signs nothing twice while nothing happens', async () => {
    const keeper = log.keeper();
    await log.write(0);
    await keeper.settle();
    const notes = log.notes();
    await keeper.settle();
    expect(log.notes()).toEqual(notes);
  });

  it('leaves no text of an entry readable without its key', async () => {
    await log.write(0, 1, null);
    const before = await readEntries(reader, [3, 1, 2, 99]);
    expect(before.map(({ seq, at, requestId }) => [seq, at, requestId])).toEqual([[3, NOON, 'request-3'], [1, NOON, 'request-1'], [2, NOON, 'request-2']]);
    await log.keeper().settle();
    expect(await readEntries(reader, [3, 1, 2, 99])).toEqual(before);
    const stored = Buffer.concat((await log.county.sql<{ sealed: Buffer }>('select sealed from access_log')).map(({ sealed }) => sealed)).toString('latin1');
    expect(stored).not.toContain('request');
    await log.county.sql('delete from log_key where client = $1', [log.client(0)]);
    expect((await readEntries(reader, [1, 2, 3])).map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('takes thousands at a time, over several tiles, and keeps projections in step', async () => {
    const seen: IntegratedEntry[] = [];
    const keeper = log.keeper({ projections: [async (_connection, batch) => { seen.push(...batch); }] });
    await log.write(0);
    await log.county.sql(`select append_log(array(select payload from log_inbox, generate_series(1, 4999)), $1)`, [NOON]);
    await keeper.settle();
    expect(log.faults).toEqual([]);
    await expectSound(5_000);
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1));
    expect(seen.at(-1)).toMatchObject({ number: 5_000, at: NOON, entry: { requestId: 'request-1', client: log.client(0) } });
  });

  it('works alone: another stands by, and takes over when it is gone', async () => {
    const first = log.keeper();
    await first.settle();
    const second = log.keeper();
    await second.settle();
    expect([first.state, second.state]).toEqual(['ACTIVE', 'STANDBY']);
    await log.write(0);
    await second.settle();
    expect(await log.county.sql('select from access_log')).toEqual([]);
    await first.close();
    await second.settle();
    expect(second.state).toBe('ACTIVE');
    await expectSound(1);
  });

  it('goes on by itself when its connection was cut', async () => {
    const keeper = log.keeper();
    await keeper.settle();
    await log.county.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'freigabe_consent_keeper'`);
    await log.write(0, 1);
    await keeper.settle();
    await keeper.settle();
    expect(keeper.state).toBe('ACTIVE');
    await expectSound(2);
  });

  it('takes over what a half-written checkpoint left', async () => {
    await log.write(0);
    const first = log.keeper();
    await first.settle();
    await first.close();
    appendFileSync(log.file, '"freigabe.example/log\\n7');
    await log.write(1);
    await log.keeper().settle();
    expect(log.faults).toEqual([]);
    await expectSound(2);
  });
});

describe('a crash', () => {
  /** At every step of a batch: something there fails as if the process had died, then another keeper begins anew. */
  const steps: Readonly<Record<string, readonly [breaking: string, mending: string]>> = {
    'while rows are inserted': ['revoke insert on access_log from freigabe_consent_keeper', 'grant insert on access_log to freigabe_consent_keeper'],
    'before the inbox is emptied': ['revoke delete on log_inbox from freigabe_consent_keeper', 'grant delete on log_inbox to freigabe_consent_keeper'],
    'while the tree is stored': ['revoke insert on log_tile from freigabe_consent_keeper', 'grant insert on log_tile to freigabe_consent_keeper'],
    'after the checkpoint was written to the file': ['revoke insert on log_checkpoint from freigabe_consent_keeper', 'grant insert on log_checkpoint to freigabe_consent_keeper'],
  };

  it.each(Object.keys(steps))('%s loses nothing and signs nothing twice', async (step) => {
    const first = log.keeper();
    await log.write(0, 1);
    await first.settle();
    await log.write(0, null, 1);
    await log.county.sql(steps[step]![0]);
    await first.settle();
    expect(log.faults).toHaveLength(1);
    await first.close();
    await log.county.sql(steps[step]![1]);
    now += 5_000;
    const second = log.keeper();
    await second.settle();
    await log.write(0);
    await second.settle();
    expect(log.faults).toHaveLength(1);
    await expectSound(6);
    expect(new Set(log.notes().map((note) => parseCheckpoint(parseNote(note).text).size)).size).toBe(log.notes().length);
  });

  it('between integration and checkpoint is made good with the next one', async () => {
    const first = log.keeper({ clock: () => { throw new Error('died before signing'); } });
    await log.write(0, 1);
    await first.settle();
    await first.close();
    expect((await leaves())).toHaveLength(2);
    const second = log.keeper();
    await second.settle();
    await expectSound(2);
  });

  it('of a projection takes the batch back with it', async () => {
    const first = log.keeper({ projections: [async () => { throw new Error('no'); }] });
    await log.write(0);
    await first.settle();
    await first.close();
    expect(await leaves()).toEqual([]);
    await log.keeper().settle();
    await expectSound(1);
  });
});

describe('a log that contradicts what was signed', () => {
  const TAMPERED: Readonly<Record<string, string>> = {
    'the end of the log cut off': 'delete from access_log where seq = 4',
    'the end of log and tree cut off': 'delete from access_log where seq > 3; update log_tile set hashes = substr(hashes, 1, 96)',
    'a hash of the tree changed': `update log_tile set hashes = overlay(hashes placing decode('00', 'hex') from 40)`,
    'everything gone': 'truncate access_log, log_tile, log_checkpoint, log_inbox; update log_state set seq = 0',
    'a row changed, the tree left as it is': 'update access_log set at = at - 1 where seq = 2',
    'a row exchanged for another': 'update access_log a set commitment = b.commitment from access_log b where a.seq = 2 and b.seq = 3',
    'an acknowledged entry taken out of the inbox': 'delete from log_inbox where seq = 5',
    'the newest acknowledged entry taken out of the inbox': 'delete from log_inbox where seq = 6',
    'an entry put into the inbox again': `insert into log_inbox select 3, 0, payload from log_inbox where seq = 5`,
    'an entry backdated in the inbox': 'update log_inbox set at = at - 1 where seq = 6',
  };

  it.each(Object.keys(TAMPERED))('is not signed: %s', async (how) => {
    const first = log.keeper();
    await log.write(0, 1, 0, 1);
    await first.settle();
    await log.write(0, 0);
    const signed = log.notes();
    await log.county.sql(TAMPERED[how]!);
    await first.settle();
    expect(first.state).toBe('FORKED');
    expect(code()).toEqual(['LOG_FORKED']);
    await first.close();

    const second = log.keeper(); // nor by one that has not seen it happen
    await second.settle();
    await second.settle();
    expect(second.state).toBe('FORKED');
    expect(code()).toEqual(['LOG_FORKED', 'LOG_FORKED']);
    expect(log.notes()).toEqual(signed);
  });

  it('is found also where it is old: rows and tiles are looked through again and again', async () => {
    await log.write(0);
    await log.county.sql('select append_log(array(select payload from log_inbox, generate_series(1, 3999)), $1)', [NOON]);
    const keeper = log.keeper();
    await keeper.settle();
    for (let look = 0; look < 20; look += 1) await keeper.settle();
    expect(keeper.state).toBe('ACTIVE');
    await log.county.sql(`update log_tile set hashes = overlay(hashes placing decode('00', 'hex') from 100) where level = 0 and index = 5`);
    for (let look = 0; look < 10 && keeper.state === 'ACTIVE'; look += 1) await keeper.settle();
    expect(keeper.state).toBe('FORKED');
    expect(String(log.faults[0])).toContain('Eintrag 1284');
  });

  it('is not signed with a checkpoint of another key, nor with one that was changed', async () => {
    const first = log.keeper();
    await log.write(0);
    await first.settle();
    await first.close();
    const notes = log.notes();
    for (const spoilt of [notes.at(-1)!.replace(/at \d+/, 'at 1'), notes.at(-1)!.replaceAll(ORIGIN, 'other.example/log')]) {
      writeFileSync(log.file, `${JSON.stringify(spoilt)}\n`);
      const keeper = log.keeper();
      await keeper.settle();
      expect(keeper.state).toBe('FORKED');
      await keeper.close();
    }
    expect(log.faults.every((fault) => fault instanceof LogForked)).toBe(true);
    expect(log.faults).toHaveLength(2);
  });
});
