import { createPolicy } from '../../../consent/core/index.js';
import { filed, INFORMED_ABOUT, prevent, problemsOfDraft, problemsOfGiving, problemsOfInformation, problemsOfRecording, type Paper } from '../../../consent/lifecycle/index.js';
import { CLIENT, DAY, NOW, paper, signatory, YEAR } from './paper.js';

const noFlows = createPolicy();
const giving = (over: Partial<Paper>) => problemsOfGiving(paper(over), noFlows, NOW).map(({ code }) => code);

const child = { ofAgeAt: NOW + 10 * YEAR };
const seventeen = { ofAgeAt: NOW + 40 * DAY };
const guardian = signatory('AMTSVORMUND', { unit: 'JUGENDAMT:KREIS' });
const mother = signatory('ELTERNTEIL_GEMEINSAM', { client: '00000000-0000-4000-8000-00000000000a' });
const father = signatory('ELTERNTEIL_GEMEINSAM', { client: '00000000-0000-4000-8000-00000000000b' });
const self = signatory('SELBST');

describe('a paper', () => {
  it('with which nothing is wrong can be given', () => {
    expect(giving({})).toEqual([]);
  });

  it('tells every problem with its field, German and English', () => {
    expect(problemsOfGiving(paper({ to: null, informedAbout: INFORMED_ABOUT.slice(2), givenBy: [] }), noFlows, NOW)).toEqual([
      { code: 'END_MISSING', field: 'validTo', severity: 'PROBLEM', message: 'validTo fehlt: jede Entbindung hat ein Ende / validTo is missing: every release has an end' },
      {
        code: 'INFORMATION_INCOMPLETE', field: 'informedAbout', severity: 'PROBLEM',
        message: 'Aufklärung unvollständig, es fehlt: Notwendigkeit, Reichweite / information incomplete, missing: necessity, reach',
      },
      { code: 'SIGNATORY_MISSING', field: 'givenBy', severity: 'PROBLEM', message: 'Angeben, wer unterschreibt / state who signs' },
    ]);
  });

  it.each<[string, Partial<Paper>, string[]]>([
    ['more than twelve months', { to: NOW + 366 * DAY }, ['TOO_LONG']],
    ['no purpose', { purposes: [] }, ['PURPOSE_MISSING']],
    ['a T5 category without its tick', { categories: ['HEALTH'] }, ['NOT_TICKED']],
    ['T4 without persons', { categories: ['JC_PLAN'] }, ['PERSONS_MISSING']],
    ['T4 to a function', {
      categories: ['JC_PLAN'], receivingUnits: [], releasingPersons: [{ unit: 'NWL_CUK', person: 'c' }], receivingFunctions: [{ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' }],
    }, ['PERSONS_MISSING']],
    ['a function at a unit that does not exist', { receivingFunctions: [{ unit: 'ZOLL', role: 'CASE_MANAGER' }] }, ['UNIT_UNKNOWN']],
    ['a function that reads no client data', { receivingFunctions: [{ unit: 'KREIS_SERVICESTELLE', role: 'DPO' }] }, ['FUNCTION_UNKNOWN']],
    ['a function of the unit that releases', { receivingFunctions: [{ unit: 'NWL_CUK', role: 'CASE_WORKER' }] }, ['RECEIVER_IS_RELEASER']],
    ['nobody to receive', { receivingUnits: [], receivingFunctions: [] }, ['RECEIVER_MISSING']],
    ['a language no form exists in', { language: 'tlh' }, ['LANGUAGE_UNKNOWN']],
    ['no form version', { formVersion: ' ' }, ['FORM_VERSION_MISSING']],
  ])('is refused for %s', (_what, over, codes) => {
    expect(giving(over)).toEqual(codes);
  });
});

it('may go to a function alone; two ways make its unit a releasing one, and secrets then need somebody named there', () => {
  const toFunction: Partial<Paper> = { receivingUnits: [], receivingFunctions: [{ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' }] };
  expect(giving(toFunction)).toEqual([]);
  const secret: Partial<Paper> = { ...toFunction, categories: ['JC_PLAN'], releasingPersons: [{ unit: 'NWL_CUK', person: 'c' }], receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'j' }] };
  expect([giving(secret), giving({ ...secret, twoWay: true })]).toEqual([[], ['PERSONS_MISSING']]);
  const [there, back] = filed({ ...paper({ ...toFunction, twoWay: true }), client: 'c', to: NOW + DAY }, { ids: ['1', '2'], state: 'ERTEILT' });
  expect(there).toMatchObject({ releasingUnits: ['NWL_CUK'], receivingUnits: [], receivingFunctions: toFunction.receivingFunctions });
  expect(back).toMatchObject({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'], receivingFunctions: [] });
});

describe('the form', () => {
  const oral = { form: 'MUENDLICH_BESONDERE_UMSTAENDE' } as const;

  it('must be written or electronic for health data, whatever the circumstances', () => {
    const health: Partial<Paper> = { categories: ['HEALTH', 'LABOUR_PROFILE'], explicitCategories: ['HEALTH'] };
    expect(giving({ ...oral, ...health, specialCircumstances: 'liegt im Krankenhaus' })).toEqual(['FORM_INSUFFICIENT']);
    expect(giving({ ...health, form: 'ELEKTRONISCH' })).toEqual([]);
  });

  it('may be oral for the rest, with a reason', () => {
    expect(giving(oral)).toEqual(['CIRCUMSTANCES_MISSING']);
    expect(giving({ ...oral, specialCircumstances: '  ' })).toEqual(['CIRCUMSTANCES_MISSING']);
    expect(giving({ ...oral, specialCircumstances: 'liegt im Krankenhaus' })).toEqual([]);
  });
});

describe('interpreting', () => {
  it.each(['PROFESSIONELL', 'GESCHULT_KI', 'GESCHULT_DRK'] as const)('by %s is enough', (interpreter) => {
    expect(giving({ interpreter })).toEqual([]);
  });

  it.each(['UNGESCHULT_UMFELD', 'ERWACHSENER_ANGEHOERIGER'] as const)('by %s counts after a confirmation talk only, and is warned of', (interpreter) => {
    expect(giving({ interpreter })).toEqual(['INTERPRETER_UNTRAINED', 'CONFIRMATION_TALK_MISSING']);
    expect(giving({ interpreter, confirmationTalkAt: NOW + DAY })).toContain('CONFIRMATION_TALK_MISSING');
    const talked = problemsOfGiving(paper({ interpreter, confirmationTalkAt: NOW - DAY }), noFlows, NOW);
    expect([talked.map(({ code }) => code), prevent(talked)]).toEqual([['INTERPRETER_UNTRAINED'], false]);
  });

  it('by a child is warned of: the release would be void', () => {
    expect(giving({ interpreter: 'KIND' })).toEqual(['INTERPRETER_IS_CHILD']);
  });
});

describe('representation', () => {
  it.each<[string, Partial<Paper>, string[]]>([
    ['an adult by their own hand', {}, []],
    ['an adult by a parent', { givenBy: [mother] }, ['REPRESENTATIVE_INVALID']],
    ['an adult by a Betreuer, though able to understand', { givenBy: [signatory('BETREUER')] }, ['REPRESENTATIVE_INVALID']],
    ['an adult by a Betreuer, unable to understand', { givenBy: [signatory('BETREUER')], ableToUnderstand: false }, []],
    ['an adult by an Amtsvormund on the day of the birthday', { ofAgeAt: NOW, givenBy: [guardian] }, ['REPRESENTATIVE_INVALID']],
    ['somebody of unknown age', { ofAgeAt: null }, ['DATE_OF_BIRTH_MISSING']],
    ['a child by the only parent with custody', { ...child, givenBy: [signatory('ELTERNTEIL_ALLEIN')] }, []],
    ['a child by both parents', { ...child, givenBy: [mother, father] }, []],
    ['a child by one of two parents', { ...child, givenBy: [mother] }, ['SECOND_PARENT_MISSING']],
    ['a child by one parent signing twice', { ...child, givenBy: [mother, mother] }, ['SECOND_PARENT_MISSING']],
    ['a child by one parent, as the caseworker decided', { ...child, givenBy: [mother], secondParentReason: '§ 1687 BGB: Alltagssache' }, []],
    ['a child by itself', { ...child, givenBy: [self] }, ['REPRESENTATIVE_MISSING']],
    ['a child by a Betreuer', { ...child, givenBy: [signatory('BETREUER')] }, ['REPRESENTATIVE_MISSING']],
    ['a ward by the Amtsvormund', { ...child, givenBy: [guardian] }, []],
    ['a ward by an Amtsvormund of no Jugendamt', { ...child, givenBy: [signatory('AMTSVORMUND')] }, ['GUARDIAN_UNIT_MISSING']],
    ['a youth by the Amtsvormund alone', { ...seventeen, to: NOW + 30 * DAY, givenBy: [guardian] }, ['CO_DECISION_MISSING']],
    ['a youth by Amtsvormund and themselves', { ...seventeen, to: NOW + 30 * DAY, givenBy: [guardian, self] }, []],
    ['a youth alone', { ...seventeen, givenBy: [self] }, ['REPRESENTATIVE_MISSING']],
    ['a youth unable to understand, by the Vormund', { ...seventeen, givenBy: [signatory('VEREINSVORMUND')], ableToUnderstand: false }, []],
  ])('of %s', (_what, over, codes) => {
    expect(giving(over)).toEqual(codes);
  });

  it('asks the young person from the 15th birthday on, to the minute', () => {
    const fifteenAt = Date.parse('2026-03-01T00:00:00+01:00');
    const ofAgeAt = Date.parse('2029-03-01T00:00:00+01:00');
    const at = (now: number) => problemsOfGiving(paper({ from: now, to: now + DAY, ofAgeAt, givenBy: [{ ...guardian, signedAt: now }] }), noFlows, now).map(({ code }) => code);
    expect([at(fifteenAt - 1), at(fifteenAt)]).toEqual([[], ['CO_DECISION_MISSING']]);
  });

  it('is of now: nobody signs in the future, and nobody approves afterwards', () => {
    expect(giving({ givenBy: [signatory('SELBST', { signedAt: NOW + 1 })] })).toEqual(['SIGNED_IN_FUTURE']);
    const recording = (signedAt: number) => problemsOfRecording(paper({ from: NOW - DAY, givenBy: [signatory('SELBST', { signedAt })] }), noFlows, NOW).map(({ code }) => code);
    expect([recording(NOW - DAY), recording(NOW - DAY + 1)]).toEqual([[], ['APPROVED_LATER']]);
  });

  it('never lets one person release the secrets of another, nor be their own guardian', () => {
    expect(giving({ givenBy: [signatory('SELBST', { client: '00000000-0000-4000-8000-00000000000f' })] })).toEqual(['NOT_THE_CLIENT']);
    expect(giving({ givenBy: [signatory('SELBST', { client: CLIENT })] })).toEqual([]);
    expect(giving({ ...child, givenBy: [signatory('ELTERNTEIL_ALLEIN', { client: CLIENT })] })).toEqual(['REPRESENTS_ONESELF']);
  });
});

describe('a statute', () => {
  const s2 = createPolicy(['S2']);
  const entitlement: Partial<Paper> = { releasingUnits: ['JOBCENTER_LIPPE'], receivingUnits: ['NWL_CUK'], categories: ['COURSE_ENTITLEMENT', 'LABOUR_PROFILE'] };

  it('that is switched on makes the consent needless, and says why', () => {
    expect(problemsOfDraft(paper(entitlement), noFlows, NOW)).toEqual([]);
    const [refused] = problemsOfDraft(paper(entitlement), s2, NOW);
    expect(refused).toMatchObject({ code: 'GOVERNED_BY_STATUTE', field: 'categories', severity: 'PROBLEM' });
    expect(refused!.message).toContain('kraft Gesetzes: COURSE_ENTITLEMENT (KURSVERMITTLUNG); S2');
    expect(refused!.message).toContain('§ 50 Abs. 1 SGB II');
  });

  it('leaves other purposes, directions and categories to the client', () => {
    expect(problemsOfDraft(paper({ ...entitlement, purposes: ['WOHNEN'] }), s2, NOW)).toEqual([]);
    expect(problemsOfDraft(paper({ ...entitlement, categories: ['LABOUR_PROFILE'] }), s2, NOW)).toEqual([]);
    expect(problemsOfDraft(paper({ releasingUnits: ['NWL_CUK'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['BENEFIT_REGIME'] }), s2, NOW)).toEqual([]);
  });

  it('is seen in the other direction of a two-way form too', () => {
    const other: Partial<Paper> = { releasingUnits: ['NWL_CUK'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['BENEFIT_REGIME'], twoWay: true };
    expect(problemsOfDraft(paper(other), s2, NOW).map(({ code }) => code)).toEqual(['GOVERNED_BY_STATUTE']);
  });
});

describe('steps before and beside giving', () => {
  it('check what belongs to them', () => {
    const blank = paper({ informedAbout: [], givenBy: [], ofAgeAt: null, language: null, formVersion: null });
    expect(problemsOfDraft(blank, noFlows, NOW)).toEqual([]);
    expect(problemsOfInformation(blank, NOW).map(({ code }) => code)).toEqual(['INFORMATION_INCOMPLETE', 'LANGUAGE_UNKNOWN', 'FORM_VERSION_MISSING']);
    expect(problemsOfRecording(blank, noFlows, NOW)).toEqual([]);
    expect(problemsOfRecording(paper({ ...blank, ...child, givenBy: [mother] }), noFlows, NOW).map(({ code }) => code)).toEqual(['SECOND_PARENT_MISSING']);
  });
});
