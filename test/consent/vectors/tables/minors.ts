import { at, client, cm, consent, cuk, granted, ki, own, relation, withheld, youthOffice, type Row, type Table } from './words.js';

/** 18th birthday on 10 May 2026, midnight in Lippe, which is 22:00 UTC of the day before. */
const birthday = '2026-05-09T22:00:00Z';
const eve = '2026-05-09T21:59:59.999Z';
const guardian = at('JUGENDAMT:KREIS', 'amtsvormund');
const asd = at('JUGENDAMT:KREIS', 'asd-1');
const school = (over: Parameters<typeof consent>[0] = {}) => consent({
  id: 'c5', releasingUnits: ['KI_SEITENEINSTIEG'], receivingUnits: ['KREIS_SERVICESTELLE', 'NWL_CUK'], categories: ['SCHOOL_PLACEMENT', 'SCHOOL_BIOGRAPHY'],
  purposes: ['SCHULPLATZ'], to: birthday, ofAgeAt: birthday, ...over,
});
const kita = (over: Parameters<typeof consent>[0] = {}) => consent({ id: 'c9', releasingUnits: ['JUGENDAMT:LAGE'], categories: ['KITA_PLACEMENT'], purposes: ['KITAPLATZ'], ...over });
const lage = at('JUGENDAMT:LAGE', 'jal-1');
const relations = [cm, cuk, ki, lage].map((who) => relation(who));
const placement = (shows: string, name: string, who: typeof cm, instant: string, expect: Row[6]): Row =>
  [shows, name, who, 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'SCHULPLATZ', expect, { at: instant }];

export const MINORS: Table = {
  file: '15-minors', prefix: 'MINOR', title: 'What guardians and parents signed ends at the 18th birthday, to the minute; one person’s paper never covers another’s data',
  source: 'C.5 (minors, C.5-13), F8, F9; §§ 1626, 1629, 1773, 1789 BGB, § 36 SGB I, § 68 SGB VIII',
  clients: {
    ward: client({ relations: [relation(cm), relation(cuk), relation(ki), relation(guardian, { to: birthday, persons: ['amtsvormund'] })], consents: [school()] }),
    'of-age': client({ relations: [relation(cm), relation(ki)], consents: [school({ state: 'ABGELAUFEN' }), school({ id: 'c5-own', from: birthday, to: '2027-05-09T22:00:00Z', ofAgeAt: undefined })] }),
    'behind-the-birthday': { ...client({ relations: [relation(cm), relation(ki)], consents: [school({ to: '2026-12-31T00:00:00Z' })] }), broken: true },
    'second-parent-missing': client({ relations, consents: [kita({ state: 'BEDENKZEIT' })] }),
    'both-parents': client({ relations, consents: [kita()] }),
    'interpreted-by-a-child': client({ relations, consents: [kita({ state: 'UNWIRKSAM' })] }),
    'mother-with-consent': client({ relations, consents: [consent({ releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'], categories: ['CONTACT', 'HOUSEHOLD'] })] }),
    'her-child': client({ relations }),
  },
  rows: [
    placement('a ward of 17: what the guardian and the young person signed', 'ward', cm, '2026-03-01T12:00:00Z', granted('CONSENT', 'c5')),
    placement('the last millisecond of being 17', 'ward', cm, eve, granted('CONSENT', 'c5')),
    placement('the 18th birthday, midnight in Lippe', 'ward', cm, birthday, withheld('AGE_REVIEW_DUE')),
    placement('midnight in UTC is two hours too late', 'ward', cm, '2026-05-10T00:00:00Z', withheld('AGE_REVIEW_DUE')),
    placement('the other receivers lose it at the same instant', 'ward', cuk, birthday, withheld('AGE_REVIEW_DUE')),
    ['the guardian reads the file of the guardianship before', 'ward', guardian, 'JUGENDAMT:KREIS', 'KITA_PLACEMENT', 'SCHULPLATZ', own, { at: eve }],
    ['the guardian loses it on the birthday', 'ward', guardian, 'JUGENDAMT:KREIS', 'KITA_PLACEMENT', 'SCHULPLATZ', withheld('UNKNOWN_SUBJECT'), { at: birthday }],
    ['the guardian’s own reading needs a release like any other', 'ward', guardian, 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'SCHULPLATZ', withheld('CONSENT_MISSING')],
    ['another function of the same Jugendamt does not read secrets of other units by it', 'ward', asd, 'KREIS_SERVICESTELLE', 'CM_GOALS', 'SCHULPLATZ', withheld('CONSENT_MISSING')],
    ['the adult’s own paper does not reach back', 'of-age', cm, 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'SCHULPLATZ', withheld('CONSENT_EXPIRED'), { at: eve }],
    placement('the adult’s own paper counts from the birthday on', 'of-age', cm, birthday, granted('CONSENT', 'c5-own')),
    ['joint custody, one signature missing: nothing yet', 'second-parent-missing', cm, 'JUGENDAMT:LAGE', 'KITA_PLACEMENT', 'KITAPLATZ', withheld('CONSENT_MISSING')],
    ['joint custody, both signed', 'both-parents', cm, 'JUGENDAMT:LAGE', 'KITA_PLACEMENT', 'KITAPLATZ', granted('CONSENT', 'c9')],
    ['a paper interpreted by a child is ineffective', 'interpreted-by-a-child', cm, 'JUGENDAMT:LAGE', 'KITA_PLACEMENT', 'KITAPLATZ', withheld('CONSENT_MISSING')],
    ['the mother’s paper covers the mother', 'mother-with-consent', cuk, 'KREIS_SERVICESTELLE', 'CONTACT', 'KURSVERMITTLUNG', granted('CONSENT', 'c1')],
    ['the mother’s paper does not cover the child', 'her-child', cuk, 'KREIS_SERVICESTELLE', 'CONTACT', 'KURSVERMITTLUNG', withheld('CONSENT_MISSING')],
    ['nor does the child’s paper cover the mother', 'mother-with-consent', cm, 'JUGENDAMT:LAGE', 'KITA_PLACEMENT', 'KITAPLATZ', withheld('CONSENT_MISSING')],
    ['a Jugendamt without a relation to the child learns nothing', 'both-parents', youthOffice, 'JUGENDAMT:LAGE', 'KITA_PLACEMENT', 'KITAPLATZ', withheld('UNKNOWN_SUBJECT')],
    placement('a paper that claims to hold beyond the birthday is not understood: not after it', 'behind-the-birthday', cm, birthday, withheld('CONSENT_MISSING')),
    placement('nor before it', 'behind-the-birthday', cm, eve, withheld('CONSENT_MISSING')),
  ],
};
