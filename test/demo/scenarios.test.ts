import { compileRelease, createPolicy, type Category, type Purpose, type Requester, type UnitCode } from '../../consent/core/index.js';
import { buildCounty } from '../../demo/county.js';
import { addDays, ageOn, instant } from '../../demo/dates.js';
import { arrivalOf } from '../../demo/deadlines.js';
import { deadlinesOf } from '../../subgraphs/case-management/deadlines/compute.js';
import { REGISTER } from '../../subgraphs/case-management/deadlines/register.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';

const today = '2026-04-15';
const county = buildCounty({ today });
const now = instant(today);
const client = (id: string | undefined) => county.clients.find((one) => one.id === id)!;
const units = (id: string | undefined, at = now) =>
  client(id).relations.filter(({ from, to }) => from <= at && (to === null || to > at)).map(({ unit }) => unit).sort();
const papers = (names: readonly string[]) => names.map((id) => county.consents.find((consent) => consent.id === id)!);

/** What the core decides on the county's records. */
function sees(id: string, requester: Requester, purpose: Purpose, owner: UnitCode, category: Category, at = now): boolean {
  const records = { version: 1, relations: client(id).relations, consents: county.consents.filter((consent) => consent.client === id), emergencies: [] };
  return compileRelease(records, requester, purpose, at, createPolicy()).grants(owner, category);
}

describe('the scenarios of domain F', () => {
  it('exist by name, fifteen of them, with clients and consents of the county', () => {
    expect(Object.keys(SCENARIOS).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(Array.from({ length: 15 }, (_, index) => `F${index + 1}`));
    for (const { clients, consents } of Object.values(SCENARIOS)) {
      for (const id of Object.values(clients)) expect(client(id)).toBeDefined();
      for (const ids of Object.values<readonly string[]>(consents)) expect(papers(ids).every(Boolean)).toBe(true);
    }
  });

  it('have initials that fit the names', () => {
    const fits = ([initials, id]: [string, string]) => {
      const { given, family } = client(id);
      return `${given[0]}${family.split('-').map((part) => part[0]).join('')}` === initials;
    };
    for (const { clients } of Object.values(SCENARIOS)) expect(Object.entries<string>(clients).filter((entry) => !fits(entry))).toEqual([]);
  });

  it('keep their ids in every county', () => {
    const other = buildCounty({ today: '2027-01-31', seed: 9 });
    for (const { clients } of Object.values(SCENARIOS)) {
      for (const id of Object.values<string>(clients)) expect(other.clients.filter((one) => one.id === id)).toHaveLength(1);
    }
  });

  it('F1: a family of four in Lemgo without consent, known to nobody but those of the place', () => {
    const { clients, staff } = SCENARIOS.F1;
    const family = Object.values(clients).map(client);
    expect(family.map(({ municipality, registeredOn }) => [municipality, registeredOn])).toEqual(Array(4).fill(['LEMGO', '2026-03-02']));
    expect(new Set(family.map(({ household }) => household)).size).toBe(1);
    expect(county.consents.some((consent) => Object.values(clients).includes(consent.client))).toBe(false);
    expect(units(clients['AK'])).toEqual(['ABH_KREIS', 'KREIS_SERVICESTELLE', 'SOZIALAMT:LEMGO']);
    expect(sees(clients['AK']!, staff.cm, 'ANKOMMENSGESPRAECH', 'KREIS_SERVICESTELLE', 'IDENTITY_CORE')).toBe(true);
    expect(sees(clients['AK']!, staff.cm, 'ANKOMMENSGESPRAECH', 'ABH_KREIS', 'RESIDENCE_TITLE')).toBe(false);
  });

  it('F1: has the deadlines of the text, Easter holidays left out', () => {
    const due = (initials: 'AK' | 'RK' | 'SK') => Object.fromEntries(deadlinesOf(arrivalOf(client(SCENARIOS.F1.clients[initials])), REGISTER, '2026-03-02').map(({ goalKey, dueOn }) => [goalKey, dueOn]));
    expect(due('AK')).toEqual({ ANKOMMENSGESPRAECH: '2026-03-16', SPRACHTEST: '2026-04-13', ARBEITSBERATUNG: '2026-04-13', A2: '2028-03-02' });
    expect(due('RK')).toEqual({ ANKOMMENSGESPRAECH: '2026-03-16', SCHULE: '2026-04-13' });
    expect(due('SK')).toEqual({ ANKOMMENSGESPRAECH: '2026-03-16', KITA_ANGEBOT: '2026-03-30' });
  });

  it('F2, F3, F15: c1 opens level, plan and enrolment to case management, not to the Jobcenter, not the test details', () => {
    const { clients, consents, staff } = SCENARIOS.F2;
    const id = clients['MS']!;
    expect(papers(consents.c1).map(({ releasingUnits, receivingUnits, categories, purposes }) => [releasingUnits, receivingUnits, categories, purposes])).toEqual([
      [['NWL_CUK'], ['KREIS_SERVICESTELLE'], ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG', 'COURSE_ENROLMENT'], ['KURSVERMITTLUNG']],
      [['KREIS_SERVICESTELLE'], ['NWL_CUK'], ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG', 'COURSE_ENROLMENT'], ['KURSVERMITTLUNG']],
    ]);
    for (const category of ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG', 'COURSE_ENROLMENT'] as const) {
      expect(sees(id, staff.cm, 'KURSVERMITTLUNG', 'NWL_CUK', category)).toBe(true);
      expect(sees(id, staff.jobcenter, 'KURSVERMITTLUNG', 'NWL_CUK', category)).toBe(false);
      expect(sees(id, staff.cm, 'ARBEITSBERATUNG', 'NWL_CUK', category)).toBe(false);
    }
    expect(sees(id, staff.cm, 'KURSVERMITTLUNG', 'NWL_CUK', 'LANGUAGE_TEST_DETAIL')).toBe(false);
    expect(sees(id, staff.cm, 'KURSVERMITTLUNG', 'JOBCENTER_LIPPE', 'JC_PLAN')).toBe(false);
    expect(client(id).language).toMatchObject({ level: 'B1', targetLevel: 'C1', enrolment: { state: 'WARTELISTE' } });
    expect([SCENARIOS.F3.clients, SCENARIOS.F15.clients]).toEqual([clients, clients]);
  });

  it('F4: c2 gives the one colleague at the ABH exactly the packet, and case management the answer', () => {
    const { clients, staff } = SCENARIOS.F4;
    const perspective = (who: Requester, owner: UnitCode, category: Category) => sees(clients['DO']!, who, 'AUFENTHALTSPERSPEKTIVE_25A_25B', owner, category);
    expect(client(clients['DO'])).toMatchObject({ municipality: 'KALLETAL', group: 'REF_GEDULDET', residence: { title: 'DULDUNG_60A_2_1' }, needs: { psychosocial: ['SCHULDNERBERATUNG'] } });
    expect(client(clients['DO']).registeredOn < addDays(today, -7 * 365)).toBe(true);
    expect(perspective(staff.abh, 'KREIS_SERVICESTELLE', 'IDENTITY_CORE')).toBe(true);
    expect(perspective(staff.abh, 'NWL_CUK', 'LANGUAGE_LEVEL')).toBe(true);
    expect(perspective(staff.abh, 'KREIS_SERVICESTELLE', 'PSYCHOSOCIAL')).toBe(false);
    expect(perspective(staff.abh, 'KREIS_SERVICESTELLE', 'CM_PROCESS')).toBe(false);
    expect(perspective(staff.otherAbh, 'KREIS_SERVICESTELLE', 'IDENTITY_CORE')).toBe(false);
    expect(perspective(staff.cm, 'ABH_KREIS', 'PERSPECTIVE_CHECK')).toBe(true);
    expect(perspective(staff.cm, 'ABH_KREIS', 'RESIDENCE_TITLE')).toBe(false);
    expect(sees(clients['CO']!, staff.abh, 'AUFENTHALTSPERSPEKTIVE_25A_25B', 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT')).toBe(true);
  });

  it('F5: before the move the units of Detmold, after it those of Lage; c3 goes with the old ones', () => {
    const { clients, consents, staff } = SCENARIOS.F5;
    const before = instant(addDays(client(clients['ET']).movedOn!, -1));
    expect(units(clients['ET'], before)).toEqual(expect.arrayContaining(['ABH_DETMOLD', 'DETMOLD_CM']));
    expect(units(clients['ET'], before)).not.toContain('ABH_KREIS');
    expect(units(clients['LT'], before)).toContain('JUGENDAMT:DETMOLD');
    expect(units(clients['ET'])).toEqual(expect.arrayContaining(['ABH_KREIS', 'KREIS_SERVICESTELLE']));
    expect(units(clients['ET'])).not.toEqual(expect.arrayContaining(['ABH_DETMOLD']));
    expect(units(clients['ET'])).not.toEqual(expect.arrayContaining(['DETMOLD_CM']));
    expect(units(clients['LT'])).toContain('JUGENDAMT:LAGE');
    expect(papers(consents.c3).every(({ to }) => to > now)).toBe(true);
    const title = (who: Requester, owner: UnitCode, at: number) => sees(clients['ET']!, who, 'AUFENTHALTSPERSPEKTIVE_25A_25B', owner, 'RESIDENCE_TITLE', at);
    expect(title(staff.formerCm, 'ABH_DETMOLD', before)).toBe(true);
    expect(title(staff.formerCm, 'ABH_DETMOLD', now)).toBe(false);
    expect(title(staff.cm, 'ABH_KREIS', now)).toBe(false);
    expect(title(staff.cm, 'ABH_DETMOLD', now)).toBe(false);
  });

  it('F6: c4 names five participants; each gets a packet of their own, the teacher none', () => {
    const { clients, consents, staff } = SCENARIOS.F6;
    const id = clients['HHB']!;
    const atTable = (who: Requester, owner: UnitCode, category: Category) => sees(id, who, 'FALLKONFERENZ', owner, category);
    expect(client(id)).toMatchObject({ municipality: 'SCHLANGEN', previousMunicipality: 'HORN_BAD_MEINBERG' });
    expect(new Set(papers(consents.c4).flatMap(({ receivingPersons }) => receivingPersons.map(({ person }) => person))).size).toBe(5);
    expect(atTable(staff.jobcenter, 'KREIS_SERVICESTELLE', 'CM_GOALS')).toBe(true);
    expect(atTable(staff.jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL')).toBe(true);
    expect(atTable(staff.jugendamt, 'KREIS_SERVICESTELLE', 'CM_GOALS')).toBe(false);
    expect(atTable(staff.jugendamt, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME')).toBe(false);
    expect(atTable(staff.sozialamt, 'KREIS_SERVICESTELLE', 'IDENTITY_CORE')).toBe(true);
    expect(atTable(staff.formerSozialamt, 'KREIS_SERVICESTELLE', 'IDENTITY_CORE')).toBe(true);
    expect(atTable(staff.teacher, 'KREIS_SERVICESTELLE', 'IDENTITY_CORE')).toBe(false);
  });

  it('F7 and F11: only one unit knows them', () => {
    expect(units(SCENARIOS.F7.clients['FL'])).toEqual(['SOZIALAMT:LUEGDE']);
    expect(units(SCENARIOS.F11.clients['IV'])).toEqual(['KREIS_SERVICESTELLE']);
    expect(client(SCENARIOS.F11.clients['IV'])).toMatchObject({ municipality: 'BARNTRUP', nationality: 'ROU', group: 'EU_PREKAER' });
  });

  it('F8: c5 and the guardianship end with the 18th birthday', () => {
    const { clients, consents, staff } = SCENARIOS.F8;
    const ward = client(clients['NR']);
    const birthday = addDays(today, 40);
    expect(ageOn(ward.birthDate, today)).toBe(17);
    expect(ageOn(ward.birthDate, birthday)).toBe(18);
    expect(papers(consents.c5).map(({ to }) => to)).toEqual(Array(3).fill(instant(birthday)));
    const place = (at: number) => sees(ward.id, staff.cm, 'SCHULPLATZ', 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', at);
    expect([place(now), place(instant(birthday) - 1), place(instant(birthday))]).toEqual([true, true, false]);
    expect(units(ward.id)).toContain('JUGENDAMT:KREIS');
    expect(units(ward.id, instant(birthday))).not.toContain('JUGENDAMT:KREIS');
  });

  it('F9: joint custody, two addresses, a consent with one signature that opens nothing', () => {
    const { clients, staff } = SCENARIOS.F9;
    expect(client(clients['PW']).guardians.map(({ kind, client: parent }) => [kind, parent])).toEqual([['ELTERNTEIL_GEMEINSAM', clients['KW']], ['ELTERNTEIL_GEMEINSAM', clients['JW']]]);
    expect([clients['KW'], clients['JW']].map((id) => client(id).municipality)).toEqual(['LAGE', 'EXTERTAL']);
    expect(client(clients['KW']).safeChannel).toBe('NUR_PERSOENLICH');
    expect(sees(clients['PW']!, staff.cm, 'KITAPLATZ', 'JUGENDAMT:LAGE', 'KITA_PLACEMENT')).toBe(false);
    expect(sees(clients['PW']!, staff.jugendamt, 'KITAPLATZ', 'JUGENDAMT:LAGE', 'KITA_PLACEMENT')).toBe(true);
  });

  it('F10: the Jugendamt reads nothing of case management', () => {
    const { clients, staff } = SCENARIOS.F10;
    expect(client(clients['AB'])).toMatchObject({ municipality: 'AUGUSTDORF' });
    for (const category of ['IDENTITY_CORE', 'CONTACT', 'CM_PROCESS', 'HEALTH'] as const) {
      expect(sees(clients['AB']!, staff.jugendamt, 'KITAPLATZ', 'KREIS_SERVICESTELLE', category)).toBe(false);
    }
  });

  it('F12: a family without case management', () => {
    const { clients, staff } = SCENARIOS.F12;
    for (const id of Object.values(clients)) expect(units(id)).not.toContain('KREIS_SERVICESTELLE');
    expect(units(clients['AN'])).toEqual(expect.arrayContaining(['KI_SEITENEINSTIEG', 'SCHULTRAEGER:LEOPOLDSHOEHE']));
    expect(sees(clients['AN']!, staff.ki, 'SCHULPLATZ', 'ABH_KREIS', 'RESIDENCE_TITLE')).toBe(false);
    expect(sees(clients['AN']!, staff.cm, 'SCHULPLATZ', 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT')).toBe(false);
  });

  it('F13: the state of the course for case management, no attendance for anybody', () => {
    const { clients, staff } = SCENARIOS.F13;
    expect(client(clients['KA']).language).toMatchObject({ access: 'VERPFLICHTUNG_44A_1_NR2_JC', enrolment: { state: 'UNTERBROCHEN' } });
    expect(sees(clients['KA']!, staff.cm, 'KURSVERMITTLUNG', 'NWL_CUK', 'COURSE_ENROLMENT')).toBe(true);
    expect(sees(clients['KA']!, staff.jobcenter, 'KURSVERMITTLUNG', 'NWL_CUK', 'COURSE_ATTENDANCE')).toBe(false);
    expect(sees(clients['KA']!, staff.jobcenter, 'KURSVERMITTLUNG', 'NWL_CUK', 'COURSE_ENROLMENT')).toBe(false);
  });

  it('F14: a consent given on the telephone opens no health data', () => {
    const { clients, consents, staff } = SCENARIOS.F14;
    expect(papers(consents.c7)[0]).toMatchObject({ form: 'MUENDLICH_BESONDERE_UMSTAENDE', state: 'ERTEILT', explicitCategories: ['HEALTH'] });
    expect(papers(consents.c8)[0]).toMatchObject({ form: 'SCHRIFTLICH', state: 'ENTWURF' });
    expect(sees(clients['LM']!, staff.jobcenter, 'KURSVERMITTLUNG', 'KREIS_SERVICESTELLE', 'HEALTH')).toBe(false);
    expect(sees(clients['LM']!, staff.jobcenter, 'KURSVERMITTLUNG', 'KREIS_SERVICESTELLE', 'LABOUR_PROFILE')).toBe(true);
  });
});

describe('the showcase', () => {
  const parts: readonly (readonly [UnitCode, Category])[] = [
    ['KREIS_SERVICESTELLE', 'IDENTITY_CORE'], ['KREIS_SERVICESTELLE', 'CM_PROCESS'], ['KREIS_SERVICESTELLE', 'CM_GOALS'], ['KREIS_SERVICESTELLE', 'HEALTH'],
    ['JOBCENTER_LIPPE', 'BENEFIT_REGIME'], ['JOBCENTER_LIPPE', 'JC_PLAN'], ['NWL_CUK', 'LANGUAGE_LEVEL'], ['NWL_CUK', 'LANGUAGE_TEST_DETAIL'],
    ['KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT'], ['ABH_KREIS', 'RESIDENCE_TITLE'], ['ABH_KREIS', 'WORK_PERMISSION'],
  ];
  const seen = (who: Requester) => parts.filter(([owner, category]) => sees(SHOWCASE.client, who, SHOWCASE.purpose, owner, category)).map(([, category]) => category);

  it('has data at all five agencies', () => {
    expect(units(SHOWCASE.client)).toEqual(expect.arrayContaining(['ABH_KREIS', 'JOBCENTER_LIPPE', 'KI_SEITENEINSTIEG', 'KREIS_SERVICESTELLE', 'NWL_CUK']));
  });

  it('looks clearly different to three agencies', () => {
    expect(seen(SHOWCASE.staff.KREIS_SERVICESTELLE)).toEqual([
      'IDENTITY_CORE', 'CM_PROCESS', 'CM_GOALS', 'HEALTH', 'BENEFIT_REGIME', 'JC_PLAN', 'LANGUAGE_LEVEL', 'SCHOOL_PLACEMENT', 'RESIDENCE_TITLE', 'WORK_PERMISSION']);
    expect(seen(SHOWCASE.staff.JOBCENTER_LIPPE)).toEqual(['IDENTITY_CORE', 'BENEFIT_REGIME', 'JC_PLAN', 'LANGUAGE_LEVEL', 'WORK_PERMISSION']);
    expect(seen(SHOWCASE.staff.NWL_CUK)).toEqual(['IDENTITY_CORE', 'LANGUAGE_LEVEL', 'LANGUAGE_TEST_DETAIL']);
  });
});
