import type pg from 'pg';
import { openPool } from '../../consent/audit/open-pool.js';

/** Connections of a test to a database that it drops afterwards: the end of a pool does not wait until the last of them is closed. */
export const testPool = (connectionString: string, max = 1): pg.Pool => openPool({ connectionString, max }, () => undefined);
