import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { indexEntries } from '../../../consent/supervision/index-entries.js';
import { entry, testCounty, type TestCounty } from '../store/county.js';

/** `npm run audit:anomalies` as a program, with the environment that it has in production. */
let county: TestCounty;

beforeAll(async () => {
  county = await testCounty();
  const keeper = new pg.Client({ connectionString: county.database.keeperUrl });
  await keeper.connect();
  const sunday = Date.parse('2026-03-01T12:00:00+01:00');
  await indexEntries(keeper as unknown as pg.PoolClient, [1, 2, 3].map((seq) => ({ seq, at: sunday + seq, entry: entry() })));
  await keeper.end();
});
afterAll(() => county.close());

const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const env = { PATH: process.env['PATH']!, DATABASE_URL: county.database.keeperUrl, LOG_PRIVATE_KEY: key };
    execFile(process.execPath, ['dist/deploy/audit/anomalies.js', ...args], { env }, (fault, out, err) => resolve({ code: fault ? Number(fault.code) : 0, out, err }));
  });

it('runs the rules over the days it is told, as often as one likes', async () => {
  for (let round = 0; round < 2; round++) {
    const { code, out } = await run('--from', '2026-03-01', '--to', '2026-03-02');
    expect([code, out]).toEqual([0, expect.stringMatching(/^UNUSUAL_HOURS +1\nUNUSUAL_VOLUME +0\n/)]);
  }
  expect(await county.sql('select rule from anomaly')).toEqual([{ rule: 'UNUSUAL_HOURS' }]);
});

it.each([[['--from', 'yesterday']], [['--from', '2026-03-02', '--to', '2026-03-01']], [['--nonsense']]])('refuses %j', async (args) => {
  expect((await run(...args)).code).not.toBe(0);
});

it('explains itself', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('audit:anomalies') });
});
