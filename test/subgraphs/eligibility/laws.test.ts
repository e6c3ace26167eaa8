import fc from 'fast-check';
import {
  assess, judge, BENEFITS, COURSE_STATES, EMPLOYMENTS, ENTITLEMENTS, LEVELS, MUNICIPALITIES, RESIDENCE_BINDINGS, STATUSES, TOPICS, WORK_ACCESSES, YES_NO,
  type HypotheticalPerson, type Offered,
} from '../../../subgraphs/eligibility/index.js';
import { runs } from '../../kit/long.js';

const day = fc.integer({ min: 0, max: 5_000 }).map((days) => new Date(Date.UTC(2014, 0, 1 + days)).toISOString().slice(0, 10));
const KNOWN = {
  status: fc.constantFrom(...STATUSES.keys()), level: fc.constantFrom(...LEVELS), municipality: fc.constantFrom(...MUNICIPALITIES),
  employment: fc.constantFrom(...EMPLOYMENTS), benefits: fc.constantFrom(...BENEFITS), workAccess: fc.constantFrom(...WORK_ACCESSES),
  integrationCourse: fc.constantFrom(...COURSE_STATES), entitlement: fc.constantFrom(...ENTITLEMENTS), residenceBinding: fc.constantFrom(...RESIDENCE_BINDINGS),
  reception: fc.constantFrom(...YES_NO), minorChild: fc.constantFrom(...YES_NO), origin: fc.constantFrom('SYR', 'IRQ', 'ERI', 'SOM', 'AFG', 'SRB', 'GEO', 'ROU'),
  age: fc.integer({ min: 0, max: 70 }), schoolYears: fc.integer({ min: 0, max: 14 }), arrivedOn: day, statusSince: day,
} as const;
const everythingKnown: fc.Arbitrary<HypotheticalPerson> = fc.record(KNOWN);
const attributes = Object.keys(KNOWN) as (keyof typeof KNOWN)[];

/** The person as somebody sees them who knows less: attributes left out, or known only to be one of several. */
const knowingLess = (person: HypotheticalPerson) => fc.record({ known: fc.subarray(attributes), blurred: fc.subarray(attributes), others: everythingKnown }).map(({ known, blurred, others }): HypotheticalPerson =>
  Object.fromEntries(known.map((attribute) => {
    const [real, other] = [person[attribute], others[attribute]];
    if (!blurred.includes(attribute)) return [attribute, real];
    if (typeof real === 'number') return [attribute, { from: Math.min(real, other as number), to: Math.max(real, other as number) }];
    if (attribute === 'arrivedOn' || attribute === 'statusSince') return [attribute, { to: [real as string, other as string].sort()[1] }];
    return [attribute, [real, other]];
  })));

const offers: fc.Arbitrary<Offered> = fc.record({
  topic: fc.constantFrom(...TOPICS), ageMin: fc.option(fc.integer({ min: 0, max: 30 })), ageMax: fc.option(fc.integer({ min: 20, max: 70 })),
  level: fc.option(fc.constantFrom(...LEVELS)), municipalitiesExcluded: fc.subarray([...MUNICIPALITIES], { maxLength: 3 }), lastDay: fc.option(day),
});
const RUNS = { numRuns: runs(1_000, 60_000), seed: 5 };

test('more knowledge settles what was open and never changes what was settled', () => {
  fc.assert(fc.property(everythingKnown.chain((person) => fc.tuple(fc.constant(person), knowingLess(person))), offers, day, ([person, less], offer, asOf) => {
    const before = judge(less, offer, asOf);
    const after = judge(person, offer, asOf);
    expect(after.settled).toBe(true);
    if (before.settled) expect(after.outcome).toBe(before.outcome);
    else expect(before.outcome).toBe('PRUEFUNG_NOETIG');
  }), RUNS);
});

test('what is named as unknown suffices: whoever finds it out has a settled outcome', () => {
  fc.assert(fc.property(everythingKnown.chain((person) => fc.tuple(fc.constant(person), knowingLess(person))), offers, day, ([person, less], offer, asOf) => {
    let known = less;
    for (let round = 0; round < attributes.length; round += 1) {
      const { unknownAttributes } = judge(known, offer, asOf);
      known = { ...known, ...Object.fromEntries(unknownAttributes.map((attribute) => [attribute, person[attribute]])) };
    }
    expect(judge(known, offer, asOf)).toMatchObject({ settled: true, outcome: judge(person, offer, asOf).outcome });
  }), { ...RUNS, numRuns: runs(150, 5_000) });
});

test('an attribute that is not named as unknown does not matter', () => {
  fc.assert(fc.property(everythingKnown, everythingKnown, fc.subarray(attributes), offers, day, (person, other, known, offer, asOf) => {
    const partly = Object.fromEntries(known.map((attribute) => [attribute, person[attribute]])) as HypotheticalPerson;
    const { settled, outcome } = judge(partly, offer, asOf);
    if (settled) expect(judge({ ...other, ...partly }, offer, asOf).outcome).toBe(outcome);
  }), RUNS);
});

test('what would change it does change it', () => {
  fc.assert(fc.property(everythingKnown, offers, day, (person, offer, asOf) => {
    const { whatWouldChangeIt, outcome } = assess(person, offer, asOf);
    for (const { attribute, values, outcome: promised } of whatWouldChangeIt) {
      expect(promised).not.toBe(outcome);
      for (const value of values) {
        const [from, to] = /^(\d*|\d{4}-\d\d-\d\d)–(\d*|\d{4}-\d\d-\d\d)$/.exec(value)?.slice(1) ?? [];
        const typed = (text: string | undefined): unknown => (text === undefined || text === '' ? undefined : attribute.endsWith('On') || attribute === 'statusSince' ? text : Number(text));
        const isRange = from !== undefined;
        const changed = isRange ? { from: typed(from), to: typed(to) } : attribute === 'age' || attribute === 'schoolYears' ? Number(value) : value;
        expect(judge({ ...person, [attribute]: changed }, offer, asOf).outcome).toBe(promised);
      }
    }
  }), { ...RUNS, numRuns: runs(60, 3_000) });
});
