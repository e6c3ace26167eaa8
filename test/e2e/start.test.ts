import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import pg from 'pg';
import { urlFor } from '../../deploy/databases.js';
import { startPostgres } from '../../deploy/postgres.js';
import { readRunFile } from '../../deploy/run-file.js';
import { runToEnd, startCountyProgram, type StartRun } from '../kit/start-run.js';

const run = promisify(execFile);
const home = mkdtempSync(join(tmpdir(), 'freigabe-home-'));
chmodSync(home, 0o755);
const env = { FREIGABE_HOME: home };

const databaseProcess = (): number => Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
const alive = (pid: number): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };

async function curl(command: string): Promise<{ data?: unknown; errors?: unknown; extensions?: unknown }> {
  const { stdout } = await run('sh', ['-c', command]);
  return JSON.parse(stdout) as { data?: unknown };
}

/** Records a consent as the Jobcenter of the printed commands, and resolves when it is acknowledged. */
async function recordConsent({ gateway, curls }: StartRun, idempotencyKey: string): Promise<unknown> {
  const tokens = curls.map((line) => /Bearer ([\w.-]+)/.exec(line)![1]!);
  const index = tokens.findIndex((token) => decodeJwt(token)['unit'] === 'JOBCENTER_LIPPE');
  const token = tokens[index];
  const client = /"id":"([\w-]+)"/.exec(curls[index]!)![1];
  const response = await fetch(gateway, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose-of-use': 'MASSNAHMENZUSTEUERUNG' },
    body: JSON.stringify({
      query: 'mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { state problems { code } } }',
      variables: { input: {
        idempotencyKey, client, releasingUnits: ['JOBCENTER_LIPPE'], receivingUnits: ['NWL_CUK'], categories: ['LABOUR_PROFILE'],
        purposes: ['MASSNAHMENZUSTEUERUNG'], form: 'SCHRIFTLICH', validTo: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      } },
    }),
  });
  return ((await response.json()) as { data?: { recordConsent: unknown } }).data?.recordConsent;
}

async function recordedUnder(idempotencyKey: string): Promise<number> {
  const client = new pg.Client({ connectionString: readRunFile(join(home, 'run.json'))!.databases.consent });
  await client.connect();
  const { rowCount } = await client.query('SELECT FROM consent_event WHERE idempotency_key = $1', [idempotencyKey]);
  await client.end();
  return rowCount!;
}

const STARTS = 6;

describe('npm start', () => {
  let county: StartRun | undefined;

  beforeAll(() => run(process.execPath, ['deploy/build.mjs']));
  afterAll(async () => {
    county?.kill('SIGINT');
    await county?.ended;
    rmSync(home, { recursive: true, force: true });
  });

  it('is ready within 15 seconds on an empty machine, and prints a working query for three agencies', async () => {
    county = await startCountyProgram(env);
    console.log(`first start: ${county.seconds.toFixed(2)} s`);
    expect(county.seconds).toBeLessThanOrEqual(15);
    expect(county.curls).toHaveLength(3);
    const answers = await Promise.all(county.curls.map(curl));
    for (const answer of answers) {
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toMatchObject({ client: { name: 'Yara Halabi' } });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer.data))).size).toBe(3);
  }, 60_000);

  it('keeps what it tells its own commands from other accounts', () => {
    expect(statSync(join(home, 'run.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it('gives a token on the command line, and lists the units where one is unknown', async () => {
    const token = await runToEnd('token', ['--unit', 'JOBCENTER_LIPPE', '--role', 'CASE_WORKER'], env);
    expect(token).toEqual({ code: 0, output: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/) });
    const wrong = await runToEnd('token', ['--unti', 'JOBCENTER_LIPPE'], env);
    expect(wrong).toEqual({ code: 1, output: expect.stringMatching(/^Unknown option '--unti'.*\n$/) });
    const unknown = await runToEnd('token', ['--unit', 'FINANZAMT', '--role', 'CASE_WORKER'], env);
    expect(unknown).toEqual({ code: 1, output: expect.stringContaining('ABH_DETMOLD') });
  });

  it('says that it runs already when it is started again', async () => {
    const second = await runToEnd('start', [], env);
    expect(second).toEqual({ code: 1, output: expect.stringContaining('ALREADY_RUNNING') });
    expect(second.output).toContain(county!.gateway);
  });

  it('still runs after the second start was refused', async () => {
    expect(await curl(county!.curls[0]!)).toMatchObject({ data: { client: { name: 'Yara Halabi' } } });
  });

  it('stops on Ctrl-C: exit code 0, and PostgreSQL is gone', async () => {
    const database = databaseProcess();
    county!.kill('SIGINT');
    expect(await county!.ended).toBe(0);
    expect(alive(database)).toBe(false);
    expect(readRunFile(join(home, 'run.json'))).toBeNull();
  }, 30_000);

  it('is ready within 5 seconds once it has run before', async () => {
    for (let start = 2; ; start += 1) {
      county = await startCountyProgram(env);
      console.log(`start ${start}: ${county.seconds.toFixed(2)} s`);
      if (county.seconds <= 5 || start === STARTS) break;
      county.kill('SIGINT'); // other tests may have had the cores meanwhile: what the product takes is the least of several
      await county.ended;
    }
    expect(county.seconds).toBeLessThanOrEqual(5);
  }, 120_000);

  it.each([
    ['the county alone', false],
    ['the county and PostgreSQL with it', true],
  ])('loses nothing acknowledged when somebody kills %s', async (_what, withDatabase) => {
    const marker = `kept-for-${withDatabase}`;
    expect(await recordConsent(county!, marker)).toEqual({ state: 'ERTEILT', problems: [] });
    const database = databaseProcess();
    county!.kill('SIGKILL');
    if (withDatabase) process.kill(database, 'SIGKILL');
    await county!.ended;
    county = await startCountyProgram(env);
    expect(await recordedUnder(marker)).toBe(1);
  }, 90_000);

  it('stops with a clear error when PostgreSQL goes away', async () => {
    process.kill(databaseProcess(), 'SIGKILL');
    expect(await county!.ended).toBe(1);
    expect(county!.output()).toContain('DATABASE_GONE');
    county = undefined;
  }, 30_000);

  it('names the port that is taken and how to choose another', async () => {
    const other = createServer();
    await new Promise<void>((done) => { other.listen(0, '127.0.0.1', done); });
    const { port } = other.address() as AddressInfo;
    for (const variable of ['PORT', 'IDP_PORT']) {
      const refused = await runToEnd('start', [], { ...env, PORT: '0', SUBGRAPH_PORTS: '0', IDP_PORT: '0', [variable]: String(port) });
      expect(refused.code).toBe(1);
      expect(refused.output).toMatch(new RegExp(`PORT_TAKEN.*${port}.*${variable}`));
    }
    await new Promise((done) => { other.close(done); });
    expect(readRunFile(join(home, 'run.json'))).toBeNull();
  }, 60_000);

  it('says what is wrong with an external server that does not answer', async () => {
    const refused = await runToEnd('start', [], { ...env, DATABASE_URL: 'postgres://admin:secret@127.0.0.1:1/postgres' });
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/DATABASE_GONE.*127\.0\.0\.1:1.*DATABASE_URL/);
    expect(refused.output).not.toContain('secret');
  });

  it('runs on an external server too, with an account that is no superuser', async () => {
    const folder = join(home, 'external');
    const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false });
    try {
      const client = new pg.Client({ connectionString: server.superUrl });
      await client.connect();
      await client.query(`CREATE ROLE county_admin LOGIN CREATEDB CREATEROLE PASSWORD 'of-the-test'`);
      await client.end();
      const DATABASE_URL = urlFor(server.superUrl, 'county_admin', 'of-the-test', 'postgres');
      for (let start = 0; start < 2; start += 1) {
        county = await startCountyProgram({ FREIGABE_HOME: folder, DATABASE_URL });
        expect(await curl(county.curls[0]!)).toMatchObject({ data: { client: { name: 'Yara Halabi' } } });
        county.kill('SIGINT');
        expect(await county.ended).toBe(0);
        expect(alive(server.pid)).toBe(true);
      }
    } finally {
      county = undefined;
      await server.stop();
    }
  }, 90_000);

  it('refuses to run in production and says what runs there', async () => {
    const refused = await runToEnd('start', [], { ...env, NODE_ENV: 'production' });
    expect(refused).toEqual({ code: 1, output: expect.stringContaining('dist/gateway/main.js') });
  });

  it('explains its settings', async () => {
    expect(await runToEnd('start', ['--help'], env)).toEqual({ code: 0, output: expect.stringContaining('DATABASE_URL') });
  });
});
