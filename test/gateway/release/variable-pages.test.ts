import { DEFAULT_LIMITS } from '../../../gateway/server/limits.js';
import { requests, startCounty } from './county.js';

const CASELOAD = 'query ($first: Int) { clients(first: $first) { edges { node { id name } } } }';

test('a page that a variable makes short is answered, and one that it makes too long is refused before anybody is asked', async () => {
  const county = await startCounty({ limits: { ...DEFAULT_LIMITS, cost: 150 } });
  expect((await county.run(CASELOAD, { first: 70 })).errors).toBeUndefined();
  const asked = requests(county).length;
  for (const variables of [{ first: 80 }, { first: null }, {}]) {
    const { data, errors } = await county.run(CASELOAD, variables);
    expect([data, errors.map(({ extensions: { code, limit } }: { extensions: Record<string, unknown> }) => [code, limit])]).toEqual([undefined, [['LIMIT_EXCEEDED', 'cost']]]);
  }
  expect(requests(county)).toHaveLength(asked);
  await county.close();
});
