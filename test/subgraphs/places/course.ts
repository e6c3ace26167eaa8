export const PROVIDER = 'KURSTRAEGER:VHS_LIPPE_OST';

/** A course of VHS Lippe-Ost as a row; a test says what matters to it. */
export const course = (over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: 'course-1', title: 'Integrationskurs', provider: 'VHS Lippe-Ost', kept_by: PROVIDER, kind: 'INTEGRATIONSKURS_ALLGEMEIN', lessons: 700,
  starts_on: '2026-09-01', schedule: 'Mo–Fr 08:30–12:45', municipality: 'BLOMBERG', capacity: 2, ...over,
});
