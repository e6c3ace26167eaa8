import { UNITS } from '../../consent/core/index.js';
import type { Course } from '../catalogue.js';
import type { AccessBasis, Cefr, Client, LanguageFacts } from '../client.js';
import type { County } from '../county.js';
import { addDays, addYears } from '../dates.js';
import { LEVELS } from '../facts/language.js';
import { place } from '../municipalities.js';
import { detail, record } from './tables.js';
import type { AgencyRows, Pseudonym, Row, Tables } from './tables.js';

const CUK = 'NWL_CUK';

/** What CuK holds of everyone tested, and the Kursträger of those who attend a course of theirs. */
export const languageCourseRows: AgencyRows = (county, pseudonym) => {
  const tested = county.clients.flatMap((client) => (client.language ? [{ client, facts: client.language }] : []));
  return {
    course: county.courses.map(courseRow),
    language_level: tested.map(({ client, facts }) => record(pseudonym(client.id), CUK, facts.testedOn, {
      level: facts.level, taken_on: facts.testedOn, certificate: facts.level === 'B1' ? 'Deutsch-Test für Zuwanderer' : null,
    })),
    language_test_detail: tested.map((file) => testDetail(file, county, pseudonym)),
    support_plan: tested.map((file) => supportPlan(file, pseudonym)),
    course_entitlement: tested.map(({ client, facts }) => record(pseudonym(client.id), CUK, facts.testedOn, entitlement(client, facts))),
    enrolment: tested.flatMap((file) => enrolments(file, pseudonym)),
  } satisfies Tables;
};

interface File {
  readonly client: Client;
  readonly facts: LanguageFacts;
}

const beside = (level: Cefr, steps: number): Cefr => LEVELS[Math.max(0, Math.min(LEVELS.length - 1, LEVELS.indexOf(level) + steps))]!;

/** Skills lie around the overall level. The suggested kind of course is kept, the score behind it is not (domain B.4). */
function testDetail({ client, facts }: File, county: County, pseudonym: Pseudonym): Row {
  const choose = detail(county, 'test', client);
  const skill = (): Cefr => beside(facts.level, choose.weighted([[-1, 25], [0, 60], [1, 15]]));
  return record(pseudonym(client.id), CUK, facts.testedOn, {
    listening: skill(), reading: skill(), speaking: skill(), writing: skill(),
    recommended_course: client.literateInLatin ? COURSE_AFTER[facts.level] : 'IK_ALPHABETISIERUNG',
  });
}

/** The kind of course that leads on from a level. */
const COURSE_AFTER: Readonly<Record<Cefr, string>> = {
  UNTER_A1: 'INTEGRATIONSKURS_ALLGEMEIN', A1: 'INTEGRATIONSKURS_ALLGEMEIN', A2: 'INTEGRATIONSKURS_ALLGEMEIN',
  B1: 'BSK_B2', B2: 'BSK_C1', C1: 'BSK_C2', C2: 'BSK_C2',
};

/** One step of half a year per level up to the target; A2 within two years of registration (domain A.4). */
function supportPlan({ client, facts }: File, pseudonym: Pseudonym): Row {
  const levels = LEVELS.slice(LEVELS.indexOf(facts.level) + 1, LEVELS.indexOf(facts.targetLevel) + 1);
  const from = (index: number) => addDays(facts.testedOn, 60 + index * 182);
  return record(pseudonym(client.id), CUK, facts.testedOn, {
    target_level: facts.targetLevel, a2_due_on: addYears(client.registeredOn, 2),
    steps: levels.map((level, index) => ({ level, courseKind: COURSE_AFTER[beside(level, -1)], from: from(index), to: from(index + 1) })),
  });
}

/** How long an entitlement lasts (§ 5 Abs. 3 IntV, § 6 Abs. 3 DeuFöV) and which unit issues it. */
function entitlement({ municipality, relations }: Client, { access, testedOn }: LanguageFacts): Row {
  const vocational = access.startsWith('BERECHTIGUNG_DEUFOEV');
  const issuers: Readonly<Record<AccessBasis, string>> = {
    ANSPRUCH_44_1: place(municipality).abh, VERPFLICHTUNG_44A_1_NR1_ABH: place(municipality).abh, ZULASSUNG_44_4_BAMF: 'BAMF',
    ZULASSUNG_JC_5A_INTV: 'JOBCENTER_LIPPE', VERPFLICHTUNG_44A_1_NR2_JC: 'JOBCENTER_LIPPE', BERECHTIGUNG_DEUFOEV_JC: 'JOBCENTER_LIPPE',
    BERECHTIGUNG_DEUFOEV_AA: 'AA_DETMOLD', VERPFLICHTUNG_44A_1_NR4_ASYLBLG: `SOZIALAMT:${municipality}`,
    KOMMUNAL: relations.find(({ unit }) => unit.startsWith('SOZIALAMT:'))?.unit ?? CUK,
  };
  return {
    basis: access, issued_by: issuers[access], issued_on: testedOn, expires_on: vocational ? addDays(testedOn, 92) : addYears(testedOn, 1),
    mandatory: access.startsWith('VERPFLICHTUNG'),
  };
}

/** CuK keeps every enrolment; the Kursträger its own copy once a place is taken. */
function enrolments({ client, facts: { enrolment, testedOn } }: File, pseudonym: Pseudonym): Row[] {
  if (!enrolment) return [];
  const columns = { course: enrolment.course, state: enrolment.state, begins_on: enrolment.from, ends_on: enrolment.to, result: null };
  const owners = enrolment.state === 'WARTELISTE' ? [CUK] : [CUK, enrolment.provider];
  return owners.map((owner) => record(pseudonym(client.id), owner, testedOn, columns));
}

const courseRow = (course: Course): Row => ({
  id: course.id, title: course.title, provider: UNITS.get(course.provider)!.name, kind: course.kind, level_from: course.levelFrom, level_to: course.levelTo,
  lessons: course.lessons, starts_on: course.startsOn, ends_on: course.endsOn, schedule: course.schedule, municipality: course.municipality,
  childcare: course.childcare, women_only: course.womenOnly, age_min: course.ageMin, age_max: course.ageMax, formats: course.formats,
  capacity: course.capacity, taken: course.taken, waiting: course.waiting, funded_by: course.fundedBy, kept_by: course.provider, provider_key: course.id,
});
