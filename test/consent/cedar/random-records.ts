import fc from 'fast-check';
import type { Category, ClientRecords, Consent, ConsentForm, ConsentState, EmergencyRelease, Purpose, ReceivingFunction, Relation } from '../../../consent/core/index.js';
import { CATEGORIES, groupsOf, holdersOf } from './county.js';

/** Few of everything, and instants on a grid of nine milliseconds, so that records meet and edges are hit all the time. */
const NOW = Date.UTC(2026, 2, 1, 12);
export const instant = fc.integer({ min: 0, max: 8 }).map((step) => NOW + step);
export const units = [
  'KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'ABH_KREIS', 'EBH_KREIS', 'KI_SEITENEINSTIEG', 'AA_DETMOLD', 'JUGENDAMT:KREIS', 'GESUNDHEITSAMT', 'SOZIALAMT:LAGE',
  'KURSTRAEGER:VHS_LIPPE_OST',
];
export const unit = fc.constantFrom(...units, ...units.slice(0, 3), ...units.slice(0, 3));
export const person = fc.constantFrom('a', 'b');
const named = fc.record({ unit, person });
const inFunction = fc.record({ unit, role: fc.constantFrom<ReceivingFunction['role']>('CASE_WORKER', 'CASE_MANAGER') });
export const purpose = fc.constantFrom<Purpose>(
  'KURSVERMITTLUNG', 'KURSVERMITTLUNG', 'KURSVERMITTLUNG', 'RECHTSKREISWECHSEL', 'KITAPLATZ', 'AUFENTHALTSPERSPEKTIVE_25A_25B', 'ARBEITSBERATUNG');
export const carried = (Object.keys(CATEGORIES) as Category[]).filter((code) => CATEGORIES[code][0] !== 'T6');
const category = fc.constantFrom<Category>(...carried, 'LANGUAGE_LEVEL', 'CM_GOALS', 'HEALTH', 'BENEFIT_REGIME', 'IDENTITY_CORE', 'COURSE_ATTENDANCE');
export const holds = (owner: string, code: string): boolean => groupsOf(owner).some((group) => holdersOf(code).includes(group));
/** What a paper is mostly about: data that the unit holds. */
const personal = carried.filter((code) => !['STAFF_DIRECTORY', 'OFFER_CATALOGUE', 'ACCESS_LOG'].includes(code));
const holdings = units.flatMap((owner) => personal.filter((code) => holds(owner, code)).map((code) => ({ owner, code })));
const usual = ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'KI_SEITENEINSTIEG', 'ABH_KREIS'];
const subject = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...holdings.filter(({ owner }) => usual.includes(owner))) }, { weight: 1, arbitrary: fc.constantFrom(...holdings) });
const some = <T>(of: fc.Arbitrary<T>, maxLength: number, minLength = 0): fc.Arbitrary<T[]> => fc.array(of, { minLength, maxLength });
export const often = <T>(usual: T, otherwise: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: otherwise });

/** One relation per unit at a time: whole, ending, beginning, or handed over from one to the next. */
const people = fc.record({ persons: some(person, 2), responsible: fc.option(person, { freq: 4 }) });
const relationsOf = (code: string): fc.Arbitrary<Relation[]> =>
  fc.tuple(often('whole', fc.constantFrom('ending', 'beginning', 'handed', 'none'), 6), instant, people, people).map(([kind, cut, first, second]) => {
    const before = { unit: code, from: 0, to: cut, ...first };
    const after = { unit: code, from: cut, to: null, ...second };
    return { whole: [{ ...before, to: null }], ending: [before], beginning: [after], handed: [before, after], none: [] }[kind]!;
  });

const whole: fc.Arbitrary<Consent> = fc.record({
  id: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5'),
  state: often<ConsentState>('ERTEILT', fc.constantFrom('ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ENTWURF', 'BEDENKZEIT', 'ERSETZT', 'UNWIRKSAM'), 2),
  subjects: some(subject, 5, 1), more: some(category, 2), releasingPersons: some(named, 5), receivingUnits: some(unit, 3), receivingPersons: some(named, 4),
  functions: some(inFunction, 2),
  ticked: fc.boolean(), ticks: some(category, 2), exclusions: often<Category[]>([], some(category, 2), 3), excludesOwn: fc.nat(12),
  purposes: often<Purpose[]>(['KURSVERMITTLUNG', 'AUFENTHALTSPERSPEKTIVE_25A_25B'], some(purpose, 3)),
  form: fc.constantFrom<ConsentForm>('SCHRIFTLICH', 'ELEKTRONISCH', 'MUENDLICH_BESONDERE_UMSTAENDE'),
  from: often(0, instant), to: often(NOW + 9, instant),
}).map(({ subjects, more, ticked, ticks, excludesOwn, functions, ...paper }) => {
  const categories = [...new Set([...subjects.map(({ code }) => code), ...more])];
  const special = categories.filter((code) => CATEGORIES[code][0] === 'T5');
  const exclusions = excludesOwn === 0 ? [categories[0]!] : paper.exclusions;
  const receivingFunctions = functions.length > 0 || ticked ? { receivingFunctions: functions } : {}; // older records have none
  return { ...paper, ...receivingFunctions, categories, exclusions, releasingUnits: [...new Set(subjects.map(({ owner }) => owner))], explicitCategories: ticked ? special : ticks };
});

const damage = fc.constantFrom<Readonly<Record<string, unknown>>>(
  { categories: 'LANGUAGE_LEVEL' }, { categories: ['LANGUAGE_LEVEL', 'CRIMINAL'] }, { purposes: ['KURSVERMITTLUNG', '*'] }, { purposes: null },
  { receivingUnits: ['KREIS_SERVICESTELLE', '*'] }, { receivingUnits: null }, { releasingUnits: null }, { releasingUnits: ['POLIZEI', 'NWL_CUK'] },
  { state: 'GRANTED' }, { form: null }, { to: null }, { to: Number.NaN }, { from: Number.NaN },
  { exclusions: ['LANGUAGE_LVL'] }, { exclusions: null }, { exclusions: ['CRIMINAL'] },
  { receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: '' }], exclusions: ['LANGUAGE_LEVEL'] }, { receivingPersons: 'a', exclusions: ['HEALTH'] },
  { releasingPersons: [null] }, { receivingFunctions: [{ unit: 'KREIS_SERVICESTELLE', role: 'DPO' }], exclusions: ['LANGUAGE_LEVEL'] }, { receivingFunctions: [null] }, { receivingFunctions: 'CASE_WORKER' }, { ofAgeAt: NOW + 4, to: NOW + 4 }, { ofAgeAt: NOW + 4, to: NOW + 8 },
);
const consent: fc.Arbitrary<Consent> = fc.oneof(
  { weight: 12, arbitrary: whole }, { weight: 1, arbitrary: fc.tuple(whole, damage).map(([one, over]) => ({ ...one, ...over }) as Consent) },
  { weight: 1, arbitrary: whole.map((one) => ({ ...one, categories: [...one.categories, 'EVERYTHING' as Category] })) });

const emergency: fc.Arbitrary<EmergencyRelease> = fc.record({
  id: fc.constantFrom('e1', 'e2'), releasingUnit: unit, receivingUnit: often('JUGENDAMT:KREIS', unit, 3),
  categories: often<Category[]>(['IDENTITY_CORE', 'CONTACT', 'LANGUAGE_LEVEL', 'BENEFIT_REGIME'], some(category, 4), 1), from: instant, to: often(NOW + 9, instant, 1),
});

export const records: fc.Arbitrary<ClientRecords> = fc.record({
  version: fc.constant(1), relations: fc.tuple(...units.map(relationsOf)).map((each) => each.flat()), consents: some(consent, 4, 1),
  emergencies: some(emergency, 2, 1),
});
