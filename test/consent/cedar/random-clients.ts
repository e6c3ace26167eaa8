import fc from 'fast-check';
import type { Category, ClientRecords, Consent, ConsentForm, ConsentState, EmergencyRelease, Purpose, Relation, Role } from '../../../consent/core/index.js';
import { CATEGORIES, groupsOf, holdersOf } from './county.js';
import type { Question } from './oracle.js';

/** Few of everything, and instants on a grid of nine milliseconds, so that records meet and edges are hit all the time. */
const NOW = Date.UTC(2026, 2, 1, 12);
const instant = fc.integer({ min: 0, max: 8 }).map((step) => NOW + step);
const units = [
  'KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'ABH_KREIS', 'EBH_KREIS', 'KI_SEITENEINSTIEG', 'AA_DETMOLD', 'JUGENDAMT:KREIS', 'GESUNDHEITSAMT', 'SOZIALAMT:LAGE',
  'KURSTRAEGER:VHS_LIPPE_OST',
];
const unit = fc.constantFrom(...units, ...units.slice(0, 3), ...units.slice(0, 3));
const person = fc.constantFrom('a', 'b');
const named = fc.record({ unit, person });
const purpose = fc.constantFrom<Purpose>('KURSVERMITTLUNG', 'KURSVERMITTLUNG', 'KURSVERMITTLUNG', 'RECHTSKREISWECHSEL', 'KITAPLATZ', 'AUFENTHALTSPERSPEKTIVE_25A_25B', 'ARBEITSBERATUNG');
const carried = (Object.keys(CATEGORIES) as Category[]).filter((code) => CATEGORIES[code][0] !== 'T6');
const category = fc.constantFrom<Category>(...carried, 'LANGUAGE_LEVEL', 'CM_GOALS', 'HEALTH', 'BENEFIT_REGIME', 'IDENTITY_CORE', 'COURSE_ATTENDANCE');
const holds = (owner: string, code: string): boolean => groupsOf(owner).some((group) => holdersOf(code).includes(group));
/** What a paper is mostly about: data that the unit holds. */
const holdings = units.flatMap((owner) => carried.filter((code) => holds(owner, code) && !['STAFF_DIRECTORY', 'OFFER_CATALOGUE', 'ACCESS_LOG'].includes(code)).map((code) => ({ owner, code })));
const byHolder = (['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'KI_SEITENEINSTIEG', 'ABH_KREIS'] as const).flatMap((owner) => holdings.filter((one) => one.owner === owner));
const subject = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...byHolder) }, { weight: 1, arbitrary: fc.constantFrom(...holdings) });
const some = <T>(of: fc.Arbitrary<T>, maxLength: number, minLength = 0): fc.Arbitrary<T[]> => fc.array(of, { minLength, maxLength });

/** One relation per unit at a time: whole, ending, beginning, or handed over from one to the next. */
const people = fc.record({ persons: some(person, 2), responsible: fc.option(person, { freq: 4 }) });
const relationsOf = (code: string): fc.Arbitrary<Relation[]> =>
  fc.tuple(fc.constantFrom(...Array.from({ length: 24 }, () => 'whole'), 'ending', 'beginning', 'handed', 'none'), instant, people, people).map(([kind, cut, first, second]) => {
    const before = { unit: code, from: 0, to: cut, ...first };
    const after = { unit: code, from: cut, to: null, ...second };
    return { whole: [{ ...before, to: null }], ending: [before], beginning: [after], handed: [before, after], none: [] }[kind]!;
  });

const often = <T>(usual: T, otherwise: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T> => fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: otherwise });
const whole: fc.Arbitrary<Consent> = fc.record({
  id: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5'),
  state: often<ConsentState>('ERTEILT', fc.constantFrom('ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ENTWURF', 'BEDENKZEIT', 'ERSETZT', 'UNWIRKSAM'), 3),
  subjects: some(subject, 5, 1), more: some(category, 2), releasingPersons: some(named, 5), receivingUnits: some(unit, 3, 1), receivingPersons: some(named, 4),
  ticked: fc.boolean(), ticks: some(category, 2), exclusions: often<Category[]>([], some(category, 2), 3), excludesOwn: fc.nat(12),
  purposes: often<Purpose[]>(['KURSVERMITTLUNG', 'AUFENTHALTSPERSPEKTIVE_25A_25B'], some(purpose, 3)), form: fc.constantFrom<ConsentForm>('SCHRIFTLICH', 'ELEKTRONISCH', 'MUENDLICH_BESONDERE_UMSTAENDE'),
  from: often(0, instant), to: often(NOW + 9, instant),
}).map(({ subjects, more, ticked, ticks, excludesOwn, ...paper }) => {
  const categories = [...new Set([...subjects.map(({ code }) => code), ...more])];
  const special = categories.filter((code) => CATEGORIES[code][0] === 'T5');
  const exclusions = excludesOwn === 0 ? [categories[0]!] : paper.exclusions;
  return { ...paper, categories, exclusions, releasingUnits: [...new Set(subjects.map(({ owner }) => owner))], explicitCategories: ticked ? special : ticks };
});

const damage = fc.constantFrom<Readonly<Record<string, unknown>>>(
  { categories: 'LANGUAGE_LEVEL' }, { categories: ['LANGUAGE_LEVEL', 'CRIMINAL'] }, { purposes: ['KURSVERMITTLUNG', '*'] }, { purposes: null },
  { receivingUnits: ['KREIS_SERVICESTELLE', '*'] }, { receivingUnits: null }, { releasingUnits: null }, { releasingUnits: ['POLIZEI', 'NWL_CUK'] }, { state: 'GRANTED' }, { form: null },
  { to: null }, { to: Number.NaN }, { from: Number.NaN }, { exclusions: ['LANGUAGE_LVL'] }, { exclusions: null }, { exclusions: ['CRIMINAL'] },
  { receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: '' }], exclusions: ['LANGUAGE_LEVEL'] }, { receivingPersons: 'a', exclusions: ['HEALTH'] }, { releasingPersons: [null] }, { ofAgeAt: NOW + 4, to: NOW + 4 }, { ofAgeAt: NOW + 4, to: NOW + 8 },
);
const consent: fc.Arbitrary<Consent> = fc.oneof(
  { weight: 12, arbitrary: whole }, { weight: 1, arbitrary: fc.tuple(whole, damage).map(([one, over]) => ({ ...one, ...over }) as Consent) },
  { weight: 1, arbitrary: whole.map((one) => ({ ...one, categories: [...one.categories, 'EVERYTHING' as Category] })) });

const emergency: fc.Arbitrary<EmergencyRelease> = fc.record({
  id: fc.constantFrom('e1', 'e2'), releasingUnit: unit, receivingUnit: fc.oneof({ weight: 3, arbitrary: fc.constant('JUGENDAMT:KREIS') }, { weight: 1, arbitrary: unit }),
  categories: fc.oneof(fc.constant<Category[]>(['IDENTITY_CORE', 'CONTACT', 'LANGUAGE_LEVEL', 'BENEFIT_REGIME']), some(category, 4)), from: instant, to: fc.oneof(fc.constant(NOW + 9), instant),
});

const records: fc.Arbitrary<ClientRecords> = fc.record({
  version: fc.constant(1), relations: fc.tuple(...units.map(relationsOf)).map((each) => each.flat()), consents: some(consent, 4, 1), emergencies: some(emergency, 2, 1),
});

const free: fc.Arbitrary<Question> = fc.record({
  requester: fc.record({ unit, person, role: often<Role>('CASE_WORKER', fc.constantFrom('CASE_MANAGER', 'DPO', 'COORDINATOR'), 4) }),
  owner: fc.constantFrom(...units, 'CONSENT_SERVICE', 'POLIZEI'), category: fc.constantFrom(...carried, 'CRIMINAL', 'EVERYTHING'),
  purpose: fc.oneof({ weight: 20, arbitrary: purpose }, { weight: 1, arbitrary: fc.constant('*') }), at: instant, flows: fc.subarray(['S1', 'S2', 'S3']),
});

/** Turns a question towards a record, since questions at random mostly ask for what nobody mentioned. */
function aim(question: Question, client: ClientRecords, target: number, choice: number): Question {
  const pick = <T>(list: unknown, otherwise: T): T => (Array.isArray(list) && list.length > 0 ? (list as readonly T[])[choice % list.length]! : otherwise);
  const from = (unitCode: unknown, name: unknown = null) => ({ ...question.requester, unit: String(unitCode), person: typeof name === 'string' && name ? name : question.requester.person });
  const heldOf = (owner: string, codes: unknown): unknown => (Array.isArray(codes) ? codes.filter((code) => holds(owner, String(code))) : codes);
  const paper = client.consents[target % client.consents.length];
  if (paper && target < 14) {
    const owner = String(pick(paper.releasingUnits, question.owner));
    const reader = choice % 2 === 0 ? pick<{ unit: unknown; person: unknown } | null>(paper.receivingPersons, null) : null;
    return {
      ...question, owner, category: String(pick(choice % 7 === 0 ? paper.exclusions : heldOf(owner, paper.categories), question.category)), purpose: String(pick(paper.purposes, question.purpose)),
      requester: reader ? from(reader.unit, reader.person) : from(pick(paper.receivingUnits, question.requester.unit)),
    };
  }
  const release = target < 19 ? client.emergencies[0] : undefined;
  if (release) return { ...question, owner: release.releasingUnit, requester: from(release.receivingUnit), category: pick(heldOf(release.releasingUnit, release.categories), question.category) };
  const flow = target < 23 ? pick(FLOWS, FLOWS[0]!) : undefined;
  if (flow) return { ...question, ...flow, requester: from(flow.to) };
  return target < 25 ? { ...question, owner: question.requester.unit } : question;
}

/** What the statutory flows are about, and a little beside it. */
const FLOWS = [
  { owner: 'JOBCENTER_LIPPE', to: 'AA_DETMOLD', category: 'BENEFIT_REGIME', purpose: 'RECHTSKREISWECHSEL' }, { owner: 'AA_DETMOLD', to: 'JOBCENTER_LIPPE', category: 'LABOUR_PROFILE', purpose: 'ARBEITSBERATUNG' },
  { owner: 'NWL_CUK', to: 'JOBCENTER_LIPPE', category: 'LANGUAGE_LEVEL', purpose: 'KURSVERMITTLUNG' }, { owner: 'JOBCENTER_LIPPE', to: 'NWL_CUK', category: 'BENEFIT_REGIME', purpose: 'KURSVERMITTLUNG' },
  { owner: 'JOBCENTER_LIPPE', to: 'JUGENDAMT:KREIS', category: 'BENEFIT_REGIME', purpose: 'KITAPLATZ' }, { owner: 'NWL_CUK', to: 'JOBCENTER_LIPPE', category: 'COURSE_ENROLMENT', purpose: 'KURSVERMITTLUNG' },
];

const QUESTIONS = 15;

export interface RandomClient {
  readonly records: ClientRecords;
  readonly questions: readonly Question[];
}

/** Random clients, each with fifteen questions. */
export const randomClient: fc.Arbitrary<RandomClient> = fc.tuple(records, fc.array(fc.tuple(free, fc.nat(25), fc.nat(83)), { minLength: QUESTIONS, maxLength: QUESTIONS }))
  .map(([client, raw]) => ({ records: client, questions: raw.map(([question, target, choice]) => aim(question, client, target, choice)) }));

/** So many clients make at least this many cases. */
export const clientsFor = (cases: number): number => Math.ceil(cases / QUESTIONS);
