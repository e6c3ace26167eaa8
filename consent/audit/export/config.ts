import { join } from 'node:path';
import type { Environment } from '../settings.js';

/** What "npm start" has left: addresses and keys of the county that runs in its folder. */
export const runFile = (env: Environment = process.env): string => join(env['FREIGABE_HOME'] ?? '.freigabe', 'run.json');
