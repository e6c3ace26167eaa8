import pg from 'pg';
import { entryOf } from '../../consent/audit/entry.js';
import { random } from '../../demo/random.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type Answer, type County } from '../kit/county.js';
import { serverUrl } from '../kit/postgres.js';

/** Promise P5, with two gateways on one database: M. S. of F2 gives and takes back her consent to the language data. */
let county: County;
beforeAll(async () => {
  county = await startCounty({ gateways: 2 });
  for (const consent of SCENARIOS.F2.consents['c1']!) await withdraw(consent, 0);
});
afterAll(() => county?.close());
beforeEach(() => county.forget());

const { clients, staff } = SCENARIOS.F2;
const { cm } = staff;
const client = clients['MS']!;
const id = (): string => county.id(client, cm.unit);
let number = 0;

const look = (gateway: number, selection = 'languageLevel { level } supportPlan { targetLevel }'): Promise<Answer> =>
  county.ask({ as: cm, gateway, purpose: 'KURSVERMITTLUNG', query: `query($id: ID!) { client(id: $id) { ${selection} } }`, variables: { id: id() } });

async function record(gateway: number, validTo = '2026-12-31T00:00:00Z'): Promise<string> {
  const input = {
    idempotencyKey: `withdrawal-${number++}`, client: id(), releasingUnits: ['NWL_CUK'], receivingUnits: ['KREIS_SERVICESTELLE'],
    categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo,
  };
  const { body } = await county.ask({ as: cm, gateway, query: 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { consentIds problems { code } } }', variables: { input } });
  expect(body.data.recordConsent.problems).toEqual([]);
  return county.pseudonyms.read(`unit:${cm.unit}`, body.data.recordConsent.consentIds[0])!;
}

async function withdraw(consent: string, gateway: number): Promise<void> {
  const input = { idempotencyKey: `withdrawal-${number++}`, client: id(), consent: county.id(consent, cm.unit) };
  const { body } = await county.ask({ as: cm, gateway, query: 'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { state problems { code } } }', variables: { input } });
  expect(body.data.withdrawConsent).toEqual({ state: 'WIDERRUFEN', problems: [] });
}

const hasData = ({ body }: Answer): boolean => body.data?.client?.languageLevel != null || body.data?.client?.supportPlan != null;
const NOTHING = { languageLevel: null, supportPlan: null };

/** The releases under a consent in the log, and the place of its withdrawal: the one order that both gateways share. */
async function logOf(consent: string) {
  const rows = await county.query('consent', 'SELECT seq, payload FROM log_inbox WHERE payload LIKE $1 ORDER BY seq', [`%CONSENT:${consent}%`]);
  const entries = rows.map(({ seq, payload }) => ({ seq: Number(seq), ...entryOf(payload) }));
  const releases = entries.filter(({ kind }) => kind === 'RELEASE');
  return { releases, withdrawn: entries.find(({ kind, items }) => kind === 'CONSENT' && items[0]!.path === 'withdrawConsent')!.seq };
}

async function silenceListeners(): Promise<void> {
  const superuser = new pg.Client({ connectionString: serverUrl() });
  await superuser.connect();
  const database = new URL(county.databases.consent.ownerUrl).pathname.slice(1);
  await superuser.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'freigabe consent listener'`, [database]);
  await superuser.end();
}

describe.each([['with notifications', async () => {}], ['with the listeners killed', silenceListeners]] as const)('interleaved with hundreds of queries, %s', (name, disturb) => {
  it('lets nothing out once it is acknowledged, at either gateway', async () => {
    const choose = random(2026, 'withdrawal', name);
    let answered = 0;
    let withData = 0;
    for (let round = 0; round < 20; round += 1) {
      const consent = await record(choose.int(0, 1));
      const early = Array.from({ length: choose.int(2, 7) }, () => look(choose.int(0, 1)));
      if (choose.chance(0.5)) await Promise.race(early);
      if (choose.chance(0.5)) await disturb();
      const withdrawal = withdraw(consent, choose.int(0, 1));
      const meanwhile = Array.from({ length: choose.int(1, 5) }, () => look(choose.int(0, 1)));
      await withdrawal;
      const after = await Promise.all([look(0), look(1), look(choose.int(0, 1))]);
      for (const { body } of after) expect([body.data, body.errors]).toEqual([{ client: NOTHING }, undefined]);

      const delivered = (await Promise.all([...early, ...meanwhile])).filter(hasData);
      const { releases, withdrawn } = await logOf(consent);
      expect(releases.filter(({ seq }) => seq > withdrawn)).toEqual([]);
      expect(delivered.map(({ headers }) => headers.get('x-request-id')).sort()).toEqual(releases.map(({ requestId }) => requestId).sort());
      answered += early.length + meanwhile.length + after.length;
      withData += delivered.length;
    }
    expect(answered).toBeGreaterThan(180);
    expect(withData).toBeGreaterThan(20);
  });
});

describe('under way in the middle of a query', () => {
  it.each([['the same gateway', 0], ['the other gateway', 1]] as const)('takes out what the agency is just sending, at %s', async (_name, gateway) => {
    const consent = await record(0);
    expect(hasData(await look(0))).toBe(true);
    let done = false;
    county.intercept(async ({ subgraph }) => {
      if (subgraph !== 'language-courses' || done) return;
      done = true;
      await withdraw(consent, gateway);
    });
    const answer = await look(0);
    county.intercept(null);
    expect([done, answer.body.data, answer.body.errors]).toEqual([true, { client: NOTHING }, undefined]);
    expect(answer.body.extensions.release.withheld.map(({ reason }: { reason: string }) => reason)).toEqual(['CONSENT_WITHDRAWN', 'CONSENT_WITHDRAWN']);
  });

  it('lets the rest of the answer out, as it is decided then', async () => {
    const consent = await record(1);
    county.intercept(async ({ subgraph }) => {
      if (subgraph === 'language-courses') await withdraw(consent, 1).catch(() => undefined);
    });
    const { body } = await look(0, 'name languageLevel { level }');
    county.intercept(null);
    expect(body.data.client).toEqual({ name: 'Mariam Sabbagh', languageLevel: null });
  });

  it('is told as a change, and nothing leaves, when it goes on changing', async () => {
    await record(0);
    county.intercept(async ({ subgraph }) => { if (subgraph === 'language-courses') await record(1); });
    const { body } = await look(0);
    county.intercept(null);
    expect([body.data, body.errors.map(({ extensions }: { extensions: object }) => extensions)]).toEqual([{ client: null }, [{ code: 'RELEASE_CHANGED' }]]);
  });
});

describe('an end that was written down beforehand', () => {
  const expire = async (): Promise<string> => {
    for (const { id: open } of await county.query('consent', `SELECT id FROM consent WHERE client_id = $1 AND state = 'ERTEILT' AND 'NWL_CUK' = ANY(releasing_units)`, [client])) await withdraw(open, 0);
    const end = new Date(county.clock() + 5_000).toISOString();
    await record(0, end);
    return end;
  };

  it('counts while the agency is answering, to the millisecond', async () => {
    for (const [late, expected] of [[4_999, { level: 'B1' }], [5_000, null]] as const) {
      await expire();
      const now = county.clock();
      county.intercept(async ({ subgraph }) => { if (subgraph === 'language-courses') county.clock.set(now + late); });
      const { body } = await look(1);
      county.intercept(null);
      expect([body.data.client.languageLevel, body.errors]).toEqual([expected, undefined]);
      county.clock.set(now);
    }
  });

  it('counts for every query after it, at both gateways', async () => {
    const end = await expire();
    const now = county.clock();
    county.clock.set(end);
    const answers = await Promise.all([look(0), look(1)]);
    county.clock.set(now);
    for (const { body } of answers) expect(body.data).toEqual({ client: NOTHING });
    expect(hasData(await look(0))).toBe(true);
  });
});

describe('relations end like consents', () => {
  it('the moment the unit’s own relation is over, the client is gone, also in the middle of a query', async () => {
    county.intercept(async ({ subgraph }) => {
      if (subgraph === 'case-management') await county.query('consent', `UPDATE relation SET to_at = '2026-03-01' WHERE client_id = $1 AND unit = 'KREIS_SERVICESTELLE'`, [client]);
    });
    const { body } = await look(0, 'name languageLevel { level }');
    county.intercept(null);
    expect([body.data, body.errors]).toEqual([{ client: null }, undefined]);
    for (const gateway of [0, 1]) expect((await look(gateway)).body.data).toEqual({ client: null });
  });
});
