import type { Pool, PoolClient } from 'pg';

/** All or nothing. */
export async function inTransaction<Result>(pool: Pool, work: (connection: PoolClient) => Promise<Result>): Promise<Result> {
  const connection = await pool.connect();
  try {
    await connection.query('begin');
    const result = await work(connection);
    await connection.query('commit');
    connection.release();
    return result;
  } catch (fault) {
    await connection.query('rollback').then(() => connection.release(), () => connection.release(true));
    throw fault;
  }
}
