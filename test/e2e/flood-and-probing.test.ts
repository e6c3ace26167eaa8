import { SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** One caller who floods the gateway, and one who tries ids, against the shares that the program has by default. */
let county: County;
beforeAll(async () => {
  county = await startCounty({ http: { shares: { person: { rate: 20, burst: 100, concurrent: 20 }, unit: { rate: 300, burst: 1_000, concurrent: 100 }, probes: 30 } } });
});
afterAll(() => county.close());

const CATALOGUE = '{ courses(first: 5) { edges { node { title } } } }';
const worker = SHOWCASE.staff['JOBCENTER_LIPPE']!;
const language = SHOWCASE.staff['NWL_CUK']!;

it('the catalogue stays responsive for others while one caller floods', async () => {
  await county.ask({ as: language, query: CATALOGUE });
  const began = performance.now();
  const flood = Promise.all(Array.from({ length: 400 }, () => county.ask({
    as: worker, purpose: SHOWCASE.purpose, query: 'query ($id: ID!) { client(id: $id) { name benefits { regime } } }', variables: { id: county.id(SHOWCASE.client, 'JOBCENTER_LIPPE') },
  })));
  const times: number[] = [];
  for (let count = 0; count < 10; count++) {
    const started = performance.now();
    const { status } = await county.ask({ as: language, query: CATALOGUE });
    times.push(performance.now() - started);
    expect(status).toBe(200);
  }
  const refused = (await flood).filter(({ status }) => status === 429).length;
  const share = 100 + Math.ceil(((performance.now() - began) / 1_000) * 20);
  expect(refused).toBeGreaterThanOrEqual(400 - share);
  expect(share).toBeLessThan(400);
  // The flood alone would take seconds; whoever is not flooding waits for a share of it only.
  expect(times.sort((one, other) => one - other)[5]).toBeLessThan(1_000);
});

it('who tries ids is locked out of personal data, and the attempts stand in the log', async () => {
  const prober = { ...worker, person: 'n.neugier' };
  const attempt = (id: string) => county.ask({ as: prober, purpose: SHOWCASE.purpose, query: 'query ($id: ID!) { client(id: $id) { name } }', variables: { id } });
  const stranger = county.id(SHOWCASE.client, 'ABH_KREIS');
  const answers = [];
  for (let count = 0; count < 32; count++) answers.push(await attempt(count % 2 ? stranger : `unknown-${count}`));
  expect(answers.slice(0, 31).every(({ status, body }) => status === 200 && body.data.client === null)).toBe(true);
  expect(answers[31]).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: 'PROBING' } }] } });
  expect((await attempt(county.id(SHOWCASE.client, 'JOBCENTER_LIPPE'))).status).toBe(429);
  expect((await county.ask({ as: prober, query: CATALOGUE })).status).toBe(200);
  expect((await county.ask({ as: worker, purpose: SHOWCASE.purpose, query: 'query ($id: ID!) { client(id: $id) { name } }', variables: { id: county.id(SHOWCASE.client, 'JOBCENTER_LIPPE') } })).status).toBe(200);
});
