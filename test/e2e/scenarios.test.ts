import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());
beforeEach(() => county.forget());

it('shows', async () => {
  const { readFile } = await import('node:fs/promises');
  const query = await readFile('examples/unified-client-view.graphql', 'utf8');
  for (const [unit, as] of Object.entries(SHOWCASE.staff)) {
    const answer = await county.ask({ as, purpose: SHOWCASE.purpose, query, variables: { id: county.id(SHOWCASE.client, unit) } });
    console.log(unit, answer.status, JSON.stringify(answer.body, null, 1).slice(0, 3000), county.log);
  }
  void SCENARIOS;
});
