import type { LogEntry, LogItem } from '../../../consent/audit/entry.js';
import { disclosuresIn } from '../../../consent/supervision/disclosures.js';
import { entry } from '../store/county.js';

const item = (over: Partial<LogItem>): LogItem =>
  ({ path: 'client.x', category: 'LANGUAGE_LEVEL', owners: ['NWL_CUK'], granted: true, delivered: true, basis: 'CONSENT:1', ...over });

const told = (items: LogItem[], over: Partial<LogEntry> = {}) =>
  disclosuresIn({ at: 5, entry: entry({ client: 'c', items, owners: [...new Set(items.flatMap(({ owners }) => owners))], ...over }) })
    .map(({ from, to, categories, basis }) => [from, to, categories.join('+'), basis]);

describe('the proof of transmission', () => {
  it('joins what went one way on one basis, and keeps ways and bases apart', () => {
    expect(told([
      item({}), item({ category: 'COURSE_ENROLMENT' }), item({ category: 'COURSE_ENROLMENT', owners: ['KURSTRAEGER:VHS_LIPPE_OST', 'NWL_CUK'] }),
      item({ category: 'COURSE_ENTITLEMENT', basis: 'STATUTE:S2' }),
    ])).toEqual([
      ['NWL_CUK', 'KREIS_SERVICESTELLE', 'COURSE_ENROLMENT+LANGUAGE_LEVEL', 'CONSENT:1'],
      ['KURSTRAEGER:VHS_LIPPE_OST', 'KREIS_SERVICESTELLE', 'COURSE_ENROLMENT', 'CONSENT:1'],
      ['NWL_CUK', 'KREIS_SERVICESTELLE', 'COURSE_ENTITLEMENT', 'STATUTE:S2'],
    ]);
  });

  it.each([
    ['withheld', { granted: false, delivered: null, basis: null }], ['empty', { delivered: false }], ['own', { basis: 'OWN_DATA' }], ['from the unit itself', { owners: ['KREIS_SERVICESTELLE'] }],
  ] as const)('says nothing of what was %s', (_what, over) => {
    expect(told([item(over)])).toEqual([]);
  });

  it('says nothing where no client was reached', () => {
    expect(told([item({})], { client: null })).toEqual([]);
  });

  it('goes the other way where an act hands data on, and once for order and outcome together', () => {
    const act = (path: string) => told([item({ path, category: 'COURSE_ENROLMENT', owners: ['KREIS_SERVICESTELLE'] })], { kind: 'ACT', owners: ['KREIS_SERVICESTELLE', 'KURSTRAEGER:VHS_LIPPE_OST'] });
    expect(act('reservePlace')).toEqual([['KREIS_SERVICESTELLE', 'KURSTRAEGER:VHS_LIPPE_OST', 'COURSE_ENROLMENT', 'CONSENT:1']]);
    expect(act('reservePlace.RESERVED')).toEqual([]);
  });

  it.each([
    ['a consent that is drafted or withdrawn', 'CONSENT', 'draftConsent'], ['a code that is redeemed', 'CONSENT', 'redeemLinkingCode'], ['a notification that nobody has read', 'EMERGENCY', 'notifyJugendamt'],
    ['its review', 'EMERGENCY', 'reviewEmergency'], ['a look at the log', 'SUPERVISION', 'accessLog'], ['a key that was used before', 'NOOP', 'draftConsent'],
  ] as const)('takes %s for none, also where an earlier version called it delivered', (_what, kind, path) => {
    expect(told([item({ path })], { kind })).toEqual([]);
  });

  it('counts what a Jugendamt reads of a notification, from who has notified', () => {
    const both = ['NWL_CUK', 'JUGENDAMT:LAGE'];
    expect(told([item({ path: 'emergencyNotifications', category: 'IDENTITY_CORE', owners: both, basis: 'EMERGENCY:1' })],
      { kind: 'EMERGENCY', requester: { unit: 'JUGENDAMT:LAGE', person: 'p', role: 'CASE_WORKER' } })).toEqual([['NWL_CUK', 'JUGENDAMT:LAGE', 'IDENTITY_CORE', 'EMERGENCY:1']]);
  });

  it('names no staff', () => {
    expect(JSON.stringify(disclosuresIn({ at: 5, entry: entry({ client: 'c', items: [item({})] }) }))).not.toContain('p1_abc');
  });
});
