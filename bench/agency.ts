import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Pool } from 'undici';
import { ownersIn } from '../consent/core/index.js';
import type { Pseudonyms } from '../consent/pseudonyms/pseudonyms.js';
import { migrateConsent } from '../consent/store/index.js';
import { signTicket, type TicketGrant, type TicketSigningKey } from '../consent/ticket/index.js';
import type { Client } from '../demo/client.js';
import { loadCounty } from '../demo/load.js';
import { provision, type DatabaseName, type Databases } from '../deploy/databases.js';
import { startPostgres } from '../deploy/postgres.js';
import { AGENCIES } from '../subgraphs/agencies.js';
import type { Agency } from '../subgraphs/kit/agency.js';
import { migrateAgency } from '../subgraphs/kit/database.js';
import { VIEW } from './county/asks.js';
import { ASKING, benchCounty, PURPOSE, RELEASED } from './county/county.js';
import { median } from './measure.js';
import { freePort, start, type Program } from './program.js';

const HELP = `npm run bench:agency [-- --agency NAME] [--clients N] [--requests N] [--rounds N] [--against FOLDER]

Measures each agency by itself, over HTTP and on a PostgreSQL of its own with durable commits: a fetch of the gateway with so many
clients and the fields of the unified client view, one after the other, with a ticket of its own each.
  p50, p95    milliseconds until the answer is there (median of the rounds, and the quickest round)
  agency      milliseconds of processor time of the agency's process per fetch, database: of PostgreSQL (the least of all rounds)
  statements  transactions per fetch; each statement is one
  ready       seconds from its start to its first answer; memory: MB resident in the end

--agency     one of them; all if left out
--clients    representations in one fetch (100)
--requests   fetches in a round (200)
--rounds     rounds (5)
--against    another checkout of the product, built: its agencies are measured in turns with these
`;

const { values: flags } = parseArgs({
  options: {
    help: { type: 'boolean', default: false }, agency: { type: 'string' }, clients: { type: 'string', default: '100' }, requests: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '5' }, against: { type: 'string' },
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const keys = generateKeyPairSync('ed25519');
const KEY: TicketSigningKey = { kid: 'ticket-1', privateKey: keys.privateKey };
const TICKET_PUBLIC_KEYS = JSON.stringify({ keys: [{ ...createPublicKey(keys.privateKey).export({ format: 'jwk' }), kid: KEY.kid }] });
const PLAIN: Pseudonyms = { write: (_, id) => id, read: (_, id) => id } as Pseudonyms;

/** One build of one agency. */
interface Contender {
  readonly build: string;
  readonly program: Program;
  readonly port: string;
  readonly rounds: Round[];
}

interface Round {
  readonly p50: number;
  readonly p95: number;
  readonly agency: number;
  readonly database: number;
}

/** What a gateway asks of an agency, as the ticket says it: clients whose files lie with the same units in one grant. */
function asking({ name }: Agency, clients: readonly Client[]): { readonly body: () => string } {
  const tenants = ownersIn(name);
  const categories = Object.fromEntries(RELEASED.map((category) => [category, `CONSENT:${'c'.repeat(36)}` as const]));
  const grants = new Map<string, { clients: string[]; owners: TicketGrant['owners'] }>();
  for (const { id, relations } of clients) {
    const owners = [...new Set(relations.map(({ unit }) => unit))].filter((unit) => tenants.includes(unit)).sort();
    const grant = grants.get(owners.join()) ?? { clients: [], owners: Object.fromEntries(owners.map((owner) => [owner, categories])) };
    grants.set(owners.join(), grant);
    grant.clients.push(id);
  }
  const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Client { ${VIEW[name as keyof typeof VIEW]} } } }`;
  const variables = { r: clients.map(({ id }) => ({ __typename: 'Client', id })) };
  const content = { aud: name, requestId: 'bench', requester: ASKING, purpose: PURPOSE, occasion: null, grants: [...grants.values()] };
  return { body: () => JSON.stringify({ query, variables, extensions: { releaseTicket: signTicket(content, KEY, Date.now()) } }) };
}

/** Fetches one after the other; tickets are made outside of what is timed. */
async function fetches(port: string, body: () => string, count: number): Promise<number[]> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 1 });
  const times: number[] = [];
  for (let done = 0; done < count; done += 1) {
    const text = body();
    const begun = performance.now();
    const answer = await pool.request({ path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json' }, body: text });
    const content = await answer.body.text();
    times.push(performance.now() - begun);
    if (answer.statusCode !== 200 || content.includes('"errors"')) throw new Error(`Answered ${answer.statusCode}: ${content.slice(0, 600)}`);
  }
  await pool.close();
  return times.sort((one, other) => one - other);
}

/** Milliseconds of processor time of all processes of a PostgreSQL server, also of those that have ended. */
function cpuOfServer(postmaster: number): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(ticksOf);
  const parent = ticksOf(String(postmaster));
  return 10 * all.filter((one) => one.parent === postmaster).reduce((sum, { own }) => sum + own, parent.own + parent.ended);
}

/** A hundredth of a second each (proc(5)): of the process, and of its children that have ended. */
function ticksOf(pid: string): { readonly parent: number; readonly own: number; readonly ended: number } {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! };
  } catch {
    return { parent: 0, own: 0, ended: 0 }; // gone meanwhile
  }
}

async function round({ port, program, rounds }: Contender, body: () => string, postmaster: number): Promise<void> {
  const count = Number(flags.requests);
  const before = { agency: program.cpu(), database: cpuOfServer(postmaster) };
  const times = await fetches(port, body, count);
  rounds.push({
    p50: times[Math.floor(count / 2)]!, p95: times[Math.floor(count * 0.95)]!,
    agency: (program.cpu() - before.agency) / count, database: (cpuOfServer(postmaster) - before.database) / count,
  });
}

async function transactions(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>('select xact_commit as count from pg_stat_database where datname = current_database()');
  await client.end();
  return Number(rows[0]!.count);
}

async function measure(agency: Agency, databases: Databases, clients: readonly Client[], postmaster: number): Promise<void> {
  const { appUrl } = databases[agency.database as DatabaseName];
  const contenders: Contender[] = [];
  try {
    for (const build of ['dist', ...(flags.against ? [join(resolve(flags.against), 'dist')] : [])]) {
      const port = await freePort();
      const program = await start([join(build, `subgraphs/${agency.name}/main.js`)], { NODE_ENV: 'production', PORT: port, DATABASE_URL: appUrl, TICKET_PUBLIC_KEYS }, `http://127.0.0.1:${port}/health/live`);
      contenders.push({ build, program, port, rounds: [] });
    }
    const { body } = asking(agency, clients);
    const statements: number[] = [];
    for (const { port } of contenders) {
      const before = await transactions(appUrl);
      await fetches(port, body, 300); // warms up
      await sleep(1_500); // sessions tell what they did once a second, when they next do something
      await fetches(port, body, 1);
      statements.push((await transactions(appUrl) - before) / 301);
    }
    for (let number = 1; number <= Number(flags.rounds); number += 1) {
      say(`${agency.name}: round ${number} of ${flags.rounds}`);
      for (const contender of contenders) await round(contender, body, postmaster);
    }
    contenders.forEach((contender, place) => process.stdout.write(lineOf(agency, contender, statements[place]!)));
  } finally {
    await Promise.all(contenders.map(({ program }) => program.stop()));
  }
}

function lineOf({ name }: Agency, { build, program, rounds }: Contender, statements: number): string {
  const all = (figure: keyof Round): number[] => rounds.map((one) => one[figure]);
  const times = (figure: 'p50' | 'p95'): string => `${median(all(figure)).toFixed(2)} (${Math.min(...all(figure)).toFixed(2)})`;
  const cpu = (figure: 'agency' | 'database'): string => Math.min(...all(figure)).toFixed(2);
  const cells = [name, build, times('p50'), times('p95'), cpu('agency'), cpu('database'), statements.toFixed(1), (program.readyAfter / 1_000).toFixed(1), program.memory()];
  return `| ${cells.join(' | ')} |\n`;
}

async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'freigabe-bench-agency-'));
  await using stopping = new AsyncDisposableStack();
  stopping.defer(async () => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  stopping.defer(postgres.stop);
  say('Loading the county.');
  const databases = await provision(postgres.superUrl, { password: (role) => `${role}-bench` });
  await migrateConsent(databases.consent.ownerUrl);
  for (const agency of AGENCIES) await migrateAgency(agency, databases[agency.database as DatabaseName].ownerUrl);
  const agencyUrls = Object.fromEntries(AGENCIES.map(({ name, database }) => [name, databases[database as DatabaseName].ownerUrl]));
  const { county } = benchCounty(1_000);
  await loadCounty(county, { consentUrl: databases.consent.ownerUrl, agencyUrls: agencyUrls as never, pseudonyms: PLAIN });
  process.stdout.write('| agency | build | p50 ms (quickest) | p95 ms (quickest) | agency CPU ms | database CPU ms | statements | ready s | memory MB |\n|---|---|---|---|---|---|---|---|---|\n');
  const measured = AGENCIES.filter(({ name }) => !flags.agency || name === flags.agency);
  for (const agency of measured) await measure(agency, databases, county.clients.slice(0, Number(flags.clients)), postgres.pid);
}

if (flags.help) process.stdout.write(HELP);
else await run();
