import fc from 'fast-check';
import {
  compileRelease, createPolicy, PURPOSES, type Category, type ClientRecords, type Consent, type Purpose, type Relation, type Requester,
} from '../../../consent/core/index.js';
import { consentOf, whatWouldRelease, type Counterfactual } from '../../../consent/preview/counterfactual.js';
import { runs as times } from '../../kit/long.js';
import { consent, DAY, FIELDS, NOW, person, policy, purpose, records, unit, UNITS } from './arbitrary.js';

const check = <Values>(property: fc.IProperty<Values>, short = 400): void => fc.assert(property, { seed: 20260302, numRuns: times(short, 50_000) });
const field = fc.constantFrom(...FIELDS);
const requester: fc.Arbitrary<Requester> = fc.record({ unit, person, role: fc.constant('CASE_MANAGER' as const) });
const span = { id: 'new', from: NOW - DAY, to: NOW + DAY };
const inForce = (one: ClientRecords, owner: string): Relation | undefined => {
  const active = one.relations.filter((relation) => relation.unit === owner && relation.from <= NOW && (relation.to === null || NOW < relation.to));
  return active.find(({ responsible }) => responsible !== null) ?? active[0];
};
const granted = (one: ClientRecords, who: Requester, why: Purpose, rules: ReturnType<typeof createPolicy>, owners: readonly string[], categories: readonly Category[]): boolean => {
  const release = compileRelease(one, who, why, NOW, rules);
  return owners.some((owner) => categories.every((category) => release.grants(owner, category)));
};
const withConsent = (one: ClientRecords, extra: Consent): ClientRecords => ({ ...one, consents: [...one.consents, extra] });

it('names a consent that really releases the field, once it is recorded', () => {
  let tried = 0;
  check(fc.property(records, requester, purpose, policy, field, (some, who, why, rules, { owners, categories }) => {
    const found = whatWouldRelease(some, who, why, NOW, rules, owners, categories);
    if (found.kind !== 'CONSENT' || !inForce(some, who.unit)) return;
    for (const owner of found.consent.releasingUnits) {
      const owning = inForce(some, owner);
      if (!owning || (found.consent.namesKeeper && owning.responsible === null)) continue;
      tried += 1;
      const given = withConsent(some, consentOf(found.consent, owner, owning.responsible, span));
      expect(granted(given, who, why, rules, [owner], categories)).toBe(true);
    }
  }), 1_000);
  expect(tried).toBeGreaterThan(100);
});

it('names the smallest: nothing can be left out of it', () =>
  check(fc.property(records, requester, purpose, policy, field, (some, who, why, rules, { owners, categories }) => {
    const found = whatWouldRelease(some, who, why, NOW, rules, owners, categories);
    if (found.kind !== 'CONSENT') return;
    const [owner] = found.consent.releasingUnits;
    const whole = consentOf(found.consent, owner, inForce(some, owner)?.responsible ?? null, span);
    const without: Consent[] = [
      { ...whole, releasingUnits: [] }, { ...whole, purposes: [] }, { ...whole, receivingUnits: [], receivingPersons: [] },
      ...whole.categories.map((one) => ({ ...whole, categories: whole.categories.filter((other) => other !== one) })),
      ...whole.explicitCategories.map((one) => ({ ...whole, explicitCategories: whole.explicitCategories.filter((other) => other !== one) })),
      ...whole.releasingPersons.map(() => ({ ...whole, releasingPersons: [] })),
      ...(found.consent.signed ? [{ ...whole, form: 'MUENDLICH_BESONDERE_UMSTAENDE' as const }] : []),
    ];
    for (const less of without) expect(granted(withConsent(some, less), who, why, rules, [owner], categories)).toBe(false);
  })));

it('says that none can only where the widest consent there is would not do either', () => {
  let none = 0;
  check(fc.property(records, requester, purpose, policy, field, (some, who, why, rules, { owners, categories }) => {
    if (whatWouldRelease(some, who, why, NOW, rules, owners, categories).kind !== 'NONE') return;
    none += 1;
    const persons = UNITS.flatMap((code) => ['a', 'b'].map((name) => ({ unit: code, person: name })));
    const widest: Consent = {
      ...span, state: 'ERTEILT', form: 'SCHRIFTLICH', releasingUnits: UNITS.filter((code) => code !== who.unit), releasingPersons: persons, receivingUnits: UNITS,
      receivingPersons: persons, categories, explicitCategories: categories, exclusions: [], purposes: Object.keys(PURPOSES) as Purpose[],
    };
    expect(granted(withConsent(some, widest), who, why, rules, owners, categories)).toBe(false);
  }), 1_000);
  expect(none).toBeGreaterThan(50);
});

it('says that it is released exactly where it is', () =>
  check(fc.property(records, requester, purpose, policy, field, (some, who, why, rules, { owners, categories }) =>
    expect(whatWouldRelease(some, who, why, NOW, rules, owners, categories).kind === 'GRANTED').toBe(granted(some, who, why, rules, owners, categories)))));

it('does not depend on consents that are none of the asking unit’s', () =>
  check(fc.property(records, fc.array(consent, { maxLength: 4 }), requester, purpose, field, (some, others, who, why, { owners, categories }) => {
    const receives = (one: Consent): boolean => one.receivingUnits.includes(who.unit) || [...one.receivingPersons, ...(one.receivingFunctions ?? [])].some((named) => named.unit === who.unit);
    const ask = (consents: readonly Consent[]): Counterfactual => whatWouldRelease({ ...some, consents }, who, why, NOW, createPolicy(), owners, categories);
    const own = some.consents.filter(receives);
    expect(ask([...own, ...others.filter((one) => !receives(one))])).toEqual(ask(own));
  })));

describe('by example', () => {
  const relations: Relation[] = ['KREIS_SERVICESTELLE', 'NWL_CUK', 'JOBCENTER_LIPPE', 'ABH_KREIS'].map((of) => ({ unit: of, from: NOW - DAY, to: null, persons: ['a'], responsible: 'a' }));
  const cm: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'a', role: 'CASE_MANAGER' };
  const ask = (category: Category, owners: string[], consents: Consent[] = [], who = cm): Counterfactual =>
    whatWouldRelease({ version: 1, relations, consents, emergencies: [] }, who, 'KURSVERMITTLUNG', NOW, createPolicy(), owners, [category]);

  it('asks for the language level from where it is held, and for nothing else', () =>
    expect(ask('LANGUAGE_LEVEL', ['NWL_CUK', 'KURSTRAEGER:VHS_LIPPE_OST'])).toEqual({
      kind: 'CONSENT', reason: 'CONSENT_MISSING', consent: {
        releasingUnits: ['NWL_CUK'], namesKeeper: false, receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [], categories: ['LANGUAGE_LEVEL'],
        explicitCategories: [], purpose: 'KURSVERMITTLUNG', signed: false,
      },
    }));

  it('asks for a professional secret from person to person', () =>
    expect(ask('JC_PLAN', ['JOBCENTER_LIPPE'])).toMatchObject({ consent: { namesKeeper: true, receivingUnits: [], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'a' }] } }));

  it('asks for a tick and a signature for a special category', () =>
    expect(ask('LANGUAGE_TEST_DETAIL', ['NWL_CUK'])).toMatchObject({ consent: { explicitCategories: ['LANGUAGE_TEST_DETAIL'], signed: true } }));

  it('knows no consent that opens what the client has excluded, or what never leaves', () => {
    const excluding: Consent = { ...span, ...consentOf({ releasingUnits: ['NWL_CUK'], namesKeeper: false, receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [], categories: [], explicitCategories: [], purpose: 'WOHNEN', signed: false }, 'NWL_CUK', null, span), exclusions: ['LANGUAGE_LEVEL'] };
    expect(ask('LANGUAGE_LEVEL', ['NWL_CUK'], [excluding])).toEqual({ kind: 'NONE', reason: 'EXPLICITLY_EXCLUDED' });
    expect(ask('BENEFIT_REGIME', ['JOBCENTER_LIPPE'], [], { ...cm, unit: 'ABH_KREIS' })).toEqual({ kind: 'NONE', reason: 'NEVER_VIA_GATEWAY' });
  });
});
