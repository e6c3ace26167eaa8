import type { Purpose, Requester } from '../../consent/core/index.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import { startCounty, type Answer, type County } from '../kit/county.js';
import { ticketOf } from './requested.js';

/** Requests at the same time share no decision, no fetch and no ticket, however alike they are. */
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());
beforeEach(() => county.forget());

const QUERY = 'query($id: ID!) { client(id: $id) { id name contact { street } languageLevel { level } labourProfile { education } cooperationPlan { nextStep } } }';
const CALLERS: readonly (readonly [Requester, Purpose])[] = [
  ...Object.values(SHOWCASE.staff).map((as) => [as, SHOWCASE.purpose] as const),
  [{ ...SHOWCASE.staff.KREIS_SERVICESTELLE, person: 'cm-sr1-1' }, SHOWCASE.purpose],
  [SHOWCASE.staff.KREIS_SERVICESTELLE, 'WOHNEN'],
  [SCENARIOS.F4.staff.abh, SHOWCASE.purpose],
  [{ ...SHOWCASE.staff.KREIS_SERVICESTELLE, role: 'DPO' }, SHOWCASE.purpose],
];
const ask = ([as, purpose]: (typeof CALLERS)[number]): Promise<Answer> =>
  county.ask({ as, purpose, query: QUERY, variables: { id: county.id(SHOWCASE.client, as.unit) } });

it('answers each caller as if they had been alone', async () => {
  const alone: string[] = [];
  for (const caller of CALLERS) alone.push((await ask(caller)).text);
  expect(new Set(alone).size).toBe(CALLERS.length);
  const order = Array.from({ length: 70 }, (_, index) => index % CALLERS.length);
  const together = await Promise.all(order.map((index) => ask(CALLERS[index]!)));
  expect(together.map(({ text }) => text)).toEqual(order.map((index) => alone[index]));
});

it('sends every request a ticket of its own', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, index) => ask(CALLERS[index % 3]!)));
  const tickets = county.received.map((received) => ticketOf(received)!);
  expect(tickets.length).toBeGreaterThan(60);
  expect(new Set(tickets.map(({ jti }) => jti)).size).toBe(tickets.length);
  expect(new Set(tickets.map(({ aud, requestId }) => `${aud} ${requestId}`)).size).toBe(tickets.length);
});

it('does not let the client’s id of one unit find anybody at another, in whatever order they ask', async () => {
  const [[cm, purpose], [jobcenter]] = CALLERS as [(typeof CALLERS)[number], (typeof CALLERS)[number]];
  const foreign = (): Promise<Answer> => county.ask({ as: jobcenter, purpose, query: QUERY, variables: { id: county.id(SHOWCASE.client, cm.unit) } });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? foreign() : ask(CALLERS[0]!))));
  answers.forEach(({ body }, index) => expect(body.data.client === null).toBe(index % 2 === 1));
});
