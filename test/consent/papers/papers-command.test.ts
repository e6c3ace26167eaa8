import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { papersCommand } from '../../../consent/papers/papers-command.js';

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await papersCommand(args, { out: (line) => { out += line; }, err: (line) => { err += line; } });
  return { code, out, err };
}

describe('npm run papers', () => {
  it('writes a sample', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'papers-')), 'form.pdf');
    expect(await run('--language', 'tr', '--kind', 'withdrawal', '--sample', '--out', file)).toMatchObject({ code: 0, out: expect.stringMatching(/^Geschrieben: /) });
    expect((await readFile(file)).subarray(0, 8).toString()).toBe('%PDF-1.7');
  });

  it('helps', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--language') });
  });

  it.each([
    [['--language', 'xx', '--out', 'x.pdf'], /^--language: eines von de, en, .* \/ /],
    [['--language', 'de'], /^Es fehlt: --out DATEI/],
    [['--language', 'de', '--kind', 'poster', '--out', 'x.pdf'], /^--kind: eines von form, copy, withdrawal/],
    [['--color'], /^Nicht verstanden: /],
    [['--language', 'de', '--out', '/nowhere/at/all.pdf'], /^Nicht möglich: /],
  ])('says in German what is wrong with %j', async (args, message) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) });
  });
});
