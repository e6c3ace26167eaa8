import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { migrateConsent } from '../../consent/store/index.js';
import { testDatabase, type TestDatabase } from '../kit/postgres.js';
import { AUDIENCE, ISSUER, issuedToken, keySet } from './identity/issuer.js';
import { startCourses, supergraphSdl } from './small-county.js';

const folder = mkdtempSync(join(tmpdir(), 'freigabe-main-'));
const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const QUERY = JSON.stringify({ query: '{ courses { title } }' });

let database: TestDatabase;
let courses: Awaited<ReturnType<typeof startCourses>>;
let issuer: Server;
let environment: Record<string, string>;
let token: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['deploy/build.mjs']);
  database = await testDatabase('consent');
  await migrateConsent(database.ownerUrl);
  courses = await startCourses();
  const keys = JSON.stringify(await keySet());
  issuer = createServer((_, res) => res.writeHead(200, { 'content-type': 'application/json' }).end(keys)).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  writeFileSync(join(folder, 'supergraph.graphql'), supergraphSdl);
  token = await issuedToken({ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER', sub: 'cm-1' });
  environment = {
    PORT: '0',
    DATABASE_URL: database.appUrl,
    SUPERGRAPH_FILE: join(folder, 'supergraph.graphql'),
    LANGUAGE_COURSES_URL: courses.url,
    OIDC_ISSUER: ISSUER,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_JWKS_URL: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`,
    PSEUDONYM_KEY: randomBytes(32).toString('base64'),
    TICKET_PRIVATE_KEY: pem(),
  };
}, 60_000);
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  courses.close();
  issuer.close();
  issuer.closeAllConnections();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** The program as an operator starts it. */
function run(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['dist/gateway/main.js', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (printed.err += String(chunk)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, printed, ended };
}

/** The address in the line that the program prints when it is ready. */
async function ready({ child, printed, ended }: ReturnType<typeof run>): Promise<string> {
  const failed = ended.then((code) => { throw new Error(`ended with ${code}: ${printed.err}`); });
  while (!printed.out.includes('"ready"')) await Promise.race([once(child.stdout!, 'data'), failed]);
  failed.catch(() => undefined);
  return JSON.parse(printed.out.split('\n').find((line) => line.includes('"ready"'))!).url;
}

const post = (url: string): Promise<Response> =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: QUERY });

test('explains itself', async () => {
  const { ended, printed } = run({}, '--help');
  expect(await ended).toBe(0);
  expect(printed.out).toContain('  PSEUDONYM_KEY | PSEUDONYM_KEY_FILE');
});

test('does not start without its configuration, and says all that is missing', async () => {
  const { ended, printed } = run({ PORT: 'x' });
  expect(await ended).toBe(1);
  for (const name of ['PORT', 'DATABASE_URL', 'OIDC_ISSUER', 'OIDC_JWKS_URL', 'PSEUDONYM_KEY', 'TICKET_PRIVATE_KEY']) expect(printed.err).toContain(`- ${name}: `);
  expect(printed.err).not.toMatch(/\n\s+at /);
});

test('says which file is missing', async () => {
  const { ended, printed } = run({ ...environment, SUPERGRAPH_FILE: join(folder, 'none.graphql') });
  expect(await ended).toBe(1);
  expect(printed.err).toContain('none.graphql fehlt; SUPERGRAPH_FILE prüfen.');
});

test('says that the port is taken', async () => {
  const taken = (issuer.address() as AddressInfo).port;
  const { ended, printed } = run({ ...environment, PORT: String(taken) });
  expect(await ended).toBe(1);
  expect(printed.err).toBe(`Port ${taken} ist belegt; PORT auf einen freien setzen, 0 nimmt irgendeinen. / Port ${taken} is taken; set PORT to a free one, 0 takes any.\n`);
});

test('serves until SIGTERM, then answers what is running and ends with 0', async () => {
  const program = run(environment);
  const url = await ready(program);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect(await (await post(url)).json()).toEqual({ data: { courses: [{ title: 'B1' }] } });

  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.printed.out).toContain('"stopped"');
  expect(program.printed.err).toBe('');
});

test('ends at once when it is told twice', async () => {
  let asked = 0;
  const silent = createServer(() => void asked++).listen(0, '127.0.0.1'); // an agency that never answers
  await once(silent, 'listening');
  const program = run({ ...environment, LANGUAGE_COURSES_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/graphql` });
  const url = await ready(program);
  const unanswered = post(url).then(() => 'answered', () => 'cut off');
  while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  program.child.kill('SIGTERM');
  while (!program.printed.out.includes('"stopping"')) await once(program.child.stdout!, 'data');
  program.child.kill('SIGINT');
  expect([await program.ended, await unanswered]).toEqual([1, 'cut off']);
  silent.close();
  silent.closeAllConnections();
});

test('connects to nothing but its database, its agencies and its identity provider', async () => {
  const file = join(folder, 'outbound');
  writeFileSync(file, '');
  const hook = new URL('../kit/outbound.mjs', import.meta.url).href;
  const program = run({ ...environment, OUTBOUND_FILE: file, NODE_OPTIONS: `--import ${hook}` });
  const url = await ready(program);
  expect((await post(url)).status).toBe(200);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  const configured = [environment.DATABASE_URL!, environment.LANGUAGE_COURSES_URL!, environment.OIDC_JWKS_URL!].map((address) => new URL(address).host);
  expect(new Set(readFileSync(file, 'utf8').trim().split('\n'))).toEqual(new Set(configured));
});
