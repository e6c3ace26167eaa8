import { createPseudonyms } from '../../consent/pseudonyms/pseudonyms.js';
import { staffToken } from '../../deploy/staff-token.js';
import { CLIENT_VIEW } from '../../deploy/welcome.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import { composeUp, type ComposeRun } from '../kit/compose-run.js';

describe('the services of docker-compose.yml, started as plain processes', () => {
  let county: ComposeRun;
  beforeAll(async () => { county = await composeUp(); }, 120_000);
  afterAll(() => county?.down(), 60_000);

  async function clientView(requester: (typeof SHOWCASE.staff)[keyof typeof SHOWCASE.staff]) {
    const pseudonyms = createPseudonyms(new Map([[1, Buffer.from(county.secret('pseudonym_key'), 'base64url')]]));
    const token = await staffToken(county.address('identity-provider'), county.secret('identity_provider_client_secret'), requester);
    const response = await fetch(`${county.address('gateway')}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json', authorization: `Bearer ${token}`,
        'x-purpose-of-use': SHOWCASE.purpose, 'x-occasion': SHOWCASE.occasion,
      },
      body: JSON.stringify({ query: CLIENT_VIEW, variables: { id: pseudonyms.write(`unit:${requester.unit}`, SHOWCASE.client) } }),
    });
    return (await response.json()) as { data?: { client: Record<string, unknown> }; errors?: unknown };
  }

  it('answer the unified client view to each agency with what the client released to it', async () => {
    const { KREIS_SERVICESTELLE, JOBCENTER_LIPPE, NWL_CUK } = SHOWCASE.staff;
    const caseManagement = await clientView(KREIS_SERVICESTELLE);
    const jobcenter = await clientView(JOBCENTER_LIPPE);
    const courses = await clientView(NWL_CUK);
    for (const { errors, data } of [caseManagement, jobcenter, courses]) {
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ client: { name: 'Yara Halabi' } });
    }
    expect(caseManagement.data!.client).toMatchObject({ cooperationPlan: expect.anything(), workPermission: expect.anything() });
    expect(jobcenter.data!.client).toMatchObject({ languageLevel: expect.anything(), workPermission: expect.anything() });
    expect(courses.data!.client).toMatchObject({ cooperationPlan: null, workPermission: null });
  });

  it('run the gateway as in production: no explorer, no introspection', async () => {
    expect((await fetch(county.address('gateway'))).status).toBe(404);
  });
});
