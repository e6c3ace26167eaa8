import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildASTSchema, parse, type GraphQLSchema } from 'graphql';
import { random } from '../../demo/random.js';
import { AGENCIES } from '../../subgraphs/agencies.js';
import type { AgencyName } from '../../subgraphs/kit/index.js';
import { rowsRead, TABLES } from '../e2e/released.js';
import type { County } from '../kit/county.js';
import { AT, gather, type Crowd } from './crowd.js';
import { drawEntities, type Operation } from './draw.js';
import { drawTicket, worth, type DrawnTicket } from './guard-ticket.js';
import { ungranted } from './judge.js';

export interface GuardCampaign {
  /** Answers that held data of a client. */
  readonly telling: number;
  readonly found: readonly string[];
}

/**
 * Asks each agency at its own address, past the gateway, for clients of a crowd with tickets of every kind. Looks at what comes back and
 * which rows were read: nothing but what a genuine ticket grants and the owner's policy lets out; and with a ticket used twice, nothing.
 */
export async function attackGuard(county: County, { seed, each, hasty = false }: { readonly seed: number; readonly each: number; readonly hasty?: boolean }): Promise<GuardCampaign> {
  const crowd = await gather(county, 6, seed);
  const found: string[] = [];
  let telling = 0;
  const begun = AGENCIES.map(({ name }) => requestsTo(name, county, crowd, seed, each));
  try {
    for (let done = 0; done < each && !(hasty && found.length > 0); done += AT_A_TIME) {
      for (const requests of begun) {
        const result = await requests(Math.min(AT_A_TIME, each - done));
        found.push(...result.found);
        telling += result.telling;
      }
    }
    if (found.length === 0 || !hasty) for (const { name } of AGENCIES) found.push(...await askForTheSchema(county, name));
  } finally {
    await crowd.close();
  }
  return { telling, found };
}

/** Requests to one agency until the next has its turn. */
const AT_A_TIME = 20;

/** All requests to an agency, so many at a time. */
function requestsTo(agency: AgencyName, county: County, crowd: Crowd, seed: number, each: number): (count: number) => Promise<GuardCampaign> {
  const schema: GraphQLSchema = buildASTSchema(parse(readFileSync(`schema/${agency}.graphql`, 'utf8')), { assumeValid: true, assumeValidSDL: true });
  const choose = random(seed, 'guard', agency);
  const clients = crowd.ids.map((id) => county.pseudonyms.write(`subgraph:${agency}`, id));
  const names = new Map(crowd.ids.map((id, index) => [clients[index]!, id]));
  const tried = [...clients, ...clients, county.id(crowd.ids[0]!, 'KREIS_SERVICESTELLE'), crowd.ids[0]!, '__proto__', ''];
  const tenants = [...new Set(crowd.tables.filter((table) => table.agency === agency).flatMap(({ owners }) => owners))];
  const place = { agency, clients, tenants, key: county.ticketKey, at: AT };
  const drawn = fc.sample(fc.gen().map((g) => drawEntities(g, schema, tried)), { seed, numRuns: each });
  let done = 0;

  return async (count) => {
    const found: string[] = [];
    let telling = 0;
    const ask = async (operation: Operation, ticket: DrawnTicket, how: string): Promise<void> => {
      county.forget();
      const body = await post(county, agency, { query: operation.query, variables: operation.variables, extensions: { releaseTicket: ticket.token } });
      const grants = worth(ticket, tenants);
      for (const what of ungranted(operation, body.data, { grants, clientOf: (id) => id, knows: () => true, nameOf: (id) => names.get(id) ?? id })) {
        found.push(`${agency}, ${how}: answered ${what}\n${operation.query}`);
      }
      for (const row of rowsRead(county)) {
        if (!grants(row.client, row.owner, TABLES[row.table]!)) found.push(`${agency}, ${how}: read ${row.table} of ${row.owner}`);
      }
      if (county.sql.length > 0) telling += 1;
    };
    for (const operation of drawn.slice(done, (done += count))) {
      const ticket = drawTicket(choose, place);
      await ask(operation, ticket, ticket.kind);
      if (ticket.content) await ask(operation, { ...ticket, content: null }, 'REPLAYED');
    }
    return { telling, found };
  };
}

/** What tells an agency's schema, and several requests in one. */
const REFUSED: readonly unknown[] = [
  { query: '{ _service { sdl } }' }, { query: '{ s: _service { ... on _Service { x: sdl } } }' }, { query: '{ __schema { types { name } } }' },
  { query: '{ __type(name: "Client") { fields { name } } }' }, [{ query: '{ __typename }' }], [{ query: '{ __typename }' }, { query: '{ __typename }' }],
];

async function askForTheSchema(county: County, agency: AgencyName): Promise<readonly string[]> {
  const found: string[] = [];
  for (const request of REFUSED) {
    const { data, errors } = await post(county, agency, request);
    if (data || !errors) found.push(`${agency} answered ${JSON.stringify(request)}`);
  }
  return found;
}

async function post(county: County, agency: AgencyName, body: unknown): Promise<{ data?: Record<string, unknown> | null; errors?: unknown[] }> {
  const response = await fetch(county.agencies[agency], { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return (await response.json()) as { data?: Record<string, unknown> | null; errors?: unknown[] };
}
