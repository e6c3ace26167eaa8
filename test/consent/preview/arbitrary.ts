import fc from 'fast-check';
import {
  createPolicy, type Category, type ClientRecords, type Consent, type ConsentForm, type ConsentState, type EmergencyRelease, type Purpose, type Relation, type Role,
} from '../../../consent/core/index.js';
import type { ReleasableField } from '../../../consent/preview/fields.js';

/** Noon on 1 March 2026, and a day. */
export const NOW = Date.UTC(2026, 2, 1, 12);
export const DAY = 86_400_000;

/** Few units, persons and days, so that records meet often. */
export const UNITS = ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'ABH_KREIS'];
export const CATEGORIES: readonly Category[] = ['LANGUAGE_LEVEL', 'LANGUAGE_TEST_DETAIL', 'BENEFIT_REGIME', 'JC_PLAN', 'CM_GOALS', 'HEALTH', 'IDENTITY_CORE', 'LABOUR_PROFILE', 'WORK_PERMISSION'];
export const unit = fc.constantFrom(...UNITS);
export const person = fc.constantFrom('a', 'b');
export const category = fc.constantFrom(...CATEGORIES);
export const purpose = fc.constantFrom<Purpose>('KURSVERMITTLUNG', 'ARBEITSBERATUNG', 'AUFENTHALTSPERSPEKTIVE_25A_25B');
export const instant = fc.integer({ min: -4, max: 4 }).map((days) => NOW + days * DAY);
export const policy = fc.subarray(['S1', 'S2']).map(createPolicy);

const list = <T>(of: fc.Arbitrary<T>, maxLength = 3) => fc.uniqueArray(of, { maxLength, selector: (item) => JSON.stringify(item) });
const named = fc.record({ unit, person });
export const role = fc.constantFrom<Role>('CASE_WORKER', 'CASE_MANAGER');
export const inFunction = fc.record({ unit, role });

export const relation: fc.Arbitrary<Relation> = fc.record({ unit, from: instant, to: fc.option(instant), persons: list(person), responsible: fc.option(person) });

export const consent: fc.Arbitrary<Consent> = fc.record({
  id: fc.uuid(),
  state: fc.constantFrom<ConsentState>('ERTEILT', 'ERTEILT', 'ERTEILT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ENTWURF', 'ERSETZT'),
  releasingUnits: list(unit), releasingPersons: list(named), receivingUnits: list(unit), receivingPersons: list(named),
  receivingFunctions: fc.option(list(inFunction, 2), { nil: undefined, freq: 1 }),
  categories: list(category, 6), explicitCategories: list(category), exclusions: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, list(category, 1)),
  purposes: list(purpose), form: fc.constantFrom<ConsentForm>('SCHRIFTLICH', 'MUENDLICH_BESONDERE_UMSTAENDE'),
  from: instant, to: instant,
});

export const emergency: fc.Arbitrary<EmergencyRelease> = fc.record({
  id: fc.uuid(), releasingUnit: unit, receivingUnit: unit, categories: list(category), from: instant, to: instant,
});

/** A client of whom most units know, most of the time. */
export const records: fc.Arbitrary<ClientRecords> = fc.record({
  version: fc.nat(),
  relations: fc.tuple(...UNITS.map((code) => fc.record({
    unit: fc.constant(code), from: fc.constantFrom(NOW - 9 * DAY, NOW - 9 * DAY, NOW + DAY), to: fc.option(instant, { freq: 2 }),
    persons: list(person), responsible: fc.option(person, { freq: 9 }),
  }))),
  consents: fc.array(consent, { maxLength: 4 }),
  emergencies: fc.array(emergency, { maxLength: 1 }),
});

/** One field of each category, and one inside another. */
export const FIELDS: readonly ReleasableField[] = [
  ...CATEGORIES.map((code): ReleasableField => ({ path: code.toLowerCase(), coordinate: `Client.${code.toLowerCase()}`, categories: [code], owners: UNITS, de: code, en: code })),
  { path: 'plan.level', coordinate: 'Plan.level', categories: ['LABOUR_PROFILE', 'LANGUAGE_LEVEL'], owners: UNITS, de: 'Niveau', en: 'Level' },
];
