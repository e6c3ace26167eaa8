import { readFileSync } from 'node:fs';
import { environment, type Environment } from './config.js';
import { DeployError } from './deploy-error.js';

/** A secret from the file that `<name>_FILE` names; secrets never stand in the environment itself. */
function secretFile(env: Environment, name: string): string {
  const file = env[`${name}_FILE`];
  if (!file) {
    throw new DeployError('CONFIG', `${name}_FILE fehlt: den Pfad einer Datei mit dem Geheimnis angeben.`, `${name}_FILE is missing: name the file that holds the secret.`);
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new DeployError('CONFIG', `${name}_FILE=${file} ist nicht lesbar. Erst npm run secrets ausführen.`, `${name}_FILE=${file} cannot be read. Run npm run secrets first.`, { cause: error });
  }
}

/** Configuration of the service `migrate`. */
export interface MigrateConfig {
  /** Superuser of the server (`DATABASE_ADMIN_URL_FILE`). */
  readonly adminUrl: string;
  /** From which the passwords of the roles derive (`DATABASE_SECRET_FILE`). */
  readonly databaseSecret: string;
}

export const readMigrateConfig = (env: Environment = environment): MigrateConfig => ({
  adminUrl: secretFile(env, 'DATABASE_ADMIN_URL'),
  databaseSecret: secretFile(env, 'DATABASE_SECRET'),
});

/** Configuration of the service `demo`, which fills empty databases with the demo county. */
export interface DemoConfig extends MigrateConfig {
  /** Master key of the pseudonyms, base64url (`PSEUDONYM_KEY_FILE`). */
  readonly pseudonymKey: string;
  /** `yyyy-mm-dd` (`DEMO_TODAY`, default today). */
  readonly today: string;
}

export const readDemoConfig = (env: Environment = environment): DemoConfig => ({
  ...readMigrateConfig(env),
  pseudonymKey: secretFile(env, 'PSEUDONYM_KEY'),
  today: env['DEMO_TODAY'] || new Date().toISOString().slice(0, 10),
});

/** Configuration of the service `identity-provider`. */
export interface IdentityProviderConfig {
  readonly port: number;
  readonly host: string;
  readonly issuer: string;
  /** PKCS #8 PEM (`SIGNING_KEY_FILE`). */
  readonly key: string;
  readonly clientSecret: string;
  readonly production: boolean;
}

export const readIdentityProviderConfig = (env: Environment = environment): IdentityProviderConfig => ({
  port: Number(env['PORT'] ?? 4100),
  host: env['HOST'] ?? '127.0.0.1',
  issuer: env['ISSUER'] ?? `http://127.0.0.1:${env['PORT'] ?? 4100}`,
  key: secretFile(env, 'SIGNING_KEY'),
  clientSecret: secretFile(env, 'CLIENT_SECRET'),
  production: env['NODE_ENV'] === 'production',
});
