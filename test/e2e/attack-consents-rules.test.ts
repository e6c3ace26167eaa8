import { randomUUID } from 'node:crypto';
import type { Requester } from '../../consent/core/index.js';
import { INFORMED_ABOUT } from '../../consent/lifecycle/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { readFor, sentBy } from '../kit/consent-ids.js';
import { startCounty, type County } from '../kit/county.js';

/** A clever caseworker tries to get round the rules of a consent's life; M. S. of F2, on Monday, 2 March 2026, 9 o'clock. */
const { clients, staff: { cuk, jobcenter } } = SCENARIOS.F2;
const MS = clients['MS']!;
const DAY = 86_400_000;
let county: County;
beforeAll(async () => { county = await startCounty({ today: '2026-03-02', gateways: 2 }); });
afterAll(() => county.close());

const iso = (days: number): string => new Date(county.clock() + days * DAY).toISOString();
const change = async (as: Requester, mutation: string, type: string, input: Record<string, unknown>, gateway = 0) => {
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { consentIds state problems { code } } }`;
  const { body } = await county.ask({ as, gateway, query, variables: { input: sentBy(as.unit, county.pseudonyms, { idempotencyKey: randomUUID(), client: county.id(MS, as.unit), ...input }) } });
  expect(body.errors).toBeUndefined();
  const { consentIds, state, problems } = readFor(as.unit, county.pseudonyms, body.data[mutation]);
  return { ids: consentIds as string[], state: state as string | null, codes: problems.map(({ code }: { code: string }) => code) as string[] };
};
const paper = (over: Record<string, unknown> = {}) => ({
  releasingUnits: ['NWL_CUK'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['COURSE_ENROLMENT'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', validTo: iso(100), ...over,
});
const record = (as: Requester, over: Record<string, unknown> = {}) => change(as, 'recordConsent', 'RecordConsentInput', paper(over));
const replace = (as: Requester, replaces: string, over: Record<string, unknown> = {}) => change(as, 'replaceConsent', 'ReplaceConsentInput', { replaces, ...paper(over) });
const draft = async (over: Record<string, unknown> = {}) => (await change(cuk, 'draftConsent', 'DraftConsentInput', paper(over))).ids[0]!;
const inform = (consent: string, over: Record<string, unknown> = {}) =>
  change(cuk, 'recordInformation', 'RecordInformationInput', { consent, informedAbout: INFORMED_ABOUT, language: 'ar', formVersion: '2026-11', ...over });
const give = (consent: string, over: Record<string, unknown> = {}, gateway = 0) =>
  change(cuk, 'giveConsent', 'GiveConsentInput', { consent, givenBy: [{ capacity: 'SELBST' }], dateOfBirth: '1990-05-04', ...over }, gateway);
const stateOf = async (id: string) => (await county.query('consent', 'select state from consent where id = $1', [id]))[0].state;

describe('an exclusion', () => {
  const excluding = async () => (await record(cuk, { exclusions: ['LANGUAGE_LEVEL'] })).ids[0]!;

  it('is not lifted by its receiver with a paper in the other direction', async () => {
    const old = await excluding();
    const receipt = await replace(jobcenter, old, { releasingUnits: ['JOBCENTER_LIPPE'], receivingUnits: ['NWL_CUK'], categories: ['BENEFIT_REGIME'] });
    expect([receipt.codes, await stateOf(old)]).toEqual([['REPLACES_OTHER_UNITS'], 'ERTEILT']);
  });

  it('is not lifted by a paper that names the same units, but not from whom to whom', async () => {
    const old = await excluding();
    const receipt = await replace(cuk, old, { releasingUnits: ['NWL_CUK', 'JOBCENTER_LIPPE'], receivingUnits: ['KREIS_SERVICESTELLE'] });
    expect([receipt.codes, await stateOf(old)]).toEqual([['OTHER_RELEASING_UNIT', 'REPLACES_OTHER_UNITS'], 'ERTEILT']);
  });

  it('is not lifted by a paper that begins later', async () => {
    const old = await excluding();
    const receipt = await replace(cuk, old, { validFrom: iso(30), exclusions: ['LANGUAGE_LEVEL'] });
    expect([receipt.codes, await stateOf(old)]).toEqual([['REPLACEMENT_NOT_IN_FORCE'], 'ERTEILT']);
  });

  it('is not lifted by a paper that is void, because a child interpreted', async () => {
    const old = await excluding();
    const receipt = await replace(cuk, old, { interpreter: 'KIND' });
    expect([receipt.codes, await stateOf(old)]).toEqual([['REPLACEMENT_NOT_IN_FORCE'], 'ERTEILT']);
  });

  it('outlives withdrawal in part, as a whole and the day the paper ends', async () => {
    const old = (await record(cuk, { categories: ['COURSE_ENROLMENT', 'COURSE_ENTITLEMENT'], exclusions: ['LANGUAGE_LEVEL'] })).ids[0]!;
    await change(cuk, 'withdrawConsent', 'WithdrawConsentInput', { consent: old, categories: ['COURSE_ENROLMENT'] });
    await change(jobcenter, 'withdrawConsent', 'WithdrawConsentInput', { consent: old });
    expect(await county.query('consent', 'select state, exclusions from consent where paper = $1', [old]))
      .toEqual([{ state: 'WIDERRUFEN', exclusions: ['LANGUAGE_LEVEL'] }, { state: 'WIDERRUFEN', exclusions: ['LANGUAGE_LEVEL'] }]);
  });
});

describe('a consent', () => {
  it('is not recorded by who would only receive, in no way of writing it', async () => {
    for (const over of [
      {}, { twoWay: true }, { releasingUnits: ['NWL_CUK', 'JOBCENTER_LIPPE'] }, { receivingUnits: [], receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: jobcenter.person }] },
      { releasingUnits: [] }, { releasingUnits: ['__proto__'] }, { releasingUnits: ['NWL_CUK', 'NWL_CUK'], categories: ['COURSE_ENROLMENT', 'COURSE_ENROLMENT'] },
    ]) {
      const { ids, codes } = await record(jobcenter, over);
      expect([ids, codes.length > 0]).toEqual([[], true]);
    }
  });

  it('is not given by signatures from within the time to think it over', async () => {
    const of = await draft();
    await inform(of);
    await change(cuk, 'startBedenkzeit', 'StartBedenkzeitInput', { consent: of, until: iso(1) });
    const start = county.clock();
    try {
      county.clock.set(start + DAY + 1000);
      expect((await give(of, { givenBy: [{ capacity: 'SELBST', signedAt: new Date(start + DAY - 1).toISOString() }] })).codes).toEqual(['BEDENKZEIT_RUNNING']);
      expect((await give(of, { givenBy: [{ capacity: 'SELBST', signedAt: new Date(start + DAY).toISOString() }] })).state).toBe('ERTEILT');
    } finally {
      county.clock.set(start);
    }
  });

  it('does not make an adult of a minor when it is given', async () => {
    const of = await draft({ dateOfBirth: '2012-02-29' });
    await inform(of);
    expect((await give(of)).codes).toEqual(['DATE_OF_BIRTH_DIFFERS']);
    expect((await give(of, { dateOfBirth: undefined })).codes).toEqual(['REPRESENTATIVE_MISSING']);
  });

  it('is not held up by a date that is none', async () => {
    for (const dateOfBirth of ['rubbish', '2025-02-29', '0000-01-01', '2012-13-01', '']) {
      expect((await change(cuk, 'draftConsent', 'DraftConsentInput', paper({ dateOfBirth }))).codes).toEqual(dateOfBirth === '' ? [] : ['DATE_OF_BIRTH_MISSING']);
    }
  });

  it('lasts no longer than a year from any day, also the 29th of February, and not backwards', async () => {
    for (const [validFrom, validTo, codes] of [
      ['2028-02-29T00:00:00Z', '2029-03-01T00:00:00Z', []], ['2028-02-29T00:00:00Z', '2029-03-01T00:00:00.001Z', ['TOO_LONG']],
      ['2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', ['END_BEFORE_START']], ['2026-06-02T00:00:00Z', '2026-06-01T00:00:00Z', ['END_BEFORE_START']],
      ['2025-09-01T00:00:00Z', '2026-03-02T08:00:00Z', ['ENDED_ALREADY']], ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', ['TOO_LONG']],
    ]) expect((await change(cuk, 'draftConsent', 'DraftConsentInput', paper({ validFrom, validTo }))).codes).toEqual(codes);
  });

  it('is given once, by whichever gateway comes first, and a key is worth one change', async () => {
    const of = await draft();
    await inform(of);
    const idempotencyKey = randomUUID();
    const both = await Promise.all([0, 1, 0, 1].map((gateway) => give(of, { idempotencyKey }, gateway)));
    expect(both).toEqual(both.map(() => ({ ids: [of], state: 'ERTEILT', codes: [] })));
    expect(await county.query('consent', `select kind from consent_event where consent_id = $1 and kind = 'ERTEILT'`, [of])).toEqual([{ kind: 'ERTEILT' }]);
    expect((await change(cuk, 'withdrawConsent', 'WithdrawConsentInput', { consent: of, idempotencyKey })).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect((await give(of, { idempotencyKey, witness: 'someone else' })).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('stays withdrawn, whatever is raced against it', async () => {
    const of = await draft();
    await inform(of);
    await Promise.all([give(of, {}, 0), change(cuk, 'withdrawConsent', 'WithdrawConsentInput', { consent: of }, 1), give(of, {}, 1)]);
    expect([await stateOf(of), (await give(of)).codes]).toEqual(['WIDERRUFEN', ['STATE_FORBIDS']]);
  });
});

describe('what a step tells', () => {
  it('is the same bytes for a consent of others and for one that is none', async () => {
    const of = (await record(cuk, { receivingUnits: ['KREIS_SERVICESTELLE'] })).ids[0]!;
    const withdraw = async (consent: string) => (await county.ask({
      as: jobcenter, query: 'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consentIds state problems { code message field } stillSeen { unit } } }',
      variables: { input: { idempotencyKey: 'no-such-consent', client: county.id(MS, jobcenter.unit), consent } },
    })).text;
    expect(new Set(await Promise.all([county.id(of, jobcenter.unit), of, randomUUID(), '__proto__', '', 'x'.repeat(50_000)].map(withdraw))).size).toBe(1);
    expect(await stateOf(of)).toBe('ERTEILT');
  });

  it('is nothing to those who read no files, and every attempt is on record', async () => {
    const { seq } = await county.store.logHead();
    for (const role of ['DPO', 'COORDINATOR'] as const) expect((await record({ ...cuk, role })).codes).toEqual(['NOT_AVAILABLE']);
    expect(await county.query('consent', `select count(*)::int as attempts from log_inbox where seq > $1 and payload::jsonb->>'kind' = 'ATTEMPT'`, [seq])).toEqual([{ attempts: 2 }]);
  });

  it('asks for a change by POST alone, and does each of several alone', async () => {
    const mutation = `mutation { acknowledgeNotice(notice: "${randomUUID()}", idempotencyKey: "${randomUUID()}") }`;
    const answer = await fetch(`${county.url}?query=${encodeURIComponent(mutation)}`, { headers: { 'apollo-require-preflight': 'x' } });
    expect([401, 405]).toContain(answer.status);
  });
});
