import { execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createPseudonyms, type Pseudonyms } from '../../../consent/pseudonyms/pseudonyms.js';
import type { ConsentStore } from '../../../consent/store/index.js';
import type { Requester } from '../../../consent/core/index.js';
import { languageCourses } from '../../../subgraphs/language-courses/agency.js';
import { migrateAgency, startAgency } from '../../../subgraphs/kit/index.js';
import { testCounty, type TestCounty } from '../../consent/store/county.js';
import { AUDIENCE, ISSUER, issuedToken, keySet } from '../../gateway/identity/issuer.js';
import { testDatabase } from '../../kit/postgres.js';
import { testPool } from '../../kit/pool.js';

/** What a gateway answered, and the number of the request in the log. */
export interface Heard {
  readonly requestId: string;
  readonly body: any;
}

/** Two gateways, each a process as an operator starts it, on one consent database, and the real agency whose data they release. */
export interface Gateways {
  readonly county: TestCounty;
  readonly store: ConsentStore;
  readonly pseudonyms: Pseudonyms;
  /** Gives every client a language level at the agency. */
  fill(clients: readonly string[]): Promise<void>;
  ask(gateway: number, token: string, query: string, variables: object): Promise<Heard>;
  token(of: Requester): Promise<string>;
  close(): Promise<void>;
}

const UNLIMITED = ['RATE_PERSON', 'RATE_UNIT', 'BURST_PERSON', 'BURST_UNIT', 'CONCURRENT_PERSON', 'CONCURRENT_UNIT', 'MAX_CONCURRENT', 'PROBES'];

export async function startGateways(): Promise<Gateways> {
  const stopping = new AsyncDisposableStack();
  try {
    return await starting(stopping);
  } catch (fault) {
    await stopping.disposeAsync();
    throw fault;
  }
}

async function starting(stopping: AsyncDisposableStack): Promise<Gateways> {
  await promisify(execFile)(process.execPath, ['deploy/build.mjs']);
  const county = await testCounty();
  stopping.defer(() => county.close());
  const key = Buffer.alloc(32, 'gateways');
  const pseudonyms = createPseudonyms(new Map([[1, key]]));
  const ticket = generateKeyPairSync('ed25519');

  const database = await testDatabase('language_courses');
  stopping.defer(() => database.drop());
  await migrateAgency(languageCourses, database.ownerUrl);
  const agency = await startAgency(languageCourses, {
    port: 0, host: '127.0.0.1', databaseUrl: database.appUrl, databasePool: 4, introspection: false,
    ticketKeys: new Map([['ticket-1', ticket.publicKey]]), now: Date.now, log: () => undefined,
  });
  stopping.defer(() => agency.close());
  const rows = testPool(database.superUrl);
  stopping.defer(() => rows.end());

  const published = JSON.stringify(await keySet());
  const issuer = createServer((_, res) => res.writeHead(200, { 'content-type': 'application/json' }).end(published)).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  stopping.defer(() => { issuer.close(); issuer.closeAllConnections(); });

  const env = {
    PORT: '0', DATABASE_URL: county.database.appUrl, LANGUAGE_COURSES_URL: agency.url, PSEUDONYM_KEY: key.toString('base64'),
    TICKET_PRIVATE_KEY: ticket.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    LOG_MAX_LAG_MS: '86400000', // nobody keeps the log here
    OIDC_ISSUER: ISSUER, OIDC_AUDIENCE: AUDIENCE, OIDC_JWKS_URL: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`,
    ...Object.fromEntries(UNLIMITED.map((name) => [name, '100000'])),
  };
  const urls = await Promise.all([0, 1].map(async () => {
    const child = spawn(process.execPath, ['dist/gateway/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = once(child, 'exit');
    stopping.defer(async () => {
      child.kill('SIGKILL');
      await gone;
    });
    const lines = createInterface({ input: child.stdout });
    const ready = new Promise<string>((resolve) => lines.on('line', (line) => { if (line.includes('"ready"')) resolve(line); }));
    const line = await Promise.race([ready, gone.then(() => { throw new Error('A gateway did not start'); })]);
    return `${JSON.parse(line).url}/graphql`;
  }));

  return {
    county, pseudonyms, store: await county.open(),
    async fill(clients) {
      await rows.query(
        `insert into language_level (id, client, owner, recorded_on, level, taken_on) select 'l-' || client, client, 'NWL_CUK', '2026-05-01', 'A2', '2026-05-01' from unnest($1::text[]) client`,
        [clients.map((client) => pseudonyms.write('subgraph:language-courses', client))]);
    },
    async ask(gateway, token, query, variables) {
      const response = await fetch(urls[gateway]!, {
        method: 'POST', body: JSON.stringify({ query, variables }),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose-of-use': 'KURSVERMITTLUNG' },
      }).catch(() => null);
      if (!response) return { requestId: '', body: { errors: ['A connection that had lain idle was closed.'] } }; // neither delivered nor acknowledged
      return { requestId: response.headers.get('x-request-id')!, body: await response.json() };
    },
    token: ({ unit, person, role }) => issuedToken({ unit, role, sub: person }),
    close: () => stopping.disposeAsync(),
  };
}
