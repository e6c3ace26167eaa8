import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TicketKeys } from '../../consent/ticket/index.js';
import type { OnQuery } from './database.js';
import type { ServerTls } from './listener.js';
import { LONGEST_DAYS } from './release-record/writer.js';
import { readTicketKeys, ticketKeyFile } from './ticket-keys.js';

/** What an agency's server needs to know. */
export interface AgencyConfig {
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** PostgreSQL URL of the runtime role. */
  readonly databaseUrl: string;
  /** Database connections kept at most. */
  readonly databasePool: number;
  /** The gateway's public keys by `kid`. */
  readonly ticketKeys: TicketKeys;
  /** Whether introspection and `_service` answer; development only. */
  readonly introspection: boolean;
  /** Days that the agency's own release log is kept; default 180. */
  readonly releaseRecordDays?: number;
  /** Mutual TLS with the gateway; without it something else has to protect the way between them. */
  readonly tls?: ServerTls | null;
  /** Told every SQL statement with its parameters. */
  readonly onQuery?: OnQuery;
  /** Told of faults, one line each, without any data; standard error if left out. */
  readonly log?: (line: string) => void;
  /** The clock, in milliseconds since the epoch. */
  readonly now?: () => number;
}

const TLS = ['TLS_CERT', 'TLS_KEY', 'TLS_CLIENT_CA'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads an agency's configuration; the only place where agencies read the environment.
 *
 * | variable | meaning |
 * |---|---|
 * | `PORT` | port to listen on; default is the agency's own |
 * | `HOST` | address to listen on; default `127.0.0.1` |
 * | `DATABASE_URL` or `DATABASE_URL_FILE` | PostgreSQL URL of the runtime role (required) |
 * | `DATABASE_POOL` | database connections at most, 1–100; default 10 |
 * | `RELEASE_RECORD_DAYS` | days that the own release log is kept, 1–180 (§ 79 Abs. 4 SGB X); default 180 |
 * | `TICKET_PUBLIC_KEYS` or `TICKET_PUBLIC_KEYS_FILE` | JWKS (RFC 7517) of the gateway's Ed25519 ticket keys (required); a file is read again when it changes |
 * | `TLS_CERT`, `TLS_KEY`, `TLS_CLIENT_CA`, each also `…_FILE` | PEM; together they switch mutual TLS on: only who shows a certificate of that authority is answered |
 * | `INTROSPECTION` | `true` lets introspection and `_service` answer; refused if `NODE_ENV=production` |
 *
 * @throws Error listing every problem at once.
 */
export function readConfig(agencyPort: number, env: Environment = process.env): AgencyConfig {
  const problems: string[] = [];
  const attempt = <T>(name: string, read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
      return otherwise;
    }
  };
  const pem = (name: (typeof TLS)[number]): string => attempt(name, () => secret(env, name), '');
  const config: AgencyConfig = {
    port: attempt('PORT', () => wholeNumber(env.PORT ?? String(agencyPort), 0, 65_535), 0),
    host: env.HOST ?? '127.0.0.1',
    databaseUrl: attempt('DATABASE_URL', () => databaseUrl(secret(env, 'DATABASE_URL')), ''),
    databasePool: attempt('DATABASE_POOL', () => wholeNumber(env.DATABASE_POOL ?? '10', 1, 100), 0),
    releaseRecordDays: attempt('RELEASE_RECORD_DAYS', () => wholeNumber(env.RELEASE_RECORD_DAYS ?? String(LONGEST_DAYS), 1, LONGEST_DAYS), 0),
    ticketKeys: attempt('TICKET_PUBLIC_KEYS', () => ticketKeys(env), new Map()),
    tls: TLS.some((name) => env[name] || env[`${name}_FILE`]) ? { cert: pem('TLS_CERT'), key: pem('TLS_KEY'), ca: pem('TLS_CLIENT_CA') } : null,
    introspection: attempt('INTROSPECTION', () => introspection(env), false),
  };
  if (problems.length > 0) {
    throw new Error(`Konfiguration unvollständig oder falsch / Configuration incomplete or wrong:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
  return config;
}

function secret(env: Environment, name: string): string {
  const file = env[`${name}_FILE`];
  const value = env[name] ?? (file === undefined ? undefined : readFileSync(file, 'utf8').trim());
  if (!value) throw new Error(`fehlt; ${name} oder ${name}_FILE setzen / missing; set ${name} or ${name}_FILE`);
  return value;
}

function wholeNumber(text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`muss eine ganze Zahl von ${least} bis ${most} sein / must be a whole number from ${least} to ${most}`);
}

function databaseUrl(text: string): string {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new Error('muss eine URL postgresql://… sein / must be a URL postgresql://…');
}

function introspection(env: Environment): boolean {
  const value = env.INTROSPECTION ?? 'false';
  if (value !== 'true' && value !== 'false') throw new Error('muss true oder false sein / must be true or false');
  if (value === 'true' && env.NODE_ENV === 'production') throw new Error('nicht in Produktion / not in production');
  return value === 'true';
}

/** Out of the environment they stay as they are; a file can be changed while the program runs. */
function ticketKeys(env: Environment): TicketKeys {
  const file = env['TICKET_PUBLIC_KEYS_FILE'];
  return env['TICKET_PUBLIC_KEYS'] || !file ? readTicketKeys(secret(env, 'TICKET_PUBLIC_KEYS')) : ticketKeyFile(file);
}

/** What "npm start" has left: addresses and databases of the county that runs in its folder. */
export const runFile = (env: Environment = process.env): string => join(env['FREIGABE_HOME'] ?? '.freigabe', 'run.json');
