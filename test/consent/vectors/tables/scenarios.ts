import { abh, at, client, cm, consent, cuk, emergency, granted, jobcenter, ki, named, own, relation, substituteOf, withheld, youthOffice, type Table } from './words.js';

const team = (...who: (typeof cm)[]) => who.map((one) => relation(one));
const c = (id: string) => granted('CONSENT', id);
const missing = withheld('CONSENT_MISSING');
const detmold = at('ABH_DETMOLD', 'abhd-1');
const agency = at('AA_DETMOLD', 'aa-1');
const lage = at('JUGENDAMT:LAGE', 'jal-1');
const welfare = at('SOZIALAMT:LUEGDE', 'sal-1');
const provider = at('KURSTRAEGER:VHS_LIPPE_OST', 'vhs-1');
const school = at('SCHULTRAEGER:LEOPOLDSHOEHE', 'stl-1');
const conference = ['JOBCENTER_LIPPE', 'JUGENDAMT:KREIS', 'SOZIALAMT:SCHLANGEN', 'SOZIALAMT:HORN_BAD_MEINBERG'];
const year = { from: '2026-02-01T00:00:00Z', to: '2027-02-01T00:00:00Z' };

const c1 = [
  consent({ id: 'c1', categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG', 'COURSE_ENROLMENT'], ...year }),
  consent({ id: 'c1-back', releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['NWL_CUK'], categories: ['LANGUAGE_NEEDS', 'CONTACT'], ...year }),
];
const c2 = consent({
  id: 'c2', releasingUnits: ['KREIS_SERVICESTELLE', 'NWL_CUK', 'JOBCENTER_LIPPE', 'KI_SEITENEINSTIEG'], receivingUnits: [], receivingPersons: [named(abh)],
  categories: ['IDENTITY_CORE', 'LANGUAGE_LEVEL', 'LABOUR_PROFILE', 'SCHOOL_PLACEMENT'], exclusions: ['HEALTH', 'PSYCHOSOCIAL', 'CM_NARRATIVE'],
  purposes: ['AUFENTHALTSPERSPEKTIVE_25A_25B'], to: '2026-04-02T00:00:00Z',
});
const c2back = consent({
  id: 'c2-back', releasingUnits: ['ABH_KREIS'], releasingPersons: [named(abh)], receivingPersons: [named(cm)], categories: ['PERSPECTIVE_CHECK'],
  purposes: ['AUFENTHALTSPERSPEKTIVE_25A_25B'], to: '2026-04-02T00:00:00Z',
});
const c3 = consent({ id: 'c3', releasingUnits: ['ABH_DETMOLD'], categories: ['RESIDENCE_TITLE', 'WORK_PERMISSION'], purposes: ['CM_DURCHFUEHRUNG'], ...year });
const c4 = [
  consent({
    id: 'c4-jobcenter', releasingUnits: ['KREIS_SERVICESTELLE', 'NWL_CUK'], releasingPersons: [named(cm)], receivingUnits: ['JOBCENTER_LIPPE'], receivingPersons: [named(jobcenter)],
    categories: ['CM_GOALS', 'LANGUAGE_LEVEL'], purposes: ['FALLKONFERENZ'], exclusions: ['KITA_PLACEMENT'],
  }),
  consent({
    id: 'c4-jugendamt', releasingUnits: ['KI_SEITENEINSTIEG'], receivingUnits: ['JUGENDAMT:KREIS'], receivingPersons: [named(youthOffice)],
    categories: ['SCHOOL_PLACEMENT', 'SCHOOL_BIOGRAPHY'], purposes: ['FALLKONFERENZ'],
  }),
];
const c6 = consent({ id: 'c6', categories: ['COURSE_ENROLMENT'], releasingUnits: ['NWL_CUK', 'KURSTRAEGER:VHS_LIPPE_OST'], purposes: ['CM_DURCHFUEHRUNG'] });
const toJobcenter = { releasingUnits: ['KREIS_SERVICESTELLE'], receivingUnits: ['JOBCENTER_LIPPE'], purposes: ['MASSNAHMENZUSTEUERUNG'] } as const;
const c7 = consent({ id: 'c7', ...toJobcenter, categories: ['HEALTH', 'LABOUR_PROFILE'], explicitCategories: ['HEALTH'], form: 'MUENDLICH_BESONDERE_UMSTAENDE' });
const c8 = consent({ id: 'c8', ...toJobcenter, categories: ['HEALTH', 'LABOUR_PROFILE'], explicitCategories: ['HEALTH'] });
const parents = [
  consent({ id: 'c12-school', releasingUnits: ['KI_SEITENEINSTIEG'], receivingUnits: ['SCHULTRAEGER:LEOPOLDSHOEHE', 'JUGENDAMT:KREIS'], categories: ['SCHOOL_PLACEMENT', 'SCHOOL_BIOGRAPHY'], purposes: ['SCHULPLATZ'] }),
  consent({ id: 'c12-kita', releasingUnits: ['JUGENDAMT:KREIS'], receivingUnits: ['KI_SEITENEINSTIEG'], categories: ['KITA_PLACEMENT'], purposes: ['SCHULPLATZ', 'KITAPLATZ'] }),
];

export const SCENARIOS: Table = {
  file: '16-scenarios', prefix: 'F', title: 'The fifteen scenarios F1–F15, as far as they are decisions about fields',
  source: 'domain F1–F15 and the negative test (k)',
  clients: {
    F1: client({ relations: [relation(cm)] }),
    F2: client({ relations: team(cm, cuk, jobcenter), consents: c1 }),
    F3: client({ relations: team(cm, cuk, jobcenter), consents: c1.map((one) => ({ ...one, state: 'WIDERRUFEN' as const })) }),
    F4: client({ relations: team(cm, cuk, jobcenter, ki, abh), consents: [c2, c2back] }),
    F5: client({ relations: [...team(cm, abh), relation(detmold, { to: '2026-05-15T00:00:00Z' })], consents: [c3] }),
    F6: client({ relations: [...team(cm, cuk, jobcenter, ki, youthOffice, provider), ...conference.slice(2).map((unit) => relation(at(unit, 'sa-1')))], consents: c4 }),
    F7: client({ relations: team(welfare) }),
    F8: client({ relations: team(cm, cuk, ki, youthOffice), consents: [consent({ id: 'c5', releasingUnits: ['KI_SEITENEINSTIEG'], categories: ['SCHOOL_PLACEMENT'], purposes: ['SCHULPLATZ'], to: '2026-06-14T22:00:00Z', ofAgeAt: '2026-06-14T22:00:00Z' })] }),
    F9: client({ relations: team(cm, lage), consents: [consent({ id: 'c9', state: 'ENTWURF', releasingUnits: ['JUGENDAMT:LAGE'], categories: ['KITA_PLACEMENT'], purposes: ['KITAPLATZ'] })] }),
    F10: client({ relations: team(cm, abh, youthOffice), emergencies: [emergency({ id: 'e10' })] }),
    F11: client({ relations: team(cm) }),
    F12: client({ relations: team(ki, school, youthOffice, abh), consents: parents }),
    F13: client({ relations: team(cm, cuk, jobcenter, provider), consents: [c6] }),
    'F14-spoken': client({ relations: team(cm, jobcenter, abh), consents: [c7] }), 'F14-written': client({ relations: team(cm, jobcenter, abh), consents: [c7, c8] }),
    F15: client({ relations: team(cm, cuk, jobcenter), consents: c1 }),
  },
  rows: [
    ['F1: own data at arrival', 'F1', cm, cm.unit, 'IDENTITY_CORE', 'ANKOMMENSGESPRAECH', own],
    ['F1: nothing of the Jobcenter', 'F1', cm, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'ANKOMMENSGESPRAECH', missing],
    ['F1: nothing of the language coordination', 'F1', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'ANKOMMENSGESPRAECH', missing],
    ['F1: nothing of the school advisory', 'F1', cm, 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'ANKOMMENSGESPRAECH', missing],
    ['F1: nothing of the Ausländerbehörde', 'F1', cm, 'ABH_KREIS', 'RESIDENCE_TITLE', 'ANKOMMENSGESPRAECH', missing],
    ['F1: the family does not exist for the language coordination', 'F1', cuk, cm.unit, 'LANGUAGE_NEEDS', 'ANKOMMENSGESPRAECH', withheld('UNKNOWN_SUBJECT')],
    ['F1: nor for the Agentur', 'F1', agency, cm.unit, 'IDENTITY_CORE', 'ANKOMMENSGESPRAECH', withheld('UNKNOWN_SUBJECT')],
    ['F2: the level by c1', 'F2', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', c('c1')],
    ['F2: the plan by c1', 'F2', cm, 'NWL_CUK', 'SUPPORT_PLAN_LANG', 'KURSVERMITTLUNG', c('c1')],
    ['F2: the waiting list by c1', 'F2', cm, 'NWL_CUK', 'COURSE_ENROLMENT', 'KURSVERMITTLUNG', c('c1')],
    ['F2: not the test details', 'F2', cm, 'NWL_CUK', 'LANGUAGE_TEST_DETAIL', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_CATEGORY')],
    ['F2: not the attendance', 'F2', cm, 'NWL_CUK', 'COURSE_ATTENDANCE', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_CATEGORY')],
    ['F2: not the plan of the Jobcenter', 'F2', cm, 'JOBCENTER_LIPPE', 'JC_PLAN', 'KURSVERMITTLUNG', withheld('OUT_OF_SCOPE_RECIPIENT')],
    ['F2: the Jobcenter has nothing by c1, which does not name it', 'F2', jobcenter, 'NWL_CUK', 'SUPPORT_PLAN_LANG', 'KURSVERMITTLUNG', missing],
    ['F2: the Jobcenter has the level by contract, when S2 is on', 'F2', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('STATUTE', 'S2'), { flows: ['S2'] }],
    ['F2: and the entitlement', 'F2', jobcenter, 'NWL_CUK', 'COURSE_ENTITLEMENT', 'KURSVERMITTLUNG', granted('STATUTE', 'S2'), { flows: ['S2'] }],
    ['F2: but not the plan', 'F2', jobcenter, 'NWL_CUK', 'SUPPORT_PLAN_LANG', 'KURSVERMITTLUNG', missing, { flows: ['S2'] }],
    ['F2: back, the need of an interpreter', 'F2', cuk, cm.unit, 'LANGUAGE_NEEDS', 'KURSVERMITTLUNG', c('c1-back')],
    ['F3: after the withdrawal no level', 'F3', cm, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('CONSENT_WITHDRAWN')],
    ['F3: nor the way back', 'F3', cuk, cm.unit, 'LANGUAGE_NEEDS', 'KURSVERMITTLUNG', withheld('CONSENT_WITHDRAWN')],
    ['F3: a statute is not touched by it', 'F3', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', granted('STATUTE', 'S2'), { flows: ['S2'] }],
    ['F3: own data stay', 'F3', cm, cm.unit, 'CM_PROCESS', 'KURSVERMITTLUNG', own],
    ['F4: the packet, name', 'F4', abh, cm.unit, 'IDENTITY_CORE', 'AUFENTHALTSPERSPEKTIVE_25A_25B', c('c2')],
    ['F4: the packet, level', 'F4', abh, 'NWL_CUK', 'LANGUAGE_LEVEL', 'AUFENTHALTSPERSPEKTIVE_25A_25B', c('c2')],
    ['F4: the packet, employment', 'F4', abh, 'JOBCENTER_LIPPE', 'LABOUR_PROFILE', 'AUFENTHALTSPERSPEKTIVE_25A_25B', c('c2')],
    ['F4: the packet, school', 'F4', abh, 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'AUFENTHALTSPERSPEKTIVE_25A_25B', c('c2')],
    ['F4: not to a colleague of the person named', 'F4', substituteOf(abh), cm.unit, 'IDENTITY_CORE', 'AUFENTHALTSPERSPEKTIVE_25A_25B', withheld('OUT_OF_SCOPE_PERSON')],
    ['F4: no further query', 'F4', abh, cm.unit, 'CONTACT', 'AUFENTHALTSPERSPEKTIVE_25A_25B', withheld('NEVER_VIA_GATEWAY')],
    ['F4: not the existence of debt counselling', 'F4', abh, cm.unit, 'PSYCHOSOCIAL', 'AUFENTHALTSPERSPEKTIVE_25A_25B', withheld('NEVER_VIA_GATEWAY')],
    ['F4: not for another purpose', 'F4', abh, cm.unit, 'IDENTITY_CORE', 'CM_DURCHFUEHRUNG', withheld('NEVER_VIA_GATEWAY')],
    ['F4: not after sixty days', 'F4', abh, cm.unit, 'IDENTITY_CORE', 'AUFENTHALTSPERSPEKTIVE_25A_25B', withheld('CONSENT_EXPIRED'), { at: '2026-04-02T00:00:00Z' }],
    ['F4: the result back to the case manager in person', 'F4', cm, 'ABH_KREIS', 'PERSPECTIVE_CHECK', 'AUFENTHALTSPERSPEKTIVE_25A_25B', c('c2-back')],
    ['F4: not to a substitute', 'F4', substituteOf(cm), 'ABH_KREIS', 'PERSPECTIVE_CHECK', 'AUFENTHALTSPERSPEKTIVE_25A_25B', withheld('OUT_OF_SCOPE_PERSON')],
    ['F4: the file and planned measures never', 'F4', cm, 'ABH_KREIS', 'RESIDENCE_PROCEDURE', 'AUFENTHALTSPERSPEKTIVE_25A_25B', withheld('NEVER_VIA_GATEWAY')],
    ['F5: before the move the authority of Detmold releases', 'F5', cm, 'ABH_DETMOLD', 'RESIDENCE_TITLE', 'CM_DURCHFUEHRUNG', c('c3')],
    ['F5: after the move it has lost its competence', 'F5', cm, 'ABH_DETMOLD', 'RESIDENCE_TITLE', 'CM_DURCHFUEHRUNG', withheld('OUT_OF_SCOPE_RECIPIENT'), { at: '2026-06-01T12:00:00Z' }],
    ['F5: the authority of the Kreis was not named', 'F5', cm, 'ABH_KREIS', 'RESIDENCE_TITLE', 'CM_DURCHFUEHRUNG', withheld('OUT_OF_SCOPE_RECIPIENT'), { at: '2026-06-01T12:00:00Z' }],
    ['F5: the client no longer exists for the authority of Detmold', 'F5', detmold, 'ABH_DETMOLD', 'RESIDENCE_TITLE', 'CM_DURCHFUEHRUNG', withheld('UNKNOWN_SUBJECT'), { at: '2026-06-01T12:00:00Z' }],
    ['F6: goals to the person of the Jobcenter at the conference', 'F6', jobcenter, cm.unit, 'CM_GOALS', 'FALLKONFERENZ', c('c4-jobcenter')],
    ['F6: the level too', 'F6', jobcenter, 'NWL_CUK', 'LANGUAGE_LEVEL', 'FALLKONFERENZ', c('c4-jobcenter')],
    ['F6: facts of the Jugendamt not', 'F6', jobcenter, 'JUGENDAMT:KREIS', 'KITA_PLACEMENT', 'FALLKONFERENZ', withheld('OUT_OF_SCOPE_RECIPIENT')],
    ['F6: school to the Jugendamt', 'F6', youthOffice, 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'FALLKONFERENZ', c('c4-jugendamt')],
    ['F6: details of benefits not', 'F6', youthOffice, 'JOBCENTER_LIPPE', 'BENEFIT_DETAIL', 'FALLKONFERENZ', withheld('OUT_OF_SCOPE_RECIPIENT')],
    ['F6: a sixth participant has nothing', 'F6', provider, 'NWL_CUK', 'LANGUAGE_LEVEL', 'FALLKONFERENZ', missing],
    ['F6: nor does anybody for another purpose than the conference', 'F6', jobcenter, cm.unit, 'CM_GOALS', 'ARBEITSBERATUNG', withheld('OUT_OF_SCOPE_PURPOSE')],
    ['F7: a case inside one Kommune is not there for the Servicestelle', 'F7', cm, 'SOZIALAMT:LUEGDE', 'BENEFIT_REGIME', 'FALLKONFERENZ', withheld('UNKNOWN_SUBJECT')],
    ['F7: nor for the Jobcenter', 'F7', jobcenter, 'SOZIALAMT:LUEGDE', 'BENEFIT_DETAIL', 'FALLKONFERENZ', withheld('UNKNOWN_SUBJECT')],
    ['F8: a ward of 17', 'F8', cm, 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'SCHULPLATZ', c('c5')],
    ['F8: the 18th birthday', 'F8', cm, 'KI_SEITENEINSTIEG', 'SCHOOL_PLACEMENT', 'SCHULPLATZ', withheld('AGE_REVIEW_DUE'), { at: '2026-06-14T22:00:00Z' }],
    ['F9: the second parent has not signed', 'F9', cm, 'JUGENDAMT:LAGE', 'KITA_PLACEMENT', 'KITAPLATZ', missing],
    ['F9: where the mother is protected is never transported', 'F9', lage, cm.unit, 'VICTIM_STATUS', 'KITAPLATZ', withheld('NEVER_VIA_GATEWAY')],
    ['F10: the address to the Jugendamt in its hour', 'F10', youthOffice, cm.unit, 'CONTACT', 'GESUNDHEITSHILFE', granted('EMERGENCY', 'e10')],
    ['F10: not the file of the case', 'F10', youthOffice, cm.unit, 'CM_GOALS', 'GESUNDHEITSHILFE', missing],
    ['F10: not the health of the mother', 'F10', youthOffice, cm.unit, 'HEALTH', 'GESUNDHEITSHILFE', missing],
    ['F10: not the residence data', 'F10', youthOffice, 'ABH_KREIS', 'RESIDENCE_TITLE', 'GESUNDHEITSHILFE', missing],
    ['F10: no reading of the Jugendamt’s side in return', 'F10', cm, 'JUGENDAMT:KREIS', 'KITA_PLACEMENT', 'GESUNDHEITSHILFE', missing],
    ['F11: an EU citizen’s case does not exist for the Ausländerbehörde', 'F11', abh, cm.unit, 'IDENTITY_CORE', 'CM_DURCHFUEHRUNG', withheld('UNKNOWN_SUBJECT')],
    ['F11: nor for the Jobcenter', 'F11', jobcenter, cm.unit, 'LABOUR_PROFILE', 'ARBEITSBERATUNG', withheld('UNKNOWN_SUBJECT')],
    ['F12: the school biography to the Schulträger', 'F12', school, 'KI_SEITENEINSTIEG', 'SCHOOL_BIOGRAPHY', 'SCHULPLATZ', c('c12-school')],
    ['F12: the Kita place to the school advisory', 'F12', ki, 'JUGENDAMT:KREIS', 'KITA_PLACEMENT', 'KITAPLATZ', c('c12-kita')],
    ['F12: the residence title is of no concern', 'F12', ki, 'ABH_KREIS', 'RESIDENCE_TITLE', 'SCHULPLATZ', withheld('OUT_OF_SCOPE_RECIPIENT')],
    ['F12: no case management is created', 'F12', cm, cm.unit, 'CM_PROCESS', 'SCHULPLATZ', withheld('UNKNOWN_SUBJECT')],
    ['F13: the Jobcenter does not get attendance to help', 'F13', jobcenter, 'NWL_CUK', 'COURSE_ATTENDANCE', 'MASSNAHMENZUSTEUERUNG', withheld('NEVER_VIA_GATEWAY')],
    ['F13: nor from the course provider', 'F13', jobcenter, 'KURSTRAEGER:VHS_LIPPE_OST', 'COURSE_ATTENDANCE', 'MASSNAHMENZUSTEUERUNG', withheld('NEVER_VIA_GATEWAY')],
    ['F13: the case manager sees the state of the course', 'F13', cm, 'KURSTRAEGER:VHS_LIPPE_OST', 'COURSE_ENROLMENT', 'CM_DURCHFUEHRUNG', c('c6')],
    ['F13: not the reasons', 'F13', cm, 'KURSTRAEGER:VHS_LIPPE_OST', 'COURSE_ATTENDANCE', 'CM_DURCHFUEHRUNG', withheld('OUT_OF_SCOPE_CATEGORY')],
    ['F14: by phone no health data', 'F14-spoken', jobcenter, cm.unit, 'HEALTH', 'MASSNAHMENZUSTEUERUNG', withheld('SPECIAL_CATEGORY_NOT_EXPLICIT')],
    ['F14: by phone the functional consequence', 'F14-spoken', jobcenter, cm.unit, 'LABOUR_PROFILE', 'MASSNAHMENZUSTEUERUNG', c('c7')],
    ['F14: in writing with a tick', 'F14-written', jobcenter, cm.unit, 'HEALTH', 'MASSNAHMENZUSTEUERUNG', c('c8')],
    ['F14: never to the Ausländerbehörde', 'F14-written', abh, cm.unit, 'HEALTH', 'AUFENTHALTSPERSPEKTIVE_25A_25B', withheld('NEVER_VIA_GATEWAY')],
    ['F15: the data-protection officer of the Jobcenter reads no values', 'F15', { ...jobcenter, role: 'DPO' }, 'JOBCENTER_LIPPE', 'BENEFIT_REGIME', 'CM_DURCHFUEHRUNG', withheld('NO_BASIS')],
    ['F15: nor what others released', 'F15', { ...cm, role: 'DPO' }, 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', withheld('NO_BASIS')],
    ['F15: the data-protection officer of the Agentur does not know the client', 'F15', { ...agency, role: 'DPO' }, 'AA_DETMOLD', 'BENEFIT_REGIME', 'CM_DURCHFUEHRUNG', withheld('UNKNOWN_SUBJECT')],
    ['(k): a substitute reads what was released to the unit', 'F2', substituteOf(cm), 'NWL_CUK', 'LANGUAGE_LEVEL', 'KURSVERMITTLUNG', c('c1')],
  ],
};
