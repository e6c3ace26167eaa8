import fc from 'fast-check';
import { fromConsentRecord, toConsentReceipt, toConsentRecord, type ConsentRecord } from '../../../consent/exchange/dpv/index.js';
import { runs } from '../../kit/long.js';
import { anyDocument, CLIENT, CM, CUK, document, LONGEST, NOW, rich, sameAs, seen, soundDocument } from './documents.js';

const json = (value: unknown): any => JSON.parse(JSON.stringify(value));
const exported = (one = document()): ConsentRecord => toConsentRecord(one, CM).value!;

describe('a consent as consent record in DPV', () => {
  test('says what is disclosed by whom to whom, what for, until when, on which kind of consent', () => {
    const record = exported(rich);
    expect(record).toMatchObject({
      '@type': 'dpv:ConsentRecord',
      'dct:conformsTo': ['https://w3id.org/dpv/schema/iso-27560#record', 'https://freigabe.example/dpv/consent-record/1.0'],
      'dpv:hasDataSubject': { 'dct:identifier': CM.write(CLIENT), 'freigabe:assignedBy': 'unit:KREIS_SERVICESTELLE' },
      'dpv:hasDataController': ['unit:NWL_CUK', 'unit:JUGENDAMT:LEMGO'],
      'dpv:hasDuration': { 'freigabe:validFrom': '2026-02-19T12:00:00.000Z', 'freigabe:validUntil': '2026-03-11T12:00:00.000Z' },
      'dpv:hasProhibition': { 'dpv:hasPersonalData': ['category:HEALTH', 'category:CM_GOALS'] },
      'dpv:hasConsentStatus': { '@type': 'dpv:ConsentGiven', 'freigabe:state': 'freigabe:TEILWIDERRUFEN' },
    });
    const person = { '@type': 'dpv:NaturalPerson', 'dct:identifier': 'cm-1', 'freigabe:assignedBy': 'unit:KREIS_SERVICESTELLE' };
    const functions = [['CASE_WORKER', 'unit:JOBCENTER_LIPPE'], ['CASE_MANAGER', 'unit:DETMOLD_CM']].map(([role, unit]) => ({ '@type': 'freigabe:Function', 'dct:identifier': role, 'freigabe:assignedBy': unit }));
    expect(record['dpv:hasProcess'].map((one) => [one['dpv:hasPersonalData'], one['dpv:hasRecipient'], one['dpv:hasLegalBasis'][0]])).toEqual([
      [['category:IDENTITY_CORE'], ['unit:KREIS_SERVICESTELLE', 'unit:KURSTRAEGER:VHS_LIPPE_OST', person, ...functions], 'dpv:ExpressedConsent'],
      [['category:COURSE_ATTENDANCE'], [person], 'dpv:ExpressedConsent'],
      [['category:LANGUAGE_LEVEL', 'category:LANGUAGE_TEST_DETAIL'], ['unit:KREIS_SERVICESTELLE', 'unit:KURSTRAEGER:VHS_LIPPE_OST', person, ...functions], 'dpv:ExplicitlyExpressedConsent'],
      [['category:CM_GOALS'], [person], 'dpv:ExplicitlyExpressedConsent'],
    ]);
  });

  test('has every prefix that it uses in its own context, and asks no server for one', () => {
    const record = json(exported(rich));
    const prefixes = new Set([...JSON.stringify({ ...record, '@context': undefined, '@id': undefined }).matchAll(/"([a-z-]+):[^"/]/g)].map(([, prefix]) => prefix!));
    expect([...prefixes].filter((prefix) => !Object.hasOwn(record['@context'], prefix))).toEqual([]);
    expect(Array.isArray(record['@context'])).toBe(false);
  });

  test('names the client by the pseudonym of the unit it is written for only', () => {
    const text = JSON.stringify(toConsentRecord(rich, CUK).value);
    expect([text.includes(CUK.write(CLIENT)), text.includes(CM.write(CLIENT)), text.includes(CLIENT)]).toEqual([true, false, false]);
  });
});

describe('the receipt', () => {
  test('holds the record, and tells the client the same in German and English', () => {
    const receipt = toConsentReceipt(document({ exclusions: ['HEALTH'] }), CM, NOW).value!;
    const { '@context': context, ...activity } = exported(document({ exclusions: ['HEALTH'] }));
    expect([receipt['@context'], receipt['dpv:hasRecordOfActivity'], receipt['dct:created']]).toEqual([context, activity, '2026-03-01T12:00:00.000Z']);
    expect(receipt['dct:description']).toEqual([
      {
        '@language': 'de',
        '@value': [
          'Wer etwas sagen darf: Clearing- und Koordinierungsstelle Sprache, Netzwerk Lippe gGmbH.', 'Wem: Servicestelle Einwanderungsmanagement, Kreis Lippe.',
          'Was: Sprachniveau.', 'Was diese Stellen einander nie sagen dürfen, auch später nicht: Gesundheit.', 'Wofür: Kursvermittlung.',
          'Ab: 19. Februar 2026 um 13:00.', 'Gilt nicht mehr ab: 11. März 2026 um 13:00.', 'Form: schriftlich.', 'Stand: erteilt.',
          'Sie können jederzeit widerrufen, bei jeder genannten Stelle, ohne Grund und ohne Nachteil. Der Widerruf gilt sofort, für die Zukunft.',
        ].join('\n'),
      },
      {
        '@language': 'en',
        '@value': [
          'Who may tell: Clearing- und Koordinierungsstelle Sprache, Netzwerk Lippe gGmbH.', 'To whom: Servicestelle Einwanderungsmanagement, Kreis Lippe.',
          'What: Language level.', 'What these units may never tell each other, not even later: Health.', 'What for: Finding a course.',
          'From: 19 February 2026 at 13:00.', 'No longer valid from: 11 March 2026 at 13:00.', 'Form: in writing.', 'State: given.',
          'You may withdraw at any time, at any unit named here, without a reason and without disadvantage. It takes effect at once, for the future.',
        ].join('\n'),
      },
    ]);
  });

  test('is not handed out for what cannot be exchanged', () =>
    expect(toConsentReceipt(document({ purposes: [] }), CM, NOW)).toMatchObject({ value: null, problems: [{ code: 'PURPOSE_MISSING' }] }));
});

describe('reading it back', () => {
  test('gives every sound document back, and lets everyone see exactly what they saw, at every boundary', () =>
    fc.assert(fc.property(soundDocument, (one) => {
      const { value } = fromConsentRecord(json(exported(one)), CM);
      expect(sameAs(value!)).toEqual(sameAs(one));
      for (const at of [one.from - 1, one.from, one.to - 1, one.to]) expect(seen(value!, at)).toEqual(seen(one, at));
    }), { seed: 20261122, numRuns: runs(30, 5_000) }), LONGEST);

  test('gives any document back that can be written at all', () =>
    fc.assert(fc.property(anyDocument, (one) => {
      const { value: record } = toConsentRecord(one, CM);
      if (record) expect(sameAs(fromConsentRecord(json(record), CM).value!)).toEqual(sameAs(one));
    }), { seed: 20261122, numRuns: runs(500, 100_000) }), LONGEST);

  test('takes no notice of order and of the zone that a time is written in', () => {
    const record = json(exported(rich));
    record['dpv:hasProcess'].reverse();
    record['dpv:hasRecipient'].reverse();
    record['dpv:hasDuration']['freigabe:validUntil'] = '2026-03-11T13:00:00+01:00';
    expect(sameAs(fromConsentRecord(record, CM).value!)).toEqual(sameAs(rich));
  });
});

describe('refusing', () => {
  const process = (record: any): any => record['dpv:hasProcess'][0];

  test.each<[string, string[], (record: any) => unknown]>([
    ['another kind of record', ['RESOURCE_TYPE'], (r) => (r['@type'] = 'dpv:ConsentReceipt')],
    ['a later version of the profile', ['VERSION_UNKNOWN'], (r) => (r['dct:conformsTo'][1] = 'https://freigabe.example/dpv/consent-record/2.0')],
    ['a context from elsewhere', ['WRONG_VALUE'], (r) => (r['@context'] = 'https://other.example/context.jsonld')],
    ['a word with another meaning', ['WRONG_VALUE'], (r) => (r['@context'].category = 'https://other.example/category#')],
    ['a word more', ['UNKNOWN_ELEMENT'], (r) => (r['@context'].HEALTH = 'category:LANGUAGE_LEVEL')],
    ['no duration', ['MISSING'], (r) => delete r['dpv:hasDuration']],
    ['an open end', ['MISSING'], (r) => delete r['dpv:hasDuration']['freigabe:validUntil']],
    ['an end on no calendar', ['RECORD_BROKEN'], (r) => (r['dpv:hasDuration']['freigabe:validUntil'] = '2026-02-30T12:00:00Z')],
    ['a duration in months', ['UNKNOWN_ELEMENT'], (r) => (r['dpv:hasDuration']['dpv:hasDuration'] = 'P12M')],
    ['no purpose', ['MISSING'], (r) => delete process(r)['dpv:hasPurpose']],
    ['a wider purpose of DPV', ['UNKNOWN_CODE'], (r) => process(r)['dpv:hasPurpose'].push('dpv:ServiceProvision')],
    ['a wildcard as category', ['UNKNOWN_CODE'], (r) => (process(r)['dpv:hasPersonalData'] = ['category:*'])],
    ['a category that is never transported', ['UNKNOWN_CODE'], (r) => process(r)['dpv:hasPersonalData'].push('category:VICTIM_STATUS')],
    ['a category by a foreign prefix', ['UNKNOWN_CODE'], (r) => (process(r)['dpv:hasPersonalData'] = ['pd:LANGUAGE_LEVEL'])],
    ['a category named like a prototype', ['UNKNOWN_CODE'], (r) => (process(r)['dpv:hasPersonalData'] = ['category:__proto__'])],
    ['a process without data', ['CATEGORY_MISSING'], (r) => delete process(r)['dpv:hasPersonalData']],
    ['another kind of processing', ['WRONG_VALUE'], (r) => (process(r)['dpv:hasProcessing'] = 'dpv:Profiling')],
    ['a recipient of one process only', ['NOT_REPRESENTABLE'], (r) => process(r)['dpv:hasRecipient'].push('unit:ABH_KREIS')],
    ['a second process for another purpose', ['NOT_REPRESENTABLE'], (r) => r['dpv:hasProcess'].push({ ...process(r), 'dpv:hasPurpose': ['purpose:WOHNEN'] })],
    ['a state that DPV contradicts', ['NOT_REPRESENTABLE'], (r) => (r['dpv:hasConsentStatus']['@type'] = 'dpv:ConsentWithdrawn')],
    ['two states', ['WRONG_VALUE'], (r) => (r['dpv:hasConsentStatus'] = [r['dpv:hasConsentStatus'], r['dpv:hasConsentStatus']])],
    ['special data on consent in general', ['NOT_TICKED'], (r) => process(r)['dpv:hasPersonalData'].push('category:HEALTH')],
    ['an explicit consent on the basis of another', ['NOT_REPRESENTABLE'], (r) => (process(r)['dpv:hasLegalBasis'] = ['dpv:ExplicitlyExpressedConsent', 'eu-gdpr:A6-1-a'])],
    ['two names for one record', ['NOT_REPRESENTABLE'], (r) => (r['@id'] = 'https://freigabe.example/consent/other')],
    ['a prohibition for one purpose only', ['UNKNOWN_ELEMENT'], (r) => (r['dpv:hasProhibition'] = { '@type': 'dpv:Prohibition', 'dpv:hasProcessing': 'dpv:Disclose', 'dpv:hasPersonalData': ['category:HEALTH'], 'dpv:hasPurpose': ['purpose:WOHNEN'] })],
    ['a permission beside the processes', ['UNKNOWN_ELEMENT'], (r) => (r['dpv:hasPermission'] = { '@type': 'dpv:Permission' })],
    ['the pseudonym of another unit', ['CLIENT_UNKNOWN'], (r) => (r['dpv:hasDataSubject'] = exportedFor(CUK))],
    ['an internal id', ['CLIENT_UNKNOWN'], (r) => (r['dpv:hasDataSubject']['dct:identifier'] = CLIENT)],
  ])('%s', (_, expected, change) => {
    const record = json(exported());
    change(record);
    const { value, problems } = fromConsentRecord(record, CM);
    expect([value, [...new Set(problems.map(({ code }) => code))]]).toEqual([null, expected]);
  });

  const exportedFor = (addressee: typeof CM): unknown => toConsentRecord(document(), addressee).value!['dpv:hasDataSubject'];
});
