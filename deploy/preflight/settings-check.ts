import { UNITS } from '../../consent/core/index.js';
import { readConfig, type GatewayConfig } from '../../gateway/config.js';
import { ConfigurationError } from '../../gateway/config/settings.js';
import { stageOf } from '../../gateway/documents/stages.js';
import type { Environment } from '../config.js';
import { advice, blocks, type Finding } from './finding.js';

const UNIT_CODES = [...UNITS.keys()];

/** A quarter of an hour, in milliseconds. */
const LONGEST_LAG = 900_000;

/** What the gateway's configuration still lacks for production; the environment is the one the gateway will be started with. */
export function settingsFindings(env: Environment): readonly Finding[] {
  const read = gatewayConfig({ ...env, NODE_ENV: 'production' });
  if (!('config' in read)) {
    return read.problems.map((problem) => blocks('GATEWAY_CONFIG', false, `Gateway-Einstellung: ${problem}`, `gateway setting: ${problem}`));
  }
  const { config } = read;
  return [
    blocks('GATEWAY_CONFIG', true, 'Die Einstellungen des Gateways sind vollständig.', 'The gateway’s settings are complete.'),
    blocks('NODE_ENV', env['NODE_ENV'] === 'production', 'NODE_ENV=production setzen.', 'Set NODE_ENV=production.'),
    blocks('IDENTITY_TLS', secure(config.identity.issuer) && secure(config.identity.jwks.href),
      'OIDC_ISSUER und OIDC_JWKS_URL müssen https sein; der Anmeldedienst der Entwicklung ist es nicht.',
      'OIDC_ISSUER and OIDC_JWKS_URL must be https; the identity provider for development is not.'),
    blocks('DATABASE_TLS', new URL(config.databaseUrl).searchParams.get('sslmode') === 'verify-full',
      'DATABASE_URL braucht sslmode=verify-full.',
      'DATABASE_URL needs sslmode=verify-full.'),
    ...Object.entries(config.subgraphs).map(([name, { url }]) => blocks('SUBGRAPH_TLS', secure(url), `Die Adresse von ${name} muss https sein.`, `The address of ${name} must be https.`)),
    blocks('STEP_UP', config.identity.stepUp !== null,
      'OIDC_STEP_UP_ACR setzen: Datenschutzbeauftragte und der Notfallweg brauchen eine starke Anmeldung.',
      'Set OIDC_STEP_UP_ACR: data-protection officers and the emergency path need a strong sign-in.'),
    blocks('LOGOUT', config.logout !== null,
      'OIDC_LOGOUT_CLIENTS setzen, damit beendete Sitzungen sofort enden.',
      'Set OIDC_LOGOUT_CLIENTS, so that ended sessions end at once.'),
    blocks('TRUSTED_DOCUMENTS', UNIT_CODES.every((unit) => stageOf(config.documents.stages, unit) !== 'off'),
      'TRUSTED_DOCUMENTS_STAGE mindestens log-unknown, für jede Stelle.',
      'TRUSTED_DOCUMENTS_STAGE at least log-unknown, for every unit.'),
    blocks('LOG_MAX_LAG', config.maxLogLag <= LONGEST_LAG,
      'LOG_MAX_LAG_MS höchstens 900000: so lange kann etwas ohne unterschriebenes Protokoll hinausgehen.',
      'LOG_MAX_LAG_MS at most 900000: for so long something may leave without a signed log.'),
    blocks('KEYS_APART', !env['LOG_PRIVATE_KEY'] && !env['LOG_PRIVATE_KEY_FILE'],
      'Der Schlüssel des Zugriffsprotokolls (LOG_PRIVATE_KEY) gehört dem Protokollführer allein, nicht dem Gateway.',
      'The key of the access log (LOG_PRIVATE_KEY) belongs to the log keeper alone, not to the gateway.'),
    advice('MUTUAL_TLS', Object.values(config.subgraphs).every(({ tls }) => tls),
      'SUBGRAPH_TLS_CA, _CERT und _KEY setzen: dann antworten die Fachverfahren nur dem Gateway.',
      'Set SUBGRAPH_TLS_CA, _CERT and _KEY: agencies then answer nobody but the gateway.'),
    advice('CORS', config.http.corsOrigins.every(secure), 'CORS_ORIGINS nur mit https.', 'CORS_ORIGINS with https only.'),
  ];
}

/** The gateway's configuration as it would read it, or what is wrong with it. */
export function gatewayConfig(env: Environment): { readonly config: GatewayConfig } | { readonly problems: readonly string[] } {
  try {
    return { config: readConfig(env) };
  } catch (error) {
    if (error instanceof ConfigurationError) return { problems: error.problems };
    throw error;
  }
}

const secure = (url: string): boolean => url.startsWith('https://');
