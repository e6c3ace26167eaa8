import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFinding, GENESIS, linkHash, LogForked, rowsOfDatabase, startCheckpoints, verifyChain, type Finding } from '../../../consent/audit/index.js';
import type { ConsentStore } from '../../../consent/store/index.js';
import { entry, NOON, testCounty, type TestCounty } from '../store/county.js';

const { privateKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519').privateKey;
const publicKey = createPublicKey(privateKey);

let county: TestCounty;
let store: ConsentStore;
let folder: string;
let file: string;
let now = NOON;

/** Twelve entries a minute apart, with checkpoints at 0, 4, 8 and 12. */
beforeAll(async () => {
  county = await testCounty();
  store = await county.open({ clock: () => now });
  folder = await mkdtemp(join(tmpdir(), 'freigabe-audit-'));
  file = join(folder, 'checkpoints');
  for (const part of [0, 1, 2, 3]) {
    for (let index = 0; part > 0 && index < 4; index++) {
      now += 60_000;
      await store.commit({ heads: [], until: Infinity, entries: [entry({ requestId: `r${part}-${index}`, occasion: 'Fall ß "1"' })] });
    }
    await (await checkpointing(file)).close();
  }
  await county.sql('create table untouched as select seq, prev_hash, hash, payload from access_log_chain');
});
afterAll(async () => {
  await county.close();
  await rm(folder, { recursive: true });
});
afterEach(async () => {
  await county.sql('truncate access_log_chain');
  await county.sql('insert into access_log_chain (seq, prev_hash, hash, payload) select * from untouched');
});

const checkpointing = (path: string, onFault?: (fault: unknown) => void) =>
  startCheckpoints({ store, file: path, key: privateKey, everyMs: 60_000, clock: () => now, ...(onFault && { onFault }) });
const verify = async (checkpoints?: string) =>
  verifyChain({ rows: rowsOfDatabase(county.database.superUrl), checkpoints: checkpoints ?? (await readFile(file, 'utf8')), publicKey });
const found = async (checkpoints?: string): Promise<string[]> =>
  (await verify(checkpoints)).findings.map(({ kind, from, to }: Finding) => (from === to ? `${kind} ${from}` : `${kind} ${from}-${to}`));

/** What someone does who knows the method: computes everything from an entry on anew. */
async function recompute(from: number): Promise<void> {
  const rows = await county.sql<{ seq: string; hash: Buffer; payload: string }>('select seq, hash, payload from access_log_chain order by seq');
  let link: Uint8Array = GENESIS;
  for (const { seq, hash, payload } of rows) {
    const anew = Number(seq) >= from ? linkHash(link, Number(seq), payload) : hash;
    await county.sql('update access_log_chain set prev_hash = $2, hash = $3 where seq = $1', [seq, link, anew]);
    link = anew;
  }
}
const renumber = async (from: number, by: number) => {
  await county.sql('update access_log_chain set seq = -seq where seq >= $1', [from]);
  await county.sql('update access_log_chain set seq = -seq + $1 where seq < 0', [by]);
};
const swapRows = async (one: number, other: number) => {
  await county.sql('update access_log_chain set seq = -1 where seq = $1', [one]);
  await county.sql('update access_log_chain set seq = $1 where seq = $2', [one, other]);
  await county.sql('update access_log_chain set seq = $1 where seq = -1', [other]);
};
const foreign = async (seq: number, payload = '{"at":1772366700000,"owners":[],"requester":{"unit":"X"}}') =>
  county.sql(`insert into access_log_chain (seq, prev_hash, hash, payload) values ($1, decode(repeat('ab', 32), 'hex'), decode(repeat('cd', 32), 'hex'), $2)`, [seq, payload]);

describe('the verifier', () => {
  it('passes an untouched log', async () => {
    expect(await verify()).toEqual({ entries: 12, checkpoints: 4, unattested: 0, findings: [] });
  });

  it('passes an empty log', async () => {
    await county.sql('truncate access_log_chain');
    const genesis = (await readFile(file, 'utf8')).split('\n')[0];
    expect(await verify(`${genesis}\n`)).toEqual({ entries: 0, checkpoints: 1, unattested: 0, findings: [] });
  });

  it('counts what no checkpoint attests yet', async () => {
    await store.commit({ heads: [], until: Infinity, entries: [entry()] });
    expect(await verify()).toMatchObject({ entries: 13, unattested: 1, findings: [] });
  });

  it.each<[string, () => Promise<unknown>, string[]]>([
    ['one changed letter', () => county.sql(`update access_log_chain set payload = replace(payload, 'RELEASE', 'REFUSAL') where seq = 5`), ['CHANGED 5']],
    ['a change of the first entry', () => county.sql(`update access_log_chain set payload = replace(payload, 'Fall', 'Kein') where seq = 1`), ['CHANGED 1']],
    ['a change of the last entry', () => county.sql(`update access_log_chain set payload = replace(payload, 'Fall', 'Kein') where seq = 12`), ['CHANGED 12']],
    ['changes of three neighbours', () => county.sql(`update access_log_chain set payload = replace(payload, 'Fall', 'Kein') where seq between 6 and 8`), ['CHANGED 6', 'CHANGED 7', 'CHANGED 8']],
    ['a change with its own hash computed anew', async () => {
      await county.sql(`update access_log_chain set payload = replace(payload, 'Fall', 'Kein') where seq = 6`);
      const [row] = await county.sql<{ prev_hash: Buffer; payload: string }>('select prev_hash, payload from access_log_chain where seq = 6');
      await county.sql('update access_log_chain set hash = $1 where seq = 6', [linkHash(row!.prev_hash, 6, row!.payload)]);
    }, ['CHANGED 6']],
    ['a forged link', () => county.sql(`update access_log_chain set prev_hash = decode(repeat('00', 32), 'hex') where seq = 7`), ['CHANGED 7']],
    ['a forged hash', () => county.sql(`update access_log_chain set hash = decode(repeat('00', 32), 'hex') where seq = 7`), ['CHANGED 7']],
    ['a removed entry', () => county.sql('delete from access_log_chain where seq = 6'), ['REMOVED 6']],
    ['removed first entries', () => county.sql('delete from access_log_chain where seq <= 2'), ['REMOVED 1-2']],
    ['a removed entry, the gap closed', async () => { await county.sql('delete from access_log_chain where seq = 6'); await renumber(7, -1); }, ['REMOVED 6']],
    ['an inserted entry, the others renumbered', async () => { await renumber(6, 1); await foreign(6); }, ['INSERTED 6']],
    ['an inserted entry that fits what is before it', async () => {
      await renumber(6, 1);
      const [before] = await county.sql<{ hash: Buffer }>('select hash from access_log_chain where seq = 5');
      await foreign(6);
      await county.sql(`update access_log_chain set prev_hash = $1, hash = sha256($1 || int8send(6) || convert_to(payload, 'UTF8')) where seq = 6`, [before!.hash]);
    }, ['INSERTED 6']],
    ['an entry before the first', () => foreign(0), ['INSERTED 0']],
    ['two neighbours swapped', () => swapRows(5, 6), ['REORDERED 6', 'REORDERED 5']],
    ['two distant entries swapped', () => swapRows(3, 9), ['REORDERED 9', 'REORDERED 3']],
    ['the texts of two entries swapped', () => county.sql(`update access_log_chain a set payload = b.payload from access_log_chain b where (a.seq, b.seq) in ((3, 9), (9, 3))`), ['REORDERED 3', 'REORDERED 9']],
    ['a backdated entry', () => county.sql(`update access_log_chain set payload = regexp_replace(payload, '"at":\\d+', '"at":1672531200000') where seq = 8`), ['BACKDATED 8']],
    ['the end cut off', () => county.sql('delete from access_log_chain where seq > 9'), ['TRUNCATED 10-12']],
    ['everything deleted', () => county.sql('truncate access_log_chain'), ['TRUNCATED 1-12']],
    ['a change with the whole rest computed anew', async () => {
      await county.sql(`update access_log_chain set payload = replace(payload, 'Fall', 'Kein') where seq = 6`);
      await recompute(6);
    }, ['FORKED 5-8']],
    ['a removed entry with the whole rest computed anew', async () => {
      await county.sql('delete from access_log_chain where seq = 2');
      await renumber(3, -1);
      await recompute(1);
    }, ['FORKED 1-4', 'TRUNCATED 12']],
    ['the end cut off and written anew', async () => {
      await county.sql('delete from access_log_chain where seq > 10');
      for (let index = 0; index < 5; index++) await store.commit({ heads: [], until: Infinity, entries: [entry()] });
    }, ['FORKED 9-12']],
    ['an honest chain with a backdated new entry', async () => {
      const early = await county.open({ clock: () => now });
      await county.sql(`select append_log(array['{"owners":[],"requester":{"unit":"X"}}'], 0)`); // the database does not let it
      await early.commit({ heads: [], until: Infinity, entries: [entry()] });
      await county.sql(`update access_log_chain set payload = regexp_replace(payload, '"at":\\d+', '"at":1672531200000') where seq = 14`);
      await recompute(14);
    }, ['BACKDATED 14']],
  ])('finds %s', async (_what, tamper, expected) => {
    await tamper();
    expect(await found()).toEqual(expected);
  });

  it('finds several things at once', async () => {
    await county.sql(`update access_log_chain set payload = replace(payload, 'Fall', 'Kein') where seq = 3`);
    await county.sql('delete from access_log_chain where seq = 7');
    await county.sql('delete from access_log_chain where seq > 11');
    expect(await found()).toEqual(['CHANGED 3', 'REMOVED 7', 'TRUNCATED 12']);
  });

  it('says in both languages what is wrong', () => {
    expect(describeFinding({ kind: 'REMOVED', from: 2, to: 3 })).toBe('REMOVED  Einträge 2–3: aus der Mitte entfernt. / entries 2–3: removed from the middle.');
  });
});

describe('the checkpoints', () => {
  const lines = async () => (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  const text = (all: string[]) => all.map((line) => `${line}\n`).join('');

  it.each<[string, (all: string[]) => string[], string[]]>([
    ['a changed checkpoint', (all) => all.map((line, index) => (index === 2 ? line.replace('"seq":8', '"seq":7') : line)), ['CHECKPOINT_CHANGED 3']],
    ['a removed one', (all) => all.toSpliced(1, 1), ['CHECKPOINT_CHANGED 2']],
    ['the first one removed', (all) => all.slice(1), ['CHECKPOINT_CHANGED 1']],
    ['two swapped', ([a, b, c, d]) => [a!, c!, b!, d!], ['CHECKPOINT_CHANGED 2', 'CHECKPOINT_CHANGED 3', 'CHECKPOINT_CHANGED 4']],
    ['rubbish', (all) => [...all, 'rubbish'], ['CHECKPOINT_CHANGED 5']],
    ['none at all', () => [], ['CHECKPOINTS_MISSING 1']],
  ])('do not hide %s', async (_what, tamper, expected) => {
    expect(await found(text(tamper(await lines())))).toEqual(expected);
  });

  it('count only with the right key', async () => {
    const verdict = await verifyChain({ rows: rowsOfDatabase(county.database.superUrl), checkpoints: text(await lines()), publicKey: createPublicKey(stranger) });
    expect(verdict.findings.map(({ kind }) => kind)).toEqual(Array(4).fill('CHECKPOINT_CHANGED'));
  });

  it('are no longer signed once the log was changed under them', async () => {
    await county.sql('delete from access_log_chain where seq > 10');
    const faults: unknown[] = [];
    const before = await readFile(file, 'utf8');
    const running = await checkpointing(file, (fault) => faults.push(fault));
    await running.close();
    expect(faults).toEqual([expect.any(LogForked)]);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('are not continued behind those of another key', async () => {
    await expect(startCheckpoints({ store, file, key: createPrivateKey(stranger.export({ type: 'pkcs8', format: 'pem' })) })).rejects.toThrow(LogForked);
  });

  it('survive a crash in the middle of a line', async () => {
    const other = join(folder, 'crashed');
    await writeFile(other, await readFile(file, 'utf8'));
    await appendFile(other, '{"seq":13,"ha');
    expect(await found(await readFile(other, 'utf8'))).toEqual([]);
    await store.commit({ heads: [], until: Infinity, entries: [entry()] });
    await (await checkpointing(other)).close();
    const verdict = await verify(await readFile(other, 'utf8'));
    expect(verdict).toEqual({ entries: 13, checkpoints: 5, unattested: 0, findings: [] });
  });
});
