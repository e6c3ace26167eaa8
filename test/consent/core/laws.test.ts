import fc from 'fast-check';
import {
  CARRIED, compileRelease, createPolicy, explain, PURPOSES, ROLES, STATUTORY_FLOWS, UNITS,
  type Category, type ClientRecords, type Consent, type ConsentForm, type ConsentState, type Purpose, type Requester, type Role,
} from '../../../consent/core/index.js';
import { DAY, NOW } from './records.js';

/** Few units and persons, so that records meet often. */
const units = ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'ABH_KREIS', 'KI_SEITENEINSTIEG'];
const unit = fc.constantFrom(...units);
const person = fc.constantFrom('a', 'b');
const category = fc.constantFrom<Category>('LANGUAGE_LEVEL', 'CM_GOALS', 'HEALTH', 'BENEFIT_REGIME', 'IDENTITY_CORE', 'COURSE_ATTENDANCE');
const purpose = fc.constantFrom<Purpose>('KURSVERMITTLUNG', 'AUFENTHALTSPERSPEKTIVE_25A_25B');
const instant = fc.integer({ min: NOW - 3 * DAY, max: NOW + 3 * DAY });
const list = <T>(of: fc.Arbitrary<T>, maxLength = 3) => fc.uniqueArray(of, { maxLength, selector: (item) => JSON.stringify(item) });
const named = fc.record({ unit, person });
const inFunction = fc.record({ unit, role: fc.constantFrom<Role>('CASE_WORKER', 'CASE_MANAGER') });

const consent: fc.Arbitrary<Consent> = fc.record({
  id: fc.uuid(),
  state: fc.constantFrom<ConsentState>('ERTEILT', 'ERTEILT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ENTWURF', 'ERSETZT', 'UNWIRKSAM'),
  releasingUnits: list(unit), releasingPersons: list(named), receivingUnits: list(unit), receivingPersons: list(named),
  receivingFunctions: fc.option(list(inFunction, 2), { nil: undefined }),
  categories: list(category, 6), explicitCategories: list(category), exclusions: list(category, 1), purposes: list(purpose),
  form: fc.constantFrom<ConsentForm>('SCHRIFTLICH', 'MUENDLICH_BESONDERE_UMSTAENDE'),
  from: instant, to: instant,
});
const records: fc.Arbitrary<ClientRecords> = fc.record({
  version: fc.nat(),
  relations: fc.array(fc.record({ unit, from: fc.constant(0), to: fc.option(instant), persons: list(person), responsible: fc.option(person) }), { maxLength: 6 }),
  consents: fc.array(consent, { maxLength: 4 }),
  emergencies: fc.constant([]),
});
const requester: fc.Arbitrary<Requester> = fc.record({ unit, person, role: fc.constantFrom<Role>('CASE_WORKER', 'CASE_MANAGER') });
const policy = fc.subarray(['S1', 'S2', 'S3']).map(createPolicy);

/** Everything one requester sees, as text. */
const seen = (of: ClientRecords, who: Requester, why: Purpose, at: number, rules = createPolicy()): Set<string> => {
  const release = compileRelease(of, who, why, at, rules);
  return new Set([...units, 'CONSENT_SERVICE'].flatMap((owner) => CARRIED.filter((code) => release.grants(owner, code)).map((code) => `${owner}/${code}`)));
};
const within = (smaller: Set<string>, larger: Set<string>): void => expect([...smaller].filter((field) => !larger.has(field))).toEqual([]);
const check = <Values>(property: fc.IProperty<Values>): void => fc.assert(property, { seed: 20260301, numRuns: 1_000 });

it('withdrawing a consent never widens', () =>
  check(fc.property(records, requester, purpose, instant, policy, (before, who, why, at, rules) => {
    const after = { ...before, consents: before.consents.map((one, index) => (index === 0 && one.state === 'ERTEILT' ? { ...one, state: 'WIDERRUFEN' as const } : one)) };
    within(seen(after, who, why, at, rules), seen(before, who, why, at, rules));
  })));

it('adding an exclusion never widens', () =>
  check(fc.property(records, requester, purpose, instant, category, (before, who, why, at, extra) => {
    const after = { ...before, consents: before.consents.map((one) => ({ ...one, exclusions: [...one.exclusions, extra] })) };
    within(seen(after, who, why, at), seen(before, who, why, at));
  })));

it('adding a grant without exclusions never narrows', () =>
  check(fc.property(records, consent, requester, purpose, instant, (before, extra, who, why, at) =>
    within(seen(before, who, why, at), seen({ ...before, consents: [...before.consents, { ...extra, exclusions: [] }] }, who, why, at)))));

it('does not depend on the order of records', () =>
  check(fc.property(records, requester, purpose, instant, (one, who, why, at) =>
    expect(seen({ ...one, consents: [...one.consents].reverse(), relations: [...one.relations].reverse() }, who, why, at)).toEqual(seen(one, who, why, at)))));

/** What arrives from storage where a word should be. */
const garbage = fc.constantFrom<unknown>('*', '__proto__', '', null, undefined, ['*'], [null], ['constructor'], {}, Number.NaN, true);
const damaged = fc.constantFrom<keyof Consent>(
  'state', 'form', 'releasingUnits', 'releasingPersons', 'receivingUnits', 'receivingPersons', 'receivingFunctions', 'categories', 'explicitCategories', 'exclusions', 'purposes', 'from', 'to');

it('does not widen by a word that nobody knows', () =>
  check(fc.property(records, damaged, garbage, fc.nat(3), requester, purpose, instant, policy, (before, key, word, which, who, why, at, rules) => {
    const after = { ...before, consents: before.consents.map((one, index) => (index === which ? ({ ...one, [key]: word } as Consent) : one)) };
    within(seen(after, who, why, at, rules), seen(before, who, why, at, rules));
  })));

it('decides, and tells reasons, without regard to papers between others', () =>
  check(fc.property(records, requester, purpose, instant, policy, category, (all, who, why, at, rules, code) => {
    const concerns = ({ receivingUnits, receivingPersons, receivingFunctions = [] }: Consent): boolean =>
      [...receivingUnits, ...[...receivingPersons, ...receivingFunctions].map((one) => one.unit)].includes(who.unit);
    const own = { ...all, consents: all.consents.filter(concerns) };
    expect(seen(all, who, why, at, rules)).toEqual(seen(own, who, why, at, rules));
    for (const owner of units) expect(explain(all, who, why, at, [owner], code)).toEqual(explain(own, who, why, at, [owner], code));
  })));

it('does not tell by a reason what the owner withholds about its own relation to the client, where no paper names the reader', () =>
  check(fc.property(records, requester, purpose, instant, category, (all, who, why, at, code) => {
    const unnamed = { ...all, consents: [] };
    const unknownToOthers = { ...unnamed, relations: all.relations.filter((one) => one.unit === who.unit) };
    for (const owner of units) expect(explain(unnamed, who, why, at, [owner], code)).toEqual(explain(unknownToOthers, who, why, at, [owner], code));
  })));

it('does not change before the instant it names', () =>
  check(fc.property(records, requester, purpose, instant, fc.nat({ max: DAY }), (one, who, why, at, later) => {
    const { until } = compileRelease(one, who, why, at, createPolicy());
    const then = Math.min(at + later, until - 1);
    if (then >= at) expect(seen(one, who, why, then)).toEqual(seen(one, who, why, at));
  })));

it('names a basis exactly for what it grants, and only of a unit that works with the client', () =>
  check(fc.property(records, requester, purpose, instant, policy, (one, who, why, at, rules) => {
    const release = compileRelease(one, who, why, at, rules);
    const working = (owner: string): boolean => one.relations.some((relation) => relation.unit === owner && (relation.to === null || at < relation.to));
    const wrong = units.flatMap((owner) => CARRIED.filter((code) =>
      (release.basis(owner, code) !== null) !== release.grants(owner, code) || (release.grants(owner, code) && !working(owner))));
    expect(wrong).toEqual([]);
  })));

it('never lets another unit’s data reach an Ausländerbehörde but in the packet', () =>
  check(fc.property(records, person, purpose, instant, policy, (one, who, why, at, rules) => {
    const fields = [...seen(one, { unit: 'ABH_KREIS', person: who, role: 'CASE_WORKER' }, why, at, rules)];
    const foreign = fields.filter((field) => !field.startsWith('ABH_KREIS/') && !field.startsWith('CONSENT_SERVICE/'));
    expect(foreign.filter((field) => why === 'KURSVERMITTLUNG' || !/LANGUAGE_LEVEL|IDENTITY_CORE/.test(field))).toEqual([]);
  })));

it('opens by a function what the unit would read, to nobody there but those in it', () =>
  check(fc.property(records, consent, requester, purpose, instant, (before, extra, who, why, at) => {
    const given = (over: Partial<Consent>) => ({ ...before, consents: [...before.consents, { ...extra, receivingUnits: [], receivingPersons: [], receivingFunctions: [], exclusions: [], ...over }] });
    const asUnit = seen(given({ receivingUnits: [who.unit] }), who, why, at);
    const others = (['CASE_WORKER', 'CASE_MANAGER'] as const).filter((role) => role !== who.role);
    expect(seen(given({ receivingFunctions: [{ unit: who.unit, role: who.role }] }), who, why, at)).toEqual(asUnit);
    expect(seen(given({ receivingFunctions: others.map((role) => ({ unit: who.unit, role })) }), who, why, at)).toEqual(seen(before, who, why, at));
  })));

it('explains without throwing whatever it withholds', () =>
  check(fc.property(records, requester, purpose, instant, category, (one, who, why, at, code) => {
    expect(explain(one, who, why, at, units, code).reason).toMatch(/^[A-Z_]+$/);
  })));

it('has closed tables: every flow, unit, purpose and role is whole', () => {
  for (const { arrows, purposes, viaGateway } of STATUTORY_FLOWS) {
    expect(viaGateway).toBe(arrows.length > 0 && purposes.length > 0);
    for (const { from, to } of arrows) expect([...from, ...to].every((code) => UNITS.has(code))).toBe(true);
  }
  expect([Object.keys(PURPOSES).includes('EVALUATION_ANONYM'), Object.keys(ROLES)]).toEqual([false, ['CASE_WORKER', 'CASE_MANAGER', 'DPO', 'COORDINATOR']]);
});
