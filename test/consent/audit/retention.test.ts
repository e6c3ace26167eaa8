import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { exportLog } from '../../../consent/audit/export/export-log.js';
import { readEntries } from '../../../consent/audit/log/read-entries.js';
import { verifierKey, vkeyOf } from '../../../consent/audit/note/keys.js';
import { erase, type EraseOptions } from '../../../consent/audit/retention/erase.js';
import { earlierClock, expire, expireDryRun } from '../../../consent/audit/retention/expire.js';
import { cutoff, readPeriod } from '../../../consent/audit/retention/period.js';
import { startRetention } from '../../../consent/audit/retention/schedule.js';
import { readKey } from '../../../consent/audit/verifier/keys.js';
import { verifyExport } from '../../../consent/audit/verifier/verify-export.js';
import { PROJECTIONS } from '../../../consent/supervision/projections.js';
import { DAY, NOON } from '../store/county.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';

const folder = mkdtempSync(join(tmpdir(), 'freigabe-retention-'));
const keys = [readKey(vkeyOf(verifierKey(ORIGIN, 'ED25519', SIGNER.key)))];
const SIX_MONTHS = readPeriod('P6M');
let log: TestLog;
let pool: pg.Pool;
let now = NOON;

beforeAll(async () => {
  log = await testLog(() => now);
  pool = new pg.Pool({ connectionString: log.county.database.keeperUrl, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await log.close();
  rmSync(folder, { recursive: true });
});

/** Three entries about client 0 and two about client 1, then, seven months later, one more about each. */
beforeEach(async () => {
  await log.reset();
  await log.county.sql('truncate log_facet, log_request, log_basis, disclosure, anomaly');
  now = NOON;
  const keeper = log.keeper({ projections: PROJECTIONS });
  await log.write(0, 1, 0, null, 1, 0);
  await keeper.settle();
  now = NOON + 214 * DAY;
  await log.write(0, 1);
  await keeper.settle();
});

async function verified(): Promise<string[]> {
  const place = mkdtempSync(join(folder, 'export-'));
  const connection = await pool.connect();
  await exportLog(connection, { folder: place, keys: [] }).finally(() => connection.release());
  const { findings } = await verifyExport({ folder: place, keys, witnesses: [], quorum: 0 });
  return findings.map(({ kind, from, to }) => `${kind} ${from}-${to}`);
}
const readable = async (): Promise<number[]> => (await readEntries(pool, [1, 2, 3, 4, 5, 6, 7, 8])).map(({ seq }) => seq);
const rows = (table: string): Promise<number> => log.county.sql<{ n: number }>(`select count(*)::int as n from ${table}`).then(([row]) => row!.n);
const run = () => expire({ pool, signer: SIGNER, period: SIX_MONTHS, now });

describe('after six months (F15)', () => {
  it('a dry run says what is due and deletes nothing', async () => {
    expect(await expireDryRun({ pool, period: SIX_MONTHS, now })).toEqual({ before: cutoff(SIX_MONTHS, now), entries: 6, firstSeq: 1, lastSeq: 6 });
    expect(await readable()).toHaveLength(8);
  });

  it('contents and search rows are gone, disclosure records stay, and the tree still verifies with its receipt', async () => {
    const disclosures = await rows('disclosure');
    expect(disclosures).toBeGreaterThan(0);
    const [receipt, ...more] = await run();
    expect([receipt!.seqs, more]).toEqual([[1, 2, 3, 4, 5, 6], []]);
    expect(await readable()).toEqual([7, 8]);
    expect(await log.county.sql('select seq::int from log_request order by seq')).toEqual([{ seq: 7 }, { seq: 8 }]);
    expect(await log.county.sql('select seq from access_log where client is not null and seq < 7')).toEqual([]);
    expect(await rows('disclosure')).toBe(disclosures);
    expect(await verified()).toEqual([]);
  });

  it('the verifier refuses the same log without the receipt', async () => {
    await run();
    await log.county.sql('delete from deletion_receipt');
    expect(await verified()).toEqual(['MISSING_RECEIPT 1-6']);
  });

  it('a repetition does nothing, and the numbers of clients go on', async () => {
    await run();
    expect(await run()).toEqual([]);
    await log.write(0, 1, null);
    await log.keeper({ projections: PROJECTIONS }).settle();
    expect(await verified()).toEqual([]);
  });

  it('or sooner, if so configured', async () => {
    now = NOON + 214 * DAY + 31 * DAY;
    expect(await expireDryRun({ pool, period: readPeriod('P30D'), now })).toMatchObject({ entries: 8 });
  });
  it('a fault in between deletes nothing', async () => {
    await log.county.sql('alter table deletion_receipt add constraint never check (false) not valid');
    await expect(run()).rejects.toThrow(/check/);
    await log.county.sql('alter table deletion_receipt drop constraint never');
    expect(await readable()).toHaveLength(8);
  });

  it('the schedule does it by itself', async () => {
    const deleted = await new Promise<number>((resolve, reject) => {
      const retention = startRetention({ url: log.county.database.keeperUrl, signer: SIGNER, period: SIX_MONTHS, clock: () => now, onFault: reject,
        onRun: (count) => void retention.close().then(() => resolve(count)) });
    });
    expect([deleted, await readable()]).toEqual([6, [7, 8]]);
  });
});

it('is counted by the earlier one of two clocks: one that has jumped ahead deletes nothing', async () => {
  expect(await earlierClock(pool, () => Date.now() + 365 * DAY)).toBeLessThan(Date.now() + DAY);
  expect(await earlierClock(pool, () => NOON)).toBe(NOON);
});

describe('erasing a client', () => {
  const by: EraseOptions['by'] = [{ name: 'A. Muster', reason: 'Antrag vom 1. März, Az. 12' }, { name: 'B. Beispiel', reason: 'geprüft, keine Aufbewahrungspflicht' }];
  const eraseFirst = (over: Partial<EraseOptions> = {}) => erase({ pool, signer: SIGNER, client: log.client(0), by, now, ...over });

  it('leaves a tree that verifies, nothing that opens, and a receipt with two names', async () => {
    const { receipt, disclosures } = await eraseFirst();
    expect(receipt!.seqs).toEqual([1, 3, 6, 7]);
    expect(receipt!.note).toContain('by A. Muster: Antrag vom 1. März, Az. 12\nby B. Beispiel: geprüft');
    expect(disclosures).toBe(4);
    expect(await readable()).toEqual([2, 4, 5, 8]);
    expect(await log.county.sql('select from log_key where client = $1', [log.client(0)])).toEqual([]);
    expect(await log.county.sql('select from log_request where client = $1', [log.client(0)])).toEqual([]);
    expect(await verified()).toEqual([]);
    await log.county.sql('delete from deletion_receipt');
    expect(await verified()).toEqual(['MISSING_RECEIPT 1-1', 'MISSING_RECEIPT 3-3', 'MISSING_RECEIPT 6-7']);
  });

  it('leaves the others alone, and new entries about the client can be read', async () => {
    await eraseFirst();
    await log.write(0, 1);
    await log.keeper({ projections: PROJECTIONS }).settle();
    expect((await readEntries(pool, [9, 10])).map(({ client }) => client)).toEqual([log.client(0), log.client(1)]);
    expect(await verified()).toEqual([]);
  });

  it('is not done by one person, nor without reasons, nor while entries wait', async () => {
    await expect(eraseFirst({ by: [by[0], { ...by[1], name: ' a. MUSTER ' }] })).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await expect(eraseFirst({ by: [by[0], { ...by[1], reason: ' ok       ' }] })).rejects.toMatchObject({ code: 'NO_REASON' });
    await log.write(0);
    await expect(eraseFirst()).rejects.toMatchObject({ code: 'STILL_WAITING' });
    expect(await readable()).toHaveLength(8);
  });

  it('writes no lines of its own into the receipt', async () => {
    const { receipt } = await eraseFirst({ by: [{ name: 'A', reason: 'Antrag liegt vor\nseqs 2' }, by[1]] });
    expect(receipt!.note).toContain('by A: Antrag liegt vor seqs 2\n');
    expect(await verified()).toEqual([]);
  });

  it('of whom nothing is known needs no receipt', async () => {
    expect(await eraseFirst({ client: '00000000-0000-4000-8000-000000000000' })).toEqual({ receipt: null, disclosures: 0 });
  });
});
