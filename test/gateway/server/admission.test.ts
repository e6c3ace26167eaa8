import { createAdmission, PROBING_WINDOW } from '../../../gateway/server/admission.js';
import type { Requester } from '../../../consent/core/index.js';
import { runningGateway } from './running-gateway.js';

const CASE_WORKER: Requester = { unit: 'JOBCENTER_LIPPE', person: 'a.arbeit', role: 'CASE_WORKER' };
const COLLEAGUE: Requester = { ...CASE_WORKER, person: 'b.arbeit' };
const ELSEWHERE: Requester = { ...CASE_WORKER, unit: 'ABH_KREIS' };

/** An admission with a clock that stands still until it is moved. */
function admission(shares: Partial<Parameters<typeof createAdmission>[0]> = {}) {
  let time = 0;
  const created = createAdmission({
    person: { rate: 2, burst: 4, concurrent: 3 }, unit: { rate: 4, burst: 6, concurrent: 5 }, probes: 3, now: () => time, ...shares,
  });
  return { ...created, pass: (milliseconds: number) => { time += milliseconds; } };
}

const code = (work: () => unknown): unknown => {
  try {
    work();
    return 'ADMITTED';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a person’s and a unit’s share of the gateway', () => {
  it('is a burst, then so many operations a second', () => {
    const { admit, pass } = admission();
    const once = (): unknown => code(() => admit(CASE_WORKER)());
    expect([once(), once(), once(), once(), once()]).toEqual(['ADMITTED', 'ADMITTED', 'ADMITTED', 'ADMITTED', 'RATE_LIMITED']);
    pass(500);
    expect([once(), once()]).toEqual(['ADMITTED', 'RATE_LIMITED']);
  });

  it('counts operations that are under way until they have ended, and each once', () => {
    const { admit } = admission();
    const [first] = [admit(CASE_WORKER), admit(CASE_WORKER), admit(CASE_WORKER)];
    expect(code(() => admit(CASE_WORKER))).toBe('RATE_LIMITED');
    first!();
    first!();
    expect(code(() => admit(CASE_WORKER))).toBe('ADMITTED');
    expect(code(() => admit(CASE_WORKER))).toBe('RATE_LIMITED');
  });

  it('is the unit’s for all its persons together, and no other unit’s', () => {
    const { admit } = admission();
    for (let count = 0; count < 3; count++) admit(CASE_WORKER);
    for (let count = 0; count < 2; count++) admit(COLLEAGUE);
    expect(code(() => admit(COLLEAGUE))).toBe('RATE_LIMITED');
    expect(code(() => admit(ELSEWHERE))).toBe('ADMITTED');
  });

  it('is not confused by persons and units whose names run into each other', () => {
    const { admit } = admission();
    for (let count = 0; count < 3; count++) admit({ ...CASE_WORKER, unit: 'A', person: 'B C' });
    expect(code(() => admit({ ...CASE_WORKER, unit: 'A B', person: 'C' }))).toBe('ADMITTED');
  });

  it('says over HTTP who is limited, by what, and when to come back', async () => {
    await using gateway = await runningGateway({ shares: { person: { rate: 1, burst: 2, concurrent: 9 }, unit: { rate: 99, burst: 99, concurrent: 99 }, probes: 9 } });
    const ask = () => gateway.post({ query: '{ greeting }' });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.json()).toEqual({
      errors: [{
        message: 'Zu viele Anfragen von Ihnen: erlaubt sind 1 in der Sekunde. In 1 s erneut versuchen. / Too many requests from you: 1 a second are allowed. Try again in 1 s.',
        extensions: { code: 'RATE_LIMITED', limit: 'rate', maximum: 1, whose: 'person' },
      }],
    });
  });

  it('gives its place back when an operation is refused as invalid', async () => {
    await using gateway = await runningGateway({ shares: { person: { rate: 99, burst: 99, concurrent: 1 }, unit: { rate: 99, burst: 99, concurrent: 99 }, probes: 9 } });
    expect(await (await gateway.post({ query: '{ nothing }' })).json()).not.toHaveProperty('data');
    expect((await gateway.get('/graphql?query=mutation{greet}')).status).toBe(405);
    expect((await gateway.post({ query: '{ greeting }' })).status).toBe(200);
  });
});

describe('whoever tries ids', () => {
  it('is locked out of personal operations for a while, the catalogue stays open', () => {
    const { admit, admitPersonal, tried, pass } = admission();
    tried(CASE_WORKER, 3);
    expect(code(() => admitPersonal(CASE_WORKER))).toBe('ADMITTED');
    tried(CASE_WORKER, 1);
    expect(code(() => admitPersonal(CASE_WORKER))).toBe('PROBING');
    expect(code(() => admit(CASE_WORKER))).toBe('ADMITTED');
    expect(code(() => admitPersonal(COLLEAGUE))).toBe('ADMITTED');
    pass(PROBING_WINDOW + 1);
    expect(code(() => admitPersonal(CASE_WORKER))).toBe('ADMITTED');
  });

  it('does not get further by sharing the work among colleagues', () => {
    const { admitPersonal, tried } = admission();
    for (let person = 0; person < 16; person++) tried({ ...CASE_WORKER, person: `p${person}` }, 2);
    expect(code(() => admitPersonal(COLLEAGUE))).toBe('PROBING');
    expect(code(() => admitPersonal(ELSEWHERE))).toBe('ADMITTED');
  });
});
