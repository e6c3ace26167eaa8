import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { entryOf } from '../../consent/audit/entry.js';
import { SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';
import { tokenFor } from '../kit/identity.js';

/** One caller who floods the gateway, and one who tries ids, against the shares that the program has by default. */
let county: County;
beforeAll(async () => {
  county = await startCounty({ http: { shares: { person: { rate: 20, burst: 100, concurrent: 20 }, unit: { rate: 300, burst: 1_000, concurrent: 100 }, probes: 30 } } });
});
afterAll(() => county.close());

const CATALOGUE = '{ courses(first: 5) { edges { node { title } } } }';
const worker = SHOWCASE.staff['JOBCENTER_LIPPE']!;
const language = SHOWCASE.staff['NWL_CUK']!;

const p95 = (times: readonly number[]): number => times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)]!;

/** Asks again as soon as it is answered, over so many connections at once, from a thread of its own so that it delays nobody but the gateway. */
const FLOODER = `
  const { workerData: { url, init, connections }, parentPort } = require('node:worker_threads');
  const answers = {};
  let flooding = true;
  parentPort.once('message', () => { flooding = false; });
  const ask = async () => {
    while (flooding) {
      const response = await fetch(url, init);
      await response.arrayBuffer();
      answers[response.status] = (answers[response.status] ?? 0) + 1;
      if (response.status === 429 && answers[429] === 1) parentPort.postMessage('refused');
    }
  };
  Promise.all(Array.from({ length: connections }, ask)).then(() => parentPort.postMessage(answers));`;

it('the catalogue stays responsive for others while one caller floods', async () => {
  const took = async (): Promise<number> => {
    const started = performance.now();
    expect((await county.ask({ as: language, query: CATALOGUE })).status).toBe(200);
    return performance.now() - started;
  };
  const times = async (count: number): Promise<number[]> => {
    const until = performance.now() + 5_000; // a busy machine answers fewer in its time
    const taken: number[] = [];
    while (taken.length < count && (taken.length < 5 || performance.now() < until)) taken.push(await took());
    return taken;
  };
  await times(3);
  const quiet = p95(await times(30));
  const body = JSON.stringify({ query: 'query ($id: ID!) { client(id: $id) { name benefits { regime } } }', variables: { id: county.id(SHOWCASE.client, 'JOBCENTER_LIPPE') } });
  const headers = { authorization: `Bearer ${await tokenFor(worker, county.clock())}`, 'x-purpose-of-use': SHOWCASE.purpose, 'content-type': 'application/json', accept: 'application/json' };
  const began = performance.now();
  const flooder = new Worker(FLOODER, { eval: true, workerData: { url: county.url, connections: 20, init: { method: 'POST', headers, body } } });
  await once(flooder, 'message');
  const beside = p95(await times(30));
  flooder.removeAllListeners('message').postMessage('enough');
  const [answers] = (await once(flooder, 'message')) as [Record<string, number>];
  const seconds = (performance.now() - began) / 1_000;
  process.stderr.write(`catalogue, p95 of up to 30 requests: ${quiet.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside a flood (${answers['200']} answered, ${answers['429']} refused in ${seconds.toFixed(1)} s)\n`);
  expect(answers['200']).toBeLessThanOrEqual(100 + Math.ceil(seconds * 20));
  expect(answers['429']).toBeGreaterThan(answers['200']!);
  expect(beside).toBeLessThan(3_000);
}, 120_000);

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

/** Every kind of way in which an id is given: looked up, asked about, acted for, taken back, supervised. */
const WAYS: Readonly<Record<string, (id: string) => string>> = {
  'looks up': (id) => `client(id: "${id}") { name }`,
  'asks what would release': (id) => `whatWouldRelease(client: "${id}", field: "languageLevel", purpose: KURSVERMITTLUNG) { granted }`,
  'simulates for': (id) => `simulateLanguagePlan(client: "${id}", withoutCourses: []) { __typename }`,
  'asks for the access rights to': (id) => `accessRights(client: "${id}", from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z") { __typename }`,
  'reserves a place for': (id) => `reservePlace(input: { client: "${id}", idempotencyKey: "probing-${id}" }) { problems { code } }`,
  'records information of': (id) => `recordInformation(input: { client: "${id}", consent: "c", idempotencyKey: "probing-${id}", informedAbout: [], language: "de", formVersion: "1" }) { problems { code } }`,
  'creates a linking code for': (id) => `createLinkingCode(input: { client: "${id}", unit: "NWL_CUK", idempotencyKey: "probing-${id}", validDays: 7 }) { problems { code } }`,
  'withdraws for': (id) => `withdrawConsent(input: { client: "${id}", consent: "c", idempotencyKey: "probing-${id}" }) { problems { code } }`,
  'wants erased': (id) => `requestErasure(client: "${id}", idempotencyKey: "probing-${id}", reason: "auf Verlangen der Person") { problems { code } }`,
};
const isMutation = (selection: string): boolean => selection.includes('problems');
const operation = (...selections: readonly string[]): string => `${isMutation(selections[0]!) ? 'mutation' : 'query'} { ${selections.map((text, index) => `a${index}: ${text}`).join(' ')} }`;

describe.each(Object.entries(WAYS))('those who try ids: who %s nobody', (way, ask) => {
  const at = Object.keys(WAYS).indexOf(way) % 2 ? worker : language; // a unit is locked as a whole after ten times as many
  const prober = { ...at, person: `n.${way}`, role: way === 'wants erased' ? 'DPO' as const : at.role };
  const send = (query: string) => county.ask({ as: prober, purpose: 'KURSVERMITTLUNG', query });
  const own = (): string => county.id(SHOWCASE.client, at.unit);

  beforeAll(async () => {
    for (let count = 0; count < 4; count++) {
      const { status, body } = await send(operation(...Array.from({ length: 10 }, (_, index) => ask(`unknown-${count}-${index}`))));
      expect([status, body.data]).toEqual([200, expect.anything()]); // 10, 20, 30 may be mistakes, the fourth time is one too many
    }
  });

  it('are locked out of every one of these ways, be it about a client of their own', async () => {
    for (const what of Object.values(WAYS).filter((one) => one !== WAYS['withdraws for'])) {
      expect(await send(operation(what(own())))).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: 'PROBING' } }] } });
    }
  });

  it('read no post about clients, and no act hides beside a withdrawal', async () => {
    for (const query of ['{ notices { id } }', '{ reviewTasks { id } }', operation(WAYS['withdraws for']!(own()), WAYS['reserves a place for']!(own()))]) {
      expect(await send(query)).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: 'PROBING' } }] } });
    }
  });

  it('still see the catalogue, and still take a client’s withdrawal, which stands in the log', async () => {
    expect((await send(CATALOGUE)).status).toBe(200);
    const withdrawal = await send(`mutation { ...W } fragment W on Mutation { ${WAYS['withdraws for']!(own())} }`);
    expect([withdrawal.status, withdrawal.body.data.withdrawConsent.problems]).toEqual([200, [{ code: 'NOT_AVAILABLE' }]]);
    const [{ payload }] = await county.query('consent', 'select payload from log_inbox order by seq desc limit 1');
    expect(entryOf(payload)).toMatchObject({ kind: 'ATTEMPT', attemptedId: own() });
  });
});
