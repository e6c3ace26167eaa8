import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { LogEntry, LogItem } from '../../../consent/audit/entry.js';
import { HOLDERS, PURPOSES, UNITS, type Category, type Purpose } from '../../../consent/core/index.js';
import { BLOCK } from '../../../consent/supervision/bits.js';
import type { LogFilter } from '../../../consent/supervision/facets.js';
import { indexEntries } from '../../../consent/supervision/index-entries.js';
import { searchLog } from '../../../consent/supervision/search-log.js';
import { runs } from '../../kit/long.js';
import { testCounty, type TestCounty } from '../store/county.js';
import { testPool } from '../../kit/pool.js';

/** Entries that are made one by one and indexed as the log keeper does. */
const MADE = BLOCK;
/** How often they are repeated in the tables, later and later: a million in the long variant, which is half a year of a large county. */
const COPIES = runs(1, 124);
const ENTRIES = MADE * COPIES;
const BATCH = 2_048;
const CLIENTS = Array.from({ length: 20_000 }, () => randomUUID());
const CONSENTS = CLIENTS.map(() => randomUUID());

/** Repeatable numbers below 1 (mulberry32). */
let state = 15;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const one = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;

const HELD: readonly (readonly [Category, readonly string[]])[] = [...HOLDERS];
const ASKING = [...UNITS.keys()].filter((unit) => unit !== 'CONSENT_SERVICE');
/** Three units ask for half of everything, as the largest do. */
const BUSY = ['JOBCENTER_LIPPE', 'KREIS_SERVICESTELLE', 'NWL_CUK'];

function request(): LogEntry {
  const unit = one(random() < 0.5 ? BUSY : ASKING);
  const place = Math.floor(random() * CLIENTS.length);
  const asked = Array.from({ length: 1 + Math.floor(random() * 3) }, () => one(random() < 0.7 ? BUSY : ASKING));
  const items = Array.from({ length: 1 + Math.floor(random() * 8) }, (): LogItem => {
    const [category] = one(HELD);
    const owner = one(asked);
    const granted = random() < 0.8;
    const basis = !granted ? null : owner === unit ? 'OWN_DATA' : random() < 0.1 ? 'STATUTE:S2' : `CONSENT:${CONSENTS[place]}`;
    return { path: 'client.field', category, owners: [owner], granted, delivered: granted ? true : null, basis };
  });
  return {
    requestId: 'r', kind: items.some(({ granted }) => granted) ? 'RELEASE' : 'REFUSAL', client: CLIENTS[place]!, attemptedId: null,
    requester: { unit, person: `p1_${unit}${Math.floor(random() * 40)}`, role: 'CASE_WORKER' }, purpose: one(Object.keys(PURPOSES) as Purpose[]), occasion: null,
    rechtskreise: [], owners: [...new Set(items.flatMap(({ owners }) => owners))], items, recordsVersion: 1, hints: [], policyVersion: '1', schemaVersion: '1',
  };
}

let county: TestCounty;
let gateway: pg.Pool;

beforeAll(async () => {
  county = await testCounty();
  gateway = testPool(county.database.appUrl);
  const keeper = new pg.Client({ connectionString: county.database.keeperUrl });
  await keeper.connect();
  const started = performance.now();
  for (let seq = 0; seq < MADE; seq += BATCH) {
    await keeper.query('begin');
    await indexEntries(keeper as unknown as pg.PoolClient, Array.from({ length: BATCH }, (_, index) => ({ seq: seq + index, at: (seq + index) * 1_000, entry: request() })));
    await keeper.query('commit');
  }
  process.stdout.write(`indexed ${MADE} entries, ${Math.round(MADE / ((performance.now() - started) / 1_000))} a second\n`);
  for (let copy = 1; copy < COPIES; copy++) {
    await keeper.query('insert into log_facet select unit, facet, block + $1, hits from log_facet where block < $2', [(copy * MADE) / BLOCK, MADE / BLOCK]);
    await keeper.query('insert into log_basis select unit, basis_id, seq + $1 from log_basis where seq < $2', [copy * MADE, MADE]);
    await keeper.query(`insert into log_request select seq + $1, at + $1 * 1000, unit, person, kind, client, foreign_data, notified, hints from log_request where seq < $2`, [copy * MADE, MADE]);
  }
  await keeper.end();
  await county.sql('vacuum analyze log_facet');
  await county.sql('vacuum analyze log_request');
}, 3_600_000);
afterAll(async () => {
  await gateway.end();
  await county.close();
});

/** Each filter alone, and pairs and triples of what is common, whose hits are the longest to compare. */
function question(): { readonly filter: LogFilter; readonly from: number | null; readonly to: number | null } {
  const all: Required<{ [Name in keyof LogFilter]: () => LogFilter[Name] }> = {
    client: () => one(CLIENTS), requesterUnit: () => one(BUSY), requesterPerson: () => `p1_${one(BUSY)}${Math.floor(random() * 40)}`, owner: () => one(BUSY),
    purpose: () => one(Object.keys(PURPOSES) as Purpose[]), category: () => one(HELD)[0], basis: () => one(['CONSENT', 'STATUTE', 'OWN_DATA']), basisId: () => one([...CONSENTS.slice(0, 50), 'S2']),
    decision: () => one(['GRANTED', 'WITHHELD']), kind: () => one(['RELEASE', 'REFUSAL', 'EMERGENCY']), emergency: () => random() < 0.5, anomaly: () => 'NIGHT',
  };
  const names = Object.keys(all) as (keyof LogFilter)[];
  const filter = Object.fromEntries(Array.from({ length: Math.floor(random() * 5) }, () => one(names)).map((name) => [name, all[name]()]));
  const from = random() < 0.5 ? null : Math.floor(random() * ENTRIES) * 1_000;
  return { filter, from, to: from === null ? null : from + ENTRIES * 100 };
}

it('answers any combination of filters within 50 ms in 95 of 100 cases', async () => {
  const took: number[] = [];
  for (let count = 0; count < 500; count++) {
    const query = { unit: one(BUSY), first: one([20, 100]), before: random() < 0.5 ? null : Math.floor(random() * ENTRIES), ...question() };
    const started = performance.now();
    await searchLog(gateway, query);
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): string => took[Math.floor(took.length * share)]!.toFixed(1);
  const [size] = await county.sql<{ facets: string; requests: string; bases: string }>(`select pg_size_pretty(pg_total_relation_size('log_facet')) as facets, pg_size_pretty(pg_total_relation_size('log_request')) as requests,
    pg_size_pretty(pg_total_relation_size('log_basis')) as bases`);
  process.stdout.write(`search in ${ENTRIES}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${took.at(-1)!.toFixed(1)} ms; ${size!.facets} bits, ${size!.requests} requests, ${size!.bases} bases\n`);
  expect(took[Math.floor(took.length * 0.95)]).toBeLessThanOrEqual(50);
}, 600_000);

it('reads the rows of bits by their key, never the whole table', async () => {
  const { rows } = await gateway.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, buffers) select block, bit_and(hits) from log_facet
     where (unit = 'JOBCENTER_LIPPE' and facet = any(array['*', 'category:HEALTH', 'decision:WITHHELD']) or unit = '' and facet = any(array['kind:RELEASE'])) and block between 0 and 2147483647
     group by block having count(*) = 4`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  if (ENTRIES > 100_000) process.stdout.write(`${plan}\n`);
  expect(plan).toContain('log_facet_pkey');
  expect(plan).not.toContain('Seq Scan');
});
