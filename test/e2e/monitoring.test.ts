import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Requester } from '../../consent/core/index.js';
import { caseManagement } from '../../subgraphs/case-management/agency.js';
import { publishFigures } from '../../subgraphs/case-management/monitoring/publish.js';
import { openDatabase } from '../../subgraphs/kit/database.js';
import { startCounty, type County } from '../kit/county.js';

const COORDINATION: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'coord-kreis-1', role: 'COORDINATOR' };

let county: County;
beforeAll(async () => {
  county = await startCounty();
  const orm = await openDatabase(caseManagement, { url: county.databases.case_management.appUrl, poolSize: 1 });
  await publishFigures(orm.em.fork(), '2026-03-02', 1);
  await orm.close();
});
afterAll(() => county.close());

test('the coordination sees how goals were attained, of the demo county’s arrivals, without purpose and without persons', async () => {
  const quarters = (await county.ask({ as: COORDINATION, query: '{ monitoringQuarters }' })).body.data.monitoringQuarters as string[];
  expect(quarters).toContain('2025-Q4');
  expect(quarters).not.toContain('2026-Q1');
  const { body } = await county.ask({
    as: COORDINATION, query: 'query ($quarter: String!) { monitoring(quarter: $quarter, goal: ANKOMMENSGESPRAECH) { municipality targetGroup met missed attainment } }', variables: { quarter: '2025-Q4' },
  });
  expect(body.errors).toBeUndefined();
  const figures = body.data.monitoring;
  const total = figures.find((one: any) => one.municipality === 'ALLE' && one.targetGroup === 'ALLE');
  expect(total.met).toBeGreaterThan(0);
  expect(figures.every(({ met, missed }: any) => [met, missed].every((figure) => figure === null || figure >= 5))).toBe(true);
  expect(figures.filter(({ met }: any) => met === null).length).toBeGreaterThan(100); // sixteen municipalities, seventeen groups: most are small
});

test('and where people wait for courses', async () => {
  const { body } = await county.ask({ as: COORDINATION, query: '{ courseGaps { level municipality courses freePlaces waiting } courses(first: 100, filter: { startsFrom: "2026-03-02" }) { totalCount edges { node { waiting } } } }' });
  expect(body.errors).toBeUndefined();
  const total = body.data.courseGaps.find((gap: any) => gap.level === 'ALLE' && gap.municipality === 'ALLE');
  expect(total.courses).toBe(body.data.courseGaps.filter((gap: any) => gap.level === 'ALLE' && gap.municipality !== 'ALLE').reduce((sum: number, gap: any) => sum + gap.courses, 0));
  expect([total.courses, total.waiting]).toEqual([
    body.data.courses.totalCount, body.data.courses.edges.reduce((sum: number, { node }: any) => sum + node.waiting, 0),
  ]);
});
