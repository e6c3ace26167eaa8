import { exec, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifests } from '../../../gateway/documents/manifest.js';

/** `npm run documents`, as somebody types it. */
let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'freigabe-documents-')); });
afterAll(() => rm(folder, { recursive: true }));

interface Ended { readonly code: number; readonly out: string; readonly err: string }
const ended = (done: (result: Ended) => void) => (fault: { readonly code?: unknown } | null, out: string, err: string) => done({ code: fault ? Number(fault.code) : 0, out, err });
/** In a shell that has not been told to be silent by the npm that runs the tests. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
const typed = (command: string) => new Promise<Ended>((done) => { exec(command, { env }, ended(done)); });
const run = (...args: string[]) => new Promise<Ended>((done) => { execFile(process.execPath, ['dist/gateway/documents/documents.js', ...args], ended(done)); });
const inFolder = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

it('the command line of docs/operations.md registers what the check and the gateway then accept', async () => {
  const [, command] = /`(npm run [^`]* register [^`]* > [^`]*)`/.exec(await readFile('docs/operations.md', 'utf8'))!;
  const manifest = join(folder, 'jobcenter.json');
  const registered = await typed(command!.replace('view.graphql', 'examples/unified-client-view.graphql').replace('documents/jobcenter.json', manifest));
  expect(registered).toEqual({ code: 0, out: '', err: expect.stringMatching(/^OK {4} JOBCENTER_LIPPE /) });
  expect(JSON.parse(await readFile(manifest, 'utf8'))).toMatchObject({ unit: 'JOBCENTER_LIPPE', owner: 'Fachanwendung X', operations: [{ purposes: ['MASSNAHMENZUSTEUERUNG'] }] });
  expect(await typed(`npm run -s documents -- check ${manifest}`)).toEqual({ code: 0, out: expect.stringMatching(/^OK {4} JOBCENTER_LIPPE /), err: '' });
  expect([...readManifests(folder).values()].flat()).toHaveLength(1);
});

it('what is wrong with an operation is told in full, and no manifest is written', async () => {
  const query = await inFolder('wrong.graphql', 'query Wrong($id: ID!) { client(id: $id) { name shoeSize } }');
  const { code, out, err } = await run('register', '--unit', 'ABH_KREIS', '--owner', 'X', query);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/^FALSCH ABH_KREIS Wrong [^]*shoeSize/);
});

it('a changed text under its old hash is found', async () => {
  const query = await inFolder('offers.graphql', '{ offers(first: 1) { edges { node { title } } } }');
  const { out } = await run('register', '--unit', 'ABH_KREIS', '--owner', 'X', query);
  const forged = await inFolder('forged.manifest', out.replace('first: 1', 'first: 2'));
  const { code, err } = await run('check', forged);
  expect([code, err]).toEqual([1, expect.stringContaining('sha256')]);
});

it('says how it is used, and takes nothing else for a use', async () => {
  expect(await run('--help')).toEqual({ code: 0, out: expect.stringContaining('npm run -s documents -- register'), err: '' });
  expect(await run('publish', 'x.graphql')).toMatchObject({ code: 1, out: expect.stringContaining('--supergraph') });
  expect(await run('check', join(folder, 'not-there.json'))).toMatchObject({ code: 1, out: '', err: expect.stringContaining('not-there.json') });
});
