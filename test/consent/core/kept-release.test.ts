import { compileRelease, createPolicy, releaseFor, type Instant, type Requester } from '../../../consent/core/index.js';
import { caseManager, consent, DAY, jobcenter, noFlows, NOW, records } from './records.js';

const later = consent({ id: 'c2', categories: ['SUPPORT_PLAN_LANG'], from: NOW + 5 * DAY, to: NOW + 15 * DAY });
const client = records({ consents: [consent(), later] });
const said = (of: typeof compileRelease, at: Instant, requester: Requester = caseManager, about = client) => {
  const { until, version, related, grants, basis } = of(about, requester, 'KURSVERMITTLUNG', at, noFlows);
  const categories = ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'] as const;
  return { until, version, related, granted: categories.map((category) => [grants('NWL_CUK', category), basis('NWL_CUK', category)]) };
};

test('says what compiling anew says, whatever begins or ends in between and however the clock jumps', () => {
  for (const days of [0, 0, 4, 5, 6, -20, 6, 10, 14, 15, 16, -11, 0, 5]) {
    const at = NOW + days * DAY;
    expect({ days, ...said(releaseFor, at) }).toEqual({ days, ...said(compileRelease, at) });
  }
});

test('keeps apart who asks, for what and under which rules', () => {
  const kept = releaseFor(client, caseManager, 'KURSVERMITTLUNG', NOW, noFlows);
  expect(releaseFor(client, { ...caseManager }, 'KURSVERMITTLUNG', NOW + 1, noFlows)).toBe(kept);
  expect(releaseFor(client, jobcenter, 'KURSVERMITTLUNG', NOW, noFlows).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
  expect(releaseFor(client, { ...caseManager, role: 'IT_ADMIN' as never }, 'KURSVERMITTLUNG', NOW, noFlows).related).toBe(false);
  expect(releaseFor(client, caseManager, 'SCHULPLATZ', NOW, noFlows).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
  expect(releaseFor(client, caseManager, 'KURSVERMITTLUNG', NOW, createPolicy())).not.toBe(kept);
  expect(releaseFor({ ...client, consents: [] }, caseManager, 'KURSVERMITTLUNG', NOW, noFlows).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
});

test('forgets the oldest of many who ask, and is right about them again', () => {
  const people = Array.from({ length: 30 }, (_, index) => ({ ...caseManager, person: `cm-${index}` }));
  for (const requester of [...people, ...people]) expect(said(releaseFor, NOW, requester)).toEqual(said(compileRelease, NOW, requester));
});
