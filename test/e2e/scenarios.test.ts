import type { Purpose, Requester } from '../../consent/core/index.js';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** The scenarios of domain F that run from end to end, in the demo county of Monday, 2 March 2026, 9 o'clock. */
let county: County;
beforeAll(async () => { county = await startCounty({ today: '2026-03-02' }); });
afterAll(() => county.close());
beforeEach(() => county.forget());

const look = async (as: Requester, client: string, purpose: Purpose, selection: string) => {
  const { body } = await county.ask({ as, purpose, query: `query($id: ID!) { client(id: $id) { ${selection} } }`, variables: { id: county.id(client, as.unit) } });
  expect(body.errors).toBeUndefined();
  return { client: body.data.client, withheld: body.extensions.release.withheld };
};
const asked = (): string[] => [...new Set(county.received.map(({ subgraph }) => subgraph))].sort();

/** One field of every agency, for asking whether a unit sees anything at all. */
const EVERYWHERE = `
  name case { phase } benefits { regime } labourProfile { education } languageLevel { level } enrolments { state } schoolPlacement { beschult }
  kita { state } residence { validUntil } workPermission { access }
`;
const NOTHING = {
  name: null, case: null, benefits: null, labourProfile: null, languageLevel: null, enrolments: null, schoolPlacement: null, kita: null, residence: null,
  workPermission: null,
};

describe('F1 – arrival, no consent yet', () => {
  const { clients, staff } = SCENARIOS.F1;

  it('shows case management its own data and the deadlines, computed without any foreign data', async () => {
    const { client } = await look(staff.cm, clients['AK']!, 'ANKOMMENSGESPRAECH', 'name case { phase } deadlines { goalKey dueOn state }');
    expect(client).toEqual({
      name: 'Amal Kassem',
      case: { phase: 'KLAERUNG' },
      deadlines: expect.arrayContaining([
        { goalKey: 'ANKOMMENSGESPRAECH', dueOn: '2026-03-16', state: 'OFFEN' },
        { goalKey: 'SPRACHTEST', dueOn: '2026-04-13', state: 'OFFEN' },
        { goalKey: 'ARBEITSBERATUNG', dueOn: '2026-04-13', state: 'OFFEN' },
      ]),
    });
    expect(asked()).toEqual(['case-management']);
  });

  it('counts the school deadline in Schulwochen, past the Easter holidays, and the childcare deadline in days', async () => {
    const dueOn = async (name: string, goalKey: string) =>
      (await look(staff.cm, clients[name]!, 'ANKOMMENSGESPRAECH', 'deadlines { goalKey dueOn }')).client.deadlines.find((row: { goalKey: string }) => row.goalKey === goalKey).dueOn;
    expect(await dueOn('SK', 'KITA_ANGEBOT')).toBe('2026-03-30');
    // Four school weeks end on Sunday, 29 March; the next school day is after the holidays of 30 March to 11 April.
    expect(await dueOn('RK', 'SCHULE')).toBe('2026-04-13');
  });

  it('shows nothing of the other agencies, and asks none of them', async () => {
    const { client } = await look(staff.cm, clients['AK']!, 'ANKOMMENSGESPRAECH', EVERYWHERE);
    expect(client).toEqual({ ...NOTHING, name: 'Amal Kassem', case: { phase: 'KLAERUNG' } });
    expect(asked()).toEqual(['case-management']);
  });

  it('lets nobody else know that the family exists', async () => {
    for (const as of [staff.cuk, staff.ki, staff.agency]) {
      expect((await look(as, clients['AK']!, 'KURSVERMITTLUNG', EVERYWHERE)).client).toBeNull();
    }
    expect(asked()).toEqual([]);
  });

  it('finds offers by hypothetical attributes, without a person and without a purpose', async () => {
    const { body } = await county.ask({ as: staff.cm, query: '{ offers(first: 1, filter: { municipalities: LEMGO }) { edges { node { title freePlaces } } } }' });
    expect(body.data.offers.edges).toEqual([{ node: { title: expect.any(String), freePlaces: expect.any(Number) } }]);
  });
});

describe('F2 – language chain with a time-limited consent', () => {
  const { clients, staff } = SCENARIOS.F2;
  const LANGUAGE = `languageLevel { level } supportPlan { targetLevel } enrolments { state } languageTestDetail { recommendedCourse } cooperationPlan { nextStep }`;

  it('shows the case manager level, plan and waiting list, and neither test details nor the Jobcenter’s plan', async () => {
    const { client, withheld } = await look(staff.cm, clients['MS']!, 'KURSVERMITTLUNG', LANGUAGE);
    expect(client).toEqual({
      languageLevel: { level: 'B1' }, supportPlan: { targetLevel: 'C1' }, enrolments: [{ state: 'WARTELISTE' }], languageTestDetail: null, cooperationPlan: null,
    });
    expect(withheld.map(({ path, category, reason }: { path: string[]; category: string; reason: string }) => [path.join('.'), category, reason])).toEqual([
      ['client.languageTestDetail', 'LANGUAGE_TEST_DETAIL', 'OUT_OF_SCOPE_CATEGORY'],
      ['client.cooperationPlan', 'JC_PLAN', 'OUT_OF_SCOPE_RECIPIENT'],
    ]);
  });

  it('does not ask for what it withholds', async () => {
    await look(staff.cm, clients['MS']!, 'KURSVERMITTLUNG', LANGUAGE);
    expect(asked()).toEqual(['language-courses']);
    expect(county.received[0]!.query).toContain('supportPlan');
    expect(county.received[0]!.query).not.toContain('languageTestDetail');
  });

  it('shows the Jobcenter nothing the same day: c1 names the case management only', async () => {
    const { client, withheld } = await look(staff.jobcenter, clients['MS']!, 'KURSVERMITTLUNG', 'languageLevel { level } courseEntitlements { basis } enrolments { state }');
    expect(client).toEqual({ languageLevel: null, courseEntitlements: null, enrolments: null });
    expect(withheld.map(({ category }: { category: string }) => category)).toEqual(['LANGUAGE_LEVEL', 'COURSE_ENTITLEMENT', 'COURSE_ENROLMENT']);
    expect(withheld[0]).toEqual({ path: ['client', 'languageLevel'], category: 'LANGUAGE_LEVEL' });
  });

  it('shows the Jobcenter level and entitlement, and nothing more, once the flow S2 is switched on', async () => {
    const withS2 = await startCounty({ today: '2026-03-02', flows: ['S2'] });
    try {
      const { body } = await withS2.ask({
        as: staff.jobcenter, purpose: 'KURSVERMITTLUNG', variables: { id: withS2.id(clients['MS']!, 'JOBCENTER_LIPPE') },
        query: 'query($id: ID!) { client(id: $id) { languageLevel { level } courseEntitlements { mandatory } enrolments { state } supportPlan { targetLevel } } }',
      });
      expect(body.data.client).toEqual({ languageLevel: { level: 'B1' }, courseEntitlements: [{ mandatory: expect.any(Boolean) }], enrolments: null, supportPlan: null });
    } finally {
      await withS2.close();
    }
  });

  it('tells the same by category, with the obligations that come along', async () => {
    const { client } = await look(staff.cm, clients['MS']!, 'KURSVERMITTLUNG', 'releaseStatus { category granted basis obligations reason }');
    const of = (category: string) => client.releaseStatus.find((row: { category: string }) => row.category === category);
    expect(of('LANGUAGE_LEVEL')).toEqual({
      category: 'LANGUAGE_LEVEL', granted: true, basis: 'CONSENT', obligations: ['LOG_FULL', 'EXPIRE_CACHE', 'SHOW_PURPOSE_NOTICE'], reason: null,
    });
    expect(of('JC_PLAN')).toEqual({ category: 'JC_PLAN', granted: false, basis: null, obligations: [], reason: 'OUT_OF_SCOPE_RECIPIENT' });
  });

  it('does not serve another purpose', async () => {
    expect((await look(staff.cm, clients['MS']!, 'WOHNEN', 'languageLevel { level }')).client).toEqual({ languageLevel: null });
  });

  it('ends by itself, to the millisecond', async () => {
    const consents = [...(await county.store.records([clients['MS']!])).values()][0]!.consents;
    const end = consents.find(({ id }) => id === SCENARIOS.F2.consents['c1']![0])!.to;
    const now = county.clock();
    try {
      county.clock.set(end - 1);
      expect((await look(staff.cm, clients['MS']!, 'KURSVERMITTLUNG', 'languageLevel { level }')).client.languageLevel).toEqual({ level: 'B1' });
      county.clock.set(end);
      expect((await look(staff.cm, clients['MS']!, 'KURSVERMITTLUNG', 'languageLevel { level }')).client.languageLevel).toBeNull();
    } finally {
      county.clock.set(now);
    }
  });
});

describe('F5 – the wrong Ausländerbehörde', () => {
  const { clients, staff } = SCENARIOS.F5;
  const RESIDENCE = 'residence { title } residenceObligation { kind } perspectiveChecks { result }';
  const PURPOSE = 'AUFENTHALTSPERSPEKTIVE_25A_25B';

  it('denies the new case manager: the consent named the units of the former town', async () => {
    const { client, withheld } = await look(staff.cm, clients['ET']!, PURPOSE, RESIDENCE);
    expect(client).toEqual({ residence: null, residenceObligation: null, perspectiveChecks: null });
    expect(withheld.map(({ category }: { category: string }) => category)).toEqual(['RESIDENCE_TITLE', 'RESIDENCE_OBLIGATION', 'PERSPECTIVE_CHECK']);
    expect(withheld[0].neededConsent.releasingUnits).toEqual(['ABH_KREIS', 'ABH_DETMOLD']);
  });

  it('has forgotten the client for the former units', async () => {
    for (const as of [staff.formerCm, staff.abhDetmold]) expect((await look(as, clients['ET']!, PURPOSE, RESIDENCE)).client).toBeNull();
  });

  it('shows the new Ausländerbehörde its own file, and nothing of anybody else', async () => {
    const { client } = await look(staff.abhKreis, clients['ET']!, PURPOSE, `${EVERYWHERE} ${RESIDENCE}`);
    expect(client).toMatchObject({ ...NOTHING, residence: { title: expect.any(String) }, workPermission: expect.anything() });
    expect(asked()).toEqual(['immigration-office']);
  });
});

describe('F12 – family of a skilled worker', () => {
  const { clients, staff } = SCENARIOS.F12;

  it('shows the KI the pupil’s school and not the residence title, which has no part in it', async () => {
    const { client } = await look(staff.ki, clients['AN']!, 'SCHULPLATZ', `${EVERYWHERE} schoolBiography { yearsOfSchooling }`);
    expect(client).toEqual({ ...NOTHING, schoolPlacement: { beschult: true }, schoolBiography: { yearsOfSchooling: 6 } });
    expect(asked()).toEqual(['school-entry']);
  });

  it('shows the Jugendamt its own Kita file and no school', async () => {
    const { client } = await look(staff.jugendamt, clients['DN']!, 'KITAPLATZ', EVERYWHERE);
    expect(client).toEqual({ ...NOTHING, kita: [{ state: 'ANGEBOT_GEMACHT' }] });
  });

  it('shows the Ausländerbehörde no school and no Kita, not even that the family is known there', async () => {
    const { client } = await look(staff.abh, clients['TN']!, 'SCHULPLATZ', EVERYWHERE);
    expect(client).toMatchObject({ ...NOTHING, residence: expect.anything(), workPermission: expect.anything() });
    expect(asked()).toEqual(['immigration-office']);
  });

  it('creates no case: case management does not know the family, before and after', async () => {
    for (const name of ['TN', 'MN', 'AN', 'DN']) expect((await look(staff.cm, clients[name]!, 'SCHULPLATZ', EVERYWHERE)).client).toBeNull();
  });
});

describe('F15 – audit by the data-protection officers', () => {
  const { staff } = SCENARIOS.F15;
  const LOG = '{ accessLog(first: 100) { edges { node { kind requesterUnit requesterPerson purpose owners items { path category granted basis owners } } } } }';
  const entries = async (as: Requester) => (await county.ask({ as, query: LOG })).body.data.accessLog.edges.map(({ node }: { node: unknown }) => node);

  it('shows each officer the entries their own unit asked or was asked in, and no others', async () => {
    const ofJobcenter = await entries(staff.dpoJobcenter);
    expect(ofJobcenter.length).toBeGreaterThan(0);
    for (const { requesterUnit, owners } of ofJobcenter) expect([requesterUnit, ...owners]).toContain('JOBCENTER_LIPPE');
    const ofAgency = await entries(staff.dpoAgency);
    for (const { requesterUnit, owners } of ofAgency) expect([requesterUnit, ...owners]).toContain('AA_DETMOLD');
  });

  it('shows fields and bases, never values, and staff as pseudonyms', async () => {
    const text = JSON.stringify(await entries(staff.dpoKreis));
    expect(text).toContain('"path":"client.languageLevel","category":"LANGUAGE_LEVEL","granted":true,"basis":"CONSENT:');
    for (const secret of ['Kassem', 'Sabbagh', '"B1"', 'KLAERUNG', 'cm-sr5-1', SCENARIOS.F2.clients['MS']!]) expect(text).not.toContain(secret);
  });

  it('logs the officer’s own reading', async () => {
    const { requesterUnit, kind } = (await entries(staff.dpoAgency), await entries(staff.dpoAgency))[0];
    expect([requesterUnit, kind]).toEqual(['AA_DETMOLD', 'SUPERVISION']);
  });

  it('is for officers only, and shows officers no client', async () => {
    expect((await county.ask({ as: staff.cm, query: LOG })).body.data.accessLog).toBeNull();
    expect((await look(staff.dpoKreis, SCENARIOS.F2.clients['MS']!, 'KURSVERMITTLUNG', EVERYWHERE)).client).toBeNull();
  });
});

/** Last, because it changes the county. */
describe('F3 – withdrawal in the middle', () => {
  const { clients, staff, consents } = SCENARIOS.F3;
  const WITHDRAW = 'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consentIds state problems { code } } }';
  const withdraw = (consent: string) =>
    county.ask({ as: staff.cm, query: WITHDRAW, variables: { input: { idempotencyKey: `f3-${consent}`, client: county.id(clients['MS']!, staff.cm.unit), consent: county.id(consent, staff.cm.unit) } } });

  it('ends the release in both directions as soon as it is acknowledged', async () => {
    expect((await look(staff.cm, clients['MS']!, 'KURSVERMITTLUNG', 'languageLevel { level }')).client).toEqual({ languageLevel: { level: 'B1' } });
    for (const consent of consents['c1']!) {
      const { body } = await withdraw(consent);
      expect(body.data.withdrawConsent).toEqual({ consentIds: [county.id(consent, staff.cm.unit)], state: 'WIDERRUFEN', problems: [] });
    }
    county.forget();
    const after = await look(staff.cm, clients['MS']!, 'KURSVERMITTLUNG', 'name languageLevel { level } supportPlan { targetLevel } enrolments { state }');
    expect(after.client).toEqual({ name: 'Mariam Sabbagh', languageLevel: null, supportPlan: null, enrolments: null });
    expect(after.withheld[0].reason).toBe('CONSENT_WITHDRAWN');
    expect(asked()).toEqual(['case-management']);
  });

  it('is taken once, however often it is said', async () => {
    const [first] = consents['c1']!;
    expect((await withdraw(first!)).text).toBe((await withdraw(first!)).text);
    expect(await county.query('consent', 'select kind from consent_event where consent_id = $1', [first])).toEqual([{ kind: 'WIDERRUFEN' }]);
  });

  it('stays in the log of both units', async () => {
    const log = '{ accessLog(first: 100) { edges { node { kind items { basis } } } } }';
    const { body } = await county.ask({ as: SCENARIOS.F15.staff.dpoKreis, query: log });
    const withdrawn = body.data.accessLog.edges.filter(({ node }: { node: { kind: string } }) => node.kind === 'CONSENT');
    expect(withdrawn.map(({ node }: { node: { items: { basis: string }[] } }) => node.items[0]!.basis)).toEqual(consents['c1']!.toReversed().map((id) => `CONSENT:${county.id(id, staff.cm.unit)}`));
  });
});
