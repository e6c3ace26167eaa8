import { at, client, cm, consent, cuk, granted, jobcenter, ki, named, relation, team, withConsents, withheld, type Row, type Table } from './words.js';
import type { ConsentState, Purpose } from '../../../../consent/core/index.js';

const purposes: readonly Purpose[] = [
  'ANKOMMENSGESPRAECH', 'CM_DURCHFUEHRUNG', 'FALLKONFERENZ', 'SPRACHEINSTUFUNG', 'KURSVERMITTLUNG', 'ARBEITSBERATUNG', 'MASSNAHMENZUSTEUERUNG', 'SCHULPLATZ',
  'KITAPLATZ', 'RECHTSKREISWECHSEL', 'AUFENTHALTSPERSPEKTIVE_25A_25B', 'EINBUERGERUNG', 'FAMILIENNACHZUG', 'WOHNEN', 'GESUNDHEITSHILFE',
];
const states: readonly (readonly [ConsentState, Row[6]])[] = [
  ['ENTWURF', withheld('CONSENT_MISSING')], ['BEDENKZEIT', withheld('CONSENT_MISSING')], ['ERTEILT', granted('CONSENT', 'c1')], ['TEILWIDERRUFEN', granted('CONSENT', 'c1')],
  ['WIDERRUFEN', withheld('CONSENT_WITHDRAWN')], ['ABGELAUFEN', withheld('CONSENT_EXPIRED')], ['ERSETZT', withheld('CONSENT_MISSING')], ['UNWIRKSAM', withheld('CONSENT_MISSING')],
];
const level = (shows: string, name: string, expect: Row[6], over: Partial<{ who: typeof cm; purpose: string }> = {}): Row =>
  [shows, name, over.who ?? cm, 'NWL_CUK', 'LANGUAGE_LEVEL', over.purpose ?? 'KURSVERMITTLUNG', expect];

export const SCOPE: Table = {
  file: '05-consent-scope', prefix: 'SCOPE', title: 'A consent covers the units, persons, categories and purposes it names, in the state it is in',
  source: 'B.7, C.5-4; § 67b Abs. 2 SGB X, Art. 4 Nr. 11 and Art. 7 GDPR',
  clients: {
    named: withConsents(consent()),
    'other-category': withConsents(consent({ categories: ['SUPPORT_PLAN_LANG'] })),
    'no-category': withConsents(consent({ categories: [] })),
    'no-purpose': withConsents(consent({ purposes: [] })),
    'other-receiver': withConsents(consent({ receivingUnits: ['JOBCENTER_LIPPE'] })),
    'no-receiver': withConsents(consent({ receivingUnits: [] })),
    'other-releaser': withConsents(consent({ releasingUnits: ['KI_SEITENEINSTIEG'] })),
    'no-releaser': withConsents(consent({ releasingUnits: [] })),
    'to-a-person': withConsents(consent({ receivingUnits: [], receivingPersons: [named(cm)] })),
    'to-a-person-elsewhere': withConsents(consent({ receivingUnits: [], receivingPersons: [{ unit: 'DETMOLD_CM', person: 'cm-1' }] })),
    'to-unit-and-person': withConsents(consent({ receivingPersons: [named(cm)] })),
    'not-held': withConsents(consent({ categories: ['RESIDENCE_TITLE'] })),
    'two-papers': withConsents(consent({ categories: ['SUPPORT_PLAN_LANG'] }), consent({ id: 'c2', purposes: ['ARBEITSBERATUNG'] })),
    'three-parties': withConsents(consent({ receivingUnits: ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'KI_SEITENEINSTIEG'] })),
    ...Object.fromEntries(states.map(([state]) => [`state-${state}`, withConsents(consent({ state }))])),
    ...Object.fromEntries(purposes.map((purpose) => [`for-${purpose}`, withConsents(consent({ purposes: [purpose] }))])),
  },
  rows: [
    level('what it names to whom it names', 'named', granted('CONSENT', 'c1')),
    level('not another category', 'other-category', withheld('OUT_OF_SCOPE_CATEGORY')),
    level('no category at all: nothing', 'no-category', withheld('OUT_OF_SCOPE_CATEGORY')),
    level('no purpose is not every purpose', 'no-purpose', withheld('OUT_OF_SCOPE_PURPOSE')),
    level('not another receiving unit', 'other-receiver', withheld('CONSENT_MISSING')),
    level('the unit that it does name', 'other-receiver', granted('CONSENT', 'c1'), { who: jobcenter }),
    level('no receiver is not every receiver', 'no-receiver', withheld('CONSENT_MISSING')),
    level('not of another releasing unit', 'other-releaser', withheld('OUT_OF_SCOPE_RECIPIENT')),
    level('no releaser is not every releaser', 'no-releaser', withheld('OUT_OF_SCOPE_RECIPIENT')),
    level('the person it names', 'to-a-person', granted('CONSENT', 'c1')),
    level('not a colleague of the person it names', 'to-a-person', withheld('OUT_OF_SCOPE_PERSON'), { who: at(cm.unit, 'cm-2') }),
    level('not the same id at another unit', 'to-a-person-elsewhere', withheld('CONSENT_MISSING')),
    level('where unit and person are named, the colleague reads T3 for the unit', 'to-unit-and-person', granted('CONSENT', 'c1'), { who: at(cm.unit, 'cm-2') }),
    ['a unit releases only what it holds', 'not-held', cm, 'NWL_CUK', 'RESIDENCE_TITLE', 'KURSVERMITTLUNG', withheld('NO_BASIS')],
    ['and never speaks for the unit that does hold it', 'not-held', cm, 'ABH_KREIS', 'RESIDENCE_TITLE', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_RECIPIENT')],
    level('two papers do not add up to one: the category of one, the purpose of the other', 'two-papers', withheld('OUT_OF_SCOPE_PURPOSE')),
    level('the second paper covers its own purpose', 'two-papers', granted('CONSENT', 'c2'), { purpose: 'ARBEITSBERATUNG' }),
    level('each of several receivers: the first', 'three-parties', granted('CONSENT', 'c1')),
    level('each of several receivers: the second', 'three-parties', granted('CONSENT', 'c1'), { who: jobcenter }),
    level('each of several receivers: the third', 'three-parties', granted('CONSENT', 'c1'), { who: ki }),
    ...states.map(([state, expect]) => level(`in the state ${state}`, `state-${state}`, expect)),
    ...purposes.map((purpose) => level(`the purpose ${purpose}`, `for-${purpose}`, granted('CONSENT', 'c1'), { purpose })),
    ...purposes.map((purpose, index) => level(`not a purpose beside it`, `for-${purpose}`, withheld('OUT_OF_SCOPE_PURPOSE'), { purpose: purposes[(index + 1) % purposes.length]! })),
    level('no wildcard', 'named', withheld('OUT_OF_SCOPE_PURPOSE'), { purpose: '*' }),
    level('no statistics under the name of a purpose', 'named', withheld('OUT_OF_SCOPE_PURPOSE'), { purpose: 'EVALUATION_ANONYM' }),
  ],
};

const twoWay = withConsents(consent(), consent({ id: 'c1-back', releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'], categories: ['CM_PROCESS'] }));
const chain = withConsents(
  consent(), consent({ id: 'c2', releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'] }),
  consent({ id: 'c3', releasingUnits: ['JOBCENTER_LIPPE'], receivingUnits: ['KI_SEITENEINSTIEG'], categories: ['LANGUAGE_LEVEL', 'BENEFIT_REGIME', 'LABOUR_PROFILE'] }),
);

export const DIRECTION: Table = {
  file: '06-direction', prefix: 'WAY', title: 'A consent points one way, and does not pass on what another let in',
  source: 'B.7, C.5-11, C.10-13, F2; § 78 SGB X',
  clients: { 'one-way': withConsents(consent({ categories: ['LANGUAGE_LEVEL', 'CM_PROCESS'] })), 'two-way': twoWay, chain },
  rows: [
    ['from the releasing to the receiving unit', 'one-way', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1')],
    ['not back', 'one-way', cuk, 'KREIS_SERVICESTELLE', 'CM_PROCESS', 'KURSVERMITTLUNG', withheld('CONSENT_MISSING')],
    ['two ways are two papers: there', 'two-way', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1')],
    ['two ways are two papers: back', 'two-way', cuk, 'KREIS_SERVICESTELLE', 'CM_PROCESS', 'KURSVERMITTLUNG', granted('CONSENT', 'c1-back')],
    ['each way has its own categories', 'two-way', cuk, 'KREIS_SERVICESTELLE', 'LANGUAGE_NEEDS', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_CATEGORY')],
    ['the first link of a chain', 'chain', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('CONSENT', 'c1')],
    ['the second link does not reach through the first', 'chain', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_RECIPIENT')],
    ['nor does the middle pass on a copy', 'chain', jobcenter, 'KREIS_SERVICESTELLE', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('NO_BASIS')],
    ['the third link does not reach the source', 'chain', ki, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_RECIPIENT')],
    ['the third link gives what its own unit holds', 'chain', ki, 'JOBCENTER_LIPPE', 'LABOUR_PROFILE', 'KURSVERMITTLUNG', granted('CONSENT', 'c3')],
  ],
};

const soon = { from: '2026-02-01T00:00:00+01:00', to: '2026-04-01T00:00:00+02:00' };
const edges = withConsents(consent(soon));
const time = (shows: string, name: string, instant: string, expect: Row[6]): Row => [shows, name, cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', expect, { at: instant }];

export const TIME: Table = {
  file: '07-time', prefix: 'TIME', title: 'A consent holds from its first instant and not at its last, to the millisecond, across summer time',
  source: 'B.7, C.5-9 and C.5-10; Art. 7 Abs. 3 GDPR',
  clients: {
    edges,
    instant: withConsents(consent({ from: '2026-03-01T12:00:00Z', to: '2026-03-01T12:00:00Z' })),
    millisecond: withConsents(consent({ from: '2026-03-01T12:00:00Z', to: '2026-03-01T12:00:00.001Z' })),
    backwards: withConsents(consent({ from: '2026-08-01T00:00:00Z', to: '2026-02-01T00:00:00Z' })),
    renewed: withConsents(consent({ to: '2026-03-01T12:00:00Z' }), consent({ id: 'c2', from: '2026-03-01T12:00:00Z' })),
    gap: withConsents(consent({ to: '2026-03-01T12:00:00Z' }), consent({ id: 'c2', from: '2026-03-01T12:00:00.001Z' })),
    'marked-late': client({ relations: team.map((who) => relation(who)), consents: [consent({ state: 'ERTEILT', to: '2026-02-28T23:00:00Z' })] }),
    'marked-early': withConsents(consent({ state: 'ABGELAUFEN' })),
  },
  rows: [
    time('a millisecond before it begins', 'edges', '2026-01-31T22:59:59.999Z', withheld('CONSENT_EXPIRED')),
    time('at its first instant, midnight in winter time', 'edges', '2026-01-31T23:00:00Z', granted('CONSENT', 'c1')),
    time('in its last millisecond, midnight in summer time', 'edges', '2026-03-31T21:59:59.999Z', granted('CONSENT', 'c1')),
    time('at its end', 'edges', '2026-03-31T22:00:00Z', withheld('CONSENT_EXPIRED')),
    time('long after', 'edges', '2027-03-01T00:00:00Z', withheld('CONSENT_EXPIRED')),
    time('the end of a day is told in the county’s time, not in UTC', 'edges', '2026-03-31T23:30:00Z', withheld('CONSENT_EXPIRED')),
    time('a span without length holds never', 'instant', '2026-03-01T12:00:00Z', withheld('CONSENT_EXPIRED')),
    time('a span of a millisecond holds in it', 'millisecond', '2026-03-01T12:00:00Z', granted('CONSENT', 'c1')),
    time('a span of a millisecond is over after it', 'millisecond', '2026-03-01T12:00:00.001Z', withheld('CONSENT_EXPIRED')),
    time('an end before the start holds never', 'backwards', '2026-05-01T00:00:00Z', withheld('CONSENT_EXPIRED')),
    time('a renewal without a gap: the old one to the end', 'renewed', '2026-03-01T11:59:59.999Z', granted('CONSENT', 'c1')),
    time('a renewal without a gap: the new one from then on', 'renewed', '2026-03-01T12:00:00Z', granted('CONSENT', 'c2')),
    time('a gap of a millisecond is a gap', 'gap', '2026-03-01T12:00:00Z', withheld('CONSENT_EXPIRED')),
    time('the end counts though nobody has marked the paper as expired', 'marked-late', '2026-03-01T12:00:00Z', withheld('CONSENT_EXPIRED')),
    time('the mark counts though the end has not come', 'marked-early', '2026-03-01T12:00:00Z', withheld('CONSENT_EXPIRED')),
  ],
};
