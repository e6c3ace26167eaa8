import { records } from '../../consent/core/records.js';
import { idAt, idOf, people, released, requests, startCounty, type County } from './county.js';

let county: County;
beforeEach(async () => { county = await startCounty(); });
afterEach(() => county.close());

const release = (id: string, ...consents: ReturnType<typeof released>[]): void => { county.clients.set(id, records({ consents })); };
const courseRequests = () => county.agencies['language-courses'].received;

test('fetches nested clients under their own decision and in one more request', async () => {
  release(people.ben, released('NWL_CUK', 'LANGUAGE_LEVEL'));
  const { data, errors } = await county.run('query($id: ID!) { client(id: $id) { children { id name languageLevel } partner { name } } }', { id: idOf('anna') });
  expect(errors).toBeUndefined();
  expect(data.client).toEqual({
    children: [{ id: idOf('ben'), name: 'ben', languageLevel: 'level of ben' }, { id: idOf('dana'), name: null, languageLevel: null }],
    partner: { name: 'cem' },
  });
  expect(county.agencies['case-management'].received).toHaveLength(2);
  expect(courseRequests().map(({ variables }) => variables)).toEqual([{ _freigabe0: [{ __typename: 'Client', id: idAt('language-courses', 'ben') }] }]);
  expect(JSON.stringify(requests(county))).not.toContain(idAt('case-management', 'dana'));
});

test('does not reveal nested clients where the edge to them is withheld', async () => {
  const { data, errors } = await county.run('query($id: ID!) { client(id: $id) { enrolments { result classmates { name } } } }', { id: idOf('anna') });
  expect([data, errors]).toEqual([{ client: { enrolments: null } }, undefined]);
  expect(courseRequests()).toEqual([]);
});

test('reaches a client through a value type and gates it again', async () => {
  release(people.anna, released('NWL_CUK', 'COURSE_ENROLMENT'));
  const { data } = await county.run(
    'query($id: ID!) { client(id: $id) { case { contact { goal name about { id name languageLevel } } } enrolments { course { title } classmates { id languageLevel } } } }',
    { id: idOf('anna') }, { requester: { unit: 'KREIS_SERVICESTELLE', person: 'cm-2', role: 'CASE_WORKER' } });
  expect(data.client).toEqual({
    case: { contact: { goal: null, name: 'Frau Muster', about: { id: idOf('anna'), name: 'anna', languageLevel: null } } },
    enrolments: [{ course: { title: 'B1' }, classmates: [{ id: idOf('cem'), languageLevel: null }] }],
  });
});

test('asks for the same client once, however often and under whatever names', async () => {
  release(people.anna, released('JOBCENTER_LIPPE', 'BENEFIT_REGIME'));
  const { data } = await county.run(
    `query($id: ID!) { one: client(id: $id) { ...A } two: client(id: $id) { ... { b: benefits } ... on Client { labourProfile { occupation } } __typename } }
     fragment A on Client { b: benefits identifier: id }`, { id: idOf('anna') });
  expect(data).toEqual({ one: { b: 'benefits of anna', identifier: idOf('anna') }, two: { b: 'benefits of anna', labourProfile: null, __typename: 'Client' } });
  for (const { query } of county.agencies.jobcenter.received) expect(query).not.toContain('labourProfile');
});

test.each([[true, false], [false, true]])('treats a field left out by @include(%s) and @skip(%s) as not requested', async (include, skip) => {
  release(people.anna, released('JOBCENTER_LIPPE', 'BENEFIT_REGIME'));
  const { data, extensions } = await county.run(
    'query($id: ID!, $i: Boolean!, $s: Boolean!) { client(id: $id) { benefits @include(if: $i) labourProfile @skip(if: $s) { occupation } } }',
    { id: idOf('anna'), i: include, s: skip });
  expect(data.client).toEqual({ ...(include && { benefits: 'benefits of anna' }), ...(!skip && { labourProfile: null }) });
  expect(extensions.release.withheld.map(({ category }: any) => category)).toEqual(skip ? [] : ['LABOUR_PROFILE']);
  expect(county.commits.flatMap(({ entries }) => entries).flatMap(({ items }) => items).map(({ path }) => path)).toEqual([...(include ? ['client.benefits'] : []), ...(skip ? [] : ['client.labourProfile'])]);
});

test('executes only the named operation of a document', async () => {
  const document = 'query A { courses { title } } query B($id: ID!) { client(id: $id) { name } }';
  expect((await county.run(document, {}, { purpose: null }, 'A')).data).toEqual({ courses: [{ title: 'B1' }] });
  expect((await county.run(document, { id: idOf('anna') }, {}, 'B')).data).toEqual({ client: { name: 'anna' } });
  expect((await county.run(document)).errors[0].extensions.code).toBe('OPERATION_UNKNOWN');
});

test('passes open fields without a ticket, through interfaces and other agencies, without a purpose', async () => {
  const { data, errors } = await county.run(
    'query($id: ID!) { offers { __typename title ... on Measure { places course { id title } } } offer(id: $id) { id } }', { id: '9' }, { purpose: null });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    offers: [{ __typename: 'Measure', title: 'Measure one', places: 3, course: { id: 'k1', title: 'Course 1' } }, { __typename: 'Coaching', title: 'Coaching two' }],
    offer: { id: '9' },
  });
  expect(requests(county).map(({ ticket }) => ticket)).toEqual([null, null]);
  expect(county.commits).toEqual([]);
});

test('refuses a stricter field below a released one', async () => {
  release(people.anna, released('JOBCENTER_LIPPE', 'LABOUR_PROFILE'));
  const { data } = await county.run('query($id: ID!) { client(id: $id) { labourProfile { language } } }', { id: idOf('anna') });
  expect(data.client.labourProfile).toEqual({ language: null });
  expect(county.agencies.jobcenter.received[0]!.query).not.toContain('language');
});

test.each(['__proto__', 'constructor', 'prototype', '_freigabeId'])('refuses the alias %s', async (alias) => {
  const { errors } = await county.run(`{ ${alias}: courses { title } }`);
  expect(errors[0].extensions.code).toBe('NAME_RESERVED');
});
