import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SCENARIOS } from '../../demo/scenarios.js';
import { startCounty, type County } from '../kit/county.js';

/** Scenario F13: K. A. is obliged to attend, and has interrupted the course. Helping is not sanctioning. */
const { clients: { KA }, staff: { cm, jobcenter } } = SCENARIOS.F13;
let county: County;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county?.close());

const ask = (as: typeof cm, query: string, variables: object = {}) =>
  county.ask({ as, purpose: 'KURSVERMITTLUNG', occasion: 'AZ 13', query, variables: { id: county.id(KA!, as.unit), ...variables } });

test('the schema has no word for attendance, absence or reasons below an enrolment', async () => {
  const { body } = await ask(jobcenter, 'query ($id: ID!) { client(id: $id) { enrolments { state attendance absences reason } } }');
  expect([body.data, body.errors.map(({ extensions }: any) => extensions.code)]).toEqual([undefined, Array.from({ length: 3 }, () => 'GRAPHQL_VALIDATION_FAILED')]);
});

test('case management sees that the course is interrupted; the Jobcenter sees no enrolment, and nobody is asked for it', async () => {
  const STATE = 'query ($id: ID!) { client(id: $id) { enrolments { state } } }';
  expect((await ask(cm, STATE)).body.data.client.enrolments).toEqual([{ state: 'UNTERBROCHEN' }]);
  county.forget();
  const { body } = await ask(jobcenter, STATE);
  expect([body.data, body.extensions.release.withheld, county.received.filter(({ subgraph }) => subgraph === 'language-courses')])
    .toEqual([{ client: { enrolments: null } }, [{ path: ['client', 'enrolments'], category: 'COURSE_ENROLMENT' }], []]);
});

test('nor can the Jobcenter find it out by asking for a place: without a basis the agency hears nothing, and the answer is that for any course', async () => {
  const [{ course: { id: course } }] = (await ask(cm, 'query ($id: ID!) { client(id: $id) { enrolments { course { id } } } }')).body.data.client.enrolments;
  const [{ id: other }] = (await county.query('language_courses', `select id from course where kept_by = (select kept_by from course where id = $1) and id <> $1 limit 1`, [course])) as [{ id: string }];
  const reserve = async (wanted: string) => {
    const { body } = await ask(jobcenter, 'mutation ($input: PlaceInput!) { reservePlace(input: $input) { state position reason needed { releasingUnit receivingUnit category purpose } problems { code } } }',
      { input: { idempotencyKey: randomUUID(), client: county.id(KA!, jobcenter.unit), course: wanted } });
    return body.data.reservePlace;
  };
  county.forget();
  const told = await reserve(course);
  expect(told).toMatchObject({ state: null, problems: [{ code: 'NO_BASIS' }] });
  expect(await reserve(other)).toEqual(told);
  expect(county.received.filter(({ ticket }) => ticket !== undefined)).toEqual([]);
});
