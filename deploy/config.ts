import { join, resolve } from 'node:path';
import { DATABASES, type DatabaseName } from './databases.js';
import { DeployError } from './deploy-error.js';

/** What `npm start` and its commands can be told. */
export interface DeployConfig {
  /** Port of the gateway; 0 takes a free one. */
  readonly port: number;
  /** Port of the first agency, the others follow; 0 takes free ones. */
  readonly subgraphPorts: number;
  readonly identityProviderPort: number;
  /** Folder of everything an installation keeps: database, keys, log checkpoints. */
  readonly home: string;
  /** Servers to use instead of the embedded PostgreSQL, by database; `null` where it is the embedded one. */
  readonly externalServers: Readonly<Record<DatabaseName, string>> | null;
  /** The day the demo county lives in, `yyyy-mm-dd`. */
  readonly demoToday: string;
  /** Write one line per request. */
  readonly logRequests: boolean;
  readonly production: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process; `deploy/` reads it nowhere else. */
export const environment: Environment = process.env;

export const START_HELP = `npm start: der ganze Kreis auf einem Rechner / the whole county on one machine

  PORT              Gateway, Voreinstellung / default 4000; 0 = frei / free
  SUBGRAPH_PORTS    erster von fünf Ports / first of five ports, 4101; 0 = frei / free
  IDP_PORT          Anmeldedienst / identity provider, 4100; 0 = frei / free
  FREIGABE_HOME     Ordner für Daten und Schlüssel / folder for data and keys, .freigabe
  DATABASE_URL      eigener PostgreSQL-Server statt des eingebauten; das Konto darf Rollen und Datenbanken anlegen
                    your own PostgreSQL server; the account may create roles and databases
  DATABASE_URL_<N>  ein Server je Datenbank / one server per database: ${DATABASES.map((name) => name.toUpperCase()).join(', ')}
  DEMO_TODAY        Tag der Demodaten / day of the demo data, yyyy-mm-dd; heute / today
  LOG               requests = eine Zeile je Anfrage / one line per request
`;

/** The configuration of `npm start` and `npm run token`. @throws DeployError listing every problem at once */
export function readDeployConfig(env: Environment = environment): DeployConfig {
  const problems: string[] = [];
  const port = (name: string, otherwise: number, most = 65_535): number => {
    const text = env[name] ?? String(otherwise);
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    problems.push(`${name}=${text}: eine Zahl von 0 bis ${most} / a number from 0 to ${most}`);
    return 0;
  };
  const config: DeployConfig = {
    port: port('PORT', 4000),
    subgraphPorts: port('SUBGRAPH_PORTS', 4101, 65_531),
    identityProviderPort: port('IDP_PORT', 4100),
    home: resolve(env['FREIGABE_HOME'] ?? '.freigabe'),
    externalServers: externalServers(env, problems),
    demoToday: env['DEMO_TODAY'] ?? new Date().toISOString().slice(0, 10),
    logRequests: env['LOG'] === 'requests',
    production: env['NODE_ENV'] === 'production',
  };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(config.demoToday) || Number.isNaN(Date.parse(config.demoToday))) {
    problems.push(`DEMO_TODAY=${config.demoToday}: ein Tag wie 2026-03-01 / a day such as 2026-03-01`);
  }
  if (problems.length > 0) {
    const list = problems.map((problem) => `\n- ${problem}`).join('');
    throw new DeployError('CONFIG', 'Einstellungen sind falsch, siehe unten', `Settings are wrong:${list}`);
  }
  return config;
}

function externalServers(env: Environment, problems: string[]): DeployConfig['externalServers'] {
  const named = DATABASES.map((name) => [name, env[`DATABASE_URL_${name.toUpperCase()}`] ?? env['DATABASE_URL']] as const);
  if (named.every(([, url]) => url === undefined)) return null;
  for (const [name, url] of named) {
    if (url === undefined || !/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
      problems.push(`DATABASE_URL_${name.toUpperCase()} (oder / or DATABASE_URL): eine Adresse / an address postgres://…`);
    }
  }
  return Object.fromEntries(named) as Record<DatabaseName, string>;
}

/** Where an installation keeps its things. */
export const placesIn = (home: string) => ({
  database: join(home, 'postgres'),
  keys: join(home, 'keys.json'),
  lock: join(home, 'lock'),
  run: join(home, 'run.json'),
  checkpoints: join(home, 'log-checkpoints.ndjson'),
});
