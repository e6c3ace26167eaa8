import fc from 'fast-check';
import type pg from 'pg';
import type { LogEntry } from '../../../consent/audit/entry.js';
import { visibleTo, readersOf } from '../../../consent/supervision/visible.js';
import type { LogFilter } from '../../../consent/supervision/facets.js';
import { indexEntries } from '../../../consent/supervision/index-entries.js';
import { searchLog } from '../../../consent/supervision/search-log.js';
import { runs } from '../../kit/long.js';
import { testCounty, type TestCounty } from '../store/county.js';
import { entries, SOME_BASES, SOME_CATEGORIES, SOME_CLIENTS, SOME_KINDS, SOME_PERSONS, SOME_PURPOSES, SOME_UNITS } from './random-entries.js';
import { testPool } from '../../kit/pool.js';

let county: TestCounty;
let keeper: pg.Pool;
let gateway: pg.Pool;
const HOUR = 3_600_000;
/** Entries 1 to 1,500, one an hour, so that there is more than one row of bits. */
let log: readonly LogEntry[];

beforeAll(async () => {
  county = await testCounty();
  keeper = testPool(county.database.keeperUrl);
  gateway = testPool(county.database.appUrl);
  log = fc.sample(entries, { numRuns: 1_500, seed: 4 });
  const placed = log.map((entry, index) => ({ seq: index + 1, at: index * HOUR, entry }));
  for (let start = 0; start < placed.length; start += 400) await write(placed.slice(start, start + 400));
});
afterAll(async () => {
  await Promise.all([keeper.end(), gateway.end()]);
  await county.close();
});

async function write(batch: Parameters<typeof indexEntries>[1]): Promise<void> {
  const connection = await keeper.connect();
  await indexEntries(connection, batch).finally(() => connection.release());
}

const everything = { first: 2_000, before: null, from: null, to: null };

/** What an officer would find by reading all that they may see. */
function found(unit: string, filter: LogFilter): number[] {
  return log.flatMap((entry, index) => (readersOf(entry).includes(unit) && matches(unit, entry, filter) ? [index + 1] : [])).toReversed();
}

function matches(unit: string, entry: LogEntry, filter: LogFilter): boolean {
  const { items, owners } = visibleTo(unit, entry);
  const is = <Value>(asked: Value | null | undefined, value: Value | null): boolean => (asked ?? null) === null || asked === value;
  const some = (asked: unknown, holds: (item: (typeof items)[number]) => boolean): boolean => (asked ?? null) === null || items.some(holds);
  const decided = (granted: boolean) => is(filter.decision, granted ? 'GRANTED' as const : 'WITHHELD' as const);
  return is(filter.client, entry.client) && is(filter.requesterUnit, entry.requester.unit) && is(filter.requesterPerson, entry.requester.person) &&
    is(filter.purpose, entry.purpose) && is(filter.kind, entry.kind) && ((filter.owner ?? null) === null || owners.includes(filter.owner!)) &&
    some(filter.category, ({ category, granted }) => category === filter.category && decided(granted)) && some(filter.decision, ({ granted }) => decided(granted)) &&
    some(filter.basis, ({ basis }) => basis?.split(':')[0] === filter.basis) && some(filter.basisId, ({ basis }) => basis?.includes(`:${filter.basisId}`) ?? false) &&
    is(filter.emergency, entry.kind === 'EMERGENCY' || items.some(({ basis }) => basis?.startsWith('EMERGENCY:') ?? false));
}

const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { freq: 2 });
const filters: fc.Arbitrary<LogFilter> = fc.record({
  client: maybe(SOME_CLIENTS), requesterUnit: maybe(SOME_UNITS), requesterPerson: maybe(SOME_PERSONS), owner: maybe(SOME_UNITS), purpose: maybe(SOME_PURPOSES),
  category: maybe(SOME_CATEGORIES), basis: maybe(['OWN_DATA', 'CONSENT', 'STATUTE', 'EMERGENCY'] as const), basisId: maybe(SOME_BASES.slice(1).map((basis) => basis.split(':')[1]!)),
  decision: maybe(['GRANTED', 'WITHHELD'] as const), kind: maybe(SOME_KINDS), emergency: maybe([true, false]),
});

describe('searching the access log', () => {
  it('finds by any combination of filters exactly what reading everything the officer may see would find', async () => {
    let hits = 0;
    await fc.assert(fc.asyncProperty(fc.constantFrom(...SOME_UNITS), filters, async (unit, filter) => {
      const expected = found(unit, filter);
      hits += expected.length > 0 ? 1 : 0;
      expect(await searchLog(gateway, { unit, filter, ...everything })).toEqual(expected);
    }), { numRuns: runs(150, 5_000), seed: 15 });
    expect(hits).toBeGreaterThan(50);
  });

  it('cuts pages and times anywhere, one entry more than asked for if there are more', async () => {
    const span = fc.tuple(fc.integer({ min: -1, max: 1_501 }), fc.integer({ min: -1, max: 1_501 })).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...SOME_UNITS), span, fc.option(fc.integer({ min: 1, max: 1_600 })), fc.integer({ min: 1, max: 100 }),
      fc.constantFrom<LogFilter>({}, { kind: 'RELEASE' }, { category: 'HEALTH', decision: 'GRANTED' }), async (unit, [from, to], before, first, filter) => {
        const inside = found(unit, filter).filter((seq) => (seq - 1) >= from && (seq - 1) < to && (before === null || seq < before));
        expect(await searchLog(gateway, { unit, filter, first, before, from: from * HOUR, to: to * HOUR })).toEqual(inside.slice(0, first + 1));
      }), { numRuns: runs(150, 5_000), seed: 16 });
  });

  it('finds nothing in the entries of other units, whatever is asked for', async () => {
    expect(await searchLog(gateway, { unit: 'AA_DETMOLD', filter: {}, ...everything })).toEqual([]);
  });

  it('is indexed again without any change', async () => {
    const before = await county.sql('select md5(string_agg(f::text, $1 order by f::text)) from log_facet f', ['\n']);
    await write(log.slice(0, 50).map((entry, index) => ({ seq: index + 1, at: index * HOUR, entry })));
    expect(await county.sql('select md5(string_agg(f::text, $1 order by f::text)) from log_facet f', ['\n'])).toEqual(before);
  });

  it('cannot be changed by a gateway', async () => {
    for (const sql of ['delete from log_facet', 'update log_facet set hits = ~hits', 'insert into log_request select * from log_request', 'delete from disclosure', 'select forget_log_before(9)']) {
      await expect(gateway.query(sql)).rejects.toThrow(/permission denied/);
    }
  });
});

/** Last: these take entries away. */
describe('forgetting', () => {
  it('takes one client’s entries out of every search and leaves the others', async () => {
    const [client] = SOME_CLIENTS;
    await keeper.query('select forget_log_of($1)', [client]);
    log = log.map((entry) => (entry.client === client ? { ...entry, requester: { ...entry.requester, unit: 'nobody' }, owners: [] } : entry));
    for (const unit of SOME_UNITS) expect(await searchLog(gateway, { unit, filter: {}, ...everything })).toEqual(found(unit, {}));
    expect(await county.sql(`select facet from log_facet where facet = $1 or bit_count(hits) = 0`, [`client:${client}`])).toEqual([]);
  });

  it('takes everything before a number out of every search', async () => {
    await keeper.query('select forget_log_before($1)', [1_100]);
    for (const unit of SOME_UNITS) expect(await searchLog(gateway, { unit, filter: {}, ...everything })).toEqual(found(unit, {}).filter((seq) => seq >= 1_100));
    expect(await county.sql('select seq from log_request where seq < 1100')).toEqual([]);
  });
});
