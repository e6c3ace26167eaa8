import fc from 'fast-check';
import type { ClientRecords, Role } from '../../../consent/core/index.js';
import type { Question } from './oracle.js';
import { carried, holds, instant, often, person, purpose, records, unit, units } from './random-records.js';

const free: fc.Arbitrary<Question> = fc.record({
  requester: fc.record({ unit, person, role: often<Role>('CASE_WORKER', fc.constantFrom('CASE_MANAGER', 'CASE_MANAGER', 'DPO', 'COORDINATOR'), 4) }),
  owner: fc.constantFrom(...units, 'CONSENT_SERVICE', 'POLIZEI'), category: fc.constantFrom(...carried, 'CRIMINAL', 'EVERYTHING'),
  purpose: fc.oneof({ weight: 20, arbitrary: purpose }, { weight: 1, arbitrary: fc.constant('*') }), at: instant, flows: fc.subarray(['S1', 'S2', 'S3']),
});

/** Turns a question towards a record, since questions at random mostly ask for what nobody mentioned. */
function aim(question: Question, client: ClientRecords, target: number, choice: number): Question {
  const { requester } = question;
  const pick = <T>(list: unknown, otherwise: T): T => (Array.isArray(list) && list.length > 0 ? (list as readonly T[])[choice % list.length]! : otherwise);
  const from = (at: unknown, name: unknown = null) => ({ ...requester, unit: String(at), person: typeof name === 'string' && name ? name : requester.person });
  const heldOf = (owner: string, codes: unknown): unknown => (Array.isArray(codes) ? codes.filter((code) => holds(owner, String(code))) : codes);
  const paper = client.consents[target % client.consents.length];
  if (paper && target < 14) {
    const owner = String(pick(paper.releasingUnits, question.owner));
    const reader = choice % 2 === 0 ? pick<{ unit: unknown; person: unknown } | null>(paper.receivingPersons, null) : null;
    const meant = choice % 4 === 1 ? pick<{ unit: unknown; role: Role } | null>(paper.receivingFunctions, null) : null;
    const inRole = choice % 12 === 1 ? {} : { role: meant?.role ?? requester.role }; // otherwise in whatever role was drawn
    const category = pick(choice % 7 === 0 ? paper.exclusions : heldOf(owner, paper.categories), question.category);
    return {
      ...question, owner, category: String(category), purpose: String(pick(paper.purposes, question.purpose)),
      requester: reader ? from(reader.unit, reader.person) : meant ? { ...from(meant.unit), ...inRole } : from(pick(paper.receivingUnits, requester.unit)),
    };
  }
  const release = target < 19 ? client.emergencies[0] : undefined;
  if (release) {
    const { releasingUnit: owner, receivingUnit, categories } = release;
    return { ...question, owner, requester: from(receivingUnit), category: pick(heldOf(owner, categories), question.category) };
  }
  const flow = target < 23 ? pick(FLOWS, FLOWS[0]!) : undefined;
  if (flow) return { ...question, ...flow, requester: from(flow.to) };
  return target < 25 ? { ...question, owner: requester.unit } : question;
}

/** What the statutory flows are about, and a little beside it. */
const FLOWS = [
  { owner: 'JOBCENTER_LIPPE', to: 'AA_DETMOLD', category: 'BENEFIT_REGIME', purpose: 'RECHTSKREISWECHSEL' },
  { owner: 'AA_DETMOLD', to: 'JOBCENTER_LIPPE', category: 'LABOUR_PROFILE', purpose: 'ARBEITSBERATUNG' },
  { owner: 'NWL_CUK', to: 'JOBCENTER_LIPPE', category: 'LANGUAGE_LEVEL', purpose: 'KURSVERMITTLUNG' },
  { owner: 'JOBCENTER_LIPPE', to: 'NWL_CUK', category: 'BENEFIT_REGIME', purpose: 'KURSVERMITTLUNG' },
  { owner: 'JOBCENTER_LIPPE', to: 'JUGENDAMT:KREIS', category: 'BENEFIT_REGIME', purpose: 'KITAPLATZ' },
  { owner: 'NWL_CUK', to: 'JOBCENTER_LIPPE', category: 'COURSE_ENROLMENT', purpose: 'KURSVERMITTLUNG' },
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
