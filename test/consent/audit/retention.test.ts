import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { exportLog } from '../../../consent/audit/export/export-log.js';
import { readEntries } from '../../../consent/audit/log/read-entries.js';
import { verifierKey, vkeyOf } from '../../../consent/audit/note/keys.js';
import { approvedErasures, erase } from '../../../consent/audit/retention/erase.js';
import { earlierClock, expire, expireDryRun } from '../../../consent/audit/retention/expire.js';
import { cutoff, readPeriod } from '../../../consent/audit/retention/period.js';
import { startRetention } from '../../../consent/audit/retention/schedule.js';
import { readKey } from '../../../consent/audit/verifier/keys.js';
import { verifyExport } from '../../../consent/audit/verifier/verify-export.js';
import { PROJECTIONS } from '../../../consent/supervision/projections.js';
import { DAY, NOON } from '../store/county.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';
import { testPool } from '../../kit/pool.js';

const folder = mkdtempSync(join(tmpdir(), 'freigabe-retention-'));
const keys = [readKey(vkeyOf(verifierKey(ORIGIN, 'ED25519', SIGNER.key)))];
const SIX_MONTHS = readPeriod('P6M');
let log: TestLog;
let pool: pg.Pool;
let now = NOON;

beforeAll(async () => {
  log = await testLog(() => now);
  pool = testPool(log.county.database.keeperUrl, 2);
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
  const options = () => ({ pool, signer: SIGNER, now });
  const eraseFirst = async (over: Parameters<TestLog['erasure']>[1] = {}) => erase(options(), await log.erasure(0, over));

  it('leaves a tree that verifies, nothing that opens, and a receipt with two names', async () => {
    const { receipt, disclosures } = (await eraseFirst())!;
    expect(receipt!.seqs).toEqual([1, 3, 6, 7]);
    expect(receipt!.note).toContain('by JOBCENTER_LIPPE dora: Antrag vom 1. März, Az. 12\nby JOBCENTER_LIPPE emil: geprüft');
    expect(disclosures).toBe(4);
    expect(await readable()).toEqual([2, 4, 5, 8]);
    expect(await log.county.sql('select from log_key where client = $1', [log.client(0)])).toEqual([]);
    expect(await log.county.sql('select from log_request where client = $1', [log.client(0)])).toEqual([]);
    expect(await log.county.sql('select client, done_at::float8 as at from erasure_request')).toEqual([{ client: null, at: now }]);
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

  it('is not done before a second officer has approved, nor when its time is over, nor twice, nor while entries wait', async () => {
    expect(await eraseFirst({ approved_by: null, approval: null, approved_at: null })).toBeNull();
    expect(await eraseFirst({ approved_at: now - 2, ends_at: now })).toBeNull();
    expect(await approvedErasures(pool, now)).toEqual([]);
    const approved = await log.erasure(1);
    expect(await approvedErasures(pool, now)).toEqual([approved]);
    expect((await erase(options(), approved))!.receipt!.seqs).toEqual([2, 5, 8]);
    expect([await erase(options(), approved), await approvedErasures(pool, now)]).toEqual([null, []]);
    await log.write(0);
    await expect(eraseFirst()).rejects.toMatchObject({ code: 'STILL_WAITING' });
    expect(await readable()).toEqual([1, 3, 4, 6, 7]);
  });

  it('cannot be stored as approved by who asked, without reasons, or changed once it is approved; the keeper approves nothing', async () => {
    await expect(log.erasure(0, { approved_by: 'dora' })).rejects.toThrow(/check/);
    await expect(log.erasure(0, { approval: ' ok ' })).rejects.toThrow(/check/);
    const id = await log.erasure(0);
    for (const change of [`approval = 'nie gesagt, nie gesagt'`, `approved_by = 'fritz'`]) {
      await expect(log.county.sql(`update erasure_request set ${change} where id = $1`, [id])).rejects.toThrow('approved once');
    }
    const open = await log.erasure(1, { approved_by: null, approval: null, approved_at: null });
    await expect(pool.query(`update erasure_request set approved_by = 'x', approval = 'zehn Zeichen', approved_at = 1 where id = $1`, [open])).rejects.toThrow(/permission/);
    await expect(pool.query(`insert into erasure_request (client, unit, reason, requested_by, requested_at, ends_at) values (gen_random_uuid(), 'X', 'zehn Zeichen', 'x', 1, 2)`)).rejects.toThrow(/permission/);
  });

  it('writes no lines of its own into the receipt', async () => {
    const { receipt } = (await eraseFirst({ reason: 'Antrag liegt vor\nseqs 2' }))!;
    expect(receipt!.note).toContain('by JOBCENTER_LIPPE dora: Antrag liegt vor seqs 2\n');
    expect(await verified()).toEqual([]);
  });

  it('of whom nothing is known needs no receipt; requests are forgotten with the entries of their time', async () => {
    expect(await erase(options(), await log.erasure(9))).toMatchObject({ receipt: null, disclosures: 0 });
    now += 214 * DAY;
    await run();
    expect(await rows('erasure_request')).toBe(0);
  });
});
