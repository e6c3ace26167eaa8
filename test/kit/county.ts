import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { consentSubgraph } from '../../consent/api/index.js';
import { createPolicy, type Purpose, type Requester } from '../../consent/core/index.js';
import { createPseudonyms, type Pseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { openConsentStore, type ConsentStore } from '../../consent/store/index.js';
import type { TicketSigningKey } from '../../consent/ticket/index.js';
import type { DatabaseName, Databases } from '../../deploy/databases.js';
import { createGateway, jsonLines, releasableFields, type Gateway, type GatewayOptions, type HttpOptions } from '../../gateway/index.js';
import { UNLIMITED } from '../../gateway/server/index.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import { startAgency, type AgencyName } from '../../subgraphs/kit/index.js';
import { testClock, type TestClock } from './clock.js';
import { countyDatabases } from './county-databases.js';
import { testIdentity, tokenFor } from './identity.js';
import { testPress } from './press.js';
import { recordingProxy, type Received, type Reply } from './recording-proxy.js';

export interface CountyOptions {
  /** Day of the demo county; one template per day and jest run. */
  readonly today?: string;
  /** Statutory flows that are switched on, by id; default none. */
  readonly flows?: readonly string[];
  readonly http?: Partial<HttpOptions>;
  /** Milliseconds until the gateway gives an agency up. */
  readonly agencyTimeout?: number;
  /** Replicas of the gateway, each with a store of its own, on one database; default 1. */
  readonly gateways?: number;
  readonly logout?: GatewayOptions['logout'];
}

/** Looks at a request before its agency does; what it returns is answered in place of the agency. */
export type Interception = (received: Received) => Promise<Reply | undefined | void>;

export interface Question {
  /** Who asks; `null` asks without a token. */
  readonly as: Requester | null;
  readonly purpose?: Purpose | null;
  readonly occasion?: string | null;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly extensions?: unknown;
  /** Which replica is asked; default 0, the first. */
  readonly gateway?: number;
  /** Sent as they are, over those that follow from the rest. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; whole responses are compared. */
  readonly body: any;
  /** The bytes, for comparing two answers with each other. */
  readonly text: string;
}

/** A statement and its parameters. */
export interface AgencySql {
  readonly agency: AgencyName;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The whole county of the demo, as in production but in one process: real HTTP, real PostgreSQL, frozen time. */
export interface County {
  /** `http://…/graphql` of the first gateway. */
  readonly url: string;
  /** The same of all replicas. */
  readonly urls: readonly string[];
  readonly gateway: Gateway;
  readonly store: ConsentStore;
  /** Where each agency answers itself, past gateway and recording. */
  readonly agencies: Readonly<Record<AgencyName, string>>;
  readonly pseudonyms: Pseudonyms;
  /** What gateways sign tickets with. */
  readonly ticketKey: TicketSigningKey;
  readonly databases: Databases;
  readonly clock: TestClock;
  ask(question: Question): Promise<Answer>;
  /** The client's id as a unit knows it. */
  id(client: string, unit: string): string;
  /** What the agencies have received, in order. */
  readonly received: readonly Received[];
  /** The SQL that agencies have run, in order. */
  readonly sql: readonly AgencySql[];
  /** Empties `received` and `sql`. */
  forget(): void;
  /** Lines that gateways and agencies have logged for their operators. */
  readonly log: readonly string[];
  /** Runs SQL as the owner of a database: for what no program may do. */
  query(database: DatabaseName, sql: string, values?: readonly unknown[]): Promise<any[]>;
  /** From now on every request to an agency waits for this; `null` ends it. */
  intercept(interception: Interception | null): void;
  stopAgency(name: AgencyName): Promise<void>;
  close(): Promise<void>;
}

const TICKET_KEY_ID = 'ticket-1';
/** The same for all tests, because the agencies' rows of the template carry its pseudonyms. */
const PSEUDONYM_KEY = Buffer.alloc(32, 'county');

export async function startCounty({ today = '2026-03-02', flows = [], http, agencyTimeout, gateways = 1, logout = null }: CountyOptions = {}): Promise<County> {
  const stopping = new AsyncDisposableStack();
  const clock = testClock(`${today}T09:00:00+01:00`);
  const pseudonyms = createPseudonyms(new Map([[1, PSEUDONYM_KEY]]));
  const { urls, drop } = await countyDatabases(today, pseudonyms);
  stopping.defer(drop);

  const ticket = generateKeyPairSync('ed25519');
  const ticketKey = { kid: TICKET_KEY_ID, privateKey: ticket.privateKey };
  const received: Received[] = [];
  const sql: AgencySql[] = [];
  const log: string[] = [];
  let interception: Interception | null = null;
  const stopAgency = new Map<AgencyName, () => Promise<void>>();
  const agencies = {} as Record<AgencyName, string>;
  const subgraphs = Object.fromEntries(await Promise.all(AGENCIES.map(async (agency) => {
    const running = await startAgency(agency, {
      port: 0, host: '127.0.0.1', databaseUrl: urls[agency.database as DatabaseName].appUrl, databasePool: 3, introspection: false,
      ticketKeys: new Map([[TICKET_KEY_ID, ticket.publicKey]]), now: clock, log: (line) => { log.push(line); }, onQuery: (text, values) => { sql.push({ agency: agency.name, text, values }); },
    });
    agencies[agency.name] = running.url;
    const proxy = await recordingProxy(agency.name, running.url, async (request) => {
      received.push(request);
      return (await interception?.(request)) ?? undefined;
    });
    const stop = once(async () => {
      await proxy.close();
      await running.close();
    });
    stopAgency.set(agency.name, stop);
    stopping.defer(stop);
    return [agency.name, { url: proxy.url, ...(agencyTimeout !== undefined && { timeoutMs: agencyTimeout }) }];
  })));

  const logger = jsonLines((line) => { log.push(line); }, clock);
  const policy = createPolicy(flows);
  const supergraphSdl = await readFile('schema/supergraph.graphql', 'utf8');
  const replicas: { readonly gateway: Gateway; readonly store: ConsentStore; readonly url: string }[] = [];
  for (let number = 0; number < gateways; number += 1) {
    const store = await openConsentStore({ url: urls.consent.appUrl, clock });
    stopping.defer(() => store.close());
    const press = testPress();
    stopping.defer(() => press.close());
    const gateway = await createGateway({
      supergraphSdl, subgraphs, store, pseudonyms, policy, clock, logger,
      consent: await consentSubgraph({ store, pseudonyms, policy, fields: releasableFields(supergraphSdl), press }),
      ticketKey, identity: await testIdentity(), http: { shares: UNLIMITED, ...http }, logout,
    });
    stopping.defer(() => gateway.close());
    replicas.push({ gateway, store, url: new URL('/graphql', (await gateway.listen(0, '127.0.0.1')).url).href });
  }
  const { gateway, store, url } = replicas[0]!;

  return {
    url, urls: replicas.map((replica) => replica.url), gateway, store, agencies, pseudonyms, ticketKey, databases: urls, clock, received, sql, log,
    async ask({ as, purpose = null, occasion = null, query, variables = {}, operationName, extensions, gateway: replica = 0, headers = {} }) {
      const response = await fetch(replicas[replica]!.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(as && { authorization: `Bearer ${await tokenFor(as, clock())}` }),
          ...(purpose && { 'x-purpose-of-use': purpose }),
          ...(occasion && { 'x-occasion': occasion }),
          ...headers,
        },
        body: JSON.stringify({ query, variables, operationName, extensions }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: JSON.parse(text), text };
    },
    id: (client, unit) => pseudonyms.write(`unit:${unit}`, client),
    forget() {
      received.length = 0;
      sql.length = 0;
    },
    async query(database, text, values = []) {
      const client = new pg.Client({ connectionString: urls[database].ownerUrl });
      await client.connect();
      try {
        return (await client.query(text, [...values])).rows;
      } finally {
        await client.end();
      }
    },
    intercept: (work) => { interception = work; },
    stopAgency: (name) => stopAgency.get(name)!(),
    close: () => stopping.disposeAsync(),
  };
}

/** Doing it again waits for the first time. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
