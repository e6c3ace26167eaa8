import { idOf, people, released, startCounty } from '../release/county.js';
import { records } from '../../consent/core/records.js';

test.each(['compiled', 'apollo'] as const)('releases, withholds and records alike through the %s executor', async (executor) => {
  const county = await startCounty({ executor });
  county.clients.set(people.anna, records({ consents: [released('JOBCENTER_LIPPE', 'BENEFIT_REGIME')] }));
  const { data, errors, extensions } = await county.run(
    'query($id: ID!) { client(id: $id) { name benefits languageLevel children { name } } offers { title ... on Measure { course { title } } } }', { id: idOf('anna') },
  );
  await county.close();
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    client: { name: 'anna', benefits: 'benefits of anna', languageLevel: null, children: [{ name: 'ben' }, { name: null }] },
    offers: [{ title: 'Measure one', course: { title: 'Course 1' } }, { title: 'Coaching two' }],
  });
  expect(extensions.release.withheld.map(({ path }: { path: unknown }) => path)).toEqual([['client', 'languageLevel']]);
  expect(county.commits).toHaveLength(1);
});
