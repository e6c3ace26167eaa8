import { randomUUID } from 'node:crypto';
import type { Purpose, Requester } from '../../consent/core/index.js';
import { INFORMED_ABOUT } from '../../consent/lifecycle/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { readFor, sentBy } from '../kit/consent-ids.js';
import { startCounty, type County } from '../kit/county.js';

/** A consent's life over real HTTP, in the demo county of Monday, 2 March 2026, 9 o'clock. */
let county: County;
beforeAll(async () => { county = await startCounty({ today: '2026-03-02', flows: ['S2'] }); });
afterAll(() => county.close());

let keys = 0;
const ask = async (as: Requester, query: string, variables: Record<string, unknown> = {}, purpose: Purpose | null = null) => {
  const { body } = await county.ask({ as, query, variables, purpose });
  expect(body.errors).toBeUndefined();
  return body;
};
const change = async (as: Requester, mutation: string, type: string, input: Record<string, unknown>) => {
  const receipt = '{ consentIds state problems { code message } warnings { code } stillSeen { unit from category purpose basis citation } }';
  const { data } = await ask(as, `mutation ($input: ${type}!) { ${mutation}(input: $input) ${receipt} }`, { input: sentBy(as.unit, county.pseudonyms, { idempotencyKey: `lifecycle-${++keys}`, ...input }) });
  return readFor(as.unit, county.pseudonyms, data[mutation]);
};
const codes = ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code);
const look = async (as: Requester, client: string, purpose: Purpose, selection: string) => {
  const { data, extensions } = await ask(as, `query ($id: ID!) { client(id: $id) { ${selection} } }`, { id: county.id(client, as.unit) }, purpose);
  return { client: data.client, withheld: extensions.release.withheld };
};
const told = { informedAbout: INFORMED_ABOUT, formVersion: '2026-11' };

describe('F8 – an unaccompanied minor turns 18', () => {
  const { clients, consents, staff } = SCENARIOS.F8;
  const NR = clients['NR']!;
  const SCHOOL = 'schoolPlacement { beschult }';
  const birthday = Date.parse('2026-04-11T00:00:00+02:00');
  const placement = async () => (await look(staff.cm, NR, 'SCHULPLATZ', SCHOOL)).client.schoolPlacement;
  const paper = { releasingUnits: ['KI_SEITENEINSTIEG'], receivingUnits: ['KREIS_SERVICESTELLE'], categories: ['SCHOOL_PLACEMENT'], purposes: ['SCHULPLATZ'], form: 'SCHRIFTLICH' };
  const dateOfBirth = '2008-04-11';

  it('needs both, the Amtsvormund and the young person, before anything flows', async () => {
    const client = county.id(NR, staff.ki.unit);
    await change(staff.ki, 'withdrawConsent', 'WithdrawConsentInput', { client, consent: consents['c5']![0] });
    expect(await placement()).toBeNull();
    const { consentIds: [of] } = await change(staff.ki, 'draftConsent', 'DraftConsentInput', { ...paper, client, validTo: '2026-12-31T23:00:00Z' });
    await change(staff.ki, 'recordInformation', 'RecordInformationInput', { client, consent: of, language: 'fa', interpreter: 'GESCHULT_KI', ...told });
    const guardian = { capacity: 'AMTSVORMUND', unit: 'JUGENDAMT:KREIS' };
    expect(codes(await change(staff.ki, 'giveConsent', 'GiveConsentInput', { client, consent: of, dateOfBirth, givenBy: [guardian] }))).toEqual(['CO_DECISION_MISSING']);
    expect(await placement()).toBeNull();
    const given = await change(staff.ki, 'giveConsent', 'GiveConsentInput', { client, consent: of, dateOfBirth, givenBy: [guardian, { capacity: 'SELBST', client }] });
    expect([given.state, given.problems, await placement()]).toEqual(['ERTEILT', [], { beschult: true }]);
  });

  it('ends with the 18th birthday at midnight, to the millisecond, and says that a review is due', async () => {
    const now = county.clock();
    try {
      county.clock.set(birthday - 1);
      expect(await placement()).toEqual({ beschult: true });
      expect((await ask(staff.ki, '{ reviewTasks { kind } }')).data.reviewTasks).toEqual([]);
      county.clock.set(birthday);
      county.forget();
      const { client, withheld } = await look(staff.cm, NR, 'SCHULPLATZ', SCHOOL);
      expect([client.schoolPlacement, withheld[0].reason]).toEqual([null, 'AGE_REVIEW_DUE']);
      expect(county.received.map(({ subgraph }) => subgraph)).not.toContain('school-entry');
      const { data } = await ask(staff.ki, '{ reviewTasks { kind clientPseudonym responsible } }');
      expect(data.reviewTasks).toEqual([{ kind: 'BIRTHDAY', clientPseudonym: county.id(NR, staff.ki.unit), responsible: 'ki-401' }]);
    } finally {
      county.clock.set(now);
    }
  });

  it('ends the guardianship with the event, and gives case management the task of a renewal', async () => {
    const now = county.clock();
    try {
      county.clock.set(birthday);
      const event = { idempotencyKey: 'f8-birthday', client: county.id(NR, staff.cm.unit), kind: 'BIRTHDAY', formerUnits: ['JUGENDAMT:KREIS'] };
      const record = () => ask(staff.cm, 'mutation ($input: ReviewEventInput!) { recordReviewEvent(input: $input) { recorded problems { code } } }', { input: event });
      expect((await record()).data).toEqual({ recordReviewEvent: { recorded: true, problems: [] } });
      expect((await record()).data).toEqual({ recordReviewEvent: { recorded: true, problems: [] } });
      expect((await look(staff.guardian, NR, 'SCHULPLATZ', SCHOOL)).client).toBeNull();
      expect(await county.query('consent', 'select kind from review_event')).toEqual([{ kind: 'BIRTHDAY' }]);
    } finally {
      county.clock.set(now);
    }
  });

  it('is renewed by the adult alone; the guardian’s signature is worth nothing any more', async () => {
    const now = county.clock();
    try {
      county.clock.set(birthday + 9 * 3_600_000);
      const client = county.id(NR, staff.ki.unit);
      const renewed = { ...paper, client, validTo: '2027-03-31T22:00:00Z', dateOfBirth };
      const byGuardian = { ...renewed, givenBy: [{ capacity: 'AMTSVORMUND', unit: 'JUGENDAMT:KREIS' }] };
      expect(codes(await change(staff.ki, 'recordConsent', 'RecordConsentInput', byGuardian))).toEqual(['REPRESENTATIVE_INVALID']);
      expect((await change(staff.ki, 'recordConsent', 'RecordConsentInput', { ...renewed, givenBy: [{ capacity: 'SELBST' }] })).state).toBe('ERTEILT');
      expect(await placement()).toEqual({ beschult: true });
    } finally {
      county.clock.set(now);
    }
  });
});

describe('F9 – separated parents', () => {
  const { clients, consents, staff } = SCENARIOS.F9;
  const PW = clients['PW']!;
  const kita = async () => (await look(staff.cm, PW, 'KITAPLATZ', 'kita { state }')).client.kita;

  it('flags the second parent, and counts only with the caseworker’s recorded reason', async () => {
    const client = county.id(PW, staff.jugendamt.unit);
    const of = { client, consent: consents['kita']![0] };
    await change(staff.jugendamt, 'recordInformation', 'RecordInformationInput', { ...of, language: 'ru', ...told });
    const signed = { ...of, dateOfBirth: '2020-11-22', givenBy: [{ capacity: 'ELTERNTEIL_GEMEINSAM', client: county.id(clients['KW']!, staff.jugendamt.unit) }] };
    const flagged = await change(staff.jugendamt, 'giveConsent', 'GiveConsentInput', signed);
    expect(codes(flagged)).toEqual(['SECOND_PARENT_MISSING']);
    expect(flagged.problems[0].message).toMatch(/^Gemeinsame Sorge: .* \/ joint custody: /);
    expect(await kita()).toBeNull();
    const decided = await change(staff.jugendamt, 'giveConsent', 'GiveConsentInput', { ...signed, secondParentReason: '§ 1687 BGB: Angelegenheit des täglichen Lebens' });
    expect([decided.state, (await kita()).length]).toEqual(['ERTEILT', 1]);
  });

  it('never lets the mother’s signature release the child’s data as her own', async () => {
    const client = county.id(PW, staff.jugendamt.unit);
    const paper = {
      client, releasingUnits: ['JUGENDAMT:LAGE'], receivingUnits: ['KREIS_SERVICESTELLE'], categories: ['KITA_PLACEMENT'], purposes: ['KITAPLATZ'], form: 'SCHRIFTLICH',
      validTo: '2026-12-31T23:00:00Z', dateOfBirth: '2020-11-22', givenBy: [{ capacity: 'SELBST', client: county.id(clients['KW']!, staff.jugendamt.unit) }],
    };
    expect(codes(await change(staff.jugendamt, 'recordConsent', 'RecordConsentInput', paper))).toEqual(['NOT_THE_CLIENT', 'REPRESENTATIVE_MISSING']);
  });
});

describe('F14 – health data need a signature', () => {
  const { clients, consents, staff } = SCENARIOS.F14;
  const LM = clients['LM']!;
  const health = async (as: Requester) => (await look(as, LM, 'KURSVERMITTLUNG', 'healthNeeds')).client.healthNeeds;

  it('tells before anyone signs that the telephone is not enough for health, and what is', async () => {
    const input = {
      client: county.id(LM, staff.cm.unit), releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['LABOUR_PROFILE', 'HEALTH'],
      explicitCategories: ['HEALTH'], purposes: ['KURSVERMITTLUNG'], form: 'MUENDLICH_BESONDERE_UMSTAENDE', validTo: '2026-12-31T23:00:00Z',
      language: 'ar', interpreter: 'GESCHULT_KI', dateOfBirth: '1989-11-22', givenBy: [{ capacity: 'SELBST' }], ...told,
    };
    const check = async (over: Record<string, unknown>) =>
      (await ask(staff.cm, 'query ($input: ConsentPaperInput!) { checkConsent(input: $input) { problems { code field } } }', { input: { ...input, ...over } })).data.checkConsent.problems;
    expect(await check({})).toEqual([{ code: 'FORM_INSUFFICIENT', field: 'form' }]);
    expect(await check({ categories: ['LABOUR_PROFILE'], explicitCategories: [] })).toEqual([{ code: 'CIRCUMSTANCES_MISSING', field: 'specialCircumstances' }]);
    expect(await check({ categories: ['LABOUR_PROFILE'], explicitCategories: [], specialCircumstances: 'liegt im Krankenhaus' })).toEqual([]);
    expect(await check({ form: 'SCHRIFTLICH' })).toEqual([]);
  });

  it('releases the functional statement with c8 in writing, and never to the Ausländerbehörde', async () => {
    expect(await health(staff.jobcenter)).toBeNull();
    const of = { client: county.id(LM, staff.cm.unit), consent: consents['c8']![0] };
    await change(staff.cm, 'recordInformation', 'RecordInformationInput', { ...of, language: 'ar', interpreter: 'GESCHULT_KI', ...told });
    const given = await change(staff.cm, 'giveConsent', 'GiveConsentInput', { ...of, dateOfBirth: '1989-11-22', givenBy: [{ capacity: 'SELBST' }], signatureReference: 'Akte LM, Blatt 12' });
    expect([given.problems, given.state]).toEqual([[], 'ERTEILT']);
    expect(await health(staff.jobcenter)).toEqual(['NUR_TEILZEIT', 'HOECHSTENS_15_STUNDEN']);
    expect(await health(staff.abh)).toBeNull();
  });

  it('takes health back alone; the Jobcenter is told that a release ended, and not why', async () => {
    const of = { client: county.id(LM, staff.cm.unit), consent: consents['c8']![0] };
    const withdrawn = await change(staff.cm, 'withdrawConsent', 'WithdrawConsentInput', { ...of, categories: ['HEALTH'] });
    expect([withdrawn.state, await health(staff.jobcenter)]).toEqual(['TEILWIDERRUFEN', null]);
    const { data } = await ask(staff.jobcenter, '{ notices { id clientPseudonym consent at acknowledgedAt } }');
    expect(data.notices).toEqual([{ id: expect.any(String), clientPseudonym: county.id(LM, 'JOBCENTER_LIPPE'), consent: county.id(of.consent!, 'JOBCENTER_LIPPE'), at: expect.any(String), acknowledgedAt: null }]);
    const id = data.notices[0].id;
    expect((await ask(staff.jobcenter, 'mutation ($id: ID!, $key: String!) { acknowledgeNotice(notice: $id, idempotencyKey: $key) }', { id, key: randomUUID() })).data).toEqual({ acknowledgeNotice: true });
    expect((await ask(staff.jobcenter, '{ notices { id } }')).data.notices).toEqual([]);
  });
});

describe('a statute beside a consent', () => {
  const { clients, staff } = SCENARIOS.F2;
  const MS = clients['MS']!;

  it('is not asked consent for, and is not touched by a withdrawal, which says so', async () => {
    const client = county.id(MS, staff.cuk.unit);
    const paper = {
      client, releasingUnits: ['NWL_CUK'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['LANGUAGE_LEVEL', 'COURSE_ENROLMENT'], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH',
      validTo: '2026-12-31T23:00:00Z',
    };
    const refused = await change(staff.cuk, 'draftConsent', 'DraftConsentInput', paper);
    expect(codes(refused)).toEqual(['GOVERNED_BY_STATUTE']);
    expect(refused.problems[0].message).toContain('LANGUAGE_LEVEL (KURSVERMITTLUNG); S2');
    const before = (await look(staff.jobcenter, MS, 'KURSVERMITTLUNG', 'languageLevel { level }')).client;
    expect(before.languageLevel).toEqual({ level: 'B1' });
    const old = randomUUID(); // from before the flow was switched on
    await county.query('consent', `insert into consent (id, client_id, state, releasing_units, releasing_persons, receiving_units, receiving_persons, categories,
      explicit_categories, exclusions, purposes, form, from_at, to_at) values ($1, $2, 'ERTEILT', '{NWL_CUK}', '[]', '{JOBCENTER_LIPPE}', '[]',
      '{LANGUAGE_LEVEL,COURSE_ENROLMENT}', '{}', '{}', '{KURSVERMITTLUNG}', 'SCHRIFTLICH', '2026-02-01', '2026-12-01')`, [old, MS]);
    const withdrawn = await change(staff.cuk, 'withdrawConsent', 'WithdrawConsentInput', { client, consent: old });
    expect([withdrawn.state, withdrawn.stillSeen]).toEqual(['WIDERRUFEN', [{
      unit: 'JOBCENTER_LIPPE', from: 'NWL_CUK', category: 'LANGUAGE_LEVEL', purpose: 'KURSVERMITTLUNG', basis: 'STATUTE', citation: expect.stringContaining('SGB II'),
    }]]);
    expect((await look(staff.jobcenter, MS, 'KURSVERMITTLUNG', 'languageLevel { level }')).client).toEqual(before);
  });
});
