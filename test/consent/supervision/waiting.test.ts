import { consentApi, JOB_DPO, type ConsentApi } from '../api/consent-api.js';
import { entry, relation } from '../store/county.js';

/** Entries that wait for the log keeper, which is not at work here: more than a page looks through. */
const BURST = 1_100;
let api: ConsentApi;

beforeAll(async () => {
  api = await consentApi();
  const client = await api.client({ relations: [relation({ unit: 'JOBCENTER_LIPPE' })], consents: [] });
  const asked = (place: number) => entry({
    requestId: `r-${place}`, client, owners: ['JOBCENTER_LIPPE'], requester: { unit: 'JOBCENTER_LIPPE', person: place === 0 ? 'p1_first' : 'p1_x', role: 'CASE_WORKER' },
  });
  for (let done = 0; done < BURST; done += 100) {
    await api.store.commit({ heads: [], until: Infinity, entries: Array.from({ length: 100 }, (_, place) => asked(done + place)) });
  }
});
afterAll(() => api.close());

async function page(args: string): Promise<{ readonly found: number; readonly isComplete: boolean }> {
  const { data, errors } = await api.ask(`{ accessLog(first: 100, ${args}) { isComplete edges { cursor } } }`, { by: JOB_DPO, purpose: null });
  expect(errors).toEqual([]);
  const { edges, isComplete } = (data as { accessLog: { edges: unknown[]; isComplete: boolean } }).accessLog;
  return { found: edges.length, isComplete };
}

it('says that entries may be missing when more wait to be integrated than it looked through', async () => {
  expect(await page('filter: { requesterPerson: "p1_first" }')).toEqual({ found: 0, isComplete: false });
  expect(await page('filter: { kind: RELEASE }')).toEqual({ found: 100, isComplete: false });
});

it('says that nothing is missing where no entry of the time asked for waits, or few do', async () => {
  const [first] = await api.county.sql<{ at: string }>('select min(at) as at from log_inbox');
  expect(await page(`to: "${new Date(Number(first!.at)).toISOString()}"`)).toEqual({ found: 0, isComplete: true });
  await api.county.sql('delete from log_inbox where seq > 1000');
  expect(await page('filter: { requesterPerson: "p1_first" }')).toEqual({ found: 1, isComplete: true });
});
