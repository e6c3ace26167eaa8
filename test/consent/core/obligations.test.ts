import { obligationsOf, type BasisKind } from '../../../consent/core/index.js';

const on = (kind: BasisKind) => ({ kind, id: 'x' });

it('asks of every release to be logged and not to be kept', () => {
  for (const kind of ['OWN_DATA', 'EMERGENCY', 'STATUTE', 'CONSENT'] as const) {
    expect(obligationsOf('NWL_CUK', 'KREIS_SERVICESTELLE', 'LANGUAGE_LEVEL', on(kind))).toEqual(expect.arrayContaining(['LOG_FULL', 'EXPIRE_CACHE']));
  }
});

it('adds nothing to own data', () => expect(obligationsOf('NWL_CUK', 'NWL_CUK', 'LANGUAGE_LEVEL', { kind: 'OWN_DATA', id: null })).toEqual(['LOG_FULL', 'EXPIRE_CACHE']));

it('binds receivers outside the Sozialgeheimnis to the purpose and to silence (§ 78 SGB X)', () => {
  expect(obligationsOf('JOBCENTER_LIPPE', 'KREIS_SERVICESTELLE', 'BENEFIT_REGIME', on('CONSENT'))).toEqual(['LOG_FULL', 'EXPIRE_CACHE', 'SHOW_PURPOSE_NOTICE', 'NO_REDISCLOSURE']);
  expect(obligationsOf('JOBCENTER_LIPPE', 'AA_DETMOLD', 'BENEFIT_REGIME', on('STATUTE'))).toEqual(['LOG_FULL', 'EXPIRE_CACHE', 'SHOW_PURPOSE_NOTICE']);
});

it('has the client told of an emergency', () => expect(obligationsOf('KREIS_SERVICESTELLE', 'JUGENDAMT:KREIS', 'CONTACT', on('EMERGENCY'))).toContain('NOTIFY_SUBJECT'));

it('shows of a school entry examination only whether it took place', () =>
  expect(obligationsOf('GESUNDHEITSAMT', 'KI_SEITENEINSTIEG', 'SCHOOL_HEALTH', on('CONSENT'))).toContain('BOOLEAN_ONLY'));
