import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCheckpoints } from '../../../consent/audit/index.js';
import { verifyCommand } from '../../../consent/audit/verify-command.js';
import { entry, NOON, testCounty, type TestCounty } from '../store/county.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
let county: TestCounty;
let folder: string;
let flags: string[];

beforeAll(async () => {
  county = await testCounty();
  const store = await county.open({ clock: () => NOON });
  folder = await mkdtemp(join(tmpdir(), 'freigabe-verify-'));
  const checkpoints = join(folder, 'checkpoints');
  const keyFile = join(folder, 'audit.pem');
  await writeFile(keyFile, publicKey.export({ type: 'spki', format: 'pem' }));
  await store.commit({ heads: [], until: Infinity, entries: [entry(), entry(), entry()] });
  await (await startCheckpoints({ store, file: checkpoints, key: privateKey, clock: () => NOON })).close();
  flags = ['--checkpoints', checkpoints, '--public-key', keyFile];
});
afterAll(async () => {
  await county.close();
  await rm(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  const out: string[] = [];
  let err = '';
  const code = await verifyCommand(args, { out: (line) => out.push(line), err: (text) => { err += text; } });
  return { code, out, err };
}

describe('npm run audit:verify', () => {
  it('ends with 0 for an intact log, with the rights of the running program', async () => {
    expect(await run('--url', county.database.appUrl, ...flags)).toEqual({
      code: 0, err: '',
      out: ['Unversehrt: 3 Einträge, 2 Prüfpunkte, 0 noch ohne Prüfpunkt. / Intact: 3 entries, 2 checkpoints, 0 not yet under a checkpoint.'],
    });
  });

  it('verifies an exported log without any database, and finds what was done to the file', async () => {
    const file = join(folder, 'log');
    expect(await run('--url', county.database.appUrl, '--export', file)).toMatchObject({ code: 0 });
    expect(await run('--log', file, ...flags)).toMatchObject({ code: 0 });
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [lines[0], lines[2], lines[1], ''].join('\n'));
    expect((await run('--log', file, ...flags)).out[0]).toMatch(/^REORDERED {2}Eintrag 2: /);
  });

  it('ends with 1 and names the entry when something was changed', async () => {
    await county.sql(`update access_log_chain set payload = replace(payload, 'RELEASE', 'REFUSAL') where seq = 2`);
    const { code, out } = await run('--url', county.database.appUrl, ...flags);
    expect([code, out[0]]).toEqual([1, 'CHANGED  Eintrag 2: Inhalt, Nummer oder Prüfsumme verändert. / entry 2: content, number or hash changed.']);
    expect(out[1]).toMatch(/^VERÄNDERT: 3 Einträge/);
  });

  it('ends with 2 when it cannot verify, and says what is missing', async () => {
    expect(await run('--url', 'postgres://nobody@127.0.0.1:1/none', ...flags)).toMatchObject({ code: 2, out: [], err: expect.stringContaining('Nicht prüfbar') });
    expect(await run('--url', county.database.appUrl, '--checkpoints', join(folder, 'none'), ...flags.slice(2))).toMatchObject({ code: 2 });
    expect(await run('--colour')).toMatchObject({ code: 2, err: expect.stringContaining('--colour') });
  });

  it('explains itself', async () => {
    const { code, out } = await run('--help');
    expect([code, out[0]]).toEqual([0, expect.stringContaining('--public-key FILE')]);
  });
});
