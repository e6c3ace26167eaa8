import { CARRIED, CATEGORIES, compileRelease, createPolicy, type Category, type ClientRecords, type Consent, type Purpose, type Requester } from '../../../consent/core/index.js';
import { abh, caseManager, consent, cuk, DAY, jobcenter, noFlows, NOW, records, relation } from './records.js';

const ask = (consents: Consent[], who: Requester = caseManager, purpose: Purpose = 'KURSVERMITTLUNG', at = NOW) =>
  compileRelease(records({ consents }), who, purpose, at, noFlows);
const level = (consents: Consent[], who?: Requester, purpose?: Purpose, at?: number): boolean =>
  ask(consents, who, purpose, at).grants('NWL_CUK', 'LANGUAGE_LEVEL');

describe('default deny', () => {
  it('withholds everything of other units without a basis', () => {
    const release = ask([]);
    for (const category of CARRIED) {
      for (const owner of ['NWL_CUK', 'JOBCENTER_LIPPE', 'ABH_KREIS', 'NO_SUCH_UNIT', '__proto__']) expect(release.grants(owner, category)).toBe(false);
    }
  });

  it('tells nothing of a client the unit has no relation to, whatever consents say', () => {
    const unrelated = compileRelease(records({ relations: [relation('NWL_CUK', 'cuk-1')], consents: [consent()] }), caseManager, 'KURSVERMITTLUNG', NOW, noFlows);
    expect(unrelated.related).toBe(false);
    expect(unrelated.grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
    expect(unrelated.grants('CONSENT_SERVICE', 'CONSENT_META')).toBe(false);
  });

  it.each<[string, Requester]>([
    ['an unknown unit', { ...caseManager, unit: 'POLIZEI' }],
    ['a prototype name as unit', { ...caseManager, unit: '__proto__' }],
    ['an unknown role', { ...caseManager, role: 'toString' as never }],
    ['a data-protection officer', { ...caseManager, role: 'DPO' }],
    ['a coordinator', { ...caseManager, role: 'COORDINATOR' }],
  ])('gives %s no client at all', (_, requester) => {
    const relations = [...records().relations, relation(requester.unit, requester.person)];
    const release = compileRelease(records({ relations, consents: [consent()] }), requester, 'KURSVERMITTLUNG', NOW, noFlows);
    expect([release.related, release.grants('KREIS_SERVICESTELLE', 'CM_PROCESS'), release.grants('NWL_CUK', 'LANGUAGE_LEVEL')]).toEqual([false, false, false]);
  });

  it('withholds on an unknown purpose', () => {
    const release = compileRelease(records({ consents: [consent({ purposes: ['*' as never] })] }), caseManager, '*' as never, NOW, noFlows);
    expect([release.related, release.grants('NWL_CUK', 'LANGUAGE_LEVEL')]).toEqual([false, false]);
  });

  it('cannot represent T6, not even as own data', () => {
    const own = compileRelease(records(), { unit: 'ABH_KREIS', person: 'abh-1', role: 'CASE_WORKER' }, 'EINBUERGERUNG', NOW, noFlows);
    for (const { code, tier } of CATEGORIES.values()) if (tier === 'T6') expect(own.grants('ABH_KREIS', code)).toBe(false);
  });
});

describe('own data', () => {
  it('is released to every related caseworker of the unit up to T3', () => {
    const substitute = ask([], { ...jobcenter, person: 'jc-2' });
    expect(substitute.basis('JOBCENTER_LIPPE', 'BENEFIT_REGIME')).toEqual({ kind: 'OWN_DATA', id: null });
    expect(substitute.grants('AA_DETMOLD', 'BENEFIT_REGIME')).toBe(false);
  });

  it('is released at T4 and T5 to the persons entrusted with the client only', () => {
    expect(ask([], jobcenter).grants('JOBCENTER_LIPPE', 'JC_PLAN')).toBe(true);
    expect(ask([], { ...jobcenter, person: 'jc-2' }).grants('JOBCENTER_LIPPE', 'JC_PLAN')).toBe(false);
    expect(ask([], { ...caseManager, person: 'cm-2' }).grants('KREIS_SERVICESTELLE', 'HEALTH')).toBe(false);
  });

  it('goes to whom the last of several relations entrusts, one that somebody leads before one that nobody does', () => {
    const reads = (person: string, ...relations: ClientRecords['relations']) =>
      compileRelease(records({ relations }), { ...caseManager, person }, 'CM_DURCHFUEHRUNG', NOW, noFlows).grants('KREIS_SERVICESTELLE', 'CM_GOALS');
    const old = relation('KREIS_SERVICESTELLE', 'cm-1');
    const later = relation('KREIS_SERVICESTELLE', 'cm-2', { from: NOW - DAY });
    const unled = relation('KREIS_SERVICESTELLE', 'cm-3', { from: NOW, responsible: null });
    expect(['cm-1', 'cm-2', 'cm-3'].map((person) => reads(person, old, later, unled))).toEqual([false, true, false]);
    expect(['cm-1', 'cm-2', 'cm-3'].map((person) => reads(person, unled, later, old))).toEqual([false, true, false]);
  });

  it('is opened to colleagues neither by a consent nor by an emergency from the unit to itself', () => {
    const colleague = { ...caseManager, person: 'cm-2' };
    const toItself = consent({
      releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['KREIS_SERVICESTELLE'], releasingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }],
      receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-2' }], categories: ['HEALTH', 'CM_GOALS'], explicitCategories: ['HEALTH'],
    });
    const emergencies = [{ id: 'e', releasingUnit: 'KREIS_SERVICESTELLE', receivingUnit: 'KREIS_SERVICESTELLE', categories: ['HEALTH'] as Category[], from: NOW, to: NOW + DAY }];
    const release = compileRelease(records({ consents: [toItself], emergencies }), colleague, 'KURSVERMITTLUNG', NOW, noFlows);
    expect([release.grants('KREIS_SERVICESTELLE', 'HEALTH'), release.grants('KREIS_SERVICESTELLE', 'CM_GOALS'), release.grants('KREIS_SERVICESTELLE', 'CM_PROCESS')]).toEqual([false, false, true]);
  });

  it('ends with the relation, to the millisecond', () => {
    const ends = NOW + DAY;
    const moved = records({ relations: [relation('KREIS_SERVICESTELLE', 'cm-1', { to: ends })] });
    const at = (instant: number) => compileRelease(moved, caseManager, 'CM_DURCHFUEHRUNG', instant, noFlows).grants('KREIS_SERVICESTELLE', 'CM_PROCESS');
    expect([at(ends - 1), at(ends)]).toEqual([true, false]);
  });
});

describe('consent', () => {
  it('releases what it names to whom it names for what it names', () => {
    expect(ask([consent()]).basis('NWL_CUK', 'LANGUAGE_LEVEL')).toEqual({ kind: 'CONSENT', id: 'c1' });
  });

  it.each<[string, Partial<Consent>]>([
    ['another category', { categories: ['SUPPORT_PLAN_LANG'] }],
    ['another purpose', { purposes: ['ARBEITSBERATUNG'] }],
    ['no purpose', { purposes: [] }],
    ['another receiving unit', { receivingUnits: ['JOBCENTER_LIPPE'] }],
    ['another releasing unit', { releasingUnits: ['JOBCENTER_LIPPE'] }],
    ['the reverse direction', { releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'] }],
    ['another person of the unit', { receivingUnits: [], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-2' }] }],
    ['the same person id at another unit', { receivingUnits: [], receivingPersons: [{ unit: 'DETMOLD_CM', person: 'cm-1' }] }],
    ['a draft', { state: 'ENTWURF' }],
    ['the time to think it over', { state: 'BEDENKZEIT' }],
    ['a withdrawn release', { state: 'WIDERRUFEN' }],
    ['an expired release', { state: 'ABGELAUFEN' }],
    ['a replaced release', { state: 'ERSETZT' }],
    ['an ineffective release', { state: 'UNWIRKSAM' }],
  ])('releases nothing on %s', (_, over) => expect(level([consent(over)])).toBe(false));

  it.each<[string, Partial<Record<keyof Consent, unknown>>]>([
    ['an unknown category among known ones', { categories: ['LANGUAGE_LEVEL', 'EVERYTHING'] }],
    ['a T6 category among known ones', { categories: ['LANGUAGE_LEVEL', 'CRIMINAL'] }],
    ['an unknown purpose among known ones', { purposes: ['KURSVERMITTLUNG', '*'] }],
    ['an unknown unit among known ones', { receivingUnits: ['KREIS_SERVICESTELLE', '*'] }],
    ['an unknown state', { state: 'GRANTED' }],
    ['a state from the prototype', { state: 'constructor' }],
    ['an unknown form', { form: 'TELEPATHISCH' }],
    ['no end', { to: null }],
    ['an end that is no date', { to: Number.NaN }],
    ['categories that are no list', { categories: 'LANGUAGE_LEVEL' }],
    ['missing purposes', { purposes: undefined }],
    ['an end behind the 18th birthday', { ofAgeAt: NOW + DAY }],
    ['a birthday that is no date', { ofAgeAt: Number.NaN }],
    ['a nameless person', { receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: '' }] }],
    ['a null among persons', { releasingPersons: [null] }],
  ])('releases nothing on a broken record with %s', (_, over) => expect(level([{ ...consent(), ...over } as Consent])).toBe(false));

  it('holds from its first instant and not at its last', () => {
    const one = consent();
    expect([one.from - 1, one.from, one.to - 1, one.to].map((at) => level([one], caseManager, 'KURSVERMITTLUNG', at))).toEqual([false, true, true, false]);
  });

  it('releases of a unit only what the unit holds', () => {
    const over = consent({ categories: ['LANGUAGE_LEVEL', 'RESIDENCE_TITLE'] });
    expect(ask([over]).grants('NWL_CUK', 'RESIDENCE_TITLE')).toBe(false);
    expect(ask([]).grants('KREIS_SERVICESTELLE', 'KITA_PLACEMENT')).toBe(false);
  });

  it('is not transitive: a second release does not pass on what the first let in', () => {
    const onwards = consent({ id: 'c2', releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'] });
    expect(level([consent(), onwards], jobcenter)).toBe(false);
  });

  it('counts only while the releasing unit still works with the client', () => {
    const left = records({ relations: [relation('KREIS_SERVICESTELLE', 'cm-1'), relation('NWL_CUK', 'cuk-1', { to: NOW })], consents: [consent()] });
    expect(compileRelease(left, caseManager, 'KURSVERMITTLUNG', NOW, noFlows).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
  });
});

describe('professional secrecy (T4)', () => {
  const goals = (over: Partial<Consent>, who: Requester = jobcenter): boolean =>
    ask([consent({
      releasingUnits: ['KREIS_SERVICESTELLE'], releasingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }],
      receivingUnits: ['JOBCENTER_LIPPE'], receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'jc-1' }],
      categories: ['CM_GOALS', 'CM_PROCESS'], ...over,
    })], who).grants('KREIS_SERVICESTELLE', 'CM_GOALS');

  it('goes from the named keeper to the named person', () => expect(goals({})).toBe(true));
  it('does not go to a unit as such', () => expect(goals({ receivingPersons: [] })).toBe(false));
  it('does not go to a substitute, while T3 does', () => {
    const substitute = { ...jobcenter, person: 'jc-2' };
    expect(goals({}, substitute)).toBe(false);
    const release = ask([consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['CM_PROCESS'] })], substitute);
    expect(release.grants('KREIS_SERVICESTELLE', 'CM_PROCESS')).toBe(true);
  });
  it('does not leave when the case has passed to a keeper who was not released', () =>
    expect(goals({ releasingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-9' }] })).toBe(false));
  it('does not leave on the word of a namesake at another unit', () =>
    expect(goals({ releasingPersons: [{ unit: 'DETMOLD_CM', person: 'cm-1' }] })).toBe(false));
});

describe('special categories (T5)', () => {
  const health = (over: Partial<Consent>): boolean =>
    ask([consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['HEALTH'], explicitCategories: ['HEALTH'], ...over })], jobcenter)
      .grants('KREIS_SERVICESTELLE', 'HEALTH');

  it('leave on an explicit tick in writing', () => expect(health({})).toBe(true));
  it('leave on an electronic form', () => expect(health({ form: 'ELEKTRONISCH' })).toBe(true));
  it('stay without the tick', () => expect(health({ explicitCategories: [] })).toBe(false));
  it('stay with a tick for another one', () => expect(health({ explicitCategories: ['PSYCHOSOCIAL'] })).toBe(false));
  it('stay on a spoken consent', () => expect(health({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' })).toBe(false));
  it('stay when ticked but not among the categories', () => expect(health({ categories: [] })).toBe(false));
});

describe('exclusions', () => {
  const excluding = consent({ id: 'x', categories: ['SUPPORT_PLAN_LANG'], exclusions: ['LANGUAGE_LEVEL'] });

  it('win over a later permission', () => expect(level([excluding, consent({ from: NOW - DAY })])).toBe(false));
  it('win in any order of records', () => expect(level([consent(), excluding])).toBe(false));
  it('win over a statute', () => {
    const flows = createPolicy(['S2']);
    const excludes = consent({ receivingUnits: ['JOBCENTER_LIPPE'], exclusions: ['LANGUAGE_LEVEL'], categories: [] });
    const granted = (consents: Consent[]) => compileRelease(records({ consents }), jobcenter, 'KURSVERMITTLUNG', NOW, flows).grants('NWL_CUK', 'LANGUAGE_LEVEL');
    expect([granted([]), granted([excludes])]).toEqual([true, false]);
  });
  it.each<Consent['state']>(['WIDERRUFEN', 'ABGELAUFEN', 'UNWIRKSAM', 'TEILWIDERRUFEN'])('outlive a consent that is %s', (state) =>
    expect(level([consent(), { ...excluding, state }])).toBe(false));
  it('outlive the end of the validity', () => expect(level([consent(), { ...excluding, to: NOW - DAY }])).toBe(false));
  it('hold for every purpose', () => expect(level([consent(), { ...excluding, purposes: ['WOHNEN'] }])).toBe(false));
  it.each<[string, unknown]>([['an unknown word', ['LANGUAGE_LVL']], ['no list', 'LANGUAGE_LEVEL'], ['nothing at all', undefined]])(
    'that hold %s exclude everything between the units', (_, exclusions) =>
      expect(level([consent(), { ...excluding, exclusions } as Consent])).toBe(false));
  it('of a record without readable units hold for all units', () =>
    expect(level([consent(), { ...excluding, releasingUnits: null, receivingUnits: null } as never])).toBe(false));
  it('do not touch other units', () => expect(level([consent(), { ...excluding, receivingUnits: ['JOBCENTER_LIPPE'] }])).toBe(true));
  it('are lifted by a consent that replaces the old one', () => expect(level([consent(), { ...excluding, state: 'ERSETZT' }])).toBe(true));
});

describe('the never-list', () => {
  const everything = CARRIED.filter((code) => CATEGORIES.get(code)!.tier !== 'T0');
  const toAbh = (purpose: Purpose): Category[] => {
    const owners = ['NWL_CUK', 'KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'KI_SEITENEINSTIEG'];
    const relations = [...records().relations, relation('KI_SEITENEINSTIEG', 'ki-1')];
    const release = compileRelease(records({ relations, consents: [consent({
      releasingUnits: owners, releasingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }],
      receivingUnits: ['ABH_KREIS'], receivingPersons: [{ unit: 'ABH_KREIS', person: 'abh-1' }],
      categories: everything, explicitCategories: everything, purposes: [purpose],
    })] }), abh, purpose, NOW, noFlows);
    return CARRIED.filter((category) => owners.some((owner) => release.grants(owner, category)));
  };

  it('lets nothing through to an Ausländerbehörde', () => expect(toAbh('KURSVERMITTLUNG')).toEqual([]));
  it('lets only the packet through for a perspective check', () =>
    expect(toAbh('AUFENTHALTSPERSPEKTIVE_25A_25B')).toEqual(['IDENTITY_CORE', 'LABOUR_PROFILE', 'LANGUAGE_LEVEL', 'SCHOOL_PLACEMENT']));
  it('keeps attendance from those who can sanction, even on consent', () => {
    const release = ask([consent({ receivingUnits: ['JOBCENTER_LIPPE'], receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'jc-1' }],
      releasingPersons: [{ unit: 'NWL_CUK', person: 'cuk-1' }], categories: ['COURSE_ATTENDANCE', 'COURSE_ENROLMENT'] })], jobcenter);
    expect([release.grants('NWL_CUK', 'COURSE_ATTENDANCE'), release.grants('NWL_CUK', 'COURSE_ENROLMENT')]).toEqual([false, true]);
  });
  it('cannot be opened by an emergency for an Ausländerbehörde', () => {
    const emergencies = [{ id: 'e', releasingUnit: 'NWL_CUK', receivingUnit: 'ABH_KREIS', categories: ['CONTACT'] as Category[], from: NOW, to: NOW + DAY }];
    expect(compileRelease(records({ emergencies }), abh, 'EINBUERGERUNG', NOW, noFlows).grants('NWL_CUK', 'CONTACT')).toBe(false);
  });
});

describe('statutory flows', () => {
  it('are off by default and named as the basis when on', () => {
    const s2 = compileRelease(records(), jobcenter, 'KURSVERMITTLUNG', NOW, createPolicy(['S2']));
    expect(ask([], jobcenter).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
    expect(s2.basis('NWL_CUK', 'LANGUAGE_LEVEL')).toEqual({ kind: 'STATUTE', id: 'S2' });
    expect(s2.grants('NWL_CUK', 'SUPPORT_PLAN_LANG')).toBe(false);
  });
  it('hold for their purposes and receivers only', () => {
    const policy = createPolicy(['S1', 'S2', 'S3']);
    expect(compileRelease(records(), jobcenter, 'WOHNEN', NOW, policy).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
    expect(compileRelease(records(), caseManager, 'KURSVERMITTLUNG', NOW, policy).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
  });
  it('that have their own channel cannot be switched on', () => {
    expect(() => createPolicy(['S2', 'S8', 'S99', '__proto__'])).toThrow(/S8, S99, __proto__|S8, __proto__, S99|__proto__, S8, S99/);
  });
});

describe('emergency', () => {
  const emergencies = [{ id: 'e1', releasingUnit: 'KREIS_SERVICESTELLE', receivingUnit: 'JUGENDAMT:KREIS', categories: ['CONTACT', 'CRIMINAL'] as Category[], from: NOW, to: NOW + 3_600_000 }];
  const youth: Requester = { unit: 'JUGENDAMT:KREIS', person: 'ja-1', role: 'CASE_WORKER' };
  const at = (instant: number) => compileRelease(
    records({ emergencies, relations: [...records().relations, relation('JUGENDAMT:KREIS', 'ja-1')] }), youth, 'GESUNDHEITSHILFE', instant, noFlows);

  it('opens its categories to one unit for its hour', () => {
    expect(at(NOW).basis('KREIS_SERVICESTELLE', 'CONTACT')).toEqual({ kind: 'EMERGENCY', id: 'e1' });
    expect([at(NOW - 1), at(NOW + 3_600_000)].map((release) => release.grants('KREIS_SERVICESTELLE', 'CONTACT'))).toEqual([false, false]);
  });
  it('opens nothing to anybody but a Jugendamt', () => {
    const toJobcenter = records({ emergencies: emergencies.map((one) => ({ ...one, receivingUnit: 'JOBCENTER_LIPPE' })) });
    expect(compileRelease(toJobcenter, jobcenter, 'GESUNDHEITSHILFE', NOW, noFlows).grants('KREIS_SERVICESTELLE', 'CONTACT')).toBe(false);
  });
  it('leaves T6 closed', () => expect(at(NOW).grants('KREIS_SERVICESTELLE', 'CRIMINAL')).toBe(false));
});

describe('the time of the next change', () => {
  it('is the first instant at which anything begins or ends', () => {
    expect(ask([consent({ from: NOW + 5, to: NOW + 9 }), consent({ to: NOW + 7 })]).until).toBe(NOW + 5);
    expect(ask([]).until).toBe(Infinity);
  });
  it('carries the version it was decided on', () => expect(ask([]).version).toBe(7));
});

it('decides alike for both directions of a two-way release', () => {
  const back = consent({ id: 'c1b', releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'], categories: ['CM_PROCESS'] });
  expect(ask([consent(), back], cuk).grants('KREIS_SERVICESTELLE', 'CM_PROCESS')).toBe(true);
  expect(ask([consent(), back], cuk).grants('KREIS_SERVICESTELLE', 'LANGUAGE_LEVEL')).toBe(false);
});
