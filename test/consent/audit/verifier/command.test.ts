import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyCommand } from '../../../../consent/audit/verifier/command.js';
import { progressBar } from '../../../../consent/audit/verifier/progress.js';
import { inclusion, leaf, leafData, makeLog, ORIGIN, signer, writeLog, type MadeLog } from './made-log.js';

const log = signer(ORIGIN, 1);
const witness = signer('witness.example/abh', 4);
const keys = ['--key', log.vkey, '--witness', witness.vkey];
let folder: string;
let made: MadeLog;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'freigabe-verify-'));
  made = makeLog({ entries: 9, clients: 2, checkpoints: [4, 9], signers: [log, witness] });
  await writeLog(folder, made);
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  const out: string[] = [];
  let err = '';
  const code = await verifyCommand(args, { out: (line) => out.push(line), err: (text) => { err += text; } });
  return { code, out, err };
}

async function emptyFile(): Promise<string> {
  const file = join(folder, 'none.pub');
  await writeFile(file, '');
  return file;
}

async function proof(change: { payload?: string; salt?: string; index?: number } = {}): Promise<string> {
  const row = made.rows[5]!;
  const extra = { leaf: leafData(row), salt: change.salt ?? row.salt, payload: change.payload ?? row.payload };
  const hashes = inclusion(5, made.rows.map(leaf)).map((hash) => hash.toString('base64'));
  const file = join(folder, '6.tlog-proof');
  const text = ['c2sp.org/tlog-proof@v1', `extra ${Buffer.from(JSON.stringify(extra)).toString('base64')}`, `index ${change.index ?? 5}`, ...hashes, '', made.checkpoints[1]].join('\n');
  await writeFile(file, text);
  return file;
}

describe('npm run audit:verify', () => {
  it('ends with 0 for an intact export', async () => {
    expect(await run('--export', folder, ...keys)).toEqual({
      code: 0, err: '', out: ['Unversehrt: 9 Einträge, 2 Prüfpunkte, 9 bezeugt. / Intact: 9 entries, 2 checkpoints, 9 attested.'],
    });
  });

  it('ends with 1 and names the entry when something was changed', async () => {
    made.rows.splice(3, 2);
    await writeLog(folder, made);
    expect(await run('--export', folder, ...keys)).toMatchObject({
      code: 1, out: ['REMOVED  Einträge 4–5: aus der Mitte entfernt. / entries 4–5: removed from the middle.', expect.stringMatching(/^VERÄNDERT: 7 /)],
    });
  });

  it('says the same in JSON', async () => {
    made.rows[2]!.payload = '{}';
    await writeLog(folder, made);
    const { code, out } = await run('--export', folder, ...keys, '--json');
    expect([code, JSON.parse(out[0]!)]).toEqual([1, { intact: false, entries: 9, checkpoints: 2, attested: 9, findings: [{ kind: 'CHANGED', of: 'ENTRY', from: 3, to: 3 }] }]);
  });

  it('takes the folder’s own keys only with a warning', async () => {
    await writeFile(join(folder, 'keys.txt'), `${log.vkey}\n${witness.vkey}\n`);
    expect(await run('--export', folder)).toMatchObject({ code: 0, err: expect.stringContaining('whoever forges encloses their own') });
  });

  it('compares with checkpoints that were seen before', async () => {
    const known = join(folder, 'known');
    await writeFile(known, `${JSON.stringify(made.checkpoints[1])}\n`);
    made = makeLog({ entries: 6, clients: 2, checkpoints: [4, 6], signers: [log, witness] });
    await rm(join(folder, 'tile'), { recursive: true });
    await writeLog(folder, made);
    expect(await run('--export', folder, ...keys)).toMatchObject({ code: 0 });
    expect(await run('--export', folder, ...keys, '--known', known)).toMatchObject({ code: 1, out: [expect.stringMatching(/^TRUNCATED {2}Einträge 7–9/), expect.anything()] });
  });

  it('accepts as many witnesses as are asked for', async () => {
    const other = signer('witness.example/other', 4);
    const two = [...keys, '--witness', other.vkey];
    expect((await run('--export', folder, ...two)).out[0]).toMatch(/^UNWITNESSED {2}Einträge 1–9/);
    expect(await run('--export', folder, ...two, '--quorum', '1')).toMatchObject({ code: 0 });
  });

  it('finds no way round a check that was asked for', async () => {
    for (const args of [[...keys, '--known', '/nowhere'], ['--key', witness.vkey], ['--key', log.vkey, '--witness', log.vkey], ['--key', log.vkey, '--witness', await emptyFile()]]) {
      expect(await run('--export', folder, ...args)).toMatchObject({ code: 2, out: [], err: expect.stringMatching(/.{20}/) });
    }
  });

  it.each<[string, (path: string) => void]>([
    ['a pipe', (path) => { execFileSync('mkfifo', [path]); }],
    ['a device without end', (path) => { symlinkSync('/dev/zero', path); }],
    ['a folder', (path) => { mkdirSync(path); }],
    ['a link to itself', (path) => { symlinkSync(path, path); }],
    ['bytes that are no text', (path) => { writeFileSync(path, randomBytes(50_000)); }],
    ['a line without end', (path) => { writeFileSync(path, Buffer.alloc(40_000_000, 'a')); }],
  ])('comes to an end and to no good verdict where a file is %s', async (_what, put) => {
    for (const name of ['entries.ndjson', 'checkpoints.ndjson', 'tile/0/000.p/9']) {
      await rm(join(folder, name));
      put(join(folder, name));
      expect((await run('--export', folder, ...keys)).code).toBeGreaterThan(0);
      await rm(folder, { recursive: true });
      await writeLog(folder, made);
    }
  });

  it.each([[[]], [['--export', 'x']], [['--export', 'x', '--key', 'nonsense']], [['--export', '/nowhere', '--key', log.vkey]], [['--what']], [['--export', 'x', ...keys, '--quorum', '3']]])(
    'ends with 2 and says why it cannot verify: %s', async (args) => {
      expect(await run(...args)).toMatchObject({ code: 2, out: [], err: expect.stringMatching(/.{20}/) });
    });

  it('explains itself', async () => {
    expect((await run('--help')).out[0]).toContain('--export');
  });
});

describe('npm run audit:verify -- --proof', () => {
  it('confirms an entry offline', async () => {
    expect(await run('--proof', await proof(), ...keys)).toEqual({ code: 0, err: '', out: ['Echt: Eintrag 6 steht im Protokoll. / Genuine: entry 6 is in the log.'] });
  });

  it.each<[string, Parameters<typeof proof>[0], readonly string[]]>([
    ['another content', { payload: '{"client":null}' }, keys],
    ['another index', { index: 4 }, keys],
    ['a salt of another length', { salt: 'AAAA' }, keys],
    ['another log’s key', {}, ['--key', signer(ORIGIN, 1).vkey]],
    ['too few witnesses', {}, [...keys, '--witness', signer('witness.example/other', 4).vkey]],
  ])('refuses %s', async (_what, change, given) => {
    expect(await run('--proof', await proof(change), ...given)).toMatchObject({ code: 1, out: [expect.anything(), 'NICHT ECHT. / NOT GENUINE.'] });
  });
});

describe('the progress bar', () => {
  it('shows only from the second second on, and goes', () => {
    let now = 0;
    let shown = '';
    const bar = progressBar((text) => { shown += text; }, () => now);
    bar(0.2);
    expect(shown).toBe('');
    now = 1_500;
    bar(0.5);
    expect(shown).toContain(`[${'█'.repeat(20)}${'░'.repeat(20)}]  50 %`);
    bar(1);
    expect(shown.endsWith('\r')).toBe(true);
  });
});
