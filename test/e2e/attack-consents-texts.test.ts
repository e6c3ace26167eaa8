import { randomUUID } from 'node:crypto';
import type { Requester } from '../../consent/core/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** A front-end that has been taken over sends what no form would; M. S. of F2, on Monday, 2 March 2026. */
const { clients, staff: { cm, cuk, jobcenter } } = SCENARIOS.F2;
const MS = clients['MS']!;
const DPO: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'dpo-kreis', role: 'DPO' };
let county: County;
beforeAll(async () => { county = await startCounty({ today: '2026-03-02' }); });
afterAll(() => county.close());

const ask = (as: Requester, query: string, variables: Record<string, unknown>) => county.ask({ as, query, variables, purpose: 'KURSVERMITTLUNG' });
const ODD = ['\0', 'a\0b', '\ud800', 'x\udc00', '__proto__', 'constructor', '', '\u202e', 'x'.repeat(20_000)];
const changeWith = (as: Requester, mutation: string, type: string, input: Record<string, unknown>) =>
  ask(as, `mutation ($input: ${type}!) { ${mutation}(input: $input) { problems { code } } }`, { input: { idempotencyKey: randomUUID(), client: county.id(MS, as.unit), ...input } });
const paper = (over: Record<string, unknown>) => ({
  releasingUnits: ['NWL_CUK'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['COURSE_ENROLMENT'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH',
  validTo: '2026-09-01T00:00:00Z', ...over,
});

/** Answered like anything else that is wrong: no fault, nothing of how the inside is made. */
const isPlain = async (answer: ReturnType<typeof ask>) => {
  const { body, text } = await answer;
  const faults = (body.errors ?? []).map(({ extensions }: any) => extensions.code).filter((code: string) => code !== 'BAD_REQUEST' && code !== 'BAD_USER_INPUT');
  expect(faults).toEqual([]);
  expect(text).not.toMatch(/select |insert |invalid byte|UTF8|node_modules|surrogate/i);
};

it.each(ODD.map((odd) => [JSON.stringify(odd.slice(0, 20)), odd]))('%s is no fault anywhere', async (_, odd) => {
  for (const over of [
    { witness: odd }, { signatureReference: odd }, { secondParentReason: odd }, { formVersion: odd }, { language: odd }, { specialCircumstances: odd },
    { idempotencyKey: odd }, { idempotencyKey: `${odd} long enough` }, { client: odd }, { releasingUnits: [odd] }, { receivingUnits: [odd] }, { receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: odd }] },
    { givenBy: [{ capacity: 'AMTSVORMUND', unit: odd }] }, { givenBy: [{ capacity: 'SELBST', client: odd }] }, { dateOfBirth: odd },
  ]) await isPlain(changeWith(cuk, 'recordConsent', 'RecordConsentInput', paper(over)));
  for (const over of [{ consent: odd }, { recipients: [odd], consent: randomUUID() }]) await isPlain(changeWith(cuk, 'withdrawConsent', 'WithdrawConsentInput', over));
  await isPlain(changeWith(cm, 'recordReviewEvent', 'ReviewEventInput', { kind: 'CHANGE_OF_CASE_MANAGER', newResponsible: `${cm.person}${odd}` }));
  await isPlain(changeWith(cm, 'recordReviewEvent', 'ReviewEventInput', { kind: 'CHANGE_OF_CASE_MANAGER', newResponsible: cm.person }));
  await isPlain(changeWith(cm, 'recordReviewEvent', 'ReviewEventInput', { kind: 'MOVE', formerUnits: [odd] }));
  await isPlain(changeWith(cm, 'createLinkingCode', 'CreateLinkingCodeInput', { unit: odd }));
  await isPlain(changeWith(cm, 'createLinkingCode', 'CreateLinkingCodeInput', { unit: 'NWL_CUK', idempotencyKey: `${odd} long enough` }));
  await isPlain(ask(jobcenter, 'mutation ($o: String!) { redeemLinkingCode(code: $o, idempotencyKey: $o) { problems { code } } }', { o: odd }));
  await isPlain(ask(cm, 'mutation ($o: ID!, $k: String!) { acknowledgeNotice(notice: $o, idempotencyKey: $k) closeReviewTask(task: $o, outcome: "x", idempotencyKey: $k) }', { o: odd, k: `${odd} long enough` }));
  await isPlain(ask(cm, 'mutation ($o: ID!) { revokeLinkingCode(id: $o, idempotencyKey: "some-key-1") { problems { code } } }', { o: odd }));
  await isPlain(ask(cm, 'query ($c: ID!, $o: String!) { whatWouldRelease(client: $c, field: $o, purpose: WOHNEN) { __typename } }', { c: county.id(MS, cm.unit), o: odd }));
  await isPlain(ask(cm, 'query ($o: ID!) { previewWithdrawal(client: $o, consent: $o) { assumption } }', { o: odd }));
  await isPlain(ask(DPO, 'mutation ($o: ID!) { reviewEmergency(id: $o, outcome: GERECHTFERTIGT, note: "Geprüft und für richtig befunden.", idempotencyKey: "some-key-2") { problems { code } } }', { o: odd }));
  await isPlain(ask(DPO, `query ($c: ID!, $o: String!) { decisionAsOf(client: $c, unit: $o, person: $o, role: "CASE_WORKER", purpose: WOHNEN, category: CONTACT,
    on: "2026-03-02T08:00:00Z", knownOn: "2026-03-02T08:00:00Z") { granted } }`, { c: county.id(MS, DPO.unit), o: odd }));
});
