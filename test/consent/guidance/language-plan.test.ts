import type { CatalogueCourse, Level } from '../../../consent/guidance/catalogue.js';
import { languagePlan, type PlanBasis } from '../../../consent/guidance/language-plan.js';

const TODAY = '2026-03-02';
const course = (id: string, levelFrom: Level, levelTo: Level, startsOn: string, endsOn: string, more: Partial<CatalogueCourse> = {}): CatalogueCourse => ({
  id, kind: 'LANDES_ODER_KOMMUNALER_KURS', title: id, provider: 'VHS', childcare: false, levelFrom, levelTo, startsOn, endsOn, lessons: 300, municipality: 'LEMGO', ageMin: null, ageMax: null, freePlaces: 3, ...more,
});
const beginner: PlanBasis = { person: {}, level: 'UNTER_A1', target: 'B1', a2DueOn: null, registeredOn: '2025-10-01', attending: [] };
const ids = ({ steps }: ReturnType<typeof languagePlan>) => steps.map((step) => [step.course.id, step.gapWeeks]);

test('links courses to the target and counts the whole weeks between them', () => {
  const plan = languagePlan(beginner, [
    course('a1', 'UNTER_A1', 'A1', '2026-03-16', '2026-05-29'), course('a2', 'A1', 'A2', '2026-06-20', '2026-09-01'), course('b1', 'A2', 'B1', '2026-09-02', '2026-12-18'),
  ], TODAY);
  expect(ids(plan)).toEqual([['a1', 2], ['a2', 3], ['b1', 0]]);
  expect(plan).toMatchObject({ startLevel: 'UNTER_A1', reachedOn: '2026-12-18', missing: null, a2: { state: 'IN_FRIST', dueOn: '2027-10-01', plannedOn: '2026-09-01' } });
});

test('takes the way that reaches the target soonest, not the one that begins soonest', () => {
  const plan = languagePlan(beginner, [
    course('early', 'UNTER_A1', 'A2', '2026-03-03', '2026-12-31'), course('b1-late', 'A2', 'B1', '2027-02-01', '2027-06-01'),
    course('through', 'UNTER_A1', 'B1', '2026-04-01', '2026-11-30'),
  ], TODAY);
  expect(ids(plan)).toEqual([['through', 4]]);
});

test('leaves out full courses, and says where the catalogue ends', () => {
  const plan = languagePlan(beginner, [
    course('a2', 'UNTER_A1', 'A2', '2026-04-01', '2026-09-01'), course('full', 'A2', 'B1', '2026-10-01', '2026-12-01', { freePlaces: 0 }), course('past', 'A2', 'B1', '2026-08-01', '2026-12-01'),
  ], TODAY);
  expect([ids(plan), plan.missing, plan.reachedOn]).toEqual([[['a2', 4]], { from: 'A2', to: 'B1' }, null]);
});

test('counts on the course that is attended already', () => {
  const running = course('running', 'UNTER_A1', 'A1', '2026-01-10', '2026-04-30', { freePlaces: 0 });
  const plan = languagePlan({ ...beginner, attending: [running] }, [course('next', 'A1', 'B1', '2026-05-15', '2026-12-01'), course('rival', 'UNTER_A1', 'A1', '2026-05-01', '2026-08-01')], TODAY);
  expect(plan.steps.map(({ course: { id }, enrolled }) => [id, enrolled])).toEqual([['running', true], ['next', false]]);
});

test('proposes nothing that rules close: a Berufssprachkurs B2 needs B1 only when it begins', () => {
  const chain = [course('b1', 'A2', 'B1', '2026-04-01', '2026-08-01'), course('b2', 'B1', 'B2', '2026-09-01', '2027-01-01', { kind: 'BSK_B2' }), course('azubi', 'B1', 'B2', '2026-08-02', '2026-10-01', { kind: 'AZUBI_BSK' })];
  expect(ids(languagePlan({ ...beginner, level: 'A2', target: 'B2', person: { employment: 'BESCHAEFTIGT', level: 'A2' } }, chain, TODAY))).toEqual([['b1', 4], ['b2', 4]]);
});

test.each<[string, Partial<PlanBasis>, string]>([
  ['A2 is reached', { level: 'A2' }, 'ERREICHT'],
  ['the plan leads there in time', {}, 'IN_FRIST'],
  ['the plan leads there too late', { a2DueOn: '2026-08-31' }, 'GEFAEHRDET'],
  ['the time is over', { a2DueOn: '2026-03-01' }, 'VERSAEUMT'],
  ['no course leads there', { person: { age: 15 } }, 'NICHT_GEPLANT'],
  ['nobody may know since when it runs', { registeredOn: null }, 'UNBEKANNT'],
  ['the level is withheld', { level: null }, 'UNBEKANNT'],
])('watches the goal A2 within two years: %s', (_case, over, state) => {
  expect(languagePlan({ ...beginner, ...over }, [course('a2', 'UNTER_A1', 'A2', '2026-04-01', '2026-09-01', { ageMin: 16 })], TODAY).a2.state).toBe(state);
});

test('plans to A2, the goal for everybody, where no other target is known', () => {
  expect(languagePlan({ ...beginner, target: null }, [], TODAY)).toMatchObject({ targetLevel: 'A2', missing: { from: 'UNTER_A1', to: 'A2' } });
});

test('has nothing to plan for somebody who is there', () => {
  expect(languagePlan({ ...beginner, level: 'C1' }, [course('b1', 'A2', 'B1', '2026-04-01', '2026-08-01')], TODAY)).toMatchObject({ steps: [], missing: null, reachedOn: null });
});
