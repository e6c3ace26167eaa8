import 'reflect-metadata';
import { buildCounty } from '../../demo/county.js';
import { AGENCY_ROWS } from '../../demo/rows.js';
import type { Row } from '../../demo/rows/tables.js';
import { SCENARIOS, SHOWCASE } from '../../demo/scenarios.js';
import * as cm from '../../subgraphs/case-management/enums.js';
import * as office from '../../subgraphs/immigration-office/enums.js';
import * as jobcenter from '../../subgraphs/jobcenter/enums.js';
import { Format } from '../../subgraphs/kit/catalogue/entry.js';
import * as shared from '../../subgraphs/kit/enums.js';
import * as courses from '../../subgraphs/language-courses/enums.js';
import * as schools from '../../subgraphs/school-entry/enums.js';

const county = buildCounty({ today: '2026-11-22' });
const rows = Object.fromEntries(Object.entries(AGENCY_ROWS).map(([agency, of]) => [agency, of(county, (id) => id)])) as Record<string, Record<string, readonly Row[]>>;
const at = (agency: string, table: string): readonly Row[] => rows[agency]![table]!;
const of = (agency: string, table: string, client: string): readonly Row[] => at(agency, table).filter((row) => row['client'] === client);

/** Which enum the served schema reads a column as; a foreign value would be an error in every answer. */
const READ_AS: readonly (readonly [agency: string, table: string, column: string, values: object])[] = [
  ['case-management', 'person', 'gender', cm.Gender], ['case-management', 'origin', 'target_group', cm.TargetGroup],
  ['case-management', 'contact', 'safe_channel', cm.SafeChannel], ['case-management', 'contact', 'municipality', shared.Municipality],
  ['case-management', 'registration', 'municipality', shared.Municipality], ['case-management', 'legal_representative', 'kind', cm.RepresentativeKind],
  ['case-management', 'legal_representative', 'scope', cm.RepresentativeScope], ['case-management', 'case_file', 'variant', cm.CmVariant],
  ['case-management', 'case_file', 'phase', cm.CmPhase], ['case-management', 'case_file', 'sozialraum', cm.Sozialraum], ['case-management', 'case_file', 'share', cm.PotentialShare],
  ['case-management', 'milestone', 'goal_key', cm.DeadlineKey], ['case-management', 'goal', 'state', cm.GoalState],
  ['case-management', 'goal', 'handlungsfeld', shared.Handlungsfeld], ['case-management', 'goal', 'responsible', cm.ActorType],
  ['case-management', 'psychosocial_need', 'needs', cm.PsychosocialNeed], ['case-management', 'health_need', 'needs', cm.HealthNeed],
  ['case-management', 'contact_directory_entry', 'handlungsfeld', shared.Handlungsfeld], ['case-management', 'contact_directory_entry', 'municipalities', shared.Municipality],
  ['jobcenter', 'benefit', 'regime', jobcenter.BenefitRegime], ['jobcenter', 'labour_profile', 'education', jobcenter.Education], ['jobcenter', 'labour_profile', 'recognition', jobcenter.RecognitionState],
  ['jobcenter', 'labour_profile', 'course_requirements', jobcenter.CourseRequirement], ['jobcenter', 'cooperation_plan', 'language_measure', shared.CourseKind],
  ['jobcenter', 'cooperation_plan', 'next_step', jobcenter.PlanStep], ['jobcenter', 'offer', 'kind', jobcenter.OfferKind], ['jobcenter', 'offer', 'formats', Format], ['language-courses', 'course', 'formats', Format],
  ['jobcenter', 'offer', 'language_level_min', shared.Cefr], ['jobcenter', 'offer', 'municipalities_excluded', shared.Municipality],
  ['language-courses', 'language_level', 'level', shared.Cefr], ['language-courses', 'language_test_detail', 'listening', shared.Cefr], ['language-courses', 'language_test_detail', 'writing', shared.Cefr],
  ['language-courses', 'language_test_detail', 'recommended_course', shared.CourseKind], ['language-courses', 'support_plan', 'target_level', shared.Cefr],
  ['language-courses', 'course_entitlement', 'basis', courses.AccessBasis], ['language-courses', 'enrolment', 'state', courses.EnrolmentState],
  ['language-courses', 'course', 'kind', shared.CourseKind], ['language-courses', 'course', 'level_from', shared.Cefr], ['language-courses', 'course', 'municipality', shared.Municipality],
  ['school-entry', 'school_advice', 'state', schools.SchoolAdviceState], ['school-entry', 'school_advice', 'recommendation', schools.SchoolForm],
  ['school-entry', 'school_placement', 'school_form', schools.SchoolForm], ['school-entry', 'school_placement', 'class_type', schools.ClassType],
  ['school-entry', 'school_biography', 'german_level', shared.Cefr], ['school-entry', 'kita_need', 'state', schools.KitaNeedState],
  ['immigration-office', 'work_permission', 'access', shared.WorkAccess], ['immigration-office', 'work_permission', 'conditions', office.WorkCondition],
  ['immigration-office', 'residence_obligation', 'kind', office.ObligationKind], ['immigration-office', 'perspective_check', 'kind', office.PerspectiveKind],
  ['immigration-office', 'perspective_check', 'result', office.PerspectiveResult], ['immigration-office', 'perspective_check', 'missing_documents', office.PerspectiveDocument],
  ['immigration-office', 'perspective_check', 'next_steps', office.PerspectiveStep],
];

describe('the rows of the agencies', () => {
  it.each(READ_AS)('%s %s.%s holds values that the schema knows', (agency, table, column, values) => {
    const stored = new Set(at(agency, table).flatMap((row) => row[column] ?? []));
    expect(stored.size).toBeGreaterThan(0);
    expect([...stored].filter((value) => !Object.hasOwn(values, value as string))).toEqual([]);
  });

  it('have unique ids in every table, and the same columns in every row', () => {
    for (const [table, stored] of Object.values(rows).flatMap(Object.entries) as [string, Row[]][]) {
      expect([table, new Set(stored.map(({ id }) => id)).size]).toEqual([table, stored.length]);
      expect(new Set(stored.map((row) => Object.keys(row).join())).size).toBeLessThanOrEqual(1);
    }
  });

  it('are there for nobody whom the owner does not work with', () => {
    const works = new Set(county.clients.flatMap(({ id, relations }) => relations.map(({ unit }) => `${id} ${unit}`)));
    for (const stored of Object.values(rows).flatMap((tables) => Object.values(tables).flat())) {
      if ('owner' in stored) expect(works).toContain(`${stored['client']} ${stored['owner']}`);
    }
  });

  it('show the showcase client at all five agencies, and her mother\'s children', () => {
    for (const [agency, table] of [['case-management', 'person'], ['jobcenter', 'cooperation_plan'], ['language-courses', 'language_test_detail'], ['school-entry', 'school_placement'], ['immigration-office', 'residence']] as const) {
      expect(of(agency, table, SHOWCASE.client).length).toBeGreaterThan(0);
    }
    expect(of('case-management', 'goal', SHOWCASE.client).length).toBeGreaterThan(0);
    expect(of('case-management', 'child_link', SHOWCASE.mother).map(({ child }) => child)).toEqual([SHOWCASE.brother]);
  });

  it('keep what both units knew of F5, each its own: the old one no new address', () => {
    const contacts = of('case-management', 'contact', SCENARIOS.F5.clients['ET']!).map(({ owner, municipality, street }) => [owner, municipality, street !== null]);
    expect(contacts.sort()).toEqual([['DETMOLD_CM', 'DETMOLD', false], ['KREIS_SERVICESTELLE', 'LAGE', true]]);
    expect(of('case-management', 'case_file', SCENARIOS.F5.clients['ET']!).map(({ owner, phase }) => [owner, phase]).sort()).toEqual([['DETMOLD_CM', 'ABGESCHLOSSEN'], ['KREIS_SERVICESTELLE', 'MONITORING']]);
  });

  it('answer the perspective check of F4, and nothing of F12 in case management', () => {
    expect(of('immigration-office', 'perspective_check', SCENARIOS.F4.clients['DO']!)).toEqual([expect.objectContaining({ owner: 'ABH_KREIS', kind: 'PARAGRAPH_25B', requested_by: 'KREIS_SERVICESTELLE' })]);
    for (const stored of Object.values(rows['case-management']!).flat()) {
      expect(Object.values(SCENARIOS.F12.clients)).not.toContain(stored['client']);
    }
  });

  it('note what has been met, in time and in the past', () => {
    const { registeredOn } = county.clients.find(({ id }) => id === SCENARIOS.F1.clients['AK'])!;
    expect(registeredOn).toBe('2026-03-02');
    const met = rows['case-management']!['milestone']!.map(({ met_on }) => String(met_on));
    expect(met.length).toBeGreaterThan(100);
    expect(met.filter((day) => day >= county.today)).toEqual([]);
  });
});
