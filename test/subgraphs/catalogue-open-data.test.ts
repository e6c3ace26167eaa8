import { request as httpRequest } from 'node:http';
import pg from 'pg';
import { languageCourses } from '../../subgraphs/language-courses/agency.js';
import { jobcenter } from '../../subgraphs/jobcenter/agency.js';
import { runTestAgency, type RunningTestAgency } from './running-agency.js';

let courses: RunningTestAgency;
let offers: RunningTestAgency;
beforeAll(async () => {
  [courses, offers] = await Promise.all([runTestAgency(languageCourses), runTestAgency(jobcenter)]);
  const course = { provider: 'VHS Lippe-Ost', kind: 'BSK_B2', lessons: 400, schedule: 'Mo–Fr 9–13', capacity: 20, taken: 15 };
  await courses.insert('course', {
    ...course, id: 'a', title: 'Deutsch; „Pflege“, B2', level_from: 'B1', level_to: 'B2', starts_on: '2026-09-01', ends_on: '2027-02-01', municipality: 'DOERENTRUP', formats: ['TEILZEIT', 'ONLINE'],
    women_only: true, age_min: 18, funded_by: 'Bund', description: 'Erste Zeile\nZweite', provider_key: 'K-1',
  });
  await courses.insert('course', { ...course, id: 'b', title: 'Kurs b', starts_on: '2026-10-01', municipality: 'LAGE' });
  await courses.insert('course', { ...course, id: 'weg', title: 'Kurs weg', starts_on: '2026-10-01', municipality: 'LAGE', withdrawn_on: '2026-07-01' });
  await offers.insert('offer', { id: 'o', title: 'Beratung', provider: 'Netzwerk Lippe', kind: 'ANERKENNUNGSBERATUNG', handlungsfeld: 'ARBEIT_AUSBILDUNG', capacity: 5, valid_from: '2026-01-01', formats: ['VOLLZEIT'] });
});
afterAll(() => Promise.all([courses.stop(), offers.stop()]));

const get = (path: string, headers: Record<string, string> = {}, of: RunningTestAgency = courses) => fetch(new URL(path, of.url), { headers });

test('publishes courses as schema.org, without any ticket', async () => {
  const response = await get('/catalogue/courses.jsonld');
  expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([200, 'application/ld+json', 'public, max-age=300']);
  const { '@context': context, '@graph': things } = await response.json() as any;
  expect([context, things.map((thing: any) => thing['@id'])]).toEqual(['https://schema.org', ['urn:freigabe:course:a', 'urn:freigabe:course:b']]);
  expect(things[0]).toEqual({
    '@type': 'Course', '@id': 'urn:freigabe:course:a', name: 'Deutsch; „Pflege“, B2', identifier: 'K-1', description: 'Erste Zeile\nZweite', inLanguage: 'de', about: 'Berufssprachkurs B2',
    provider: { '@type': 'Organization', name: 'VHS Lippe-Ost' }, funder: { '@type': 'Organization', name: 'Bund' }, audience: { '@type': 'PeopleAudience', suggestedMinAge: 18, suggestedGender: 'female' },
    coursePrerequisites: 'CEFR B1', educationalLevel: 'CEFR B2',
    hasCourseInstance: {
      '@type': 'CourseInstance', startDate: '2026-09-01', endDate: '2027-02-01', description: 'Mo–Fr 9–13', courseMode: ['part-time', 'online'], courseWorkload: 'PT18000M',
      location: { '@type': 'Place', address: { '@type': 'PostalAddress', addressLocality: 'Dörentrup', addressRegion: 'Nordrhein-Westfalen', addressCountry: 'DE' } },
      maximumAttendeeCapacity: 20, remainingAttendeeCapacity: 5,
    },
  });
});

test('publishes when courses begin as iCalendar: lines folded and escaped as RFC 5545 says', async () => {
  const response = await get('/catalogue/courses.ics?municipalities=DOERENTRUP');
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await response.text();
  const lines = text.split('\r\n');
  expect([lines[0], lines.at(-1)?.trim() || lines.at(-2)?.trim()]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  expect(unfolded.filter((line) => /^(BEGIN:VEVENT|UID|DTSTAMP|DTSTART|SUMMARY|LOCATION)/.test(line))).toEqual([
    'BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20260706T090000Z', 'DTSTART;VALUE=DATE:20260901', 'SUMMARY:Deutsch\\; „Pflege“\\, B2', 'LOCATION:Dörentrup',
  ]);
});

test('publishes offers, too', async () => {
  const { '@graph': [offer] } = await (await get('/catalogue/offers.jsonld?kinds=ANERKENNUNGSBERATUNG', {}, offers)).json() as any;
  expect(offer).toMatchObject({ '@type': 'EducationalOccupationalProgram', '@id': 'urn:freigabe:offer:o', programType: 'Anerkennungsberatung', maximumEnrollment: 5, startDate: '2026-01-01' });
  expect(await (await get('/catalogue/offers.ics', {}, offers)).text()).toContain('SUMMARY:Beratung');
});

test('sends what a cache has already only when something has changed', async () => {
  const first = await get('/catalogue/courses.jsonld');
  const etag = first.headers.get('etag')!;
  await first.text();
  expect((await get('/catalogue/courses.jsonld', { 'if-none-match': etag })).status).toBe(304);
  expect((await get('/catalogue/courses.ics', { 'if-none-match': etag })).status).toBe(200);
  await courses.sql.query(`update course set taken = 16 where id = 'a'`);
  const next = await get('/catalogue/courses.jsonld', { 'if-none-match': etag });
  expect([next.status, ((await next.json()) as any)['@graph'][0].hasCourseInstance.remainingAttendeeCapacity]).toEqual([200, 4]);
});

test('takes nothing for changed while a transaction runs elsewhere on the database server', async () => {
  const elsewhere = new pg.Client({ connectionString: courses.database.superUrl });
  await elsewhere.connect();
  await elsewhere.query('begin; select pg_current_xact_id()');
  await courses.sql.query(`update course set taken = 17 where id = 'a'`);
  const first = await get('/catalogue/courses.jsonld');
  expect(((await first.json()) as any)['@graph'][0].hasCourseInstance.remainingAttendeeCapacity).toBe(3);
  const again = await get('/catalogue/courses.jsonld', { 'if-none-match': first.headers.get('etag')! });
  await courses.sql.query(`update course set taken = 15 where id = 'a'`);
  const changed = await get('/catalogue/courses.jsonld', { 'if-none-match': first.headers.get('etag')! });
  await elsewhere.query('rollback');
  await elsewhere.end();
  expect([again.status, changed.status]).toEqual([304, 200]);
});

test.each(['?colour=red', '?municipalities=BERLIN', '?age=old', '?startsFrom=31.02.2026', `?text=${'x'.repeat(201)}`])('refuses %s', async (filter) => {
  const response = await get(`/catalogue/courses.jsonld${filter}`);
  expect([response.status, ((await response.json()) as any).errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
});

test.each([['GET', '/catalogue/offers.jsonld'], ['GET', '/catalogue/course.jsonld'], ['GET', '/catalogue/enrolment.jsonld'], ['GET', '//catalogue/courses.jsonld'], ['POST', '/catalogue/courses.jsonld'], ['GET', '/catalogue/../graphql']])(
  'has nothing at %s %s', async (method, path) => {
    const status = await new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port: courses.port, method, path }, (response) => { response.resume(); resolve(response.statusCode); }).once('error', reject).end();
    });
    expect(status).toBe(404);
  });
