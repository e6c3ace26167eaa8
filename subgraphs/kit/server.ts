import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ticketVerifier } from '../../consent/ticket/index.js';
import type { Agency, AgencyContext } from './agency.js';
import { buildSubgraph } from './build-schema.js';
import { openCatalogue } from './catalogue/catalogue.js';
import { openDataAt, serveOpenData } from './catalogue/published/serve.js';
import type { AgencyConfig } from './config.js';
import { isReachable, openDatabase } from './database.js';
import { dayInLippe } from './day-in-lippe.js';
import { limitEntities } from './entity-limit.js';
import { Refusal } from './errors.js';
import { executor } from './execute.js';
import { guardSchema } from './guard.js';
import { answer, readJson, readRequest } from './http.js';
import { listener } from './listener.js';
import { admitAct } from './places/act.js';
import { actOnPlace, SETTLE_EVERY, settlePlaces } from './places/places.js';
import { openReaders } from './reader.js';
import { releaseContext } from './release-context.js';
import { recording } from './release-record/recording.js';
import { EXPIRE_EVERY, LONGEST_DAYS, releaseRecordWriter } from './release-record/writer.js';

export interface RunningAgency {
  /** Where it takes requests: `http://…/graphql`, `https` with TLS. */
  readonly url: string;
  readonly port: number;
  /** Stops taking requests, answers those under way, closes the database. */
  close(): Promise<void>;
}

/** Milliseconds from the start to the first chore, when data has been loaded and callers have been answered, and between chores. */
const FIRST_CHORE = 60_000;
const CHORE_EVERY = 3_600_000;

/** Starts an agency's subgraph. The schema is guarded before the port opens, so nothing unprotected ever answers. */
export async function startAgency<L>(agency: Agency<L>, config: AgencyConfig): Promise<RunningAgency> {
  const now = config.now ?? Date.now;
  const log = config.log ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const report = (error: unknown): void => log(`${agency.name}: ${faultOf(error)}`);
  const { schema } = await buildSubgraph(agency);
  const guarded = limitEntities(guardSchema(schema));
  const orm = await openDatabase(agency, { url: config.databaseUrl, poolSize: config.databasePool, ...(config.onQuery && { onQuery: config.onQuery }) });
  const verifier = ticketVerifier(agency.name, config.ticketKeys);
  const catalogue = agency.catalogue ? openCatalogue(agency.catalogue, orm, now) : null;
  const readers = await openReaders(orm, catalogue, now);
  const records = releaseRecordWriter(config.databaseUrl, report);
  const execute = executor(guarded, config.introspection, report);

  const graphql = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readRequest(request);
    const release = releaseContext(agency.name, verifier, body.extensions?.releaseTicket, now());
    const { begin, finish } = recording(release.notes, records, now);
    const result = await execute(body, (asked): AgencyContext<L> => ({ release, loaders: agency.createLoaders(readers(release, asked, begin)) }));
    await finish(); // nothing leaves that this agency has not noted itself
    answer(response, 200, result);
  };

  /** An act is told by its ticket alone; no GraphQL leads here, and so none of the gateway's callers. */
  const acts = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const act = admitAct(agency.name, verifier, (await readJson(request)).ticket, now());
    answer(response, 200, { data: await actOnPlace(orm.em.fork(), act) });
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    switch (`${request.method} ${request.url}`) {
      case 'POST /graphql':
        return graphql(request, response);
      case 'POST /acts':
        if (agency.givesPlaces) return acts(request, response);
        break;
      case 'GET /health/live':
        return answer(response, 200, { status: 'live' });
      case 'GET /health/ready':
        return (await isReachable(orm)) ? answer(response, 200, { status: 'ready' }) : answer(response, 503, { status: 'database unreachable' });
    }
    if (request.method === 'GET' && catalogue && agency.openData) {
      const asked = openDataAt(request.url!, agency.openData);
      if (asked) return serveOpenData(asked, agency.openData, catalogue, orm.em.fork(), now(), request, response);
    }
    answer(response, 404, { errors: [{ message: 'Nur POST /graphql / Only POST /graphql' }] });
  };

  const server = listener(config.tls ?? null, { keepAliveTimeout: 65_000, requestTimeout: 10_000 }, (request, response) => {
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections()); // closing: do not wait for keep-alive
    });
    route(request, response).catch((error: unknown) => refuse(request, response, error, report));
  });
  const port = await listen(server, config);
  const settling = agency.givesPlaces ? setInterval(() => void settlePlaces(orm.em.fork()).catch(report), SETTLE_EVERY).unref() : undefined;
  const chore = agency.chore && (() => void agency.chore!(orm.em.fork(), dayInLippe(now())).catch(report));
  const chores = chore ? [setTimeout(chore, FIRST_CHORE).unref(), setInterval(chore, CHORE_EVERY).unref()] : [];
  const expiring = setInterval(() => void records.expire(config.releaseRecordDays ?? LONGEST_DAYS, now()).catch(report), EXPIRE_EVERY).unref();
  return {
    url: `${config.tls ? 'https' : 'http'}://${config.host}:${port}/graphql`,
    port,
    async close() {
      clearInterval(settling);
      chores.forEach((timer) => clearInterval(timer));
      clearInterval(expiring);
      await drain(server);
      await Promise.all([records.close(), orm.close()]);
    },
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown, report: (error: unknown) => void): void {
  if (response.headersSent) return void response.destroy();
  if (!request.complete) response.setHeader('connection', 'close'); // the rest of the body is not read
  if (error instanceof Refusal) {
    return answer(response, error.code === 'BODY_TOO_LARGE' ? 413 : 400, { errors: [{ message: error.message, extensions: error.extensions }] });
  }
  report(error);
  answer(response, 500, { errors: [{ message: 'Interner Fehler / Internal error', extensions: { code: 'INTERNAL' } }] });
}

/** Name and code only: messages of the database carry data. */
function faultOf(error: unknown): string {
  const { name = 'Fault', code = '' } = Object(error) as { name?: string; code?: string };
  return `${name} ${code}`.trimEnd();
}

function listen(server: Server, { host, port }: AgencyConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
