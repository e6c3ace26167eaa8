import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { caseManagement } from '../../../subgraphs/case-management/agency.js';
import { endOf, isSettled, quarterOf, settledFrom } from '../../../subgraphs/case-management/monitoring/quarter.js';
import { publishFigures } from '../../../subgraphs/case-management/monitoring/publish.js';
import { openDatabase } from '../../../subgraphs/kit/database.js';
import { runTestAgency, type RunningTestAgency } from '../running-agency.js';

type Orm = Awaited<ReturnType<typeof openDatabase>>;

let agency: RunningTestAgency;
let orm: Orm;
beforeAll(async () => {
  agency = await runTestAgency(caseManagement);
  orm = await openDatabase(caseManagement, { url: agency.database.appUrl, poolSize: 2 });
});
afterAll(async () => {
  await orm.close();
  await agency.stop();
});

let people = 0;
/** People who have registered on 1 January 2026, so that their talk was due on the 15th. */
async function arrive(count: number, municipality: string, group: string, met: boolean): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const client = `client-${(people += 1)}`;
    const owner = 'KREIS_SERVICESTELLE';
    await agency.insert('registration', { client, owner, municipality, registered_on: '2026-01-01' });
    await agency.insert('person', { client, owner, name: 'Muster', birth_date: '1990-01-01' });
    await agency.insert('origin', { client, owner, target_group: group });
    if (met) await agency.insert('milestone', { client, owner, goal_key: 'ANKOMMENSGESPRAECH', met_on: '2026-01-10' });
  }
}

const ask = async (args: string): Promise<any> => (await agency.ask(`{ monitoring(quarter: "2026-Q1", goal: ANKOMMENSGESPRAECH${args}) { municipality targetGroup met missed attainment threshold publishedOn } }`)).data?.monitoring;
const publish = (today: string) => publishFigures(orm.em.fork(), today);

test('figures of a quarter are published once, four weeks after it has ended, with what is small and what would tell it withheld', async () => {
  await arrive(2, 'SCHLANGEN', 'REF_UMF', true);
  await arrive(9, 'SCHLANGEN', 'EU_ARBEIT', true);
  await arrive(8, 'LEMGO', 'REF_UMF', true);
  await arrive(12, 'LEMGO', 'EU_ARBEIT', true);
  await arrive(10, 'LEMGO', 'EU_ARBEIT', false);
  expect(await publish('2026-04-28')).toEqual([]);
  expect(await publish('2026-04-29')).toEqual(['2026-Q1']);

  const figures = await ask('');
  const of = (municipality: string, targetGroup: string) => figures.find((one: any) => one.municipality === municipality && one.targetGroup === targetGroup);
  expect(of('SCHLANGEN', 'REF_UMF')).toEqual({ municipality: 'SCHLANGEN', targetGroup: 'REF_UMF', met: null, missed: null, attainment: null, threshold: 5, publishedOn: '2026-04-29' });
  expect([of('SCHLANGEN', 'EU_ARBEIT'), of('LEMGO', 'REF_UMF')].map(({ met }) => met)).toContain(null); // the complement
  expect(of('ALLE', 'ALLE')).toMatchObject({ met: 30, missed: 10, attainment: 75 });
  expect(figures.every(({ met, missed }: any) => [met, missed].every((figure) => figure === null || (figure >= 5 && figure % 5 === 0)))).toBe(true);
});

test('whether there was anybody at all is not told: nobody’s table looks like that of few', async () => {
  const of = async (goal: string) => (await agency.ask(`{ monitoring(quarter: "2026-Q1", goal: ${goal}) { municipality targetGroup met missed } }`)).data!.monitoring;
  const nobodys = await of('SCHULE');
  expect(nobodys).toHaveLength((await ask('')).length);
  expect(nobodys.every(({ met, missed }: any) => met === null && missed === null)).toBe(true);
});

test('they stay as they are whatever is noted later, so that no two versions can be compared', async () => {
  const before = await ask('');
  await arrive(7, 'SCHLANGEN', 'REF_UMF', true);
  expect(await publish('2026-06-01')).toEqual([]);
  expect(await ask('')).toEqual(before);
  const app = orm.em.getConnection();
  await expect(app.execute('update monitoring_figure set met = 1')).rejects.toThrow('permission denied');
  await expect(app.execute('delete from monitoring_figure')).rejects.toThrow('permission denied');
});

test('a filter picks lines of the published table and computes nothing anew', async () => {
  const all = await ask('');
  expect(await ask(', municipality: "SCHLANGEN"')).toEqual(all.filter(({ municipality }: any) => municipality === 'SCHLANGEN'));
  expect(await ask(', municipality: "SCHLANGEN", targetGroup: "REF_UMF"')).toHaveLength(1);
  expect(await ask(', municipality: "ALLE", targetGroup: "ALLE"')).toEqual(all.filter(({ municipality, targetGroup }: any) => municipality === 'ALLE' && targetGroup === 'ALLE'));
  agency.statements.length = 0;
  await ask('');
  expect(agency.statements.map(({ sql }) => /from "(\w+)"/.exec(sql)?.[1])).toEqual(['monitoring_figure']);
});

test('the county can raise the threshold, for quarters to come, and not lower it', async () => {
  await agency.sql.query('update monitoring_setting set threshold = 10');
  await expect(agency.sql.query('update monitoring_setting set threshold = 4')).rejects.toThrow('check');
});

test('two servers of the agency publish a quarter once', async () => {
  await agency.sql.query('delete from monitoring_figure');
  const told = await Promise.all([publish('2026-05-01'), publish('2026-05-01')]);
  expect(told.flat()).toEqual(['2026-Q1']);
  expect((await ask(', municipality: "ALLE", targetGroup: "ALLE"'))[0].threshold).toBe(10);
});

test('quarters end and settle', () => {
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual(['2026-Q1', '2026-Q1', '2026-Q2', '2026-Q4']);
  expect(['2026-Q1', '2026-Q4'].map(endOf)).toEqual(['2026-03-31', '2026-12-31']);
  expect([isSettled('2026-Q1', '2026-04-28'), isSettled('2026-Q1', '2026-04-29')]).toEqual([false, true]);
  expect([settledFrom('2025-Q3', '2026-04-29'), settledFrom('2026-Q2', '2026-04-29')]).toEqual([['2025-Q3', '2025-Q4', '2026-Q1'], []]);
});
