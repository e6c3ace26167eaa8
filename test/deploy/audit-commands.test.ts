import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifierKey, vkeyOf } from '../../consent/audit/note/keys.js';
import { createPseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { jobcenter } from '../../subgraphs/jobcenter/agency.js';
import { migrateAgency } from '../../subgraphs/kit/index.js';
import { PROJECTIONS } from '../../consent/supervision/projections.js';
import { ORIGIN, SIGNER, testLog, type TestLog } from '../consent/audit/log.js';
import { testDatabase, type TestDatabase } from '../kit/postgres.js';

/** The commands as programs, with the environment that they have in production. */
const folder = mkdtempSync(join(tmpdir(), 'freigabe-commands-'));
const MONTH = 30 * 86_400_000;
const pseudonymKey = Buffer.alloc(32, 'commands');
const pseudonyms = createPseudonyms(new Map([[1, pseudonymKey]]));
let log: TestLog;
let agency: TestDatabase;
let now = Date.now() - 7 * MONTH;
let env: Record<string, string>;

beforeAll(async () => {
  log = await testLog(() => now);
  agency = await testDatabase('jobcenter');
  await migrateAgency(jobcenter, agency.ownerUrl);
  writeFileSync(join(folder, 'key'), SIGNER.key.export({ type: 'pkcs8', format: 'pem' }));
  env = {
    PATH: process.env['PATH']!, FREIGABE_HOME: folder, DATABASE_URL: log.county.database.keeperUrl, LOG_PRIVATE_KEY_FILE: join(folder, 'key'), LOG_ORIGIN: ORIGIN,
    PSEUDONYM_KEY: pseudonymKey.toString('base64url'),
  };
  const keeper = log.keeper({ projections: PROJECTIONS });
  await log.write(0, 1, 0);
  await keeper.settle();
  now = Date.now() - 1_000;
  await log.write(1, 2);
  await keeper.settle();
});
afterAll(async () => {
  await log.close();
  await agency.drop();
  rmSync(folder, { recursive: true });
});

const run = (program: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [`dist/${program}.js`, ...args], { env }, (fault, out, err) => resolve({ code: fault ? Number(fault.code) : 0, out, err }));
  });

it.each(['deploy/audit/retention', 'deploy/audit/erase', 'deploy/audit/reconcile', 'subgraphs/release-record'])('%s explains itself', async (program) => {
  expect(await run(program, '--help')).toMatchObject({ code: 0, out: expect.stringContaining(' / '), err: '' });
});

it('verification without arguments exports the log of the county that runs here, and verifies it by its keys', async () => {
  expect(await run('deploy/audit/verify')).toMatchObject({ code: 1, err: expect.stringContaining('npm start') });
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ databases: { consent: log.county.database.appUrl }, audit: { keys: [vkeyOf(verifierKey(ORIGIN, 'ED25519', SIGNER.key))] } }));
  expect(await run('deploy/audit/verify')).toMatchObject({ code: 0, out: expect.stringMatching(/^Unversehrt: 5 Einträge/), err: '' });
  await log.county.sql('update access_log set at = at - 1 where seq = 2');
  expect(await run('deploy/audit/verify')).toMatchObject({ code: 1, out: expect.stringMatching(/^CHANGED {2}Eintrag 2|^BACKDATED {2}Eintrag 2/) });
  await log.county.sql('update access_log set at = at + 1 where seq = 2');
});

it.each([['consent/audit/export-main'], ['consent/audit/proof-main', '--seq', '2']])('%s finds the county that FREIGABE_HOME names', async (program, ...args) => {
  const out = join(folder, 'out', program.replaceAll('/', '-'));
  mkdirSync(join(folder, 'out'), { recursive: true });
  expect(await run(program, ...args, '--out', out)).toMatchObject({ code: 0, err: '' });
});

it('retention only looks unless it is told to delete, and does so once', async () => {
  expect((await run('deploy/audit/retention')).out).toMatch(/^Fällig: 3 Inhalte .*Einträge 1 bis 3\. Mit --run löschen/);
  expect((await run('deploy/audit/retention', '--run')).out).toMatch(/^Gelöscht: 3 Inhalte/);
  expect((await run('deploy/audit/retention', '--run')).out).toMatch(/^Nichts fällig/);
  expect(await log.county.sql('select seq::int from access_log where sealed is not null order by seq')).toEqual([{ seq: 4 }, { seq: 5 }]);
});

it.each([[['--period', 'P7M']], [['--run', '--dry-run']], [['--nonsense']]])('retention refuses %s', async (args) => {
  expect(await run('deploy/audit/retention', ...args)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/.{20}/) });
});

it('erasure does what two officers have approved, and nothing else, when it is told to, once, and says what stays', async () => {
  await log.erasure(1, { approved_by: null, approval: null, approved_at: null });
  expect(await run('deploy/audit/erase', '--run')).toMatchObject({ code: 0, out: expect.stringMatching(/^Keine Löschung wartet/) });
  await log.erasure(2);
  expect(await run('deploy/audit/erase')).toMatchObject({ code: 0, out: expect.stringMatching(/^Verlangt und zugestimmt: 1\. Mit --run löschen/) });
  expect(await run('deploy/audit/erase', '--run')).toMatchObject({ code: 0, out: expect.stringMatching(/^JOBCENTER_LIPPE: Gelöscht: 1 Inhalte; Löschbeleg .*\nEs bleiben: .*1 Übermittlungsnachweise/) });
  expect(await run('deploy/audit/erase', '--run')).toMatchObject({ code: 0, out: expect.stringMatching(/^Keine Löschung wartet/) });
  expect(await run('deploy/audit/erase', '--by', 'A: allein')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/.{20}/) });
});

it('reconciliation compares an agency’s export and tells what is to be looked into', async () => {
  const out = join(folder, 'records');
  const { sql } = log.county;
  const [{ seq }] = await sql<{ seq: string }>('select max(seq) as seq from access_log') as [{ seq: string }];
  expect(Number(seq)).toBe(5);
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: agency.superUrl });
  await client.connect();
  const subgraph = 'subgraph:jobcenter' as const;
  await client.query('insert into release_record (at, request, client, released) values ($1, $2, $3, $4)',
    [now, pseudonyms.write(subgraph, log.client(7)), pseudonyms.write(subgraph, log.client(1)), { JOBCENTER_LIPPE: ['BENEFIT_REGIME'] }]);
  await client.end();
  expect(await run('subgraphs/release-record', '--agency', 'jobcenter', '--url', agency.appUrl, '--out', out)).toMatchObject({ code: 0, out: expect.stringMatching(/^1 Zeilen/) });
  expect(await run('subgraphs/release-record', '--agency', 'jobcenter', '--url', agency.appUrl, '--out', out)).toMatchObject({ code: 2, err: expect.stringContaining('EEXIST') });
  const period = ['--from', new Date(now - MONTH).toISOString(), '--to', new Date(now + 60_000).toISOString()];
  const { code, out: told } = await run('deploy/audit/reconcile', ...period, '--records', `jobcenter=${out}`);
  expect([code, told]).toEqual([1, expect.stringMatching(/^NOT_LOGGED {2}jobcenter .*\njobcenter: 1 Freigaben, .*1 zu klären/)]);
  for (const line of ['null', '{}', '7', '{"at":1,"request":"a","client":"b","released":{"X":7}}', 'garbage']) {
    writeFileSync(`${out}.bad`, `${line}\n`);
    expect(await run('deploy/audit/reconcile', ...period, '--records', `jobcenter=${out}.bad`)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/bad, Zeile 1: .*bad, line 1: /) });
  }
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ databases: { jobcenter: agency.appUrl } }));
  expect(await run('subgraphs/release-record', '--agency', 'jobcenter', '--out', `${out}.home`)).toMatchObject({ code: 0, out: expect.stringMatching(/^1 Zeilen/) });
  expect(await run('deploy/audit/reconcile', ...period, '--records', `nobody=${out}`)).toMatchObject({ code: 1, err: expect.stringContaining('STELLE=DATEI') });
});
