import { readConfig, type GatewayConfig } from '../../gateway/config.js';
import { ConfigurationError } from '../../gateway/config/settings.js';
import type { Environment } from '../config.js';
import { advice, blocks, type Finding } from './finding.js';

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
    blocks('KEYS_APART', !env['LOG_PRIVATE_KEY'] && !env['LOG_PRIVATE_KEY_FILE'],
      'Der Schlüssel des Zugriffsprotokolls (LOG_PRIVATE_KEY) gehört dem Protokollführer allein, nicht dem Gateway.',
      'The key of the access log (LOG_PRIVATE_KEY) belongs to the log keeper alone, not to the gateway.'),
    advice('CORS', config.http.corsOrigins.every(secure), 'CORS_ORIGINS nur mit https.', 'CORS_ORIGINS with https only.'),
  ];
}

function gatewayConfig(env: Environment): { readonly config: GatewayConfig } | { readonly problems: readonly string[] } {
  try {
    return { config: readConfig(env) };
  } catch (error) {
    if (error instanceof ConfigurationError) return { problems: error.problems };
    throw error;
  }
}

const secure = (url: string): boolean => url.startsWith('https://');
