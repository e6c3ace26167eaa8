import { DEFAULT_LIMITS } from '../../../gateway/server/limits.js';
import { idOf, requests, startCounty } from './county.js';

const times = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ');

test('an operation that the planner gives up is told as that, where limits let it through, and asks nobody', async () => {
  const county = await startCounty({ limits: { ...DEFAULT_LIMITS, fields: 1_000_000 } });
  const conditions = times(200, (index) => `... @include(if: $v${index}) {`);
  const doubled = times(9, (level) => `fragment f${level} on Client { ...f${level + 1} @include(if: $v${level}) ...f${level + 1} @skip(if: $v${level}) }`);
  const query = `query (${times(200, (index) => `$v${index}: Boolean! = true`)}) { client(id: "${idOf('anna')}") { ...f0 } } ${doubled} fragment f9 on Client { ${conditions} languageLevel benefits ${'}'.repeat(200)} }`;
  expect(await county.run(query)).toEqual({ errors: [{ message: expect.stringMatching(/zu verzweigt.* \/ .*branches too much/), extensions: { code: 'LIMIT_EXCEEDED', limit: 'plan' } }] });
  expect([county.commits, requests(county), county.told]).toEqual([[], [], []]);
  await county.close();
});
