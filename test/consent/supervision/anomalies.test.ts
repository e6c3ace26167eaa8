import type pg from 'pg';
import type { LogEntry } from '../../../consent/audit/entry.js';
import { findAnomalies } from '../../../consent/supervision/anomalies/find-anomalies.js';
import { readAnomalies } from '../../../consent/supervision/anomalies/read-anomalies.js';
import { ANOMALY_RULES, sentenceOf } from '../../../consent/supervision/anomalies/rules.js';
import { indexEntries } from '../../../consent/supervision/index-entries.js';
import { searchLog } from '../../../consent/supervision/search-log.js';
import { entry, testCounty, type TestCounty } from '../store/county.js';
import { testPool } from '../../kit/pool.js';

let county: TestCounty;
let keeper: pg.Pool;
let gateway: pg.Pool;
let seq = 0;

beforeAll(async () => {
  county = await testCounty();
  keeper = testPool(county.database.keeperUrl);
  gateway = testPool(county.database.appUrl);
});
afterAll(async () => {
  await Promise.all([keeper.end(), gateway.end()]);
  await county.close();
});
beforeEach(async () => {
  await county.sql('truncate log_request, log_facet, log_basis, anomaly');
  seq = 0;
});

const UNIT = 'KREIS_SERVICESTELLE';
const client = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

interface Happening extends Partial<Omit<LogEntry, 'requester'>> {
  readonly at: string;
  readonly person?: string;
  readonly times?: number;
}

/** Puts requests of one unit on record, in order; `times` a minute apart. */
async function happened(...happenings: readonly Happening[]): Promise<void> {
  const placed = happenings.flatMap(({ at, person = 'p1_ada', times = 1, ...over }) => Array.from({ length: times }, (_, index) => ({
    seq: ++seq, at: Date.parse(at) + index * 60_000, entry: entry({ client: client(1), occasion: 'AZ 1', ...over, requester: { unit: UNIT, person, role: 'CASE_WORKER' } }),
  })));
  const connection = await keeper.connect();
  await indexEntries(connection, placed).finally(() => connection.release());
}

/** The rules that fire on a day, with what they tell. */
async function firing(day: string): Promise<Record<string, Record<string, number>[]>> {
  const at = Date.parse(`${day}T12:00:00Z`);
  await findAnomalies(keeper as unknown as pg.PoolClient, { from: at, to: at });
  const found = await readAnomalies(gateway, { unit: UNIT, rule: null, person: null, client: null, from: null, to: null, first: 100, after: null });
  return Object.groupBy(found.map(({ rule, figures }) => ({ rule, ...figures })), ({ rule }) => rule) as never;
}

const rulesOn = async (day: string): Promise<string[]> => Object.keys(await firing(day)).toSorted();

describe('the rules fire at their threshold and not below it', () => {
  test('UNUSUAL_HOURS: at night by the clock in Lippe, on Sundays and on public holidays', async () => {
    await happened({ at: '2026-03-02T19:57:00+01:00', times: 5 });
    expect(await rulesOn('2026-03-02')).toEqual([]); // two of the five after eight
    await happened({ at: '2026-03-02T20:02:00+01:00' });
    expect(await firing('2026-03-02')).toEqual({ UNUSUAL_HOURS: [{ rule: 'UNUSUAL_HOURS', count: 3, least: 3, morning: 6, evening: 20 }] });
    await county.sql('truncate anomaly');
    await happened({ at: '2026-04-05T12:00:00+02:00', times: 3 }, { at: '2026-04-06T12:00:00+02:00', person: 'p1_ben', times: 3 }); // Easter
    expect((await firing('2026-04-05')).UNUSUAL_HOURS).toHaveLength(1);
    expect((await firing('2026-04-06')).UNUSUAL_HOURS).toHaveLength(2);
  });

  test('UNUSUAL_VOLUME: against what the person themself usually does', async () => {
    const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
    await happened(...days.map((day) => ({ at: `${day}T09:00:00+01:00`, times: 16 })), { at: '2026-03-05T09:00:00+01:00', times: 64 });
    expect((await firing('2026-03-05')).UNUSUAL_VOLUME).toEqual([{ rule: 'UNUSUAL_VOLUME', count: 64, usual: 16, least: 60, times: 4, days: 28 }]);
    await county.sql('truncate log_request, anomaly');
    await happened(...days.map((day) => ({ at: `${day}T09:00:00+01:00`, times: 17 })), { at: '2026-03-05T09:00:00+01:00', times: 64 });
    expect(await rulesOn('2026-03-05')).toEqual([]);
  });

  test('MANY_CLIENTS: one person, many clients', async () => {
    const clients = Array.from({ length: 49 }, (_, index) => ({ at: '2026-03-02T09:00:00+01:00', client: client(index) }));
    await happened(...clients);
    expect(await rulesOn('2026-03-02')).toEqual([]);
    await happened({ at: '2026-03-02T10:00:00+01:00', client: client(99) });
    expect((await firing('2026-03-02')).MANY_CLIENTS).toEqual([{ rule: 'MANY_CLIENTS', clients: 50, least: 50 }]);
  });

  test('REPEATED_REFUSALS: trying ids, within an hour', async () => {
    const tries = { kind: 'ATTEMPT', client: null, items: [], owners: [] } as const;
    await happened({ at: '2026-03-02T09:00:00+01:00', times: 9, ...tries }, { at: '2026-03-02T10:09:00+01:00', ...tries });
    expect(await rulesOn('2026-03-02')).toEqual([]);
    await happened({ at: '2026-03-03T09:00:00+01:00', times: 9, ...tries }, { at: '2026-03-03T09:59:00+01:00', ...tries });
    expect((await firing('2026-03-03')).REPEATED_REFUSALS).toEqual([{ rule: 'REPEATED_REFUSALS', count: 10, least: 10, minutes: 60 }]);
  });

  test('EMERGENCY_CLUSTER: one person opens several emergencies in a week', async () => {
    const notify = { kind: 'EMERGENCY', items: [{ path: 'notifyJugendamt', category: 'CONTACT', owners: [UNIT], granted: true, delivered: null, basis: 'EMERGENCY:1' }] } as const;
    await happened({ at: '2026-03-02T09:00:00+01:00', ...notify }, { at: '2026-03-04T09:00:00+01:00', ...notify }, { at: '2026-03-09T09:00:01+01:00', ...notify });
    expect(await rulesOn('2026-03-09')).toEqual([]);
    await happened({ at: '2026-03-10T09:00:00+01:00', ...notify, times: 1 });
    expect(await rulesOn('2026-03-10')).toEqual(['EMERGENCY_CLUSTER']);
  });

  test('SAME_SURNAME and NEIGHBOUR: what the gateway has noted', async () => {
    await happened({ at: '2026-03-02T09:00:00+01:00', hints: ['SAME_SURNAME', 'NEIGHBOUR'] }, { at: '2026-03-02T09:10:00+01:00' });
    expect(await rulesOn('2026-03-02')).toEqual(['NEIGHBOUR', 'SAME_SURNAME']);
  });

  test('NO_CASE_ACTIVITY: nobody but the person did anything in the case for thirty days, whatever occasion they typed', async () => {
    await happened(
      { at: '2026-01-20T09:00:00+01:00', client: client(1), occasion: null }, { at: '2026-01-20T09:01:00+01:00', client: client(2) },
      { at: '2026-01-20T09:02:00+01:00', client: client(3) }, { at: '2026-01-20T09:03:00+01:00', client: client(4), occasion: 'AZ 4' },
      { at: '2026-01-21T09:00:00+01:00', client: client(1), occasion: 'AZ 1' }, // the same person again proves nothing
      { at: '2026-01-22T09:00:00+01:00', client: client(2), person: 'p1_ben' },
      { at: '2026-01-23T09:00:00+01:00', client: client(3), kind: 'CONSENT' },
    );
    await findAnomalies(keeper as unknown as pg.PoolClient, { from: Date.parse('2026-02-19T12:00:00Z'), to: Date.parse('2026-02-19T12:00:00Z') });
    const found = await readAnomalies(gateway, { unit: UNIT, rule: 'NO_CASE_ACTIVITY', person: null, client: null, from: null, to: null, first: 9, after: null });
    expect(found.map(({ client: of, day, figures }) => [of, day, figures]).toSorted()).toEqual([1, 4].map((of) => [client(of), '2026-01-20', { count: 1, days: 30 }]));
  });
});

describe('a finding', () => {
  it('leads to the entries that it is about, for the unit whose staff it is and for no other', async () => {
    await happened({ at: '2026-03-02T12:00:00+01:00' }, { at: '2026-03-02T21:00:00+01:00', times: 4 }, { at: '2026-03-03T12:00:00+01:00' });
    await firing('2026-03-02');
    const search = (unit: string) => searchLog(gateway, { unit, filter: { anomaly: 'UNUSUAL_HOURS' }, first: 10, before: null, from: null, to: null });
    expect([await search(UNIT), await search('NWL_CUK')]).toEqual([[5, 4, 3, 2], []]);
  });

  it('is made once, however often the rules run, and says what has become of it', async () => {
    await happened({ at: '2026-03-02T21:00:00+01:00', times: 3 });
    const first = await firing('2026-03-02');
    expect(await firing('2026-03-02')).toEqual(first);
    await happened({ at: '2026-03-02T22:00:00+01:00' });
    expect((await firing('2026-03-02')).UNUSUAL_HOURS).toEqual([expect.objectContaining({ count: 4 })]);
  });

  it('goes page by page, newest first', async () => {
    for (const [index, day] of ['2026-03-02', '2026-03-03', '2026-03-04'].entries()) {
      await happened({ at: `${day}T21:00:00+01:00`, times: 3, person: `p1_${index}` });
      await firing(day);
    }
    const page = async (after: string | null) => readAnomalies(gateway, { unit: UNIT, rule: null, person: null, client: null, from: null, to: null, first: 1, after });
    const [first, ...more] = await page(null);
    const [second, ...others] = await page(first!.id);
    expect([first!.person, more.length, second!.person, others.length]).toEqual(['p1_2', 1, 'p1_1', 1]);
    expect((await page(others[0]!.id)).map(({ person }) => person)).toEqual([]);
  });

  it('says in a sentence which rule fired at which figures', () => {
    for (const { code, threshold, ...rule } of ANOMALY_RULES) {
      const sentence = sentenceOf(rule, { ...threshold, count: 7, clients: 8, usual: 9 });
      expect([code, sentence]).toEqual([code, expect.not.stringContaining('?')]);
      expect(sentence).toContain(' / ');
    }
  });
});
