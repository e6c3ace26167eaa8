import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { signTicket, type TicketContent, type TicketGrant } from '../../consent/ticket/index.js';
import type { DatabaseName } from '../../deploy/databases.js';
import { migrateAgency, startAgency, type Agency, type AgencyConfig } from '../../subgraphs/kit/index.js';
import { testDatabase } from '../kit/postgres.js';

/** Frozen: Monday, 6 July 2026, 09:00 UTC. */
export const NOW = Date.UTC(2026, 6, 6, 9);

const gateway = { kid: 'test-1', ...generateKeyPairSync('ed25519') };
/** A key that no agency knows, under the gateway's name. */
export const forger = { kid: 'test-1', ...generateKeyPairSync('ed25519') };

export interface Answer {
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly { message: string; path?: readonly (string | number)[]; extensions?: Record<string, unknown> }[];
}

/** Grants of the categories, on consent, by each owner for each client. */
export const grant = (clients: readonly string[], owners: readonly string[], ...categories: string[]): TicketGrant => ({
  clients,
  owners: Object.fromEntries(owners.map((owner) => [owner, Object.fromEntries(categories.map((category) => [category, 'CONSENT:c1']))])),
});

/** A ticket of the gateway for a case manager of the county, with what a test changes. */
export function ticket(aud: string, grants: readonly TicketGrant[], { key = gateway, at = NOW, ...changes }: Partial<TicketContent> & { key?: typeof gateway; at?: number } = {}): string {
  const content: TicketContent = {
    aud,
    requestId: 'r1',
    requester: { unit: 'KREIS_SERVICESTELLE', person: 'p1_x', role: 'CASE_MANAGER' },
    purpose: 'CM_DURCHFUEHRUNG',
    occasion: null,
    grants,
    ...changes,
  };
  return signTicket(content, key, at);
}

export type RunningTestAgency = Awaited<ReturnType<typeof runTestAgency>>;

/** An agency on a real database and a real port, with frozen time and its SQL statements written down. */
export async function runTestAgency<L>(agency: Agency<L>, changes: Partial<AgencyConfig> = {}) {
  const database = await testDatabase(agency.database as DatabaseName);
  await migrateAgency(agency, database.ownerUrl);
  const sql = new pg.Client({ connectionString: database.superUrl });
  await sql.connect();
  const statements: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
  const log: string[] = [];
  const running = await startAgency(agency, {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: database.appUrl,
    databasePool: 4,
    ticketKeys: new Map([[gateway.kid, gateway.publicKey]]),
    introspection: false,
    onQuery: (sql, parameters) => statements.push({ sql, parameters }),
    now: () => NOW,
    log: (line) => log.push(line),
    ...changes,
  });
  let row = 0;
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(running.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return {
    ...running,
    database,
    statements,
    /** Faults the agency reported. */
    log,
    sql,
    post,
    async ask(query: string, variables: object = {}, releaseTicket?: string): Promise<Answer> {
      return (await post({ query, variables, extensions: { releaseTicket } })).json() as Promise<Answer>;
    },
    /** Asks for fields of clients, as the gateway does. */
    async clients(ids: readonly string[], fields: string, releaseTicket?: string): Promise<Answer> {
      const representations = ids.map((id) => ({ __typename: 'Client', id }));
      return this.ask(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Client { id ${fields} } } }`, { r: representations }, releaseTicket);
    },
    async insert(table: string, values: Record<string, unknown>): Promise<void> {
      const full = { id: `${table}-${(row += 1)}`, ...('client' in values && { recorded_on: '2026-05-01' }), ...values };
      const columns = Object.keys(full);
      await sql.query(`insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(full));
    },
    async stop(): Promise<void> {
      await running.close();
      await sql.end();
      await database.drop();
    },
  };
}
