import { compileRelease, explain, releaseFor, ROLES, type Category, type ClientRecords, type Consent, type Requester, type Role } from '../../../consent/core/index.js';
import { caseManager, consent, cuk, jobcenter, noFlows, NOW, records } from './records.js';

/** To the Fallmanagement of the Servicestelle, and to nobody else there. */
const toFunction = (over: Partial<Consent> = {}): Consent =>
  consent({ receivingUnits: [], receivingFunctions: [{ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' }], ...over });
const colleague: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'cm-1', role: 'CASE_WORKER' };
const sees = (given: readonly Consent[], who: Requester = caseManager, category: Category = 'LANGUAGE_LEVEL', owner = 'NWL_CUK'): boolean =>
  compileRelease(records({ consents: given }), who, 'KURSVERMITTLUNG', NOW, noFlows).grants(owner, category);
const why = (given: readonly Consent[], who: Requester, category: Category = 'LANGUAGE_LEVEL') =>
  explain(records({ consents: given }), who, 'KURSVERMITTLUNG', NOW, ['NWL_CUK'], category).reason;

describe('a release to a function', () => {
  it('goes to whoever asks in that role at that unit', () => {
    expect(sees([toFunction()])).toBe(true);
    expect(sees([toFunction()], { ...caseManager, person: 'somebody new' })).toBe(true);
  });

  it.each([
    ['the same person in another role', colleague],
    ['the same role at another unit', { ...jobcenter, role: 'CASE_MANAGER' as const }],
    ['another role at another unit', jobcenter],
    ['a role that reads no client data', { ...caseManager, role: 'DPO' as const }],
    ['a role that nobody knows', { ...caseManager, role: '__proto__' as Role }],
  ])('does not go to %s', (_who, who) => expect(sees([toFunction()], who)).toBe(false));

  it('does not combine the unit of one function with the role of another', () => {
    const two = toFunction({ receivingFunctions: [{ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' }, { unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER' }] });
    expect([sees([two]), sees([two], colleague), sees([two], jobcenter), sees([two], { ...jobcenter, role: 'CASE_MANAGER' })]).toEqual([true, false, true, false]);
  });

  it('never carries a professional secret, whoever else is named', () => {
    const goals = (over: Partial<Consent>): Consent => toFunction({
      releasingUnits: ['JOBCENTER_LIPPE'], releasingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'jc-1' }], categories: ['JC_PLAN', 'BENEFIT_REGIME'], ...over,
    });
    const readsPlan = (given: Consent, who = caseManager): boolean => sees([given], who, 'JC_PLAN', 'JOBCENTER_LIPPE');
    expect([readsPlan(goals({})), sees([goals({})], caseManager, 'BENEFIT_REGIME', 'JOBCENTER_LIPPE')]).toEqual([false, true]);
    const named = goals({ receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-2' }] });
    expect([readsPlan(named), readsPlan(named, { ...caseManager, person: 'cm-2' })]).toEqual([false, true]);
  });

  it('carries special categories only with a tick and a signature', () => {
    const detail = (over: Partial<Consent> = {}): Consent => toFunction({ categories: ['LANGUAGE_TEST_DETAIL'], explicitCategories: ['LANGUAGE_TEST_DETAIL'], ...over });
    const reads = (given: Consent, who = caseManager): boolean => sees([given], who, 'LANGUAGE_TEST_DETAIL');
    expect([reads(detail()), reads(detail(), colleague), reads(detail({ explicitCategories: [] })), reads(detail({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' }))])
      .toEqual([true, false, false, false]);
  });

  it('opens nothing that the never-list closes', () =>
    expect(sees([toFunction({ receivingFunctions: [{ unit: 'ABH_KREIS', role: 'CASE_WORKER' }] })], { unit: 'ABH_KREIS', person: 'abh-1', role: 'CASE_WORKER' })).toBe(false));

  it('opens nothing within its own unit', () =>
    expect(sees([toFunction({ releasingUnits: ['KREIS_SERVICESTELLE'], categories: ['HEALTH'], explicitCategories: ['HEALTH'] })], { ...caseManager, person: 'cm-9' }, 'HEALTH', 'KREIS_SERVICESTELLE')).toBe(false));
});

describe('an exclusion towards a function', () => {
  it('holds towards its unit, in whatever role somebody there asks', () => {
    const broad = consent({ id: 'broad' });
    const forbids = toFunction({ id: 'forbids', categories: ['SUPPORT_PLAN_LANG'], exclusions: ['LANGUAGE_LEVEL'] });
    for (const who of [caseManager, colleague]) expect([sees([broad], who), sees([broad, forbids], who), sees([forbids, broad], who)]).toEqual([true, false, false]);
    expect(why([broad, forbids], colleague)).toBe('EXPLICITLY_EXCLUDED');
  });

  it('does not hold towards other units', () => {
    const broad = consent({ receivingUnits: ['JOBCENTER_LIPPE'] });
    expect(sees([broad, toFunction({ exclusions: ['LANGUAGE_LEVEL'] })], jobcenter)).toBe(true);
  });
});

const broken: readonly (readonly [what: string, functions: unknown])[] = [
  ['a role that nobody knows', [{ unit: 'KREIS_SERVICESTELLE', role: 'LEITUNG' }]], ['a role that reads no client data', [{ unit: 'KREIS_SERVICESTELLE', role: 'DPO' }]],
  ['a name every object has for a role', [{ unit: 'KREIS_SERVICESTELLE', role: 'constructor' }]], ['no role', [{ unit: 'KREIS_SERVICESTELLE' }]],
  ['a wildcard for a role', [{ unit: 'KREIS_SERVICESTELLE', role: '*' }]], ['several roles at once', [{ unit: 'KREIS_SERVICESTELLE', role: ['CASE_MANAGER'] }]],
  ['an unknown unit', [{ unit: 'POLIZEI', role: 'CASE_MANAGER' }]], ['no unit', [{ role: 'CASE_MANAGER' }]],
  ['nothing', [null]], ['a text', ['KREIS_SERVICESTELLE']], ['no list', { unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' }], ['null', null], ['a text for the list', 'CASE_MANAGER'],
];

describe.each(broken)('a record that has %s among its functions', (_what, functions) => {
  const record = (over: Partial<Consent> = {}): Consent => toFunction({ receivingFunctions: functions as never, ...over });

  it('releases nothing, not even to units and persons it names', () =>
    expect(sees([record({ receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }] })])).toBe(false));

  it('keeps its exclusions', () =>
    expect(sees([consent({ id: 'whole' }), record({ receivingUnits: ['KREIS_SERVICESTELLE'], exclusions: ['LANGUAGE_LEVEL'] })])).toBe(false));

  it('forbids whatever it may forbid where its functions cannot be read', () =>
    expect(sees([consent({ id: 'whole' }), record({ exclusions: ['LANGUAGE_LEVEL'] })])).toBe(false));
});

it('takes no functions, empty or absent, for none', () => {
  const older = consent({ receivingUnits: [] });
  expect([sees([older]), sees([toFunction({ receivingFunctions: [] })]), sees([{ ...older, receivingUnits: ['KREIS_SERVICESTELLE'] }])]).toEqual([false, false, true]);
});

it('keeps no release for another role', () => {
  const kept = (who: Requester, client: ClientRecords): boolean => releaseFor(client, who, 'KURSVERMITTLUNG', NOW, noFlows).grants('NWL_CUK', 'LANGUAGE_LEVEL');
  for (const [first, then] of [[caseManager, colleague], [colleague, caseManager]] as const) {
    const client = records({ consents: [toFunction()] });
    expect([first, then, first].map((who) => kept(who, client))).toEqual([first, then, first].map(({ role }) => role === 'CASE_MANAGER'));
  }
  const client = records({ consents: [toFunction()] });
  expect(Object.keys(ROLES).map((role) => kept({ ...caseManager, role: role as Role }, client))).toEqual([false, true, false, false]);
});

it('says to who asks in another role that others there are meant, and which person would have to be named for a secret', () => {
  expect(why([toFunction()], { ...colleague })).toBe('OUT_OF_SCOPE_PERSON');
  expect(why([toFunction({ categories: ['SUPPORT_PLAN_LANG'] })], caseManager)).toBe('OUT_OF_SCOPE_CATEGORY');
  expect(why([toFunction({ receivingFunctions: [{ unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER' }] })], caseManager)).toBe('CONSENT_MISSING');
  expect(why([toFunction({ releasingUnits: ['JOBCENTER_LIPPE'] })], { ...cuk, unit: 'KREIS_SERVICESTELLE' })).toBe('OUT_OF_SCOPE_RECIPIENT');
  const plan = toFunction({ releasingUnits: ['JOBCENTER_LIPPE'], categories: ['JC_PLAN'] });
  expect(explain(records({ consents: [plan] }), caseManager, 'KURSVERMITTLUNG', NOW, ['JOBCENTER_LIPPE'], 'JC_PLAN')).toMatchObject({ reason: 'OUT_OF_SCOPE_PERSON', needed: { namesPersons: true } });
});
