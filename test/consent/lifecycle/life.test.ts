import { compileRelease, createPolicy, explain, type Consent } from '../../../consent/core/index.js';
import { after, affectedBy, comingOfAge, cut, LIFE, losersOf, relationsAfter, reviewerOf, stateAt, stillSeen, type Step } from '../../../consent/lifecycle/index.js';
import { caseManager, consent, cuk, DAY, jobcenter, noFlows, NOW, records, relation } from '../core/records.js';

describe('the life of a consent', () => {
  const STATES: Consent['state'][] = ['ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ERSETZT', 'UNWIRKSAM'];
  const open = (step: Step) => STATES.filter((state) => after(step, state) !== null);

  it('is what the table says', () => {
    expect(Object.fromEntries(Object.keys(LIFE).map((step) => [step, open(step as Step)]))).toEqual({
      DRAFT: [],
      INFORM: ['ENTWURF', 'BEDENKZEIT'],
      START_BEDENKZEIT: ['ENTWURF'],
      GIVE: ['ENTWURF', 'BEDENKZEIT'],
      VOID: ['ENTWURF', 'BEDENKZEIT'],
      WITHDRAW_PART: ['ERTEILT', 'TEILWIDERRUFEN'],
      WITHDRAW: ['ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'UNWIRKSAM'],
      REPLACE: ['ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'UNWIRKSAM'],
    });
  });

  it('never leads from withdrawn, expired, replaced or void back to given', () => {
    const ended: Consent['state'][] = ['WIDERRUFEN', 'ABGELAUFEN', 'ERSETZT', 'UNWIRKSAM'];
    const reached = ended.flatMap((state) => (Object.keys(LIFE) as Step[]).map((step) => after(step, state)));
    expect(reached).not.toContain('ERTEILT');
    expect(reached).not.toContain('TEILWIDERRUFEN');
  });

  it('ends by the clock, to the millisecond', () => {
    const { to } = consent();
    expect([stateAt(consent(), to - 1), stateAt(consent(), to), stateAt(consent({ state: 'WIDERRUFEN' }), to)]).toEqual(['ERTEILT', 'ABGELAUFEN', 'WIDERRUFEN']);
  });
});

describe('coming of age', () => {
  it.each([
    ['2008-04-11', '2026-04-11T00:00:00+02:00'],
    ['2008-01-11', '2026-01-11T00:00:00+01:00'],
    ['2008-03-29', '2026-03-29T00:00:00+01:00'], // the clocks change in the same night
    ['2008-10-25', '2026-10-25T00:00:00+02:00'],
    ['2008-02-29', '2026-03-01T00:00:00+01:00'],
  ])('who was born on %s is of age at %s', (born, at) => {
    expect(comingOfAge(born)).toBe(Date.parse(at));
  });

  it.each(['2008-02-30', '2008-13-01', '11.04.2008', '', '2008-4-1', '0000-00-00'])('%s is no date', (text) => {
    expect(comingOfAge(text)).toBeNull();
  });

  it('is told as the reason from the birthday on', () => {
    const ofAgeAt = NOW + 5 * DAY;
    const given = records({ consents: [consent({ to: ofAgeAt, ofAgeAt })] });
    const reason = (at: number) => explain(given, caseManager, 'KURSVERMITTLUNG', at, ['NWL_CUK'], 'LANGUAGE_LEVEL').reason;
    expect(compileRelease(given, caseManager, 'KURSVERMITTLUNG', ofAgeAt - 1, noFlows).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(true);
    expect(compileRelease(given, caseManager, 'KURSVERMITTLUNG', ofAgeAt, noFlows).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
    expect(reason(ofAgeAt)).toBe('AGE_REVIEW_DUE');
  });
});

describe('withdrawing', () => {
  const broad = consent({
    categories: ['LANGUAGE_LEVEL', 'LANGUAGE_TEST_DETAIL'], explicitCategories: ['LANGUAGE_TEST_DETAIL'], receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'],
    receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'jc-1' }], purposes: ['KURSVERMITTLUNG', 'WOHNEN'], exclusions: ['COURSE_ENROLMENT'],
  });
  const { categories, explicitCategories, receivingUnits, receivingPersons, purposes } = broad;
  const scope = { categories, explicitCategories, receivingUnits, receivingPersons, purposes };

  it('cuts a category out, with its tick', () => {
    expect(cut(broad, { of: 'CATEGORIES', categories: ['LANGUAGE_TEST_DETAIL'] })).toEqual({
      kind: 'PART', remaining: { ...scope, categories: ['LANGUAGE_LEVEL'], explicitCategories: [] },
      taken: { ...scope, categories: ['LANGUAGE_TEST_DETAIL'], explicitCategories: ['LANGUAGE_TEST_DETAIL'] },
    });
  });

  it('cuts a recipient out, with its persons', () => {
    expect(cut(broad, { of: 'RECIPIENTS', units: ['JOBCENTER_LIPPE'] })).toEqual({
      kind: 'PART', remaining: { ...scope, receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [] }, taken: { ...scope, receivingUnits: ['JOBCENTER_LIPPE'] },
    });
  });

  it('cuts a purpose out', () => {
    expect(cut(broad, { of: 'PURPOSES', purposes: ['WOHNEN', 'SCHULPLATZ'] })).toEqual({
      kind: 'PART', remaining: { ...scope, purposes: ['KURSVERMITTLUNG'] }, taken: { ...scope, purposes: ['WOHNEN'] },
    });
  });

  it('is whole where nothing would remain, or the record cannot be read; and nothing where nothing is meant', () => {
    expect(cut(broad, { of: 'ALL' })).toEqual({ kind: 'WHOLE' });
    expect(cut(broad, { of: 'PURPOSES', purposes: ['WOHNEN', 'KURSVERMITTLUNG'] })).toEqual({ kind: 'WHOLE' });
    expect(cut({ ...broad, categories: null as never }, { of: 'PURPOSES', purposes: ['WOHNEN'] })).toEqual({ kind: 'WHOLE' });
    expect(cut(broad, { of: 'CATEGORIES', categories: ['CONTACT'] })).toEqual({ kind: 'NOTHING' });
  });

  it('cuts a function out, alone or with its unit, and leaves the others in theirs', () => {
    const receivingFunctions = [{ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' }, { unit: 'KREIS_SERVICESTELLE', role: 'CASE_WORKER' }, { unit: 'NWL_TM', role: 'CASE_MANAGER' }] as const;
    const toFunctions = consent({ receivingUnits: [], receivingFunctions });
    const [manager, clerk, elsewhere] = receivingFunctions;
    const parts = (withdrawn: Parameters<typeof cut>[1]) => {
      const result = cut(toFunctions, withdrawn);
      return result.kind === 'PART' ? [result.remaining.receivingFunctions, result.taken.receivingFunctions] : result.kind;
    };
    expect(parts({ of: 'RECIPIENTS', units: [], functions: [manager] })).toEqual([[clerk, elsewhere], [manager]]);
    expect(parts({ of: 'RECIPIENTS', units: ['KREIS_SERVICESTELLE'] })).toEqual([[elsewhere], [manager, clerk]]);
    expect(parts({ of: 'RECIPIENTS', units: ['KREIS_SERVICESTELLE', 'NWL_TM'] })).toBe('WHOLE');
    expect(parts({ of: 'RECIPIENTS', units: [], functions: [{ unit: 'NWL_CUK', role: 'CASE_MANAGER' }] })).toBe('NOTHING');
    expect(parts({ of: 'RECIPIENTS', units: [], persons: [{ unit: 'NWL_TM', person: 'CASE_MANAGER' }] })).toBe('NOTHING');
    expect(parts({ of: 'CATEGORIES', categories: ['LANGUAGE_LEVEL'] })).toBe('WHOLE');
  });

  it('says what a function of the receiver still sees on another paper', () => {
    const given = consent();
    const other = consent({ id: 'c9', receivingUnits: [], receivingFunctions: [{ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' }] });
    const withdrawn = records({ consents: [{ ...given, state: 'WIDERRUFEN' }, other] });
    expect(stillSeen(withdrawn, given, noFlows, cuk, NOW)).toEqual([expect.objectContaining({ unit: 'KREIS_SERVICESTELLE', basis: { kind: 'CONSENT', id: 'c9' } })]);
    expect(stillSeen(withdrawn, given, noFlows, { ...caseManager, role: 'CASE_WORKER' }, NOW)).toEqual([]);
  });

  it('of a recipient never lifts what the client excluded for it', () => {
    const whole = consent({ id: 'c2', receivingUnits: ['JOBCENTER_LIPPE'], categories: ['COURSE_ENROLMENT'] });
    const parts = cut(broad, { of: 'RECIPIENTS', units: ['JOBCENTER_LIPPE'] });
    if (parts.kind !== 'PART') throw new Error(parts.kind);
    const later = records({ consents: [whole, { ...broad, ...parts.remaining, state: 'TEILWIDERRUFEN' }, { ...broad, ...parts.taken, id: 'c3', state: 'WIDERRUFEN' }] });
    expect(compileRelease(later, jobcenter, 'KURSVERMITTLUNG', NOW, noFlows).grants('NWL_CUK', 'COURSE_ENROLMENT')).toBe(false);
  });

  it('leaves what a statute lets flow, and says so to both sides', () => {
    const s2 = createPolicy(['S2']);
    const given = consent({ receivingUnits: ['JOBCENTER_LIPPE'], categories: ['LANGUAGE_LEVEL', 'COURSE_ENROLMENT'] });
    const withdrawn = records({ consents: [{ ...given, state: 'WIDERRUFEN' }] });
    const still = [{ unit: 'JOBCENTER_LIPPE', from: 'NWL_CUK', category: 'LANGUAGE_LEVEL', purpose: 'KURSVERMITTLUNG', basis: { kind: 'STATUTE', id: 'S2' } }];
    expect(stillSeen(withdrawn, given, s2, jobcenter, NOW)).toEqual(still);
    expect(stillSeen(withdrawn, given, s2, cuk, NOW)).toEqual(still);
    expect(stillSeen(withdrawn, given, noFlows, cuk, NOW)).toEqual([]);
  });

  it('tells a party nothing of what concerns other parties, nor who works with the client', () => {
    const given = consent({ releasingUnits: ['NWL_CUK', 'KI_SEITENEINSTIEG'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['LANGUAGE_LEVEL', 'SCHOOL_PLACEMENT'] });
    const other = consent({ id: 'c9', releasingUnits: ['KI_SEITENEINSTIEG'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['SCHOOL_PLACEMENT'] });
    const withdrawn = records({ consents: [other] });
    expect(stillSeen(withdrawn, given, createPolicy(['S2']), cuk, NOW).map(({ category }) => category)).toEqual(['LANGUAGE_LEVEL']);
    const alone = { ...withdrawn, relations: [relation('NWL_CUK', 'cuk-1')] };
    expect(stillSeen(alone, given, createPolicy(['S2']), cuk, NOW)).toEqual(stillSeen(withdrawn, given, createPolicy(['S2']), cuk, NOW));
  });
});

describe('a review event', () => {
  const toManager = consent({ id: 'a' });
  const toJobcenter = consent({ id: 'b', receivingUnits: ['JOBCENTER_LIPPE'] });
  const personBound = consent({
    id: 'p', releasingUnits: ['KREIS_SERVICESTELLE'], releasingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }], receivingUnits: [],
    receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'jc-1' }], categories: ['CM_GOALS'],
  });
  const ofMinor = consent({ id: 'm', releasingUnits: ['JUGENDAMT:KREIS'], receivingUnits: ['ABH_KREIS'], to: NOW + DAY, ofAgeAt: NOW + DAY });
  const over = consent({ id: 'w', state: 'WIDERRUFEN' });
  const all = records({ consents: [toManager, toJobcenter, personBound, ofMinor, over] });
  const ids = (event: Parameters<typeof affectedBy>[0]) => affectedBy(event, all, NOW).map(({ id }) => id);

  it('affects the consents in force that name who left', () => {
    expect(ids({ kind: 'RECHTSKREISWECHSEL', formerUnits: ['JOBCENTER_LIPPE'] })).toEqual(['b', 'p']);
    expect(ids({ kind: 'MOVE', formerUnits: ['NWL_CUK'] })).toEqual(['a', 'b']);
    expect(ids({ kind: 'CHANGE_OF_CASE_MANAGER', unit: 'KREIS_SERVICESTELLE', person: 'cm-2' })).toEqual(['p']);
    expect(ids({ kind: 'BIRTHDAY', formerUnits: [] })).toEqual(['m']);
  });

  it('ends the relations of former units, and with them every release from and to them', () => {
    const relations = relationsAfter({ kind: 'MOVE', formerUnits: ['NWL_CUK'] }, all.relations, NOW);
    expect(relations.filter(({ to }) => to === NOW).map(({ unit }) => unit)).toEqual(['NWL_CUK']);
    expect(compileRelease({ ...all, relations }, caseManager, 'KURSVERMITTLUNG', NOW, noFlows).grants('NWL_CUK', 'LANGUAGE_LEVEL')).toBe(false);
  });

  it('hands the keys to the successor only: what was bound to the person stops', () => {
    const event = { kind: 'CHANGE_OF_CASE_MANAGER', unit: 'KREIS_SERVICESTELLE', person: 'cm-2' } as const;
    const relations = relationsAfter(event, all.relations, NOW);
    expect(relations[0]).toEqual(relation('KREIS_SERVICESTELLE', 'cm-2'));
    const seen = (current: typeof relations) =>
      compileRelease({ ...all, relations: current }, jobcenter, 'KURSVERMITTLUNG', NOW, noFlows).grants('KREIS_SERVICESTELLE', 'CM_GOALS');
    expect([seen([...all.relations]), seen(relations)]).toEqual([true, false]);
  });

  it('is told to those for whom a release ended', () => {
    const both = consent({ receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE'] });
    expect(losersOf(both, { kind: 'MOVE', formerUnits: ['NWL_CUK'] }, all.relations, NOW)).toEqual(['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE']);
    expect(losersOf(both, { kind: 'MOVE', formerUnits: ['JOBCENTER_LIPPE'] }, all.relations, NOW)).toEqual(['JOBCENTER_LIPPE']);
    expect(losersOf(both, { kind: 'BIRTHDAY', formerUnits: [] }, all.relations, NOW)).toEqual([]);
  });

  it('is worked on by who recorded it, or else by a party that still works with the client', () => {
    expect(reviewerOf(toJobcenter, all.relations, 'JOBCENTER_LIPPE', NOW)).toBe('JOBCENTER_LIPPE');
    expect(reviewerOf(toJobcenter, all.relations, 'KREIS_SERVICESTELLE', NOW)).toBe('NWL_CUK');
    expect(reviewerOf(toJobcenter, [], 'KREIS_SERVICESTELLE', NOW)).toBeNull();
  });
});
