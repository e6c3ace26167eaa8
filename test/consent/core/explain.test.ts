import { compileRelease, explain, type Category, type Consent, type Requester } from '../../../consent/core/index.js';
import { abh, caseManager, consent, jobcenter, noFlows, NOW, records, relation } from './records.js';

const why = (consents: Consent[], who: Requester = caseManager, category: Category = 'LANGUAGE_LEVEL', owners = ['NWL_CUK']) =>
  explain(records({ consents }), who, 'KURSVERMITTLUNG', NOW, owners, category);

it.each<[string, string, Consent[]]>([
  ['there is no consent', 'CONSENT_MISSING', []],
  ['the consent is still a draft', 'CONSENT_MISSING', [consent({ state: 'ENTWURF' })]],
  ['the consent was withdrawn', 'CONSENT_WITHDRAWN', [consent({ state: 'WIDERRUFEN' })]],
  ['the consent has run out', 'CONSENT_EXPIRED', [consent({ to: NOW })]],
  ['the consent covers another category', 'OUT_OF_SCOPE_CATEGORY', [consent({ categories: ['SUPPORT_PLAN_LANG'] })]],
  ['the consent names another releasing unit', 'OUT_OF_SCOPE_RECIPIENT', [consent({ releasingUnits: ['JOBCENTER_LIPPE'] })]],
  ['the consent has another purpose', 'OUT_OF_SCOPE_PURPOSE', [consent({ purposes: ['WOHNEN'] })]],
  ['the client excluded it', 'EXPLICITLY_EXCLUDED', [consent({ exclusions: ['LANGUAGE_LEVEL'] })]],
])('says that %s', (_, reason, consents) => expect(why(consents).reason).toBe(reason));

it('takes the reason of the consent that came nearest', () =>
  expect(why([consent({ releasingUnits: ['JOBCENTER_LIPPE'] }), consent({ state: 'WIDERRUFEN' }), consent({ purposes: ['WOHNEN'] })]).reason).toBe('OUT_OF_SCOPE_PURPOSE'));

it('tells what a consent would have to contain', () => {
  expect(why([]).needed).toEqual({
    releasingUnits: ['NWL_CUK'], receivingUnit: 'KREIS_SERVICESTELLE', category: 'LANGUAGE_LEVEL', purpose: 'KURSVERMITTLUNG',
    namesPersons: false, explicitAndSigned: false,
  });
  expect(why([], caseManager, 'LANGUAGE_TEST_DETAIL').needed).toMatchObject({ explicitAndSigned: true });
  expect(why([], caseManager, 'JC_PLAN', ['JOBCENTER_LIPPE']).needed).toMatchObject({ namesPersons: true });
});

it('says what is missing for T4 and T5', () => {
  expect(why([consent({ categories: ['LANGUAGE_TEST_DETAIL'] })], caseManager, 'LANGUAGE_TEST_DETAIL').reason).toBe('SPECIAL_CATEGORY_NOT_EXPLICIT');
  const goals = (over: Partial<Consent>) =>
    why([consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['CM_GOALS'], ...over })], jobcenter, 'CM_GOALS', ['KREIS_SERVICESTELLE']).reason;
  expect(goals({})).toBe('OUT_OF_SCOPE_PERSON');
  expect(goals({ receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'jc-1' }] })).toBe('SECRECY_NOT_RELEASED');
});

it('says that the consent names another person of the unit, in every tier', () => {
  const toPerson = { receivingUnits: [], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }] };
  const colleague = { ...caseManager, person: 'cm-2' };
  expect(why([consent(toPerson)], colleague).reason).toBe('OUT_OF_SCOPE_PERSON');
  const ticked = consent({ ...toPerson, categories: ['LANGUAGE_TEST_DETAIL'], explicitCategories: ['LANGUAGE_TEST_DETAIL'] });
  expect(why([ticked], colleague, 'LANGUAGE_TEST_DETAIL').reason).toBe('OUT_OF_SCOPE_PERSON');
});

it('blames the person for own data at T4 and T5 only', () => {
  expect(why([], { ...jobcenter, person: 'jc-2' }, 'JC_PLAN', ['JOBCENTER_LIPPE'])).toEqual({ reason: 'OUT_OF_SCOPE_PERSON', needed: null });
  expect(why([], jobcenter, 'RESIDENCE_TITLE', ['JOBCENTER_LIPPE'])).toEqual({ reason: 'NO_BASIS', needed: null });
});

it('offers no consent where none could help', () => {
  expect(why([], abh)).toEqual({ reason: 'NEVER_VIA_GATEWAY', needed: null });
  expect(why([], caseManager, 'CRIMINAL')).toEqual({ reason: 'NEVER_VIA_GATEWAY', needed: null });
  expect(explain(records({ relations: [] }), caseManager, 'KURSVERMITTLUNG', NOW, ['NWL_CUK'], 'LANGUAGE_LEVEL')).toEqual({ reason: 'UNKNOWN_SUBJECT', needed: null });
});

it('judges by no consent that the asking unit is not a party to', () => {
  const foreign = [consent({ receivingUnits: ['JOBCENTER_LIPPE'], purposes: ['WOHNEN'] }), consent({ receivingUnits: ['JOBCENTER_LIPPE'], exclusions: ['LANGUAGE_LEVEL'] })];
  expect(why(foreign)).toEqual(why([]));
});

it('blames the recipient when the releasing unit no longer works with the client (moved to another authority)', () => {
  const moved = records({
    relations: [relation('KREIS_SERVICESTELLE', 'cm-1'), relation('ABH_DETMOLD', 'abh-d', { to: NOW }), relation('ABH_KREIS', 'abh-1')],
    consents: [consent({ releasingUnits: ['ABH_DETMOLD'], categories: ['RESIDENCE_TITLE'] })],
  });
  expect(explain(moved, caseManager, 'KURSVERMITTLUNG', NOW, ['ABH_KREIS', 'ABH_DETMOLD'], 'RESIDENCE_TITLE').reason).toBe('OUT_OF_SCOPE_RECIPIENT');
});

describe('who is told', () => {
  const told = (who: Requester): boolean => compileRelease(records(), who, 'KURSVERMITTLUNG', NOW, noFlows).responsible;

  it('is the case manager who leads the case', () => expect(told(caseManager)).toBe(true));
  it('is not another case manager of the unit', () => expect(told({ ...caseManager, person: 'cm-2' })).toBe(false));
  it('is not a caseworker, even one who leads', () => expect(told(jobcenter)).toBe(false));
  it('is never an Ausländerbehörde', () => expect(told({ ...abh, role: 'CASE_MANAGER' })).toBe(false));
});

it('names only units that hold the category', () =>
  expect(why([], caseManager, 'KITA_PLACEMENT', ['KI_SEITENEINSTIEG', 'JUGENDAMT:LAGE', 'GESUNDHEITSAMT']).needed?.releasingUnits).toEqual(['JUGENDAMT:LAGE']));
