import { createPolicy, type Policy, type Role } from '../consent/core/index.js';
import type { PseudonymKeys, PseudonymVersions } from '../consent/pseudonyms/pseudonyms.js';
import type { TicketSigningKey } from '../consent/ticket/index.js';
import { list, oneOf, Settings, url, wholeNumber, yesOrNo, type Environment } from './config/settings.js';
import { agencyVersions, asymmetric, certificate, ed25519, origin, privateKey, pseudonymKeys, role, versionOf } from './config/values.js';
import { VARIABLES, type VariableName } from './config/variables.js';
import { readManifests } from './documents/manifest.js';
import { stages } from './documents/stages.js';
import type { TrustOptions } from './documents/trust.js';
import type { SubgraphAddress } from './engine.js';
import type { Algorithm, ClaimNames, StepUpOptions } from './identity/index.js';
import type { HttpOptions, OperationLimits } from './server/index.js';

/** What the gateway program needs to know. Times in milliseconds. */
export interface GatewayConfig {
  readonly port: number;
  readonly host: string;
  readonly production: boolean;
  readonly databaseUrl: string;
  readonly supergraphFile: string;
  readonly subgraphs: Readonly<Record<string, SubgraphAddress>>;
  readonly identity: {
    readonly issuer: string;
    readonly audience: string;
    readonly jwks: URL;
    readonly tokenType: string;
    readonly algorithms: readonly Algorithm[];
    readonly claims: ClaimNames;
    readonly stepUp: StepUpOptions | null;
  };
  /** Seconds. */
  readonly logout: { readonly clients: readonly string[]; readonly tokenLifetime: number } | null;
  readonly pseudonymKeys: PseudonymKeys;
  readonly pseudonymVersions: PseudonymVersions;
  readonly ticketKey: TicketSigningKey;
  readonly maxLogLag: number;
  readonly introspection: boolean | readonly Role[];
  readonly documents: Omit<TrustOptions, 'logger'>;
  readonly policy: Policy;
  readonly limits: OperationLimits;
  readonly http: HttpOptions;
}

/** Reads the configuration; the one place of the gateway that reads the environment. @throws ConfigurationError */
export function readConfig(env: Environment = process.env): GatewayConfig {
  const settings = new Settings(VARIABLES, env);
  const text = (name: VariableName): string => settings.read(name, String);
  const count = (name: VariableName, least: number, most: number): number => settings.read(name, wholeNumber(least, most));
  const timeoutMs = count('SUBGRAPH_TIMEOUT_MS', 1, 600_000);
  const tls = anyOf(env, 'SUBGRAPH_TLS_CA', 'SUBGRAPH_TLS_CERT', 'SUBGRAPH_TLS_KEY')
    ? { ca: settings.read('SUBGRAPH_TLS_CA', certificate), cert: settings.read('SUBGRAPH_TLS_CERT', certificate), key: settings.read('SUBGRAPH_TLS_KEY', privateKey) }
    : null;
  const address = (name: VariableName): SubgraphAddress => ({ url: settings.read(name, (value) => url(...(tls ? ['https:'] : ['http:', 'https:']))(value).href), timeoutMs, tls });
  const keys = settings.read('PSEUDONYM_KEY', pseudonymKeys);
  const production = settings.read('NODE_ENV', oneOf('production', 'development', 'test')) === 'production';

  return settings.finish<GatewayConfig>({
    port: count('PORT', 0, 65_535),
    host: text('HOST'),
    production,
    databaseUrl: settings.read('DATABASE_URL', (value) => url('postgres:', 'postgresql:')(value).href),
    supergraphFile: text('SUPERGRAPH_FILE'),
    subgraphs: {
      'case-management': address('CASE_MANAGEMENT_URL'),
      jobcenter: address('JOBCENTER_URL'),
      'language-courses': address('LANGUAGE_COURSES_URL'),
      'school-entry': address('SCHOOL_ENTRY_URL'),
      'immigration-office': address('IMMIGRATION_OFFICE_URL'),
    },
    identity: {
      issuer: text('OIDC_ISSUER'),
      audience: text('OIDC_AUDIENCE'),
      jwks: settings.read('OIDC_JWKS_URL', url('http:', 'https:')),
      tokenType: text('OIDC_TOKEN_TYPE'),
      algorithms: settings.read('OIDC_ALGORITHMS', asymmetric),
      stepUp: settings.read('OIDC_STEP_UP_ACR', (value) => (value === '' ? null : { acr: list(value), maxAge: count('OIDC_STEP_UP_MAX_AGE', 1, 86_400) })),
      claims: { unit: text('OIDC_CLAIM_UNIT'), role: text('OIDC_CLAIM_ROLE'), person: text('OIDC_CLAIM_PERSON') },
    },
    logout: settings.read('OIDC_LOGOUT_CLIENTS', (value) => (value === '' ? null : { clients: list(value), tokenLifetime: count('OIDC_TOKEN_LIFETIME', 60, 604_800) })),
    pseudonymKeys: keys,
    pseudonymVersions: {
      ...(anyOf(env, 'PSEUDONYM_VERSION') && { units: settings.read('PSEUDONYM_VERSION', versionOf(keys)) }),
      subgraphs: settings.read('PSEUDONYM_AGENCY_VERSIONS', agencyVersions(keys)),
    },
    ticketKey: { kid: text('TICKET_KEY_ID'), privateKey: settings.read('TICKET_PRIVATE_KEY', ed25519) },
    maxLogLag: count('LOG_MAX_LAG_MS', 1_000, 86_400_000),
    introspection: anyOf(env, 'INTROSPECTION_ROLES') ? settings.read('INTROSPECTION_ROLES', (value) => list(value).map(role)) : !production,
    documents: {
      documents: settings.read('TRUSTED_DOCUMENTS', (folder) => (folder === '' ? [] : readManifests(folder))),
      stages: settings.read('TRUSTED_DOCUMENTS_STAGE', stages),
    },
    policy: settings.read('STATUTORY_FLOWS', (value) => createPolicy(list(value))),
    limits: {
      tokens: count('LIMIT_TOKENS', 1, 100_000),
      depth: count('LIMIT_DEPTH', 1, 100),
      aliases: count('LIMIT_ALIASES', 0, 10_000),
      rootFields: count('LIMIT_ROOT_FIELDS', 1, 1_000),
      fields: count('LIMIT_FIELDS', 1, 100_000),
      cost: count('LIMIT_COST', 1, 100_000_000),
    },
    http: {
      explorer: anyOf(env, 'EXPLORER') ? settings.read('EXPLORER', (value) => explorer(value, production)) : !production,
      corsOrigins: settings.read('CORS_ORIGINS', (value) => list(value).map(origin)),
      timeout: count('REQUEST_TIMEOUT_MS', 1, 600_000),
      receiveTimeout: count('RECEIVE_TIMEOUT_MS', 1, 600_000),
      drainTimeout: count('DRAIN_TIMEOUT_MS', 0, 600_000),
      maxConcurrent: count('MAX_CONCURRENT', 1, 100_000),
      shares: {
        person: { rate: count('RATE_PERSON', 1, 1_000_000), burst: count('BURST_PERSON', 1, 1_000_000), concurrent: count('CONCURRENT_PERSON', 1, 100_000) },
        unit: { rate: count('RATE_UNIT', 1, 1_000_000), burst: count('BURST_UNIT', 1, 1_000_000), concurrent: count('CONCURRENT_UNIT', 1, 100_000) },
        probes: count('PROBES', 1, 1_000_000),
      },
      maxBodyBytes: count('MAX_BODY_BYTES', 1, 16_777_216),
    },
  });
}

const anyOf = (env: Environment, ...names: readonly VariableName[]): boolean => names.some((name) => env[name] || env[`${name}_FILE`]);

function explorer(text: string, production: boolean): boolean {
  const wanted = yesOrNo(text);
  if (wanted && production) throw new Error('nicht in Produktion / not in production');
  return wanted;
}
