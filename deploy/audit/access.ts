import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { DEFAULT_ORIGIN } from '../../consent/audit/keeper/config.js';
import type { LogSigner } from '../../consent/audit/keeper/signed.js';
import { ed25519, settingsOf, type Environment } from '../../consent/audit/settings.js';
import { createPseudonyms, type Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { pseudonymKeys } from '../../gateway/config/values.js';
import { environment, placesIn, readDeployConfig } from '../config.js';
import { KEEPER, urlFor } from '../databases.js';
import { DeployError } from '../deploy-error.js';
import { loadKeys } from '../keys.js';
import { readRunFile, type RunFile } from '../run-file.js';
import { openPool } from '../../consent/audit/open-pool.js';

/** What a command about the log may do, and as whom. */
export interface LogAccess {
  /** The consent database as role `freigabe_consent_keeper`. */
  readonly url: string;
  readonly signer: LogSigner;
}

/** What every command about the log says of it. */
export const ACCESS_HELP = `
Ohne Umgebung gilt, was „npm start“ angelegt hat; sonst DATABASE_URL, LOG_PRIVATE_KEY, LOG_ORIGIN, PSEUDONYM_KEY (auch …_FILE).
Without an environment what "npm start" has made is used; else DATABASE_URL, LOG_PRIVATE_KEY, LOG_ORIGIN, PSEUDONYM_KEY (also …_FILE).
`;

const isSet = (env: Environment, name: string): boolean => Boolean(env[name] ?? env[`${name}_FILE`]);

/** The keeper's rights: from the environment in production, else of the county that runs here. @throws DeployError, WrongSettings */
export function logAccess(env: Environment = environment): LogAccess {
  if (isSet(env, 'LOG_PRIVATE_KEY')) {
    const { read, finish } = settingsOf(env);
    return finish({ url: read('DATABASE_URL', String), signer: { key: read('LOG_PRIVATE_KEY', ed25519), origin: read('LOG_ORIGIN', String, DEFAULT_ORIGIN) } });
  }
  const keys = loadKeys(placesIn(readDeployConfig(env).home).keys);
  return { url: urlFor(running(env).databases.consent, KEEPER, keys.password(KEEPER), databaseIn(running(env).databases.consent)), signer: { key: keys.log, origin: DEFAULT_ORIGIN } };
}

/** Who translates ids of clients and requests: the gateway's key. @throws DeployError, WrongSettings */
export function pseudonymsFor(env: Environment = environment): Pseudonyms {
  if (isSet(env, 'PSEUDONYM_KEY')) {
    const { read, finish } = settingsOf(env);
    return createPseudonyms(finish({ keys: read('PSEUDONYM_KEY', pseudonymKeys) }).keys);
  }
  return createPseudonyms(new Map([[1, loadKeys(placesIn(readDeployConfig(env).home).keys).pseudonyms]]));
}

/** The consent database for reading: `DATABASE_URL`, or that of the county that runs here. */
export function consentUrl(env: Environment = environment): string {
  const file = env['DATABASE_URL_FILE'];
  return env['DATABASE_URL'] ?? (file && existsSync(file) ? readFileSync(file, 'utf8').trim() : running(env).databases.consent);
}

export function running(env: Environment = environment): RunFile {
  const run = readRunFile(placesIn(readDeployConfig(env).home).run);
  if (run) return run;
  throw new DeployError('CONFIG', 'Es läuft kein Kreis, und die Umgebung nennt keine Datenbank. Erst npm start.', 'No county is running, and the environment names no database. Run npm start first.');
}

const databaseIn = (url: string): string => new URL(url).pathname.slice(1);

/** Connections that end with the work. */
export async function connectedTo<Result>(url: string, work: (pool: pg.Pool) => Promise<Result>): Promise<Result> {
  const pool = openPool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000 }, () => undefined);
  return work(pool).finally(() => pool.end());
}
