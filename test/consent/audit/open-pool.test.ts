import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '../../../consent/audit/in-transaction.js';
import { openPool } from '../../../consent/audit/open-pool.js';
import { serverUrl } from '../../kit/postgres.js';

test('a connection that is lost within a transaction fails that transaction, and neither the process nor the next one', async () => {
  const pool = openPool({ connectionString: serverUrl(), max: 2 }, () => undefined);
  try {
    const lost = inTransaction(pool, async (connection) => {
      const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
      await pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
      await sleep(50); // without a listener the process is gone by now
      await connection.query('select 1');
    });
    await expect(lost).rejects.toThrow();
    expect(await inTransaction(pool, async (connection) => (await connection.query('select 1 as one')).rows)).toEqual([{ one: 1 }]);
  } finally {
    await pool.end();
  }
});
