import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportCommand, proofCommand } from '../../../consent/audit/export/command.js';
import { tilePath } from '../../../consent/audit/merkle/tile-path.js';
import { verifierKey, vkeyOf } from '../../../consent/audit/note/keys.js';
import { verifyCommand } from '../../../consent/audit/verifier/command.js';
import { NOON } from '../store/county.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from './log.js';

let log: TestLog;
let now = NOON;
const folder = mkdtempSync(join(tmpdir(), 'freigabe-export-'));
const key = vkeyOf(verifierKey(ORIGIN, 'ED25519', SIGNER.key));
beforeAll(async () => {
  log = await testLog(() => now);
  const keeper = log.keeper();
  await keeper.settle();
  for (let round = 0; round < 3; round += 1) {
    await log.write(0, 1, null, round);
    await log.county.sql('select append_log(array(select payload from log_inbox, generate_series(1, 100)), $1)', [now]);
    now += 1_000;
    await keeper.settle();
  }
});
afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const run = async (command: typeof exportCommand, ...args: string[]) => {
  const texts = { out: '', err: '' };
  const code = await command(args, { out: (text) => { texts.out += text; }, err: (text) => { texts.err += text; } });
  return { code, ...texts };
};
const url = () => ['--url', log.county.database.appUrl];
const exported = async (name: string): Promise<string> => {
  expect(await run(exportCommand, '--out', join(folder, name), '--key', key, ...url())).toMatchObject({ code: 0 });
  return join(folder, name);
};

describe('an export', () => {
  it('is found intact by the verifier, which shares no code with the writer', async () => {
    const place = await exported('whole');
    expect(await run(verifyCommand, '--export', place, '--key', key)).toEqual({
      code: 0, err: '', out: 'Unversehrt: 1212 Einträge, 4 Prüfpunkte, 1212 bezeugt. / Intact: 1212 entries, 4 checkpoints, 1212 attested.',
    });
    const [first] = readFileSync(join(place, 'entries.ndjson'), 'utf8').split('\n');
    expect(JSON.parse(first!)).toEqual({
      seq: 1, at: NOON, number: 1, commitment: expect.any(String), salt: expect.any(String), payload: expect.stringContaining('"requestId":"request-1"'),
    });
    expect(readFileSync(join(place, 'keys.txt'), 'utf8')).toBe(`${key}\n`);
  });

  it('tells the verifier what was changed in the database', async () => {
    await log.county.sql('update access_log set at = at - 60000 where seq = 700');
    const place = await exported('changed');
    await log.county.sql('update access_log set at = at + 60000 where seq = 700');
    const { code, out } = await run(verifyCommand, '--export', place, '--key', key);
    expect([code, out.includes('700')]).toEqual([1, true]);
  });

  it('does not write over another, and says what is missing', async () => {
    expect(await run(exportCommand, '--out', folder, ...url())).toMatchObject({ code: 2, err: expect.stringContaining('nicht leer') });
    expect(await run(exportCommand, ...url())).toMatchObject({ code: 2, err: expect.stringContaining('--out') });
    expect(await run(exportCommand, '--out', join(folder, 'n'), '--url', 'postgres://127.0.0.1:1/x')).toMatchObject({ code: 2, err: expect.stringContaining('Nicht möglich') });
    expect(await run(exportCommand, '--nonsense')).toMatchObject({ code: 2 });
    expect(await run(exportCommand, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('audit:export') });
  });
});

describe('the proof of one entry', () => {
  const verified = (proof: string) => {
    const file = join(folder, 'one.tlog-proof');
    writeFileSync(file, proof);
    return run(verifyCommand, '--proof', file, '--key', key);
  };

  it.each([1, 257, 1212])('verifies offline: entry %d', async (seq) => {
    const { code, out } = await run(proofCommand, '--seq', String(seq), ...url());
    expect(code).toBe(0);
    expect(out).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra /);
    expect(await verified(out)).toMatchObject({ code: 0, out: expect.stringContaining(`Eintrag ${seq} steht im Protokoll`) });
  });

  it('is genuine for no other entry, place or text', async () => {
    const { out } = await run(proofCommand, '--seq', '300', ...url());
    const extra = /extra (\S+)/.exec(out)![1]!;
    const other = Buffer.from(Buffer.from(extra, 'base64').toString().replace('RELEASE', 'REFUSAL')).toString('base64');
    for (const forged of [out.replace('index 299', 'index 298'), out.replace(extra, other), out.replace(/\n1212\n/, '\n1213\n')]) {
      expect(forged).not.toBe(out);
      expect(await verified(forged)).toMatchObject({ code: 1 });
    }
  });

  it('is not given of an entry that was changed', async () => {
    await log.county.sql('update access_log set at = at - 1 where seq = 40');
    expect(await run(proofCommand, '--seq', '40', ...url())).toMatchObject({ code: 2, out: '', err: expect.stringContaining('nicht der, der unterschrieben wurde') });
    await log.county.sql('update access_log set at = at + 1 where seq = 40');
  });

  it('does not exist of what is not in the tree', async () => {
    expect(await run(proofCommand, '--seq', '1213', ...url())).toMatchObject({ code: 2, err: expect.stringContaining('steht nicht im Baum') });
    expect(await run(proofCommand, '--seq', 'x', ...url())).toMatchObject({ code: 2, err: expect.stringContaining('--seq') });
  });
});

test.each([[0, 0, 256, '0/000'], [0, 273, 1, '0/273.p/1'], [3, 1_234_067, 256, '3/x001/x234/067'], [1, 999, 255, '1/999.p/255']])(
  'tile %d/%d of %d hashes lies where the specification says', (level, index, width, path) => { expect(tilePath({ level, index }, width)).toBe(path); });

it('is intact under the keys of before and after a change of keys, and not under one of them alone', async () => {
  const renewed = generateKeyPairSync('ed25519').privateKey;
  const other = vkeyOf(verifierKey(ORIGIN, 'ED25519', renewed));
  await log.reset();
  for (const signer of [SIGNER, { origin: ORIGIN, key: renewed, previous: [SIGNER.key] }]) {
    const keeper = log.keeper({ signer });
    await log.write(0, 1);
    now += 1_000;
    await keeper.settle();
    await keeper.close();
  }
  expect(log.faults).toEqual([]);
  const place = await exported('renewed');
  expect(await run(verifyCommand, '--export', place, '--key', key, '--key', other)).toMatchObject({ code: 0, out: expect.stringContaining('4 Einträge, 2 Prüfpunkte, 4 bezeugt') });
  for (const one of [key, other]) expect(await run(verifyCommand, '--export', place, '--key', one)).toMatchObject({ code: 1 });
});
