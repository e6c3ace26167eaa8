import { at, client, cm, consent, cuk, granted, jobcenter, ki, named, own, relation, substituteOf, team, withConsents, withheld, type Row, type Table } from './words.js';
import type { WrittenConsent } from '../format.js';

const goals = (over: Partial<WrittenConsent> = {}) => withConsents(consent({
  releasingUnits: ['KREIS_SERVICESTELLE'], releasingPersons: [named(cm)], receivingUnits: ['JOBCENTER_LIPPE'], receivingPersons: [named(jobcenter)],
  categories: ['CM_GOALS', 'CM_PROCESS'], ...over,
}));
const ask = (shows: string, name: string, who: typeof cm, category: string, expect: Row[6]): Row =>
  [shows, name, who, 'KREIS_SERVICESTELLE', category, 'KURSVERMITTLUNG', expect];
const c1 = granted('CONSENT', 'c1');

export const PROFESSIONAL_SECRETS: Table = {
  file: '08-professional-secrets', prefix: 'T4', title: 'T4 goes from the named keeper of the secret to the named person, and to nobody else',
  source: 'B.1, B.7, C.4; § 203 Abs. 1 StGB, § 76 SGB X; F (k)',
  clients: {
    named: goals(), 'no-receiver': goals({ receivingPersons: [] }), 'no-keeper': goals({ releasingPersons: [] }),
    'person-only': goals({ receivingUnits: [] }), 'other-keeper': goals({ releasingPersons: [{ unit: cm.unit, person: 'cm-9' }] }),
    'keeper-elsewhere': goals({ releasingPersons: [{ unit: 'DETMOLD_CM', person: 'cm-1' }] }),
    'receiver-elsewhere': goals({ receivingPersons: [{ unit: 'AA_DETMOLD', person: 'jc-1' }] }),
    oral: goals({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' }),
    'both-keepers': goals({ releasingPersons: [named(cm), { unit: cm.unit, person: 'cm-9' }] }),
    'passed-on': client({ relations: team.map((who) => relation(who, who === cm ? { persons: ['cm-9'], responsible: 'cm-9' } : {})), consents: goals().consents }),
    'nobody-leads': client({ relations: team.map((who) => relation(who, who === cm ? { responsible: null } : {})), consents: goals().consents }),
    'plan': withConsents(consent({
      releasingUnits: ['JOBCENTER_LIPPE'], releasingPersons: [named(jobcenter)], receivingPersons: [named(cm)], categories: ['JC_PLAN'],
    })),
  },
  rows: [
    ask('from the keeper to the person', 'named', jobcenter, 'CM_GOALS', c1),
    ask('a substitute of the receiver does not read T4', 'named', substituteOf(jobcenter), 'CM_GOALS', withheld('OUT_OF_SCOPE_PERSON')),
    ask('a substitute of the receiver reads T3, which was released to the unit', 'named', substituteOf(jobcenter), 'CM_PROCESS', c1),
    ask('a unit as such is no person', 'no-receiver', jobcenter, 'CM_GOALS', withheld('OUT_OF_SCOPE_PERSON')),
    ask('an institution as such cannot be released from secrecy', 'no-keeper', jobcenter, 'CM_GOALS', withheld('SECRECY_NOT_RELEASED')),
    ask('without a keeper T3 leaves all the same', 'no-keeper', jobcenter, 'CM_PROCESS', c1),
    ask('to a person only: T4 to the person', 'person-only', jobcenter, 'CM_GOALS', c1),
    ask('to a person only: T3 to the person', 'person-only', jobcenter, 'CM_PROCESS', c1),
    ask('to a person only: T3 not to a colleague', 'person-only', substituteOf(jobcenter), 'CM_PROCESS', withheld('OUT_OF_SCOPE_PERSON')),
    ask('another keeper was released', 'other-keeper', jobcenter, 'CM_GOALS', withheld('SECRECY_NOT_RELEASED')),
    ask('a namesake at another unit was released', 'keeper-elsewhere', jobcenter, 'CM_GOALS', withheld('SECRECY_NOT_RELEASED')),
    ask('a namesake at another unit was named as receiver', 'receiver-elsewhere', jobcenter, 'CM_GOALS', withheld('OUT_OF_SCOPE_PERSON')),
    ask('one of two released keepers leads the case', 'both-keepers', jobcenter, 'CM_GOALS', c1),
    ask('the case passed to a keeper who was not released', 'passed-on', jobcenter, 'CM_GOALS', withheld('SECRECY_NOT_RELEASED')),
    ask('the case passed on: T3 leaves all the same', 'passed-on', jobcenter, 'CM_PROCESS', c1),
    ask('nobody leads the case', 'nobody-leads', jobcenter, 'CM_GOALS', withheld('SECRECY_NOT_RELEASED')),
    ask('a spoken word under special circumstances releases T4', 'oral', jobcenter, 'CM_GOALS', c1),
    ['the cooperation plan from person to person', 'plan', cm, 'JOBCENTER_LIPPE', 'JC_PLAN', 'KURSVERMITTLUNG', c1],
    ['the cooperation plan not to a substitute', 'plan', substituteOf(cm), 'JOBCENTER_LIPPE', 'JC_PLAN', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_PERSON')],
    ['a release says nothing about own data of the receiver', 'named', jobcenter, 'JOBCENTER_LIPPE', 'JC_PLAN', 'KURSVERMITTLUNG', own],
  ],
};

const health = (over: Partial<WrittenConsent> = {}) => withConsents(consent({
  releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'], categories: ['HEALTH', 'CONTACT'], explicitCategories: ['HEALTH'], ...over,
}));
const test = (over: Partial<WrittenConsent> = {}) => withConsents(consent({ categories: ['LANGUAGE_LEVEL', 'LANGUAGE_TEST_DETAIL'], ...over }));

export const SPECIAL_CATEGORIES: Table = {
  file: '09-special-categories-and-form', prefix: 'T5', title: 'T5 needs an own tick for each category, and a written or electronic form',
  source: 'B.1, B.7, C.5-7 and C.5-8, F14; Art. 9 Abs. 2 lit. a GDPR, § 67b Abs. 2 SGB X',
  clients: {
    ticked: health(), electronic: health({ form: 'ELEKTRONISCH' }), oral: health({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' }),
    unticked: health({ explicitCategories: [] }), 'other-tick': health({ categories: ['HEALTH', 'PSYCHOSOCIAL'], explicitCategories: ['PSYCHOSOCIAL'] }),
    'tick-without-category': health({ categories: ['CONTACT'] }), 'to-a-person': health({ receivingUnits: [], receivingPersons: [named(jobcenter)] }),
    'oral-and-written': client({ consents: [...health({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' }).consents, ...health({ id: 'c2' }).consents] }),
    'test-ticked': test({ explicitCategories: ['LANGUAGE_TEST_DETAIL'] }), 'test-unticked': test(),
    'needless-tick': withConsents(consent({ explicitCategories: ['LANGUAGE_LEVEL'], form: 'MUENDLICH_BESONDERE_UMSTAENDE' })),
  },
  rows: [
    ask('ticked and in writing', 'ticked', jobcenter, 'HEALTH', c1),
    ask('ticked and in writing, to a substitute of the receiving unit too', 'ticked', substituteOf(jobcenter), 'HEALTH', c1),
    ask('ticked and electronic', 'electronic', jobcenter, 'HEALTH', c1),
    ask('ticked but spoken', 'oral', jobcenter, 'HEALTH', withheld('SPECIAL_CATEGORY_NOT_EXPLICIT')),
    ask('a spoken word covers the rest of the paper', 'oral', jobcenter, 'CONTACT', c1),
    ask('not ticked', 'unticked', jobcenter, 'HEALTH', withheld('SPECIAL_CATEGORY_NOT_EXPLICIT')),
    ask('not ticked: the rest of the paper holds', 'unticked', jobcenter, 'CONTACT', c1),
    ask('a tick for another one', 'other-tick', jobcenter, 'HEALTH', withheld('SPECIAL_CATEGORY_NOT_EXPLICIT')),
    ask('the one that was ticked', 'other-tick', jobcenter, 'PSYCHOSOCIAL', c1),
    ask('ticked but not released', 'tick-without-category', jobcenter, 'HEALTH', withheld('OUT_OF_SCOPE_CATEGORY')),
    ask('to a named person', 'to-a-person', jobcenter, 'HEALTH', c1),
    ask('to a named person, not to a colleague', 'to-a-person', substituteOf(jobcenter), 'HEALTH', withheld('OUT_OF_SCOPE_PERSON')),
    ask('a written paper makes up for a spoken one', 'oral-and-written', jobcenter, 'HEALTH', granted('CONSENT', 'c2')),
    ['details of the language test when ticked', 'test-ticked', cm, cuk.unit, 'LANGUAGE_TEST_DETAIL', 'KURSVERMITTLUNG', c1],
    ['details of the language test not without', 'test-unticked', cm, cuk.unit, 'LANGUAGE_TEST_DETAIL', 'KURSVERMITTLUNG', withheld('SPECIAL_CATEGORY_NOT_EXPLICIT')],
    ['the language level needs no tick', 'test-unticked', cm, cuk.unit, 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', c1],
    ['a needless tick harms nothing', 'needless-tick', cm, cuk.unit, 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', c1],
    ['the school entry examination needs its own tick as well', 'test-ticked', cm, 'GESUNDHEITSAMT', 'SCHOOL_HEALTH', 'SCHULPLATZ', withheld('OUT_OF_SCOPE_RECIPIENT')],
  ],
};

const level = (over: Partial<WrittenConsent> = {}): WrittenConsent => consent({ id: 'x', categories: ['SUPPORT_PLAN_LANG'], exclusions: ['LANGUAGE_LEVEL'], ...over });
const against = (...others: WrittenConsent[]) => withConsents(consent(), ...others);
const excluded = withheld('EXPLICITLY_EXCLUDED');
const row = (shows: string, name: string, expect: Row[6], over: { who?: typeof cm; at?: string; flows?: string[]; purpose?: string; category?: string } = {}): Row => {
  const { who = cm, purpose = 'KURSVERMITTLUNG', category = 'LANGUAGE_LEVEL', ...rest } = over;
  return [shows, name, who, 'NWL_CUK', category, purpose, expect, rest];
};

export const EXCLUSIONS: Table = {
  file: '10-exclusions', prefix: 'EXCL', title: 'What the client excluded stays: against every basis, every purpose, in any order, beyond the end of the paper',
  source: 'B.7 (exclusions are deny-overrides; order of the decision), F (j); Art. 7, Art. 21 GDPR',
  clients: {
    same: withConsents(consent({ exclusions: ['LANGUAGE_LEVEL'] })), later: against(level({ from: '2026-02-20T00:00:00Z' })),
    earlier: withConsents(level({ from: '2025-10-01T00:00:00Z' }), consent()), 'newer-without': withConsents(level(), consent({ from: '2026-02-25T00:00:00Z' })),
    'newer-with-other': withConsents(level(), consent({ from: '2026-02-25T00:00:00Z', exclusions: ['SUPPORT_PLAN_LANG'] })),
    'other-purpose': against(level({ purposes: ['WOHNEN'] })), 'other-receiver': against(level({ receivingUnits: ['JOBCENTER_LIPPE'] })),
    'other-releaser': against(level({ releasingUnits: ['KI_SEITENEINSTIEG'] })), 'other-category': against(level({ exclusions: ['SUPPORT_PLAN_LANG'] })),
    person: against(level({ receivingUnits: [], receivingPersons: [named(cm)] })), spoken: against(level({ form: 'MUENDLICH_BESONDERE_UMSTAENDE' })),
    future: against(level({ from: '2026-03-01T12:00:00Z' })), over: against(level({ from: '2025-01-01T00:00:00Z', to: '2025-12-31T00:00:00Z' })),
    everything: withConsents(consent({ categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'], exclusions: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'] })),
    ...Object.fromEntries((['ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ERSETZT', 'UNWIRKSAM'] as const).map((state) => [state, against(level({ state }))])),
    'against-a-statute': withConsents(level({ receivingUnits: ['JOBCENTER_LIPPE'], categories: [] })),
    'against-an-emergency': client({
      consents: [level({ releasingUnits: ['NWL_CUK'], receivingUnits: ['JUGENDAMT:KREIS'], categories: [] })],
      emergencies: [{ id: 'e1', releasingUnit: 'NWL_CUK', receivingUnit: 'JUGENDAMT:KREIS', categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'], from: '2026-03-01T11:30:00Z', to: '2026-03-01T12:30:00Z' }],
    }),
  },
  rows: [
    row('in the paper that releases it', 'same', excluded), row('in a later paper', 'later', excluded), row('in an earlier paper', 'earlier', excluded),
    row('the newest paper does not win', 'newer-without', excluded), row('nor does a newer exclusion replace an older one', 'newer-with-other', excluded),
    row('a newer exclusion stands beside the older', 'newer-with-other', excluded, { category: 'SUPPORT_PLAN_LANG' }),
    row('whatever purpose it was written under', 'other-purpose', excluded),
    row('not for another receiver', 'other-receiver', granted('CONSENT', 'c1')), row('not of another unit', 'other-releaser', granted('CONSENT', 'c1')),
    row('not another category', 'other-category', granted('CONSENT', 'c1')),
    row('against a person', 'person', excluded), row('against a person, not against colleagues', 'person', granted('CONSENT', 'c1'), { who: at(cm.unit, 'cm-2') }),
    row('spoken words are enough to exclude', 'spoken', excluded),
    row('not before it was said', 'future', granted('CONSENT', 'c1'), { at: '2026-03-01T11:59:59.999Z' }), row('from the instant it was said', 'future', excluded),
    row('beyond the end of the paper', 'over', excluded), row('all that a paper releases', 'everything', excluded),
    row('all that a paper releases: the other one', 'everything', excluded, { category: 'SUPPORT_PLAN_LANG' }),
    row('a draft excludes nothing', 'ENTWURF', granted('CONSENT', 'c1')), row('nor does a paper still being thought over', 'BEDENKZEIT', granted('CONSENT', 'c1')),
    row('a given paper', 'ERTEILT', excluded), row('a paper withdrawn in part', 'TEILWIDERRUFEN', excluded), row('outlives withdrawal', 'WIDERRUFEN', excluded),
    row('outlives expiry', 'ABGELAUFEN', excluded), row('outlives ineffectiveness', 'UNWIRKSAM', excluded), row('ends with a paper that replaces it', 'ERSETZT', granted('CONSENT', 'c1')),
    row('a statute gives the level', 'later', granted('STATUTE', 'S2'), { who: jobcenter, flows: ['S2'] }),
    row('against a statute', 'against-a-statute', excluded, { who: jobcenter, flows: ['S2'] }),
    row('against a statute, other categories stay', 'against-a-statute', granted('STATUTE', 'S2'), { who: jobcenter, flows: ['S2'], category: 'COURSE_ENTITLEMENT' }),
    row('against an emergency', 'against-an-emergency', excluded, { who: at('JUGENDAMT:KREIS', 'ja-1') }),
    row('against an emergency, other categories stay', 'against-an-emergency', granted('EMERGENCY', 'e1'), { who: at('JUGENDAMT:KREIS', 'ja-1'), category: 'SUPPORT_PLAN_LANG' }),
    row('between others changes nothing for the school advisory', 'later', withheld('CONSENT_MISSING'), { who: ki }),
  ],
};
