import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** These are only worth something while every test that they name exists; and so for the files and headings of every text. */
const DOCUMENTS = ['docs/security.md', 'docs/data-protection.md', 'docs/attacks.md'];
const textOf = (file: string): string => readFileSync(file, 'utf8');

/** Titles of a test file as its source has them, without what is filled in at run time. */
function titlesIn(file: string): ReadonlySet<string> {
  const calls = /(?<=^\s*(?:describe|it|test)\(|^\s*(?:describe|it|test)\.each\b.*\)\(|^\s*\]\)\()\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`)/gm;
  return new Set([...textOf(file).matchAll(calls)].map(([, literal]) => literal!.slice(1, -1).replace(/\$\{[^}]*\}/g, '').replace(/\\(['"`])/g, '$1').trim()));
}

interface Citation { readonly file: string; readonly title: string }

/** “Titles” belong to the test file that is named before them on the same line, whatever other code stands between; it may be named without its folder and end. */
function citations(text: string): readonly Citation[] {
  return text.split('\n').flatMap((line) => {
    let file = '';
    return [...line.matchAll(/`(test\/[\w/-]+\.test\.ts)`|`([\w-]+(?:\/[\w-]+)+)`|“([^”]+)”/g)].flatMap(([, named, short, title]) => {
      if (named) file = named;
      else if (short && existsSync(`test/${short}.test.ts`)) file = `test/${short}.test.ts`;
      return title ? [{ file, title }] : [];
    });
  });
}

describe.each(DOCUMENTS)('%s', (document) => {
  const text = textOf(document);

  it('cites tests that exist, under the titles that they have', () => {
    const wrong = citations(text).filter(({ file, title }) => !existsSync(file) || !titlesIn(file).has(title));
    expect(wrong).toEqual([]);
    expect(citations(text).length).toBeGreaterThan(20);
  });
});

describe.each(['README.md', 'CHANGELOG.md', ...readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)])('%s', (document) => {
  const text = textOf(document);

  it('names files that exist', () => {
    const named = [...text.matchAll(/`((?:consent|gateway|subgraphs|deploy|schema|test|docs|bench|examples|attack|e2e)\/[\w/.-]+)`/g)].map(([, file]) => file!);
    expect(named.filter((file) => !existsSync(file) && !existsSync(`test/${file}.test.ts`))).toEqual([]); // tests may be named without their folder and end
  });

  it('links to files and headings that exist', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^https?:/.test(link));
    const broken = links.filter((link) => {
      const [path, heading] = link.split('#') as [string, string?];
      const file = path === '' ? document : join(dirname(document), path);
      return !existsSync(file) || (heading !== undefined && file.endsWith('.md') && !headingsIn(file).includes(heading));
    });
    expect(broken).toEqual([]);
  });
});

it('no command line keeps npm’s own lines in the file that it writes: it runs npm with -s', () => {
  const sources = ['consent', 'deploy', 'gateway', 'schema'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name)));
  const texts = ['README.md', 'CHANGELOG.md', ...readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`), ...sources];
  const kept = texts.flatMap((file) => [...textOf(file).matchAll(/npm run [^`\n]*? > [\w./-]+/g)].map(([command]) => `${file}: ${command}`));
  expect(kept.filter((command) => !command.includes('npm run -s '))).toEqual([]);
  expect(kept.length).toBeGreaterThan(3);
});

/** As GitHub makes anchors of headings. */
const headingsIn = (file: string): string[] =>
  [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));

it.each(Array.from({ length: 10 }, (_, index) => `P${index + 1}`))('docs/security.md says by which test promise %s is tried', (promise) => {
  const rows = textOf('docs/security.md').split('\n').filter((line) => line.startsWith(`| ${promise} `));
  expect(rows).toHaveLength(1);
  expect(citations(rows[0]!).length).toBeGreaterThan(0);
});

it('docs/data-protection.md names each legal question that blocks production', async () => {
  const { QUESTIONS } = await import('../deploy/preflight/questions.js');
  const text = textOf('docs/data-protection.md');
  expect(QUESTIONS.filter(({ id }) => !text.includes(`| ${id} |`))).toEqual([]);
});
