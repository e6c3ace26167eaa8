import { randomUUID } from 'node:crypto';
import type { Requester } from '../../consent/core/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** A curious case manager and a curious officer look for what others have with a client; M. S. of F2 and Z. B. of F10, on Monday, 2 March 2026. */
const { clients: { MS }, staff: { cm, cuk, jobcenter } } = SCENARIOS.F2;
const ZB = SCENARIOS.F10.clients['ZB']!;
let county: County;
beforeAll(async () => { county = await startCounty({ today: '2026-03-02' }); });
afterAll(() => county.close());

const run = async (as: Requester, query: string, variables: Record<string, unknown> = {}) => {
  const { body } = await county.ask({ as, query, variables, purpose: 'KURSVERMITTLUNG' });
  expect(body.errors).toBeUndefined();
  return Object.values(body.data)[0] as any;
};
const client = (as: Requester, id = MS!): string => county.id(id, as.unit);
const record = (as: Requester, over: Record<string, unknown>) =>
  run(as, 'mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { consentIds problems { code } } }', { input: {
    idempotencyKey: randomUUID(), client: client(as), releasingUnits: [as.unit], categories: ['COURSE_ENROLMENT'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH',
    validTo: '2026-09-01T00:00:00Z', ...over,
  } });
const print = (unit: string, as = cm) =>
  run(as, 'mutation ($input: CreateLinkingCodeInput!) { createLinkingCode(input: $input) { id code problems { code } } }', { input: { idempotencyKey: randomUUID(), client: client(as), unit } });
const withdraw = (as: Requester, consent: string, over: Record<string, unknown> = {}) =>
  run(as, 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consentIds problems { code } } }', { input: { idempotencyKey: randomUUID(), client: client(as), consent, ...over } });
const officer = (unit: string): Requester => ({ unit, person: `dpo-${unit}`, role: 'DPO' });

describe('a release between others', () => {
  it('is not found out by trying for which units a linking code can be printed', async () => {
    expect((await print('SCHULAUFSICHT')).problems).toMatchObject([{ code: 'NOT_AVAILABLE' }]);
    expect((await record(cuk, { receivingUnits: ['SCHULAUFSICHT'] })).problems).toEqual([]);
    expect((await print('SCHULAUFSICHT')).problems).toMatchObject([{ code: 'NOT_AVAILABLE' }]);
    expect((await print('SCHULAUFSICHT', cuk)).problems).toEqual([]);
  });

  it('changes nothing of what somebody else reads, previews or asks of the past', async () => {
    const [category, purpose] = ['COURSE_ENROLMENT', 'KURSVERMITTLUNG'];
    const view = () => county.ask({ as: cm, purpose: 'KURSVERMITTLUNG', variables: { id: client(cm), today: '2026-03-02T08:00:00Z' }, query: `query ($id: ID!) {
      client(id: $id) { consents { id } notices { id } releaseStatus { category granted reason } consentExports { consent receipt } }
      whatWouldRelease(client: $id, field: "${category}", purpose: ${purpose}) { __typename }
      previewConsent(input: { client: $id, releasingUnits: ["KREIS_SERVICESTELLE"], receivingUnits: ["JOBCENTER_LIPPE"], categories: [LABOUR_PROFILE], purposes: [${purpose}],
        form: SCHRIFTLICH, validTo: "2026-09-01T00:00:00Z" }) { parties { unit fields { field effect owner basis } } } }` });
    const before = await view();
    expect(before.body.errors).toBeUndefined();
    const { consentIds: [of] } = await record(cuk, { receivingUnits: ['JOBCENTER_LIPPE'] });
    const during = await view();
    await withdraw(cuk, of);
    expect([during.body.data, (await view()).body.data]).toEqual([before.body.data, before.body.data]);
  });
});

describe('a preview', () => {
  it('of a withdrawal with empty lists is that of the whole, as the withdrawal is', async () => {
    const { consentIds: [of] } = await record(cuk, { receivingUnits: ['JOBCENTER_LIPPE'] });
    const preview = (lists: string) => run(cuk, `query ($id: ID!, $of: ID!) { previewWithdrawal(client: $id, consent: $of${lists}) { parties { unit fields { field effect } } } }`, { id: client(cuk), of });
    const whole = await preview('');
    expect(whole.parties).toEqual([expect.objectContaining({ unit: 'JOBCENTER_LIPPE' })]);
    expect(await preview(', categories: [], recipients: [], purposes: []')).toEqual(whole);
  });
});

describe('an officer', () => {
  it('reads no client, no post, no task, previews nothing and counts nobody', async () => {
    const dpo = officer('KREIS_SERVICESTELLE');
    const { consentIds: [of] } = await record(cuk, { receivingUnits: ['KREIS_SERVICESTELLE'] });
    const { body } = await county.ask({ as: dpo, purpose: 'KURSVERMITTLUNG', variables: { id: client(dpo), of }, query: `query ($id: ID!, $of: ID!) {
      client(id: $id) { id name consents { id } } clients { edges { cursor } } notices { id } reviewTasks { id } emergencyTasks { id } emergencyNotifications { id }
      previewWithdrawal(client: $id, consent: $of) { assumption } previewGiving(client: $id, consent: $of) { assumption } whatWouldRelease(client: $id, field: "name", purpose: WOHNEN) { __typename }
    }` });
    expect(new Set(Object.values(body.data))).toEqual(new Set([null]));
  });

  it('of a unit that does not work with a client learns nothing of them, whatever is asked of the past', async () => {
    const asked = async (as: Requester, id: string) => (await county.ask({ as, variables: { id }, query: `query ($id: ID!) {
      decisionAsOf(client: $id, unit: "NWL_CUK", person: "x", role: "CASE_WORKER", purpose: KURSVERMITTLUNG, category: LANGUAGE_LEVEL, on: "2026-03-02T08:00:00Z", knownOn: "2026-03-02T08:00:00Z") { granted }
      accessRights(client: $id, from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { rights { unit } gaps { code } } }` })).body.data;
    const stranger = officer('SCHULAUFSICHT');
    expect([await asked(stranger, client(stranger)), await asked(stranger, randomUUID())]).toEqual(Array(2).fill({ decisionAsOf: null, accessRights: null }));
    expect([await asked(jobcenter, client(jobcenter)), await asked(jobcenter, client(cm))]).toEqual(Array(2).fill({ decisionAsOf: null, accessRights: null }));
  });
});

describe('a linking code', () => {
  const redeem = (as: Requester, code: string) => run(as, 'mutation ($code: String!, $key: String!) { redeemLinkingCode(code: $code, idempotencyKey: $key) { client problems { code } } }', { code, key: randomUUID() });
  const school: Requester = { unit: 'SCHULAUFSICHT', person: 'sa-1', role: 'CASE_WORKER' };

  it('opens nothing beyond its paper, and nothing of that once the paper is withdrawn', async () => {
    const { consentIds: [of] } = await record(cuk, { receivingUnits: ['SCHULAUFSICHT'] });
    const { code } = await print('SCHULAUFSICHT', cuk);
    const spare = (await print('SCHULAUFSICHT', cuk)).code;
    expect((await redeem(school, code)).client).toBe(client(school));
    const look = () => run(school, 'query ($id: ID!) { client(id: $id) { name enrolments { state } languageLevel { level } residence { title } } }', { id: client(school) });
    expect(await look()).toEqual({ name: null, enrolments: expect.any(Array), languageLevel: null, residence: null });
    for (const { id } of await county.query('consent', `select id from consent where client_id = $1 and receiving_units = '{SCHULAUFSICHT}' and state = 'ERTEILT'`, [MS])) await withdraw(cuk, county.id(id, cuk.unit));
    expect(of).toBeDefined();
    expect(await look()).toEqual({ name: null, enrolments: null, languageLevel: null, residence: null });
    expect((await redeem({ ...school, person: 'sa-2' }, spare)).problems).toEqual([{ code: 'CODE_NOT_ACCEPTED' }]);
  });
});

describe('a spare linking code', () => {
  it('does not bring back a unit that has been said to be competent no longer', async () => {
    const { consentIds: [of] } = await record(cuk, { receivingUnits: ['SCHULTRAEGER:DETMOLD'] });
    expect(of).toBeDefined();
    const [code, spare] = [(await print('SCHULTRAEGER:DETMOLD', cuk)).code, (await print('SCHULTRAEGER:DETMOLD', cuk)).code];
    const office: Requester = { unit: 'SCHULTRAEGER:DETMOLD', person: 'st-1', role: 'CASE_WORKER' };
    const redeem = (typed: string) => run(office, 'mutation ($code: String!, $key: String!) { redeemLinkingCode(code: $code, idempotencyKey: $key) { client problems { code } } }', { code: typed, key: randomUUID() });
    expect((await redeem(code)).problems).toEqual([]);
    county.clock.advance(60_000);
    const input = { idempotencyKey: randomUUID(), client: client(cm), kind: 'MOVE', formerUnits: [office.unit] };
    expect(await run(cm, 'mutation ($input: ReviewEventInput!) { recordReviewEvent(input: $input) { recorded } }', { input })).toEqual({ recorded: true });
    county.clock.advance(60_000);
    expect((await redeem(spare)).problems).toEqual([{ code: 'CODE_NOT_ACCEPTED' }]);
    expect(await run(office, 'query ($id: ID!) { client(id: $id) { id } }', { id: client(office) })).toBeNull();
  });
});

describe('an emergency', () => {
  const HERE = SCENARIOS.F10.staff.cm;
  const notify = (jugendamt: string, as = HERE) => run(as, 'mutation ($input: NotifyJugendamtInput!) { notifyJugendamt(input: $input) { id openCategories problems { code } } }', { input: {
    idempotencyKey: randomUUID(), client: client(as, ZB), jugendamt, ground: 'KKG_4_ABS_3', observedFacts: 'Das Kind war wiederholt allein und hatte Hunger.',
    otherMeansConsidered: 'Gespräche und Hilfen wurden abgelehnt.', familyInformed: true,
  } });
  const review = (as: Requester, id: string) =>
    run(as, 'mutation ($id: ID!, $key: String!) { reviewEmergency(id: $id, outcome: GERECHTFERTIGT, note: "Geprüft und für richtig befunden.", idempotencyKey: $key) { problems { code } } }', { id, key: randomUUID() });

  it('goes to one Jugendamt at a time, and to the next after the review', async () => {
    const { id, problems } = await notify('JUGENDAMT:KREIS');
    expect(problems).toEqual([]);
    expect((await notify('JUGENDAMT:LAGE')).problems).toEqual([{ code: 'UNREVIEWED' }]);
    expect((await review({ ...HERE, role: 'DPO' }, id)).problems).toEqual([{ code: 'OWN_ACT' }]);
    expect((await review(officer('JUGENDAMT:KREIS'), id)).problems).toEqual([{ code: 'NOT_AVAILABLE' }]);
    expect((await review(officer(HERE.unit), id)).problems).toEqual([]);
    expect((await notify('JUGENDAMT:LAGE')).problems).toEqual([]);
  });
});
