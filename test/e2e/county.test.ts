import { SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

const query = 'query ($id: ID!) { client(id: $id) { name languageLevel { level } labourProfile { education } } }';

describe('the county of the end-to-end tests', () => {
  let county: County;
  beforeAll(async () => { county = await startCounty(); }, 60_000);
  afterAll(() => county?.close());
  beforeEach(() => county.forget());

  const ask = (unit: keyof typeof SHOWCASE.staff) => {
    const as = SHOWCASE.staff[unit];
    return county.ask({ as, purpose: SHOWCASE.purpose, occasion: SHOWCASE.occasion, query, variables: { id: county.id(SHOWCASE.client, unit) } });
  };

  it('answers over HTTP what the client released, and asks no agency for the rest', async () => {
    const { status, body } = await ask('NWL_CUK');
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: { client: { name: 'Yara Halabi', languageLevel: { level: 'B1' }, labourProfile: null } } });
    expect(county.received.map(({ subgraph }) => subgraph).sort()).toEqual(['case-management', 'language-courses']);
    expect(county.sql.map(({ agency }) => agency)).not.toContain('jobcenter');
  });

  it('has a clock of its own, which ends a consent when it is moved on', async () => {
    const now = county.clock();
    county.clock.advance(400 * 86_400_000);
    const { body } = await ask('NWL_CUK');
    county.clock.set(now);
    expect(body).toMatchObject({ data: { client: { name: null } } });
    expect(county.received.map(({ subgraph }) => subgraph)).not.toContain('case-management');
  });

  it('goes on without an agency that has stopped', async () => {
    await county.stopAgency('jobcenter');
    const { body } = await ask('KREIS_SERVICESTELLE');
    expect(body).toMatchObject({ data: { client: { name: 'Yara Halabi', labourProfile: null } } });
    expect(body.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', agency: 'jobcenter' } }]);
  });

  it('refuses who brings no token', async () => {
    expect((await county.ask({ as: null, query })).status).toBe(401);
  });
});
