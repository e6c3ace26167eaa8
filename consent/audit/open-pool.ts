import pg from 'pg';

/**
 * Connections of a program that outlives the loss of its database. A connection that is lost while somebody holds it says so by an event, which would end
 * the process if nobody listened: the query under way fails too, and says so to its caller. `onFault` is told of idle ones.
 */
export const openPool = (config: pg.PoolConfig, onFault: (fault: unknown) => void): pg.Pool =>
  new pg.Pool(config).on('connect', (connection) => void connection.on('error', () => undefined)).on('error', onFault);
