import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { consentSubgraph } from '../consent/api/index.js';
import { createPolicy } from '../consent/core/index.js';
import { openPress } from '../consent/papers/press.js';
import { openConsentStore } from '../consent/store/index.js';
import { releaseCommits } from '../consent/store/release-commit.js';
import { createEngine, type Caller } from '../gateway/engine.js';
import { releasableFields } from '../gateway/release/releasable-fields.js';
import { isRecord } from '../gateway/release/json.js';
import type { SubgraphSource } from '../gateway/release/subgraph-source.js';
import { HttpTransport } from '../gateway/release/transport.js';
import { DEFAULT_LIMITS } from '../gateway/server/limits.js';
import { VIEW } from './county/asks.js';
import { ASKING, PURPOSE } from './county/county.js';
import { createSetting, type Setting } from './county/setting.js';

const HELP = `npm run bench:engine [-- --requests N] [--rounds N]

Processor time of the gateway's engine alone: agencies' answers are recorded once and played back, log entries are written
out and not sent. For before and after on a machine that others use, too. Figures are milliseconds per request, one for each round.
`;

const { values: flags } = parseArgs({
  options: { help: { type: 'boolean', default: false }, requests: { type: 'string', default: '200' }, rounds: { type: 'string', default: '5' } },
});
const SHOWN = Object.values(VIEW).join(' ');
const ONE = `query($id: ID!) { client(id: $id) { ${SHOWN} } }`;
const MANY = `{ clients(first: 100) { edges { node { ${SHOWN} } } pageInfo { endCursor } } }`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Asks an agency once for each text and gives the same answer from then on, parsed anew as the transport does. */
function recording(source: SubgraphSource): SubgraphSource {
  const answers = new Map<string, string>();
  return {
    subgraph: source.subgraph,
    close: () => source.close(),
    async send(request, context) {
      const key = JSON.stringify([request.query, request.variables]);
      let answer = answers.get(key);
      if (answer === undefined) answers.set(key, (answer = JSON.stringify((await source.send(request, context)).data)));
      const data: unknown = JSON.parse(answer);
      return { data: isRecord(data) ? data : {}, faulty: false };
    },
  };
}

/** Commits up to the text for the database, whose bytes are counted. */
function counting() {
  let bytes = 0;
  const pool = {
    query: async ({ values: [commits, texts] }: { values: [string, string] }) => {
      bytes = Buffer.byteLength(commits) + Buffer.byteLength(texts);
      return { rows: [{ results: [true] }] }; // requests come one after the other
    },
  };
  return { commit: releaseCommits(pool as never), bytes: () => bytes };
}

async function measure({ county, pseudonyms, guarded, gatewayEnv }: Setting): Promise<void> {
  const store = await openConsentStore({ url: gatewayEnv.DATABASE_URL! });
  const press = openPress();
  const policy = createPolicy();
  const supergraphSdl = readFileSync('schema/supergraph.graphql', 'utf8');
  const { commit, bytes } = counting();
  const engine = await createEngine({
    supergraphSdl, pseudonyms, policy, clock: Date.now, limits: DEFAULT_LIMITS, introspection: false,
    subgraphs: Object.fromEntries(Object.entries(guarded).map(([subgraph, url]) =>
      [subgraph, recording(new HttpTransport({ subgraph, url, timeoutMs: 60_000, maxBytes: 1 << 24, connections: 4 }))])),
    consent: await consentSubgraph({ store, pseudonyms, policy, fields: releasableFields(supergraphSdl), press }),
    store: { records: store.records, commit, ready: store.ready, persons: store.persons },
    ticketKey: { kid: 'ticket-1', privateKey: createPrivateKey(gatewayEnv.TICKET_PRIVATE_KEY!) },
    logger: { info: () => undefined, error: (event, details) => say(`${event} ${JSON.stringify(details)}`) },
  });
  const caller: Caller = { requester: ASKING, purpose: PURPOSE, occasion: null };
  const answer = async (query: string, id: string): Promise<number> => {
    const prepared = engine.prepare(query, null, ASKING.role);
    if (!('kind' in prepared)) throw new Error(prepared.map(String).join('\n'));
    const response = await engine.execute(prepared, { id }, caller, randomUUID());
    if (response.errors) throw new Error(JSON.stringify(response.errors));
    return Buffer.byteLength(JSON.stringify(response));
  };
  const requests = Number(flags.requests);
  const ids = county.released.map((id) => pseudonyms.write(`unit:${ASKING.unit}`, id));
  for (const [name, query] of Object.entries({ view: ONE, caseload: MANY })) {
    let length = 0;
    const round = async (): Promise<number> => {
      const before = process.cpuUsage();
      for (let index = 0; index < requests; index += 1) length = await answer(query, ids[index % ids.length]!);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000 / requests;
    };
    await round();
    const rounds: string[] = [];
    while (rounds.length < Number(flags.rounds)) rounds.push((await round()).toFixed(2));
    process.stdout.write(`${name}: ${rounds.join(' ')} ms, answer ${length} bytes, log ${bytes()} bytes\n`);
  }
  await engine.close();
  await store.close();
  await press.close();
}

async function main(): Promise<void> {
  const setting = await createSetting(100, say);
  try {
    await measure(setting);
  } finally {
    await setting.close();
  }
}

if (flags.help) process.stdout.write(HELP);
else await main();
