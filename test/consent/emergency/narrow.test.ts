import { createPolicy, type ClientRecords, type Consent, type Relation } from '../../../consent/core/index.js';
import { openingFor } from '../../../consent/emergency/narrow.js';
import { consent, DAY, NOON, relation } from '../store/county.js';

const JUGENDAMT = 'JUGENDAMT:KREIS';
const NONE = createPolicy();
const records = (consents: Consent[] = [], relations: Relation[] = []): ClientRecords => ({ version: 1, relations: [relation(), ...relations], consents, emergencies: [] });
const opening = (over: ClientRecords, policy = NONE, unit = 'KREIS_SERVICESTELLE') => openingFor(over, unit, JUGENDAMT, NOON, policy);
const names = (over: Partial<Consent>) => consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: [JUGENDAMT], categories: ['CM_PROCESS'], ...over });

describe('what an emergency opens', () => {
  it('is name and address of the unit that notifies', () => {
    expect(opening(records())).toEqual({ held: ['IDENTITY_CORE', 'CONTACT'], categories: ['IDENTITY_CORE', 'CONTACT'], needsRelation: true, opensMore: false });
  });

  it('is nothing at units that keep neither', () => {
    expect(opening(records([], [relation({ unit: 'KI_SEITENEINSTIEG' })]), NONE, 'KI_SEITENEINSTIEG')).toMatchObject({ held: [], categories: [] });
  });

  it('is less by what the client excluded, also in a consent that was withdrawn or has expired', () => {
    const exclusion = names({ exclusions: ['CONTACT'] });
    for (const over of [exclusion, { ...exclusion, state: 'WIDERRUFEN' as const }, { ...exclusion, to: NOON - DAY }]) expect(opening(records([over])).categories).toEqual(['IDENTITY_CORE']);
    expect(opening(records([names({ exclusions: ['CONTACT', 'IDENTITY_CORE'] })])).categories).toEqual([]);
    expect(opening(records([names({ exclusions: ['CONTACT'], receivingUnits: ['JUGENDAMT:LAGE'] })])).categories).toEqual(['IDENTITY_CORE', 'CONTACT']);
  });

  it.each<[string, Consent]>([
    ['a consent that names the Jugendamt', names({})],
    ['one that begins within the hour', names({ from: NOON + 30 * 60_000 })],
    ['one that names a person there', names({ receivingUnits: [], receivingPersons: [{ unit: JUGENDAMT, person: 'jutta' }] })],
    ['one that names a function there', names({ receivingUnits: [], receivingFunctions: [{ unit: JUGENDAMT, role: 'CASE_MANAGER' }] })],
    ['one under which the Jugendamt would release', consent({ releasingUnits: [JUGENDAMT], categories: ['KITA_PLACEMENT'] })],
    ['one that ticks health', names({ categories: ['HEALTH'], explicitCategories: ['HEALTH'] })],
  ])('would be more with %s: the relation would wake it', (_what, over) => {
    expect(opening(records([over])).opensMore).toBe(true);
    expect(opening(records([over], [relation({ unit: JUGENDAMT })]))).toMatchObject({ needsRelation: false, opensMore: false });
  });

  it.each<[string, Consent]>([
    ['a withdrawn consent', names({ state: 'WIDERRUFEN' })],
    ['a draft', names({ state: 'ENTWURF' })],
    ['one that has ended', names({ to: NOON })],
    ['one that begins after it', names({ from: NOON + 2 * 60 * 60_000 })],
    ['one that names another Jugendamt', names({ receivingUnits: ['JUGENDAMT:LAGE'] })],
  ])('is not more with %s', (_what, over) => {
    expect(opening(records([over])).opensMore).toBe(false);
  });

  it.each([[null, false], [NOON + 3_600_000, false], [NOON + 3_599_999, true], [NOON, true]])('needs a relation of its own where the one there is ends at %s: %s', (to, needsRelation) => {
    expect(opening(records([], [relation({ unit: JUGENDAMT, to })])).needsRelation).toBe(needsRelation);
  });

  it('would be more where the relation there ends, and a consent with it, within the hour', () => {
    expect(opening(records([names({})], [relation({ unit: JUGENDAMT, to: NOON + 60_000 })]))).toMatchObject({ needsRelation: true, opensMore: true });
  });

  it('would be more where a statutory flow waits for the relation', () => {
    const client = records([], [relation({ unit: 'JOBCENTER_LIPPE' })]);
    expect([opening(client).opensMore, opening(client, createPolicy(['S3'])).opensMore]).toEqual([false, true]);
  });
});
