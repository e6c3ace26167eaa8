import { idAt, idOf, people, pseudonyms, released, REQUEST, startCounty, type County } from './county.js';
import { records } from '../../consent/core/records.js';

let county: County;
beforeEach(async () => { county = await startCounty(); });
afterEach(() => county.close());

const release = (id: string, ...consents: ReturnType<typeof released>[]): void => { county.clients.set(id, records({ consents })); };

test('asks an agency only for the fields that are released, for the clients they are released of', async () => {
  release(people.anna, released('JOBCENTER_LIPPE', 'LABOUR_PROFILE'));
  release(people.ben, released('JOBCENTER_LIPPE', 'BENEFIT_REGIME'));
  const { data, errors, extensions } = await county.run('{ clients { edges { node { id name labourProfile { occupation } benefits } } } }');
  expect(errors).toBeUndefined();
  expect(data.clients.edges.map(({ node }: any) => node)).toEqual([
    { id: idOf('anna'), name: 'anna', labourProfile: { occupation: 'work of anna' }, benefits: null },
    { id: idOf('ben'), name: 'ben', labourProfile: null, benefits: 'benefits of ben' },
    { id: idOf('cem'), name: 'cem', labourProfile: null, benefits: null },
  ]);
  const [request, ...more] = county.agencies.jobcenter.received;
  expect(more).toEqual([]);
  expect(request!.query).toBe(
    'query($_freigabe0:[_Any!]! $_freigabe1:[_Any!]!){_0:_entities(representations:$_freigabe0){...on Client{__typename benefits}}' +
      ' _1:_entities(representations:$_freigabe1){...on Client{__typename labourProfile{occupation}}}}',
  );
  expect(request!.variables).toEqual({
    _freigabe0: [{ __typename: 'Client', id: idAt('jobcenter', 'ben') }],
    _freigabe1: [{ __typename: 'Client', id: idAt('jobcenter', 'anna') }],
  });
  expect(request!.ticket).toMatchObject({
    aud: 'jobcenter', requestId: pseudonyms.write('subgraph:jobcenter', REQUEST), purpose: 'KURSVERMITTLUNG', occasion: null,
    grants: [
      { clients: [idAt('jobcenter', 'ben')], owners: { JOBCENTER_LIPPE: { BENEFIT_REGIME: 'CONSENT' } } },
      { clients: [idAt('jobcenter', 'anna')], owners: { JOBCENTER_LIPPE: { LABOUR_PROFILE: 'CONSENT' } } },
    ],
  });
  expect(extensions.release.withheld).toHaveLength(4);
});
