import { chmodSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../deploy/postgres.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'freigabe-postgres-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const start = (options: { port?: number } = {}) => startPostgres({ dataDir: join(folder, 'db'), durable: false, ...options });
const gone = (pid: number) => { try { process.kill(pid, 0); return false; } catch { return true; } };

describe('the embedded PostgreSQL', () => {
  it('is version 18, UTF-8 and independent of the machine\'s locales', async () => {
    const server = await start();
    try {
      const [row] = await query(server.superUrl, `SELECT current_setting('server_version_num')::int / 10000 AS version,
        datlocprovider, datlocale, pg_encoding_to_char(encoding) AS encoding, upper('öäüé') AS upper
        FROM pg_database WHERE datname = 'postgres'`);
      expect(row).toEqual({ version: 18, datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8', upper: 'ÖÄÜÉ' });
    } finally {
      await server.stop();
    }
    expect(gone(server.pid)).toBe(true);
  });

  it('keeps its password for the owner only and lets nobody in without it', async () => {
    const server = await start();
    try {
      expect(statSync(join(folder, 'db.password')).mode & 0o777).toBe(0o600);
      const wrong = server.superUrl.replace(/:[^:@/]+@/, ':wrong@');
      await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    } finally {
      await server.stop();
    }
  });

  it('takes over the server that a killed run left behind', async () => {
    const first = await start();
    const second = await start();
    expect(second.pid).toBe(first.pid);
    await second.stop();
    expect(gone(first.pid)).toBe(true);
  });

  it('recovers what was committed when the server itself was killed', async () => {
    const first = await startPostgres({ dataDir: join(folder, 'db') });
    await query(first.superUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
    process.kill(first.pid, 'SIGKILL');
    while (!gone(first.pid)) await new Promise((done) => { setTimeout(done, 10); });
    const second = await startPostgres({ dataDir: join(folder, 'db') });
    try {
      expect(await query(second.superUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    } finally {
      await second.stop();
    }
  });

  it('also runs from a folder that only its owner can enter, such as one below /root', async () => {
    chmodSync(folder, 0o700);
    const server = await start();
    const cluster = realpathSync(join(folder, 'db'));
    try {
      expect(await query(server.superUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await server.stop();
      rmSync(join(cluster, '..'), { recursive: true, force: true });
    }
  });

  it('says which port is taken and how to choose another', async () => {
    const other = createServer();
    await new Promise<void>((done) => { other.listen(0, '127.0.0.1', done); });
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({ code: 'PORT_TAKEN', message: expect.stringContaining(String(port)) });
    await new Promise((done) => { other.close(done); });
  });

  it('does not touch a cluster whose password file is gone', async () => {
    await (await start()).stop();
    rmSync(join(folder, 'db.password'));
    await expect(start()).rejects.toMatchObject({ code: 'KEY_MISSING' });
    expect(statSync(join(folder, 'db', 'PG_VERSION')).isFile()).toBe(true);
  });
});
